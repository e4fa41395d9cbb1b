import { sql, type Transaction } from 'kysely';
import { ensureMonth } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { CopyRow } from '../types.ts';

/** All SQL of copies. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type AnyTransaction = Transaction<any>;

/** Keeps who gets copies of communications, in the transaction that writes these. */
export async function insertCopies(trx: AnyTransaction, copies: readonly CopyRow[]): Promise<void> {
  if (copies.length === 0) return;
  for (const month of new Set(copies.map((one) => one.month))) await ensureMonth(trx, 'production.copies', month);
  const column = <K extends keyof CopyRow>(name: K) => copies.map((one) => one[name]);
  await sql`insert into production.copies (communication_id, month, number, kind, name, channel, address, fault)
    select * from unnest(${column('communicationId')}::uuid[], ${column('month')}::date[], ${column('number')}::smallint[],
      ${column('kind')}::text[], ${column('name')}::text[], ${column('channel')}::text[], ${column('address')}::text[],
      ${column('fault')}::text[])`.execute(trx);
}

/** The copies of some communications, in the order of their numbers. */
export async function copiesOf(source: Db | AnyTransaction, communicationIds: readonly string[]): Promise<CopyRow[]> {
  if (communicationIds.length === 0) return [];
  const { rows } =
    await sql<CopyRow>`select communication_id as "communicationId", month::text as month, number, kind, name, channel, address, fault
    from production.copies where communication_id = any(${[...communicationIds]}::uuid[]) order by communication_id, number`.execute(
      source,
    );
  return rows;
}
