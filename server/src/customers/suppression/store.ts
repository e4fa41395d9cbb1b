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

/** One list by its name, held until the transaction ends. */
export async function lockList(trx: Trx, name: string): Promise<SuppressionList | undefined> {
  const { rows } =
    await sql<SuppressionList>`select ${columns} from customers.suppression_lists l where l.name = ${name} for update`.execute(trx);
  return rows[0];
}

export async function listsOf(db: Db | Trx): Promise<readonly SuppressionList[]> {
  const { rows } = await sql<SuppressionList>`select ${columns} from customers.suppression_lists l order by l.name`.execute(db);
  return rows;
}

/** Puts the keys of a list aside as they are read; gone with the transaction. */
export async function stageKeys(trx: Trx, keys: AsyncIterable<readonly [Buffer]>): Promise<void> {
  await sql`create temp table suppressed_stage (key bytea not null) on commit drop`.execute(trx);
  await withClient(trx, (client) => copyRows(client, 'suppressed_stage', ['key'], keys));
}

/** What a list would gain, keep and lose if it became what was staged. */
export async function weighStaged(
  trx: Trx,
  name: string,
): Promise<{ readonly added: number; readonly kept: number; readonly removed: number }> {
  const { rows } = await sql<{ staged: number; kept: number; entries: number }>`
    with list as (select id, entries from customers.suppression_lists where name = ${name}),
      keys as (select distinct key from suppressed_stage)
    select (select count(*) from keys)::float8 as staged, coalesce((select entries from list), 0)::float8 as entries,
      (select count(*) from keys k join customers.suppressed s on s.key = k.key and s.list_id = (select id from list))::float8 as kept`.execute(
    trx,
  );
  const { staged, kept, entries } = rows[0]!;
  return { added: staged - kept, kept, removed: entries - kept };
}

/**
 * Makes a list what was staged.
 * @param fileId under which it is kept what changed of a list that was there
 * @returns how many entries are new, were there, and are gone
 */
export async function replaceList(
  trx: Trx,
  list: Omit<SuppressionList, 'entries'>,
  fileId?: string,
): Promise<{ readonly added: number; readonly kept: number; readonly removed: number }> {
  const { rows } = await sql<{ id: string }>`
    insert into customers.suppression_lists as l (id, name, kind, listed_by, algorithm, source, taken_on, use_by, entries, imported_at, imported_by)
    values (${list.id}, ${list.name}, ${list.kind}, ${list.listedBy}, ${list.algorithm}, ${list.source}, ${list.takenOn}::date,
      ${list.useBy}::date, 0, ${list.importedAt}, ${list.importedBy})
    on conflict (name) do update set kind = excluded.kind, listed_by = excluded.listed_by, algorithm = excluded.algorithm, source = excluded.source,
      taken_on = excluded.taken_on, use_by = excluded.use_by, imported_at = excluded.imported_at, imported_by = excluded.imported_by
    returning l.id`.execute(trx);
  const { id } = rows[0]!;
  const keeping = fileId !== undefined && id !== list.id;
  const counted = async (change: RawBuilder<unknown>, added: boolean) => {
    const kept = sql`with changed as (${change} returning key)
      insert into customers.suppression_changes (file_id, key, added) select ${fileId}::uuid, key, ${added} from changed`;
    return Number((await (keeping ? kept : change).execute(trx)).numAffectedRows ?? 0n);
  };
  const gone = sql`delete from customers.suppressed s where s.list_id = ${id}
    and not exists (select from suppressed_stage t where t.key = s.key)`;
  const removed = await counted(gone, false);
  const fresh = sql`insert into customers.suppressed (key, list_id) select distinct key, ${id}::uuid from suppressed_stage
    on conflict do nothing`;
  const added = await counted(fresh, true);
  const total = await sql<{
    n: number;
  }>`update customers.suppression_lists set entries = (select count(*) from customers.suppressed where list_id = ${id})
    where id = ${id} returning entries::float8 as n`.execute(trx);
  return { added, kept: total.rows[0]!.n - added, removed };
}

/** Which of these keys a list has. */
export async function keysOnList(db: Db | Trx, name: string, keys: readonly Buffer[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`select encode(s.key, 'hex') as key from customers.suppressed s
    join customers.suppression_lists l on l.id = s.list_id where l.name = ${name} and s.key = any(${[...keys]}::bytea[])`.execute(db);
  return new Set(rows.map((row) => row.key));
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
