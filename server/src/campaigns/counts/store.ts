import { sql } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { Trx } from '../store.ts';
import type { Tally } from './tally.ts';

/** SQL of counts of all customers. */

export interface CountRow {
  readonly id: string;
  readonly rule: string;
  readonly templateId: string | null;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  readonly customers: number;
  readonly position: string | null;
  readonly tally: Tally;
  readonly error: string | null;
  readonly startedBy: string;
}

const columns = sql.raw('id, rule, template_id as "templateId", state, customers, position, tally, error, started_by as "startedBy"');

/** Days that counts are kept. */
const kept = 30;

/** Begins a count; what the same person had begun before ends, and what is old is forgotten. */
export async function insertCount(
  trx: Trx,
  one: Pick<CountRow, 'id' | 'rule' | 'templateId' | 'customers' | 'tally' | 'startedBy'>,
  { personId, at }: { readonly personId: string; readonly at: Date },
): Promise<void> {
  await sql`update campaigns.audience_counts set state = 'cancelled', ended_at = ${at} where started_by_id = ${personId} and state = 'running'`.execute(
    trx,
  );
  await sql`delete from campaigns.audience_counts where started_at < ${at}::timestamptz - make_interval(days => ${kept})`.execute(trx);
  await sql`insert into campaigns.audience_counts (id, rule, template_id, state, customers, tally, started_at, started_by, started_by_id)
    values (${one.id}, ${one.rule}, ${one.templateId}, 'running', ${one.customers}, ${JSON.stringify(one.tally)}, ${at}, ${one.startedBy},
      ${personId})`.execute(trx);
}

export async function findCount(db: Db | Trx, id: string, lock = false): Promise<CountRow | undefined> {
  const { rows } = await sql<CountRow>`select ${columns} from campaigns.audience_counts where id = ${idOrNull(id)}
    ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

/** Keeps what a batch came to with the position behind it. */
export async function keepCount(trx: Trx, id: string, position: string, tally: Tally): Promise<void> {
  await sql`update campaigns.audience_counts set position = ${position}, tally = ${JSON.stringify(tally)}::jsonb where id = ${id}`.execute(
    trx,
  );
}

/** Ends a count that still runs. */
export async function endCount(
  db: Db | Trx,
  id: string,
  { state, at, error = null }: { readonly state: 'done' | 'cancelled' | 'failed'; readonly at: Date; readonly error?: string | null },
): Promise<void> {
  await sql`update campaigns.audience_counts set state = ${state}, ended_at = ${at}, error = ${error}
    where id = ${idOrNull(id)} and state = 'running'`.execute(db);
}
