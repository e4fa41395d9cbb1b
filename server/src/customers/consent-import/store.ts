import { sql, type Transaction } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { RowFaultCode } from './read-row.ts';

/** All SQL of importing consents. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

export interface ConsentImport {
  readonly id: string;
  readonly file: string;
  readonly source: string;
  readonly at: Date;
  readonly by: string;
  /** Rows; the sum of the three others. */
  readonly read: number;
  readonly noted: number;
  /** Brought in before. */
  readonly known: number;
  readonly refused: number;
}

export interface RefusedRow {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
  readonly raw: string;
}

/** A row that no entry can be made of, and of what kind its fault is. */
export interface FaultyRow extends RefusedRow {
  readonly code: RowFaultCode;
}

export async function insertImport(trx: Trx, one: ConsentImport): Promise<void> {
  await sql`insert into customers.consent_imports (id, file, source, at, by, read, noted, known, refused)
    values (${one.id}, ${one.file}, ${one.source}, ${one.at}, ${one.by}, ${one.read}, ${one.noted}, ${one.known}, ${one.refused})`.execute(
    trx,
  );
}

/** Counts more rows to an import. @returns how many had been refused before */
export async function addToImport(
  trx: Trx,
  id: string,
  { read, noted, known, refused }: Pick<ConsentImport, 'read' | 'noted' | 'known' | 'refused'>,
): Promise<number> {
  const { rows } = await sql<{ before: number }>`update customers.consent_imports set read = read + ${read}, noted = noted + ${noted},
    known = known + ${known}, refused = refused + ${refused} where id = ${id} returning refused - ${refused} as before`.execute(trx);
  return rows[0]?.before ?? 0;
}

export async function insertRefused(trx: Trx, importId: string, rows: readonly RefusedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into customers.refused_consents (import_id, line, field, reason, raw)
    select ${importId}, line, field, reason, raw from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (line integer, field text, reason text, raw text)`.execute(trx);
}

/** @returns those of the keys that are new; they are kept */
export async function keepNewKeys(trx: Trx, keys: readonly Buffer[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`insert into customers.imported_consents (key)
    select distinct key from unnest(${[...keys]}::bytea[]) as k (key) on conflict do nothing returning encode(key, 'hex') as key`.execute(
    trx,
  );
  return new Set(rows.map((row) => row.key));
}

/** Those of the keys that were brought in before. */
export async function knownKeys(db: Db | Trx, keys: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`select encode(key, 'hex') as key from customers.imported_consents
    where key = any(${[...keys]}::bytea[])`.execute(db);
  return new Set(rows.map((row) => row.key));
}

/** Customers by number, and by e-mail address where it is that of one customer alone; if asked, locked in an order that nobody crosses. */
export async function customersOfRows(
  trx: Db | Trx,
  numbers: readonly string[],
  emails: readonly string[],
  lock: boolean,
): Promise<{ readonly byNumber: ReadonlyMap<string, string>; readonly byEmail: ReadonlyMap<string, string> }> {
  const numbered = await sql<{ key: string; id: string }>`select number as key, id from customers.customers
    where number = any(${[...numbers]}::text[])`.execute(trx);
  const mailed = await sql<{
    key: string;
    id: string;
  }>`select lower(address) as key, min(customer_id::text) as id from customers.contact_points
    where channel = 'email' and lower(address) = any(${[...emails]}::text[]) group by 1 having count(distinct customer_id) = 1`.execute(
    trx,
  );
  const ids = [...new Set([...numbered.rows, ...mailed.rows].map((row) => row.id))];
  if (lock) await sql`select from customers.customers where id = any(${ids}::uuid[]) order by id for update`.execute(trx);
  const mapOf = (rows: readonly { key: string; id: string }[]) => new Map(rows.map((row) => [row.key, row.id]));
  return { byNumber: mapOf(numbered.rows), byEmail: mapOf(mailed.rows) };
}

export async function listImports(db: Db): Promise<readonly ConsentImport[]> {
  const { rows } = await sql<ConsentImport>`select id, file, source, at, by, read, noted, known, refused from customers.consent_imports
    order by at desc, id desc limit 100`.execute(db);
  return rows;
}

export async function refusedOf(db: Db, importId: string): Promise<readonly RefusedRow[]> {
  const { rows } = await sql<RefusedRow>`select line, field, reason, raw from customers.refused_consents
    where import_id = ${idOrNull(importId)} order by line limit 1000`.execute(db);
  return rows;
}
