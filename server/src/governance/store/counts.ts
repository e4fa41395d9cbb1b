import { sql } from 'kysely';
import type { ContactState } from './contacts.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of what is counted: messages of runs by what became of them, and money. */

/** A message that came into a state; `from` is absent when it is new. */
export interface ContactChange {
  readonly runId: string | null;
  readonly from?: ContactState;
  readonly to: ContactState;
}

/** Adds to the counters what the changes say; in a fixed order, so that two transactions cannot wait for each other. */
export async function countContacts(trx: Trx, changes: readonly ContactChange[]): Promise<void> {
  const sums = new Map<string, number>();
  const add = (runId: string, state: ContactState, by: number) => sums.set(`${runId} ${state}`, (sums.get(`${runId} ${state}`) ?? 0) + by);
  for (const { runId, from, to } of changes) {
    if (runId === null) continue;
    if (from !== undefined) add(runId, from, -1);
    add(runId, to, 1);
  }
  const rows = [...sums].filter(([, by]) => by !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return;
  await sql`insert into governance.run_counts as c (run_id, state, contacts)
    select * from unnest(${rows.map(([key]) => key.split(' ')[0]!)}::uuid[], ${rows.map(([key]) => key.split(' ')[1]!)}::text[],
      ${rows.map(([, by]) => by)}::integer[])
    on conflict (run_id, state) do update set contacts = c.contacts + excluded.contacts`.execute(trx);
}

/** Messages of runs by state; those that are none are left out. */
export async function countsOfRuns(
  db: Reader,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, Partial<Record<ContactState, number>>>> {
  const { rows } = await sql<{ runId: string; state: ContactState; contacts: number }>`
    select run_id as "runId", state, contacts from governance.run_counts where run_id = any(${[...runIds]}::uuid[]) and contacts > 0`.execute(
    db,
  );
  return new Map(
    [...Map.groupBy(rows, (row) => row.runId)].map(([id, of]) => [id, Object.fromEntries(of.map((row) => [row.state, row.contacts]))]),
  );
}

export interface Spending {
  /** First of the month on the organisation's clock, `YYYY-MM-DD`. */
  readonly month: string;
  readonly purpose: string;
  readonly channel: string;
  /** Hundredths of a cent. */
  readonly amount: number;
  readonly contacts: number;
}

export async function addSpending(trx: Trx, sums: readonly Spending[]): Promise<void> {
  if (sums.length === 0) return;
  const rows = [...sums].sort((a, b) => (`${a.month} ${a.purpose} ${a.channel}` < `${b.month} ${b.purpose} ${b.channel}` ? -1 : 1));
  await sql`insert into governance.spending as s (month, purpose, channel, amount, contacts)
    select month, purpose, channel, amount, contacts from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (month date, purpose text, channel text, amount bigint, contacts integer)
    on conflict (month, purpose, channel) do update set amount = s.amount + excluded.amount, contacts = s.contacts + excluded.contacts`.execute(
    trx,
  );
}

export async function spendingOf(db: Reader, month: string): Promise<readonly Spending[]> {
  const { rows } = await sql<Spending>`select month::text as month, purpose, channel, amount::float8 as amount, contacts
    from governance.spending where month = ${month}::date order by purpose, channel`.execute(db);
  return rows;
}
