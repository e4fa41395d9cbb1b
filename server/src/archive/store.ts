import { type Kysely, sql, type Transaction } from 'kysely';
import { copyRows, ensureMonth, withClient } from '../platform/db/index.ts';
import type { Db } from '../platform/platform.ts';
import { vectorOf } from './rules.ts';

interface Tables {
  'archive.search': {
    communication_id: string;
    month: string;
    customer_id: string;
    run_id: string | null;
    channel: string;
    language: string;
    words: string;
  };
  'archive.delivery_states': { communication_id: string; month: string; state: string };
}

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type AnyTransaction = Transaction<any>;
const tables = (source: Db | AnyTransaction) => source as unknown as Kysely<Tables>;

/** A communication as it is found. */
export interface SearchRow {
  readonly communicationId: string;
  /** First of the month, `YYYY-MM-DD`: the partition, that of the communication. */
  readonly month: string;
  readonly customerId: string;
  readonly runId: string | null;
  readonly channel: string;
  readonly language: string;
  readonly words: readonly string[];
}

/** Adds communications to what is found. They must be new: an event is handled once. */
export async function insertSearchRows(trx: AnyTransaction, rows: readonly SearchRow[]): Promise<void> {
  for (const month of new Set(rows.map((row) => row.month))) {
    await ensureMonth(trx, 'archive.search', month);
    await ensureMonth(trx, 'archive.delivery_states', month);
  }
  const columns = ['communication_id', 'month', 'customer_id', 'run_id', 'channel', 'language', 'words'];
  const values = rows.map((row) => [
    row.communicationId,
    row.month,
    row.customerId,
    row.runId,
    row.channel,
    row.language,
    vectorOf(row.words),
  ]);
  await withClient(trx, (client) => copyRows(client, 'archive.search', columns, values));
}

/** Sets the delivery states of communications of one month. */
export async function setDeliveryStates(trx: AnyTransaction, month: string, states: ReadonlyMap<string, string>): Promise<void> {
  if (states.size === 0) return;
  await ensureMonth(trx, 'archive.delivery_states', month);
  // Sorted, so that nobody waits for another crosswise.
  const rows = [...states].sort(([a], [b]) => (a < b ? -1 : 1));
  await sql`insert into archive.delivery_states (communication_id, month, state)
    select id, ${month}::date, state from unnest(${rows.map(([id]) => id)}::uuid[], ${rows.map(([, state]) => state)}::text[]) as given (id, state)
    on conflict (communication_id, month) do update set state = excluded.state`.execute(trx);
}

/** Bounds and conditions of a search; all that are given must hold. */
export interface SearchFilter {
  /** A `tsquery`. */
  readonly query?: string;
  readonly customerId?: string;
  readonly runId?: string;
  readonly channel?: string;
  readonly language?: string;
  readonly state?: string;
  /** Ids from this one on. */
  readonly from?: string;
  /** Ids before this one. */
  readonly before?: string;
  readonly limit: number;
}

/** Ids of communications, newest first. */
export async function searchIds(db: Db, filter: SearchFilter): Promise<readonly string[]> {
  let query = tables(db)
    .selectFrom('archive.search as s')
    .select('s.communication_id as id')
    .orderBy('s.communication_id', 'desc')
    .limit(filter.limit);
  if (filter.query !== undefined) query = query.where(sql<boolean>`s.words @@ ${filter.query}::tsquery`);
  if (filter.customerId !== undefined) query = query.where('s.customer_id', '=', filter.customerId);
  if (filter.runId !== undefined) query = query.where('s.run_id', '=', filter.runId);
  if (filter.channel !== undefined) query = query.where('s.channel', '=', filter.channel);
  if (filter.language !== undefined) query = query.where('s.language', '=', filter.language);
  if (filter.from !== undefined) query = query.where('s.communication_id', '>=', filter.from);
  if (filter.before !== undefined) query = query.where('s.communication_id', '<', filter.before);
  if (filter.state !== undefined) {
    const { state } = filter;
    query = query.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('archive.delivery_states as d')
          .select('d.state')
          .whereRef('d.communication_id', '=', 's.communication_id')
          .whereRef('d.month', '=', 's.month')
          .where('d.state', '=', state),
      ),
    );
  }
  return (await query.execute()).map((row) => row.id);
}

/** The delivery states of these communications, where one is known. */
export async function deliveryStatesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('archive.delivery_states')
    .select(['communication_id as id', 'state'])
    .where('communication_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.state]));
}
