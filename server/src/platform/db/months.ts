import { sql, type Transaction } from 'kysely';

/**
 * Makes sure that a table partitioned `by range (month)` has the partition of a month, e.g. `production.communications_2026_11`.
 * Call it before the rows are written; cheap after the first time.
 * @param month its first day in UTC, as `2026-11-01` (`monthOf`)
 */
// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
export async function ensureMonth(trx: Transaction<any>, table: string, month: string): Promise<void> {
  if (!/^\d{4}-(0[1-9]|1[0-2])-01$/.test(month)) throw new RangeError(`${month} is not the first day of a month`);
  const [schema, name] = table.split('.') as [string, string];
  const partition = `${name}_${month.slice(0, 7).replace('-', '_')}`;
  const existing = await sql<{ there: boolean }>`select to_regclass(${`${schema}.${partition}`}) is not null as there`.execute(trx);
  if (existing.rows[0]?.there) return;
  const until = new Date(`${month}T00:00:00Z`);
  until.setUTCMonth(until.getUTCMonth() + 1);
  // Two transactions may want the same month at once: one makes it, the other waits and sees it.
  await sql`select pg_advisory_xact_lock(hashtext(${`${table} ${month}`}))`.execute(trx);
  await sql`create table if not exists ${sql.table(`${schema}.${partition}`)} partition of ${sql.table(table)}
    for values from (${sql.lit(month)}) to (${sql.lit(until.toISOString().slice(0, 10))})`.execute(trx);
}
