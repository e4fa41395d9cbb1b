import { sql } from 'kysely';
import type { Db } from '../platform/platform.ts';

/** Ids of customers after one, in order: to walk through all of them, a batch at a time, with `customersById`. */
export async function customerIdsAfter(db: Db, after: string | undefined, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from customers.customers
    where ${after === undefined ? sql`true` : sql`id > ${after}::uuid`} order by id limit ${limit}`.execute(db);
  return rows.map((row) => row.id);
}

/** Newest customers by which attributes and their types are told. */
const looked = 2_000;

/** Attributes that customers have, by name, and the JSON type of their values; `null` where customers differ in it. */
export async function attributeTypes(db: Db): Promise<ReadonlyMap<string, string | null>> {
  const { rows } = await sql<{ key: string; types: string[] }>`
    select key, array_agg(distinct jsonb_typeof(value)) as types
    from (select attributes from customers.customers order by id desc limit ${looked}) c, jsonb_each(c.attributes)
    where jsonb_typeof(value) <> 'null' group by key order by key`.execute(db);
  return new Map(rows.map(({ key, types }) => [key, types.length === 1 ? types[0]! : null]));
}

/** About so many customers from all over the table, and how many there are; all of them where they are few. Blocks of rows are drawn, which is fast. */
export async function someCustomers(
  db: Db,
  wanted: number,
): Promise<{ readonly ids: readonly string[]; readonly total: number; readonly all: boolean }> {
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total from customers.customers`.execute(db);
  const { total } = counted[0]!;
  if (total <= wanted) return { ids: await customerIdsAfter(db, undefined, wanted), total, all: true };
  // Some more than wanted, since blocks are not equally full.
  const share = Math.min(100, (120 * wanted) / total);
  const { rows } = await sql<{ id: string }>`select id from customers.customers tablesample system (${share}) repeatable (7)
    limit ${wanted}`.execute(db);
  return { ids: rows.map((row) => row.id), total, all: false };
}
