import { sql, type Transaction } from 'kysely';
import type { Db } from '../platform/platform.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type AnyTransaction = Transaction<any>;

/** Adds to counters, all at once and in one order, so that nobody waits for another crosswise. */
export async function addToCounters(trx: AnyTransaction, added: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...added].sort(([a], [b]) => (a < b ? -1 : 1));
  if (rows.length === 0) return;
  await sql`insert into reports.counters as c (name, value)
    select * from unnest(${rows.map(([name]) => name)}::text[], ${rows.map(([, value]) => value)}::bigint[])
    on conflict (name) do update set value = c.value + excluded.value`.execute(trx);
}

export async function setCounter(trx: AnyTransaction, name: string, value: number): Promise<void> {
  await sql`insert into reports.counters (name, value) values (${name}, ${value})
    on conflict (name) do update set value = excluded.value`.execute(trx);
}

/** All counters; one that was never touched is absent. */
export async function readCounters(db: Db): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ name: string; value: string }>`select name, value from reports.counters`.execute(db);
  return new Map(rows.map((row) => [row.name, Number(row.value)]));
}
