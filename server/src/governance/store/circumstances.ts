import { sql } from 'kysely';
import { idOrNull, isId, newId } from '../../platform/db/index.ts';
import type { Circumstance } from '../types.ts';
import type { Reader, Trx } from './reader.ts';

/** SQL of what is the case with customers. */

export interface CircumstanceRow extends Circumstance {
  readonly note: string;
  readonly notedAt: Date;
  readonly notedBy: string;
}

const columns = sql.raw(`id, customer_id as "customerId", household, kind, since, ended_at as "endedAt", note, noted_at as "notedAt",
  noted_by as "notedBy"`);

/** Of some customers and of those who live with them. */
export async function circumstancesOf(
  db: Reader,
  customers: readonly string[],
  households: readonly string[] = [],
): Promise<readonly CircumstanceRow[]> {
  const { rows } = await sql<CircumstanceRow>`select ${columns} from governance.circumstances
    where customer_id = any(${customers.filter(isId)}::uuid[]) or household = any(${[...households]}::uuid[]) order by since, id`.execute(
    db,
  );
  return rows;
}

export async function insertCircumstance(trx: Trx, one: Omit<CircumstanceRow, 'id' | 'endedAt'>): Promise<CircumstanceRow> {
  const made = { ...one, id: newId(), endedAt: null };
  await sql`insert into governance.circumstances (id, customer_id, household, kind, since, note, noted_at, noted_by)
    values (${made.id}, ${made.customerId}, ${made.household}, ${made.kind}, ${made.since}, ${made.note}, ${made.notedAt}, ${made.notedBy})`.execute(
    trx,
  );
  return made;
}

/** @returns undefined when there is none that still lasts */
export async function endCircumstance(trx: Trx, id: string, now: Date): Promise<CircumstanceRow | undefined> {
  const { rows } = await sql<CircumstanceRow>`update governance.circumstances set ended_at = ${now}
    where id = ${idOrNull(id)} and ended_at is null returning ${columns}`.execute(trx);
  return rows[0];
}
