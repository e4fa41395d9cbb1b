import { type RawBuilder, sql, type Transaction } from 'kysely';
import { copyRows, withClient } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { PostalAddress } from '../types.ts';
import type { ListedBy, SuppressionList } from './types.ts';

/** All SQL of suppression lists. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

const columns = sql.raw(`l.id, l.name, l.kind, l.listed_by as "listedBy", l.algorithm, l.source, l.taken_on::text as "takenOn",
  l.use_by::text as "useBy", l.entries::float8 as entries, l.imported_at as "importedAt", l.imported_by as "importedBy"`);

export async function listsOf(db: Db | Trx): Promise<readonly SuppressionList[]> {
  const { rows } = await sql<SuppressionList>`select ${columns} from customers.suppression_lists l order by l.name`.execute(db);
  return rows;
}

/** Puts the keys of a list aside as they are read; gone with the transaction. */
export async function stageKeys(trx: Trx, keys: AsyncIterable<readonly [Buffer]>): Promise<void> {
  await sql`create temp table suppressed_stage (key bytea not null) on commit drop`.execute(trx);
  await withClient(trx, (client) => copyRows(client, 'suppressed_stage', ['key'], keys));
}

/** Makes a list what was staged. @returns how many entries are new, were there, and are gone */
export async function replaceList(
  trx: Trx,
  list: Omit<SuppressionList, 'entries'>,
): Promise<{ readonly added: number; readonly kept: number; readonly removed: number }> {
  const { rows } = await sql<{ id: string }>`
    insert into customers.suppression_lists as l (id, name, kind, listed_by, algorithm, source, taken_on, use_by, entries, imported_at, imported_by)
    values (${list.id}, ${list.name}, ${list.kind}, ${list.listedBy}, ${list.algorithm}, ${list.source}, ${list.takenOn}::date,
      ${list.useBy}::date, 0, ${list.importedAt}, ${list.importedBy})
    on conflict (name) do update set kind = excluded.kind, listed_by = excluded.listed_by, algorithm = excluded.algorithm, source = excluded.source,
      taken_on = excluded.taken_on, use_by = excluded.use_by, imported_at = excluded.imported_at, imported_by = excluded.imported_by
    returning l.id`.execute(trx);
  const { id } = rows[0]!;
  const counted = async (query: RawBuilder<unknown>) => Number((await query.execute(trx)).numAffectedRows ?? 0n);
  const removed = await counted(sql`delete from customers.suppressed s where s.list_id = ${id}
    and not exists (select from suppressed_stage t where t.key = s.key)`);
  const added = await counted(sql`insert into customers.suppressed (key, list_id) select distinct key, ${id}::uuid from suppressed_stage
    on conflict do nothing`);
  const total = await sql<{
    n: number;
  }>`update customers.suppression_lists set entries = (select count(*) from customers.suppressed where list_id = ${id})
    where id = ${id} returning entries::float8 as n`.execute(trx);
  return { added, kept: total.rows[0]!.n - added, removed };
}

/** Adds one entry to a list, which is made where there is none. @returns whether it is new */
export async function addKey(trx: Trx, list: Omit<SuppressionList, 'entries'>, key: Buffer): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into customers.suppression_lists as l (id, name, kind, listed_by, algorithm, source, taken_on, use_by, entries, imported_at, imported_by)
    values (${list.id}, ${list.name}, ${list.kind}, ${list.listedBy}, ${list.algorithm}, ${list.source}, ${list.takenOn}::date,
      ${list.useBy}::date, 0, ${list.importedAt}, ${list.importedBy})
    on conflict (name) do update set taken_on = excluded.taken_on, imported_at = excluded.imported_at, imported_by = excluded.imported_by
    returning l.id`.execute(trx);
  const { id } = rows[0]!;
  const added = await sql`insert into customers.suppressed (key, list_id) values (${key}, ${id}) on conflict do nothing`.execute(trx);
  if ((added.numAffectedRows ?? 0n) === 0n) return false;
  await sql`update customers.suppression_lists set entries = entries + 1 where id = ${id}`.execute(trx);
  return true;
}

/** Takes one entry off a list. @returns whether it was there */
export async function removeKey(trx: Trx, list: string, key: Buffer): Promise<boolean> {
  const { rows } = await sql<{ listId: string }>`delete from customers.suppressed s using customers.suppression_lists l
    where l.name = ${list} and s.list_id = l.id and s.key = ${key} returning s.list_id as "listId"`.execute(trx);
  if (rows[0] === undefined) return false;
  await sql`update customers.suppression_lists set entries = entries - 1 where id = ${rows[0].listId}`.execute(trx);
  return true;
}

export async function deleteList(trx: Trx, name: string): Promise<SuppressionList | undefined> {
  const { rows } =
    await sql<SuppressionList>`delete from customers.suppression_lists l where l.name = ${name} returning ${columns}`.execute(trx);
  return rows[0];
}

/** What of a customer can stand on a list. */
export interface Listable {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly country: string;
  readonly address: PostalAddress;
  readonly points: readonly { readonly channel: ListedBy; readonly address: string }[];
}

export async function listablesOf(db: Db | Trx, customerIds: readonly string[]): Promise<readonly Listable[]> {
  const { rows } = await sql<Listable>`select c.id, c.number, c.name, c.country, c.address,
      coalesce((select jsonb_agg(jsonb_build_object('channel', p.channel, 'address', p.address)) from customers.contact_points p
        where p.customer_id = c.id), '[]') as points
    from customers.customers c where c.id = any(${[...customerIds]}::uuid[])`.execute(db);
  return rows;
}

/** Which of these keys stand on which lists. */
export async function listedKeys(
  db: Db | Trx,
  keys: readonly Buffer[],
): Promise<readonly { readonly key: Buffer; readonly listId: string }[]> {
  const { rows } = await sql<{ key: Buffer; listId: string }>`select key, list_id as "listId" from customers.suppressed
    where key = any(${[...keys]}::bytea[])`.execute(db);
  return rows;
}
