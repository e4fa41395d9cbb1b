import { newId, transaction } from '../platform/db/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { SourceFile } from './find-files.ts';
import type { Mapping } from './mapping-schema.ts';
import { type FileContent, rowsOfRefused } from './read-file.ts';
import { type FileRow, holdWriteLock, insertFile, insertQuarantine, type KnownFile, letCommitReturnEarly } from './store.ts';
import type { ImportCounts, QuarantinedRow, Sink } from './types.ts';

/** What stays the same over all files of an import. */
export interface ImportContext {
  readonly importId: string;
  readonly mapping: Mapping;
  readonly mappingHash: string;
  readonly sink: Sink;
  readonly dryRun: boolean;
}

/** What a file brought. */
export interface FileResult extends ImportCounts {
  readonly quarantined: readonly QuarantinedRow[];
}

/** Ends the transaction of a dry run: everything was tried, nothing stays. */
class DryRun extends Error {}

/**
 * Writes what a file holds, in one transaction: records, quarantine, counters and the note that the file was read. A crash before
 * its end leaves nothing, a crash after it repeats nothing.
 */
export async function writeFile(
  platform: Platform,
  context: ImportContext,
  file: SourceFile,
  sha256: string,
  content: FileContent,
): Promise<FileResult> {
  let result: FileResult | undefined;
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    await letCommitReturnEarly(trx);
    await holdWriteLock(trx, context.mapping.dataset);
    const written = await context.sink(trx, content.records, at);
    const refused = new Map(written.refused.map((one) => [one.key, one.fault]));
    const quarantined =
      refused.size === 0 ? content.quarantined : [...content.quarantined, ...(await rowsOfRefused(file, context.mapping, refused))];
    const counts = {
      linesRead: content.linesRead,
      linesLoaded: content.linesRead - quarantined.length - written.linesUnchanged,
      linesUnchanged: written.linesUnchanged,
      linesQuarantined: quarantined.length,
      records: written.written,
    };
    result = { ...counts, quarantined };
    if (context.dryRun) throw new DryRun();
    const row: FileRow = {
      id: newId(),
      importId: context.importId,
      name: file.name,
      sha256,
      header: content.header,
      bytes: file.bytes,
      ...counts,
    };
    await insertFile(trx, context.mapping, context.mappingHash, row, at);
    await insertQuarantine(trx, row, context.mapping.dataset, quarantined);
  }).catch((error: unknown) => {
    if (!(error instanceof DryRun)) throw error;
  });
  return result!;
}

/** Notes that a file brought nothing new: its content was read before. */
export async function noteKnownFile(
  platform: Platform,
  context: ImportContext,
  file: SourceFile,
  sha256: string,
  known: KnownFile,
): Promise<FileResult> {
  const counts = {
    linesRead: known.linesRead,
    linesLoaded: 0,
    linesUnchanged: known.linesLoaded + known.linesUnchanged,
    linesQuarantined: known.linesQuarantined,
    records: 0,
  };
  if (!context.dryRun) {
    const row: FileRow = {
      id: newId(),
      importId: context.importId,
      name: file.name,
      sha256,
      header: known.header,
      bytes: file.bytes,
      ...counts,
    };
    await transaction(platform.db, { log: platform.log }, (trx) =>
      insertFile(trx, context.mapping, context.mappingHash, row, platform.clock()),
    );
  }
  return { ...counts, quarantined: [] };
}
