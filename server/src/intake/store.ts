import { sql, type Transaction } from 'kysely';
import { copyRows, newId, withClient } from '../platform/db/index.ts';
import type { Db } from '../platform/platform.ts';
import type { Mapping } from './mapping-schema.ts';
import type { ImportCounts, QuarantinedRow } from './types.ts';

/** All writing SQL of imports; reading for lists and selections is in `read-store.ts`. */

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/** Lives in the connection; emptied at every commit. */
export const recordStage = 'intake_record_stage';
const quarantineStage = 'intake_quarantine_stage';
/** First number of the advisory locks of imports; the second is the hash of the dataset. */
export const importLock = 7226010;

export async function makeRecordStage(trx: Trx): Promise<void> {
  await sql`create temp table if not exists ${sql.table(recordStage)} (key text, customer_number text, record_date date, data jsonb,
    lines integer, held integer, hash text) on commit delete rows`.execute(trx);
}

/** Takes out of the stage what is in the dataset with other content. @returns keys with their numbers of lines */
export async function takeRefused(trx: Trx, dataset: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; lines: number }>`
    delete from ${sql.table(recordStage)} s using intake.records r
    where r.dataset = ${dataset} and r.key = s.key and r.hash <> s.hash returning s.key, s.lines`.execute(trx);
  return new Map(rows.map((row) => [row.key, row.lines]));
}

export interface Merged {
  readonly inserted: number;
  /** Inserted or changed. */
  readonly records: number;
  readonly lines: number;
  readonly first: string | null;
  readonly last: string | null;
}

/** Puts the stage into the dataset; what is there the same stays untouched. */
export async function mergeStage(trx: Trx, dataset: string, importId: string, at: Date): Promise<Merged> {
  const { rows } = await sql<Merged>`
    with merged as (
      insert into intake.records as r (dataset, key, customer_number, record_date, data, lines, held, hash, import_id, updated_at)
      select ${dataset}, key, customer_number, record_date, data, lines, held, hash, ${importId}::uuid, ${at} from ${sql.table(recordStage)}
      on conflict (dataset, key) do update set customer_number = excluded.customer_number, record_date = excluded.record_date,
        data = excluded.data, lines = excluded.lines, held = excluded.held, hash = excluded.hash, import_id = excluded.import_id,
        updated_at = excluded.updated_at
      where r.hash <> excluded.hash or r.held <> excluded.held
      returning (xmax = 0) as inserted, lines, record_date
    )
    select count(*) filter (where inserted)::int as inserted, count(*)::int as records, coalesce(sum(lines), 0)::int as lines,
      min(record_date)::text as first, max(record_date)::text as last from merged`.execute(trx);
  return rows[0]!;
}

export async function addToDataset(trx: Trx, dataset: string, merged: Merged): Promise<void> {
  await sql`insert into intake.datasets as d (dataset, records, first_date, last_date)
    values (${dataset}, ${merged.inserted}, ${merged.first}::date, ${merged.last}::date)
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

/** Rows into quarantine, with the counters of their reasons; a row that is there already is not put in twice. */
export async function insertQuarantine(trx: Trx, file: FileRow, dataset: string, rows: readonly QuarantinedRow[], at: Date): Promise<void> {
  if (rows.length === 0) return;
  await sql`create temp table if not exists ${sql.table(quarantineStage)} (line integer, field text, code text, reason text, hint text,
    raw text, record_key text) on commit delete rows`.execute(trx);
  const columns = ['line', 'field', 'code', 'reason', 'hint', 'raw', 'record_key'];
  const values = rows.map((r) => [r.line, r.fault.field, r.fault.code, r.fault.reason, r.fault.hint, r.raw, r.recordKey]);
  await withClient(trx, (client) => copyRows(client, quarantineStage, columns, values));
  await sql`
    with added as (
      insert into intake.quarantine (import_id, file_id, dataset, file, line, field, code, reason, hint, raw, raw_hash, record_key, at)
      select ${file.importId}::uuid, ${file.id}::uuid, ${dataset}, ${file.name}, line, field, code, reason, hint, raw, md5(raw), record_key, ${at}
      from ${sql.table(quarantineStage)} order by line
      on conflict (dataset, file, line, raw_hash) do nothing returning code, field, reason, hint
    )
    insert into intake.quarantine_reasons as r (code, field, reason, hint, open)
    select code, field, min(reason), min(hint), count(*) from added group by code, field
    on conflict (code, field) do update set open = r.open + excluded.open, reason = excluded.reason, hint = excluded.hint`.execute(trx);
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
    values (${id}, ${it.source}, ${it.mapping.name}, ${JSON.stringify(it.mapping)}::jsonb, ${it.mappingHash}, ${it.mapping.target},
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
