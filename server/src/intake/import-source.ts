import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import './errors.ts';
import { findSource, hashOfFile, type SourceFile } from './find-files.ts';
import { type FileResult, type ImportContext, noteKnownFile, writeFile } from './import-file.ts';
import { ImportTally } from './import-tally.ts';
import { recordsSink } from './load-records.ts';
import { checkMapping, hashOfMapping } from './mapping.ts';
import type { Mapping } from './mapping-schema.ts';
import { readFile } from './read-file.ts';
import { endImport, findFile, findUnfinished, importLock, insertImport, resumeImport, writeLock } from './store.ts';
import type { ImportProgress, ImportReport, Sinks } from './types.ts';

/** What to import, and how. */
export interface ImportRequest {
  /** A file, or a folder whose files fit the mapping's `files`. */
  readonly path: string;
  /** As read from JSON. */
  readonly mapping: unknown;
  /** Reads and tries everything, writes nothing. */
  readonly dryRun?: boolean;
  /** Sinks of other rooms by target, e.g. `{ customers: customerSink }`. */
  readonly sinks?: Sinks;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Stops after the file under way; the same import started again goes on. */
  readonly signal?: AbortSignal;
}

/**
 * Imports files by a mapping. Each file is one transaction; a file that was read before with the same mapping changes nothing, so
 * an import that was killed is resumed by starting it again. Faulty rows go to quarantine, faulty files into the report; neither
 * stops the good ones.
 * @throws PosthornError `import.mapping-invalid`, `import.source-missing`, `import.no-sink`, `import.already-running`, `import.stopped`
 */
export async function importSource(platform: Platform, actor: Actor, request: ImportRequest): Promise<ImportReport> {
  const mapping = checkMapping(request.mapping);
  if (mapping.target !== 'records' && !request.sinks?.[mapping.target]) {
    throw new PosthornError('import.no-sink', { detail: `There is no target "${mapping.target}" here.` });
  }
  const { source, files } = await findSource(request.path, mapping);
  const lock = await platform.pool.connect();
  try {
    await takeLock(lock, mapping.dataset);
    return await importFiles(platform, actor, request, mapping, source, files);
  } finally {
    // Whatever happened to the connection: a closed one holds no lock.
    await lock.query('select pg_advisory_unlock_all()').catch(() => {});
    lock.release();
  }
}

/** The database needs a moment to notice that a killed process is gone, and holds its lock until then. */
const patienceMilliseconds = 5_000;

async function takeLock(client: PoolClient, dataset: string): Promise<void> {
  const until = performance.now() + patienceMilliseconds;
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as taken', [
      importLock,
      dataset,
    ]);
    if (rows[0]?.taken) return await waitForWriters(client, dataset);
    if (performance.now() > until) {
      throw new PosthornError('import.already-running', { detail: `Another import into "${dataset}" is running.` });
    }
    await sleep(100);
  }
}

/**
 * What a killed process was writing may still be committed after its lock has fallen. Only then it is known which files are done.
 */
async function waitForWriters(client: PoolClient, dataset: string): Promise<void> {
  const lock = [writeLock, dataset];
  await client.query('select pg_advisory_lock($1, hashtext($2))', lock);
  await client.query('select pg_advisory_unlock($1, hashtext($2))', lock);
}

async function importFiles(
  platform: Platform,
  actor: Actor,
  request: ImportRequest,
  mapping: Mapping,
  source: string,
  files: readonly SourceFile[],
): Promise<ImportReport> {
  const mappingHash = hashOfMapping(mapping);
  const dryRun = request.dryRun ?? false;
  const unfinished = dryRun ? undefined : await findUnfinished(platform.db, source, mappingHash);
  const importId = dryRun
    ? dryRunId
    : await beginImport(platform, actor, { source, mapping, mappingHash, files: files.length }, unfinished);
  const sink = mapping.target === 'records' ? recordsSink(mapping, importId) : request.sinks![mapping.target]!;
  const context: ImportContext = { importId, mapping, mappingHash, sink, dryRun };
  const tally = new ImportTally(files, request.onProgress);
  try {
    await eachFile(platform, context, files, tally, request.signal);
  } catch (error) {
    if (!dryRun) await finish(platform, actor, context, tally, 'interrupted', (error as Error).message).catch(() => {});
    throw error;
  }
  if (!dryRun) await finish(platform, actor, context, tally, tally.failed ? 'failed' : 'done', tally.failed?.message ?? null);
  return tally.report({ dataset: mapping.dataset, dryRun, resumed: unfinished !== undefined, ...(dryRun ? {} : { importId }) });
}

const dryRunId = '00000000-0000-7000-8000-000000000000';

function beginImport(
  platform: Platform,
  actor: Actor,
  it: { source: string; mapping: Mapping; mappingHash: string; files: number },
  unfinished: string | undefined,
): Promise<string> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    const id = unfinished ?? (await insertImport(trx, { ...it, startedBy: actor.name, at }));
    if (unfinished !== undefined) await resumeImport(trx, id, it.files);
    await platform.audit.append(trx, actor, unfinished ? 'import.resumed' : 'import.started', `import/${id}`, {
      source: it.source,
      dataset: it.mapping.dataset,
      mapping: it.mapping.name,
      files: it.files,
    });
    return id;
  });
}

/** Reads one file while the one before is being written. */
async function eachFile(
  platform: Platform,
  context: ImportContext,
  files: readonly SourceFile[],
  tally: ImportTally,
  signal: AbortSignal | undefined,
): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  try {
    for (const file of files) {
      if (signal?.aborted) throw new PosthornError('import.stopped');
      const write = await prepare(platform, context, file, tally);
      await writing;
      writing = write().then((result) => tally.fileDone(file, result));
      // Whoever awaits it sees the error; until then it is not unhandled.
      writing.catch(() => {});
    }
  } finally {
    await writing;
  }
}

/** Reads a file. @returns what writes it, to be called when the file before is written */
async function prepare(
  platform: Platform,
  context: ImportContext,
  file: SourceFile,
  tally: ImportTally,
): Promise<() => Promise<FileResult>> {
  try {
    const sha256 = await hashOfFile(file);
    const known = await findFile(platform.db, context.mapping, context.mappingHash, { name: file.name, sha256 }, context.importId);
    if (known) {
      tally.skip();
      const earlier = { ...known, quarantined: [] };
      return known.ofThisImport ? async () => earlier : () => noteKnownFile(platform, context, file, sha256, known);
    }
    const content = await readFile(file, context.mapping, { onRows: (rows) => tally.rows(rows) });
    return () => writeFile(platform, context, file, sha256, content);
  } catch (error) {
    if (!(error instanceof PosthornError) || !error.code.startsWith('import.')) throw error;
    tally.fileFailed(file, error);
    return async () => ({ linesRead: 0, linesLoaded: 0, linesUnchanged: 0, linesQuarantined: 0, records: 0, quarantined: [] });
  }
}

function finish(
  platform: Platform,
  actor: Actor,
  context: ImportContext,
  tally: ImportTally,
  state: 'done' | 'failed' | 'interrupted',
  error: string | null,
): Promise<void> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    await endImport(trx, context.importId, state, error, platform.clock());
    await platform.audit.append(trx, actor, 'import.ended', `import/${context.importId}`, { state, ...tally.counts() });
    await platform.events.publish(trx, 'intake.import-ended', `import/${context.importId}`, { importId: context.importId });
  });
}
