import { sql } from 'kysely';
import { idOrNull, isId } from '../../platform/db/index.ts';
import { type ContactRow, type ContactState, contactColumns } from './contacts.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of lists of messages that did not go at once. Ids are made in order of time, so lists go by them. */

const nil = '00000000-0000-0000-0000-000000000000';

/** Messages that wait for a person, the oldest first. */
export async function waitingContacts(
  db: Reader,
  { runId, after, limit }: { readonly runId?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly ContactRow[]> {
  const { rows } = await sql<ContactRow>`select ${contactColumns} from governance.contacts c
    where c.state = 'waiting' and c.communication_id > ${after ?? nil} ${runId === undefined ? sql`` : sql`and c.run_id = ${idOrNull(runId)}`}
    order by c.communication_id limit ${limit}`.execute(db);
  return rows;
}

/** Messages of a run that did not go at once. */
export async function contactsOfRun(
  db: Reader,
  runId: string,
  { states, after, limit }: { readonly states: readonly ContactState[]; readonly after?: string | undefined; readonly limit: number },
): Promise<readonly ContactRow[]> {
  const { rows } = await sql<ContactRow>`select ${contactColumns} from governance.contacts c
    where c.run_id = ${idOrNull(runId)} and c.state in ('held', 'waiting', 'withheld') and c.state = any(${[...states]}::text[])
      and c.communication_id > ${after ?? nil} order by c.communication_id limit ${limit}`.execute(db);
  return rows;
}

/** Messages that still wait, taken for a decision. */
export async function lockWaiting(trx: Trx, communicationIds: readonly string[]): Promise<readonly ContactRow[]> {
  const { rows } = await sql<ContactRow>`select ${contactColumns} from governance.contacts c
    where c.communication_id = any(${communicationIds.filter(isId)}::uuid[]) and c.state = 'waiting'
    order by c.communication_id for update`.execute(trx);
  return rows;
}

/** How many wait, over all runs. */
export async function countWaiting(db: Reader): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from governance.contacts where state = 'waiting'`.execute(
    db,
  );
  return rows[0]!.waiting;
}
