import { sql, type Transaction } from 'kysely';
import { type CopyValue, copyRows, newId, withClient } from '../platform/db/index.ts';
import type { Db } from '../platform/platform.ts';
import type { Fault } from './csv/row.ts';
import type { Mapping } from './mapping-schema.ts';
import type { GroupedRecord } from './record.ts';
import type { ImportCounts, QuarantinedRow } from './types.ts';

/** All writing SQL of imports; reading for lists and selections is in `read-store.ts`. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/** Lives in the connection; emptied at every commit. */
const recordStage = 'intake_record_stage';
/** First number of the advisory locks of imports; the second is the hash of the dataset. The next number is that of mending. */
export const importLock = 7226010;
/** Held while a file is being written: it falls with the transaction, whereas the other one falls with its connection. */
export const writeLock = 7226012;

/** Only for the process that holds the lock of the import: it waits for nobody but a writer whose process was killed. */
export async function holdWriteLock(trx: Trx, dataset: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(writeLock)}, hashtext(${dataset}))`.execute(trx);
}

/**
 * The commit does not wait for the disk: after a crash of the machine the last files may be missing as a whole, and are read again
 * with the next start of the import. The commit that ends the import waits, and with it all before.
 */
export async function letCommitReturnEarly(trx: Trx): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(trx);
}

/** Keys of a dataset that are there already, with what tells whether they are the same. */
export async function knownRecords(
  trx: Trx,
  dataset: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, { hash: string; held: number }>> {
  const { rows } = await sql<{ key: string; hash: string; held: number }>`
    select key, hash, held from intake.records where dataset = ${dataset} and key = any(${[...keys]}::text[])`.execute(trx);
  return new Map(rows.map((row) => [row.key, row]));
}

const recordColumns = ['key', 'customer_number', 'record_date', 'data', 'lines', 'held', 'hash', 'dataset', 'import_id', 'updated_at'];

function recordRow(record: GroupedRecord, dataset: string, importId: string, at: Date): readonly CopyValue[] {
  // The JSON text goes as it is: COPY reads it as jsonb.
  const { key, customerNumber, date, json, lines, held, hash } = record;
  return [key, customerNumber, date, json, lines, held, hash, dataset, importId, at];
}

/** Loads records that are not there yet; the import's lock keeps others from loading the same. */
export async function insertRecords(
  trx: Trx,
  dataset: string,
  importId: string,
  records: readonly GroupedRecord[],
  at: Date,
): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map((record) => recordRow(record, dataset, importId, at));
  await withClient(trx, (client) => copyRows(client, 'intake.records', recordColumns, rows));
}

/** Replaces records that are there; they keep their ids. */
export async function replaceRecords(
  trx: Trx,
  dataset: string,
  importId: string,
  records: readonly GroupedRecord[],
  at: Date,
): Promise<void> {
  if (records.length === 0) return;
  await sql`create temp table if not exists ${sql.table(recordStage)} (like intake.records) on commit delete rows`.execute(trx);
  await sql`alter table ${sql.table(recordStage)} alter column id drop not null`.execute(trx);
  const rows = records.map((record) => recordRow(record, dataset, importId, at));
  await withClient(trx, (client) => copyRows(client, recordStage, recordColumns, rows));
  await sql`update intake.records r set customer_number = s.customer_number, record_date = s.record_date, data = s.data, lines = s.lines,
      held = s.held, hash = s.hash, import_id = s.import_id, updated_at = s.updated_at
    from ${sql.table(recordStage)} s where r.dataset = s.dataset and r.key = s.key`.execute(trx);
}

/** Keeps a dataset's counters. Dates only widen: a replaced record may have left an end. */
export async function addToDataset(trx: Trx, dataset: string, inserted: number, dates: readonly string[]): Promise<void> {
  const first = dates.reduce<string | null>((least, date) => (least === null || date < least ? date : least), null);
  const last = dates.reduce<string | null>((most, date) => (most === null || date > most ? date : most), null);
  await sql`insert into intake.datasets as d (dataset, records, first_date, last_date) values (${dataset}, ${inserted}, ${first}::date, ${last}::date)
    on conflict (dataset) do update set records = d.records + excluded.records, first_date = least(d.first_date, excluded.first_date),
      last_date = greatest(d.last_date, excluded.last_date)`.execute(trx);
}

export interface FileRow extends ImportCounts {
  readonly id: string;
  readonly importId: string;
  readonly name: string;
  readonly sha256: string;
  readonly header: readonly string[];
  readonly bytes: number;
}

export async function insertFile(trx: Trx, mapping: Mapping, mappingHash: string, file: FileRow, at: Date): Promise<void> {
  await sql`insert into intake.import_files (id, import_id, dataset, name, sha256, mapping_hash, header, bytes, lines_read, lines_loaded,
      lines_unchanged, lines_quarantined, records, at)
    values (${file.id}, ${file.importId}, ${mapping.dataset}, ${file.name}, ${file.sha256}, ${mappingHash}, ${[...file.header]}, ${file.bytes},
      ${file.linesRead}, ${file.linesLoaded}, ${file.linesUnchanged}, ${file.linesQuarantined}, ${file.records}, ${at})`.execute(trx);
}

/**
 * Rows into quarantine, with the counters of their reasons. Rows that an earlier version of the file (same name, same dataset) put
 * there are not put in twice.
 */
export async function insertQuarantine(trx: Trx, file: FileRow, dataset: string, rows: readonly QuarantinedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const known = await knownQuarantine(trx, file, dataset);
  const added = known.size === 0 ? rows : rows.filter((row) => known.get(row.line) !== row.raw);
  const reasonIds = await countReasons(trx, added);
  const values = added.map((row) => [file.id, reasonIds.get(reasonKey(row.fault))!, row.line, row.raw, row.recordKey]);
  await withClient(trx, (client) => copyRows(client, 'intake.quarantine', ['file_id', 'reason_id', 'line', 'raw', 'record_key'], values));
}

async function knownQuarantine(trx: Trx, file: FileRow, dataset: string): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ line: number; raw: string }>`
    select q.line, q.raw from intake.import_files f join intake.quarantine q on q.file_id = f.id
    where f.dataset = ${dataset} and f.name = ${file.name} and f.id <> ${file.id}`.execute(trx);
  return new Map(rows.map((row) => [row.line, row.raw]));
}

const reasonKey = (fault: Fault): string => JSON.stringify([fault.code, fault.field, fault.reason, fault.hint ?? '']);

/** Adds open rows to their reasons. @returns ids of the reasons by `reasonKey` */
async function countReasons(trx: Trx, rows: readonly QuarantinedRow[]): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, { fault: Fault; count: number }>();
  for (const { fault } of rows) {
    const key = reasonKey(fault);
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { fault, count: 1 });
  }
  const ids = new Map<string, number>();
  // In one order everywhere, so that two transactions never wait for each other.
  for (const [key, { fault, count }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) ids.set(key, await addOpen(trx, fault, count));
  return ids;
}

/** @returns the id of the reason */
export async function addOpen(trx: Trx, fault: Fault, count: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into intake.quarantine_reasons as r (code, field, reason, hint, open)
    values (${fault.code}, ${fault.field}, ${fault.reason}, ${fault.hint ?? ''}, ${count})
    on conflict (code, field, reason, hint) do update set open = r.open + excluded.open returning id`.execute(trx);
  return rows[0]!.id;
}

/** An import of the same source with the same mapping that was cut off. */
export async function findUnfinished(db: Db, source: string, mappingHash: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from intake.imports
    where source = ${source} and mapping_hash = ${mappingHash} and state in ('running', 'interrupted') order by started_at desc limit 1`.execute(
    db,
  );
  return rows[0]?.id;
}

export interface NewImport {
  readonly source: string;
  readonly mapping: Mapping;
  readonly mappingHash: string;
  readonly files: number;
  readonly startedBy: string;
  readonly at: Date;
}

/** Marks older imports of the dataset as interrupted (they hold no lock any more) and begins one. @returns its id */
export async function insertImport(trx: Trx, it: NewImport): Promise<string> {
  const id = newId();
  await sql`update intake.imports set state = 'interrupted', ended_at = ${it.at} where dataset = ${it.mapping.dataset} and state = 'running'`.execute(
    trx,
  );
  await sql`insert into intake.imports (id, source, mapping_name, mapping, mapping_hash, target, dataset, state, files, started_by, started_at)
    values (${id}, ${it.source}, ${it.mapping.name}, ${JSON.stringify(it.mapping)}::json, ${it.mappingHash}, ${it.mapping.target},
      ${it.mapping.dataset}, 'running', ${it.files}, ${it.startedBy}, ${it.at})`.execute(trx);
  return id;
}

export async function resumeImport(trx: Trx, id: string, files: number): Promise<void> {
  await sql`update intake.imports set state = 'running', files = ${files}, ended_at = null, error = null where id = ${id}`.execute(trx);
}

export async function endImport(
  trx: Trx,
  id: string,
  state: 'done' | 'failed' | 'interrupted',
  error: string | null,
  at: Date,
): Promise<void> {
  await sql`update intake.imports set state = ${state}, error = ${error}, ended_at = ${at} where id = ${id}`.execute(trx);
}

export interface KnownFile extends ImportCounts {
  /** Read by this very import, before it was cut off. */
  readonly ofThisImport: boolean;
  readonly header: readonly string[];
}

/** A file of this content that was read with this mapping: by this import if it was, else the latest time. */
export async function findFile(
  db: Db,
  mapping: Mapping,
  mappingHash: string,
  file: { name: string; sha256: string },
  importId: string | undefined,
): Promise<KnownFile | undefined> {
  const { rows } = await sql<KnownFile>`
    select lines_read as "linesRead", lines_loaded as "linesLoaded", lines_unchanged as "linesUnchanged",
      lines_quarantined as "linesQuarantined", records, header,
      coalesce(import_id = ${importId ?? null}::uuid and name = ${file.name}, false) as "ofThisImport"
    from intake.import_files where dataset = ${mapping.dataset} and sha256 = ${file.sha256} and mapping_hash = ${mappingHash}
    order by 7 desc, at desc limit 1`.execute(db);
  return rows[0];
}
