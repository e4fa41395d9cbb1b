import type { Import, QuarantineRow } from '@posthorn/contract';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { idOrNull, numberOrNull } from '../platform/db/index.ts';
import type { Db } from '../platform/platform.ts';
import type { Mapping } from './mapping-schema.ts';
import type { RecordData } from './record.ts';
import { importLock } from './store.ts';

/** SQL of lists, and of single rows of the quarantine. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;
type Reader = Db | Trx;

type WithDates<T, K extends keyof T> = Omit<T, K> & { readonly [P in K]: Date };

/** Newest first. An import that is marked as running but holds no lock was killed. */
export async function listImports(
  db: Reader,
  limit: number,
  after: string | undefined,
): Promise<(Omit<WithDates<Import, 'startedAt'>, 'endedAt' | 'error'> & { endedAt: Date | null; error: string | null })[]> {
  const { rows } = await sql<Awaited<ReturnType<typeof listImports>>[number]>`
    select i.id, i.source, i.mapping_name as mapping, i.dataset,
      case when i.state = 'running' and not exists (select from pg_locks l where l.locktype = 'advisory' and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database()) and l.classid = ${sql.lit(importLock)} and l.objid = (hashtext(i.dataset)::bigint & 4294967295)) then 'interrupted' else i.state end as state,
      i.files, count(f.id)::int as "filesDone", coalesce(sum(f.lines_read), 0)::int as "linesRead",
      coalesce(sum(f.lines_loaded), 0)::int as "linesLoaded", coalesce(sum(f.lines_quarantined), 0)::int as "linesQuarantined",
      coalesce(sum(f.lines_unchanged), 0)::int as "linesUnchanged", coalesce(sum(f.records), 0)::int as records,
      i.started_at as "startedAt", i.ended_at as "endedAt", i.error
    from intake.imports i left join intake.import_files f on f.import_id = i.id
    where ${after === undefined ? sql`true` : sql`i.id < ${after}::uuid`}
    group by i.id order by i.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function listDatasets(
  db: Reader,
): Promise<{ dataset: string; records: number; firstDate: string | null; lastDate: string | null }[]> {
  const { rows } = await sql<{ dataset: string; records: number; firstDate: string | null; lastDate: string | null }>`
    select dataset, records::int as records, first_date::text as "firstDate", last_date::text as "lastDate" from intake.datasets order by dataset`.execute(
    db,
  );
  return rows;
}

export interface QuarantineFilter {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly importId?: string | undefined;
  readonly code?: string | undefined;
  readonly state?: string | undefined;
}

type ListedRow = WithDates<QuarantineRow, 'at'>;

const rowColumns = sql.raw(`q.id::text as id, f.import_id as "importId", f.name as file, q.line, r.field, r.code, r.reason,
  nullif(r.hint, '') as hint, q.raw, q.state, f.at`);
const rowTables = sql.raw(
  `intake.quarantine q join intake.quarantine_reasons r on r.id = q.reason_id join intake.import_files f on f.id = q.file_id`,
);

/** Newest first. */
export async function listQuarantine(db: Reader, { limit, after, importId, code, state }: QuarantineFilter): Promise<readonly ListedRow[]> {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (after !== undefined) parts.push(sql`q.id < ${after}::bigint`);
  if (state) parts.push(sql`q.state = ${state}`);
  if (code) parts.push(sql`q.reason_id in (select id from intake.quarantine_reasons where code = ${code})`);
  if (importId) parts.push(sql`q.file_id in (select id from intake.import_files where import_id = ${idOrNull(importId)})`);
  const { rows } = await sql<ListedRow>`select ${rowColumns} from ${rowTables} where ${sql.join(parts, sql` and `)}
    order by q.id desc limit ${limit}`.execute(db);
  return rows;
}

export async function openReasons(db: Reader): Promise<{ code: string; field: string; reason: string; hint?: string; count: number }[]> {
  const { rows } = await sql<{ code: string; field: string; reason: string; hint: string; count: number }>`
    select code, field, reason, hint, open::int as count from intake.quarantine_reasons where open > 0 order by open desc, id`.execute(db);
  return rows.map(({ hint, ...row }) => (hint === '' ? row : { ...row, hint }));
}

/** A row of the quarantine with all that is needed to load it after all. */
export interface HeldRow extends ListedRow {
  readonly fileId: string;
  readonly recordKey: string | null;
  readonly reasonId: number;
  readonly dataset: string;
  readonly header: readonly string[];
  readonly mapping: Mapping;
}

/** Locks the row until the transaction ends. */
export async function lockHeldRow(trx: Trx, id: string): Promise<HeldRow | undefined> {
  const { rows } = await sql<HeldRow>`
    select ${rowColumns}, q.file_id as "fileId", q.record_key as "recordKey", q.reason_id as "reasonId", f.dataset, f.header, i.mapping
    from ${rowTables} join intake.imports i on i.id = f.import_id where q.id = ${numberOrNull(id)} for update of q`.execute(trx);
  return rows[0];
}

export async function findQuarantineRow(db: Reader, id: string): Promise<ListedRow | undefined> {
  const { rows } = await sql<ListedRow>`select ${rowColumns} from ${rowTables} where q.id = ${numberOrNull(id)}`.execute(db);
  return rows[0];
}

export async function closeRow(
  trx: Trx,
  row: HeldRow,
  close: { state: 'mended' | 'dismissed'; raw: string; note: string | null; by: string; at: Date },
): Promise<void> {
  await sql`update intake.quarantine set state = ${close.state}, raw = ${close.raw}, note = ${close.note}, closed_by = ${close.by},
    closed_at = ${close.at} where id = ${row.id}::bigint`.execute(trx);
  await removeOpen(trx, row.reasonId);
}

/** The row stays, for another reason. */
export async function keepRow(trx: Trx, row: HeldRow, reasonId: number, raw: string): Promise<void> {
  await sql`update intake.quarantine set reason_id = ${reasonId}, raw = ${raw} where id = ${row.id}::bigint`.execute(trx);
  await removeOpen(trx, row.reasonId);
}

async function removeOpen(trx: Trx, reasonId: number): Promise<void> {
  await sql`update intake.quarantine_reasons set open = open - 1 where id = ${reasonId}`.execute(trx);
}

/** A row of the record is no longer in quarantine. */
export async function releaseHold(trx: Trx, dataset: string, key: string | null): Promise<void> {
  if (key === null) return;
  await sql`update intake.records set held = greatest(held - 1, 0) where dataset = ${dataset} and key = ${key}`.execute(trx);
}

/** It is back. */
export async function takeHold(trx: Trx, dataset: string, key: string | null): Promise<void> {
  if (key === null) return;
  await sql`update intake.records set held = held + 1 where dataset = ${dataset} and key = ${key}`.execute(trx);
}

/** Rows of the same file and record that are in quarantine beside this one. */
export async function othersHeld(trx: Trx, row: HeldRow, key: string): Promise<number> {
  const { rows } = await sql<{ others: number }>`select count(*)::int as others from intake.quarantine
    where file_id = ${row.fileId} and record_key = ${key} and state = 'open' and id <> ${row.id}::bigint`.execute(trx);
  return rows[0]!.others;
}

export interface LockedRecord {
  readonly customerNumber: string | null;
  readonly date: string | null;
  readonly data: RecordData;
  readonly lines: number;
  readonly held: number;
  readonly hash: string;
}

export async function lockRecord(trx: Trx, dataset: string, key: string): Promise<LockedRecord | undefined> {
  const { rows } = await sql<LockedRecord>`select customer_number as "customerNumber", record_date::text as date, data, lines, held, hash
    from intake.records where dataset = ${dataset} and key = ${key} for update`.execute(trx);
  return rows[0];
}

/** One mending at a time; those that wait for each other do not fail. @returns false when an import into the dataset is running */
export async function lockDataset(trx: Trx, dataset: string): Promise<boolean> {
  const shared = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock_shared(${sql.lit(importLock)}, hashtext(${dataset})) as taken`.execute(trx);
  if (!shared.rows[0]!.taken) return false;
  await sql`select pg_advisory_xact_lock(${sql.lit(importLock + 1)}, hashtext(${dataset}))`.execute(trx);
  return true;
}
