import { openCsv } from './csv/read-rows.ts';
import type { Fault, Row } from './csv/row.ts';
import { bytesOf, type SourceFile } from './find-files.ts';
import { converterFor, keyText, type RowConverter } from './mapping.ts';
import type { Mapping } from './mapping-schema.ts';
import { type GroupedRecord, RecordGrouper } from './record.ts';
import type { QuarantinedRow } from './types.ts';

/** What is in a file, before anything is written. */
export interface FileContent {
  readonly header: readonly string[];
  readonly linesRead: number;
  readonly records: readonly GroupedRecord[];
  readonly quarantined: readonly QuarantinedRow[];
}

/** What a reader tells while it reads. */
export interface ReadWatcher {
  readonly signal?: AbortSignal | undefined;
  onRows?(rows: number): void;
}

/**
 * Reads a file into records and faulty rows. The records of one file are held in memory (some three times the file's size), since
 * the lines of one record may stand anywhere in it.
 * @throws PosthornError of the file as a whole: `import.file-empty`, `import.not-text`, `import.columns-missing`, …
 */
export async function readFile(file: SourceFile, mapping: Mapping, watcher: ReadWatcher = {}): Promise<FileContent> {
  const { header, rows } = await openCsv(bytesOf(file), file.name, mapping.format);
  const converter = converterFor(mapping, header, file.name);
  const grouper = new RecordGrouper(mapping);
  const quarantined: QuarantinedRow[] = [];
  let linesRead = 0;
  for await (const batch of rows) {
    watcher.signal?.throwIfAborted();
    for (const row of batch) {
      const fault = take(row, converter, grouper);
      if (!fault) continue;
      const recordKey = converter.keyOf(row);
      if (recordKey !== undefined) grouper.hold(recordKey);
      quarantined.push({ line: row.line, fault, raw: row.raw, recordKey });
    }
    linesRead += batch.length;
    watcher.onRows?.(batch.length);
  }
  return { header, linesRead, records: [...grouper.records()], quarantined };
}

function take(row: Row, converter: RowConverter, grouper: RecordGrouper): Fault | undefined {
  const converted = converter.convert(row);
  return 'fault' in converted ? converted.fault : grouper.add(converted.values, row.line);
}

/** Reads a file again for the rows of records that the target refused. */
export async function rowsOfRefused(file: SourceFile, mapping: Mapping, refused: ReadonlyMap<string, Fault>): Promise<QuarantinedRow[]> {
  const { header, rows } = await openCsv(bytesOf(file), file.name, mapping.format);
  const converter = converterFor(mapping, header, file.name);
  const found: QuarantinedRow[] = [];
  for await (const batch of rows) {
    for (const row of batch) {
      const converted = converter.convert(row);
      if ('fault' in converted) continue;
      const recordKey = keyText(converted.values[mapping.record.key]);
      const fault = refused.get(recordKey);
      if (fault) found.push({ line: row.line, fault, raw: row.raw, recordKey });
    }
  }
  return found;
}
