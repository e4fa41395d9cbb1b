import { sql, type Transaction } from 'kysely';
import { idOrNull } from '../../platform/db/index.ts';
import type { Db } from '../../platform/platform.ts';
import type { SuppressionList } from '../suppression/types.ts';
import type { FileRow } from './types.ts';

/** All SQL of files on their way in. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
export type Trx = Transaction<any>;

const columns =
  sql.raw(`id, kind, file, bytes::float8 as bytes, pieces, format, header, settings, state, counts, share, line::float8 as line, problems,
  error, brought_at as "broughtAt", brought_by as "broughtBy", actor, ended_at as "endedAt", former`);

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

export async function insertFile(
  trx: Trx,
  one: Pick<FileRow, 'id' | 'kind' | 'file' | 'bytes' | 'pieces' | 'format' | 'header' | 'counts' | 'broughtAt' | 'broughtBy'>,
): Promise<void> {
  await sql`insert into customers.permission_files (id, kind, file, bytes, pieces, format, header, counts, state, brought_at, brought_by)
    values (${one.id}, ${one.kind}, ${one.file}, ${one.bytes}, ${one.pieces}, ${json(one.format)}, ${json(one.header)}, ${json(one.counts)}, 'brought',
      ${one.broughtAt}, ${one.broughtBy})`.execute(trx);
}

export async function findFile(db: Db | Trx, id: string, lock = false): Promise<FileRow | undefined> {
  const { rows } = await sql<FileRow>`select ${columns} from customers.permission_files where id = ${idOrNull(id)}
    ${lock ? sql`for update` : sql``}`.execute(db);
  return rows[0];
}

export async function listFiles(db: Db): Promise<readonly FileRow[]> {
  const { rows } = await sql<FileRow>`select ${columns} from customers.permission_files order by brought_at desc, id desc limit 50`.execute(
    db,
  );
  return rows;
}

export type FileChange = Partial<
  Pick<FileRow, 'settings' | 'state' | 'counts' | 'share' | 'line' | 'problems' | 'error' | 'actor' | 'endedAt' | 'former'>
>;

/** Keeps what changed of a file. */
export async function changeFile(trx: Db | Trx, id: string, change: FileChange): Promise<void> {
  const sets = [
    ...(['settings', 'counts', 'problems', 'error', 'actor', 'former'] as const).flatMap((name) =>
      change[name] === undefined ? [] : [sql`${sql.ref(name)} = ${change[name] === null ? null : json(change[name])}`],
    ),
    ...(['state', 'share', 'line'] as const).flatMap((name) =>
      change[name] === undefined ? [] : [sql`${sql.ref(name)} = ${change[name]}`],
    ),
    ...(change.endedAt === undefined ? [] : [sql`ended_at = ${change.endedAt}`]),
  ];
  await sql`update customers.permission_files set ${sql.join(sets)} where id = ${id}`.execute(trx);
}

export async function deleteFile(trx: Db | Trx, id: string): Promise<void> {
  await sql`delete from customers.permission_files where id = ${id}`.execute(trx);
}

/** Files that nobody went on with since a moment. */
export async function filesLeftSince(db: Db, before: Date): Promise<readonly FileRow[]> {
  const { rows } = await sql<FileRow>`select ${columns} from customers.permission_files
    where state in ('brought', 'checked') and brought_at < ${before}`.execute(db);
  return rows;
}

/** What files changed of lists so long ago can not be taken back any more. */
export async function forgetChanges(db: Db, before: Date): Promise<void> {
  await sql`delete from customers.suppression_changes c using customers.permission_files f
    where f.id = c.file_id and f.ended_at < ${before}`.execute(db);
}

/** Which files still know what they changed of a list. */
export async function filesWithChanges(db: Db | Trx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`select f.id from customers.permission_files f
    where f.id = any(${[...ids]}::uuid[]) and exists (select 1 from customers.suppression_changes c where c.file_id = f.id)`.execute(db);
  return new Set(rows.map((row) => row.id));
}

/** Makes a list what it was before a file: by name; it is taken out where there was none. */
export async function takeBack(trx: Trx, fileId: string, name: string, former: SuppressionList | null): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from customers.suppression_lists where name = ${name}`.execute(trx);
  const { id } = rows[0]!;
  if (former === null) {
    await sql`delete from customers.suppression_lists where id = ${id}`.execute(trx);
    return;
  }
  await sql`delete from customers.suppressed s using customers.suppression_changes c
    where c.file_id = ${fileId} and c.added and s.list_id = ${id} and s.key = c.key`.execute(trx);
  await sql`insert into customers.suppressed (key, list_id) select key, ${id}::uuid from customers.suppression_changes
    where file_id = ${fileId} and not added on conflict do nothing`.execute(trx);
  const { kind, listedBy, algorithm, source, takenOn, useBy, importedAt, importedBy } = former;
  await sql`update customers.suppression_lists set kind = ${kind}, listed_by = ${listedBy}, algorithm = ${algorithm}, source = ${source},
    taken_on = ${takenOn}::date, use_by = ${useBy}::date, imported_at = ${importedAt}::timestamptz, imported_by = ${importedBy},
    entries = (select count(*) from customers.suppressed where list_id = ${id}) where id = ${id}`.execute(trx);
}

/** What customers are called. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, { id: string; number: string; name: string }>> {
  const { rows } = await sql<{ id: string; number: string; name: string }>`select id, number, name from customers.customers
    where id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
