import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pushFolder, releaseVersion, type TemplateVersionInfo } from '../content/index.ts';
import { customerSink } from '../customers/index.ts';
import { countsOf } from '../delivery/index.ts';
import { type ImportReport, importSource, openDataset, readRecords } from '../intake/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { communicationsOfChunk, findRun, findRunByKey, type RunRow, renditionsOf, runKey, startRun } from '../production/index.ts';
import { createProgress } from './progress.ts';

/** Where the example lies, and how many of its invoices are taken. */
export interface DemonstrationRequest {
  readonly example: string;
  /** Invoices to compose; all if absent. */
  readonly records?: number;
  readonly signal: AbortSignal;
}

/** What the main job did. `linesRead` is the sum of the three other line counts. */
export interface DemonstrationReport {
  readonly linesRead: number;
  /** Rows in quarantine, and rows of records that could not be composed: they are kept with their diagnostics. */
  readonly linesQuarantined: number;
  readonly linesComposed: number;
  readonly linesNotSelected: number;
  readonly recordsSelected: number;
  readonly composed: number;
  readonly archived: number;
  readonly routed: { readonly [channel: string]: number };
  readonly failed: number;
  /** Deliveries by state, when all had been tried. */
  readonly delivered: { readonly [state: string]: number };
  readonly seconds: number;
}

const system: Actor = { kind: 'system', id: 'demonstration', name: 'Demonstration' };
const dataset = 'invoices';

/**
 * The main job on the example: content pushed and released, customers and invoices imported, a run composed, archived, routed and
 * delivered. Doing it again on the same data directory changes nothing and reports the same.
 */
export async function runDemonstration(platform: Platform, request: DemonstrationRequest): Promise<DemonstrationReport> {
  const began = performance.now();
  const version = await releaseExample(platform, request.example);
  await importData(platform, request, 'customers', 'customers.csv');
  const invoices = await importData(platform, request, 'invoices', 'invoices');
  const run = await startOrFind(platform, version, request);
  const ended = await watchComposing(platform, run.id, request.signal);
  const delivered = await watchDelivering(platform, ended, request.signal);
  const report = await reportOf(platform, ended, invoices);
  return { ...report, delivered, seconds: Math.round((performance.now() - began) / 10) / 100 };
}

async function releaseExample(platform: Platform, example: string): Promise<TemplateVersionInfo> {
  const { version } = await pushFolder(platform, system, example);
  if (version.state !== 'draft') return version;
  return releaseVersion(platform, system, version.id, 'Released for the demonstration');
}

async function importData(platform: Platform, request: DemonstrationRequest, name: string, path: string): Promise<ImportReport> {
  const mapping: unknown = JSON.parse(await readFile(join(request.example, 'mapping', `${name}.json`), 'utf8'));
  const progress = createProgress(`Importing ${name}`, 'lines');
  const report = await importSource(platform, system, {
    path: join(request.example, 'data', path),
    mapping,
    sinks: { customers: customerSink },
    signal: request.signal,
    onProgress: ({ linesRead }) => progress.update(linesRead),
  });
  progress.update(report.linesRead, report.linesRead);
  progress.end(report.linesQuarantined > 0 ? `${report.linesQuarantined} in quarantine` : undefined);
  return report;
}

/** The run, or the same run of an earlier time: what is sent is never sent twice. */
async function startOrFind(platform: Platform, version: TemplateVersionInfo, { records }: DemonstrationRequest): Promise<RunRow> {
  const selection = { dataset, ...(records === undefined ? {} : { limit: records }) };
  try {
    return await startRun(platform, system, { templateId: version.templateId, selection });
  } catch (error) {
    if (!(error instanceof PosthornError) || error.code !== 'run.started-already') throw error;
    const earlier = await findRunByKey(platform.db, runKey(version.id, selection));
    if (earlier === undefined) throw error;
    return earlier;
  }
}

async function watchComposing(platform: Platform, runId: string, signal: AbortSignal): Promise<RunRow> {
  const progress = createProgress('Composing', 'documents');
  for (;;) {
    const run = (await findRun(platform.db, runId))!;
    progress.update(run.composed + run.failed, run.records);
    if (run.state !== 'running') {
      progress.end(`${run.pages} pages${run.failed > 0 ? `, ${run.failed} failed` : ''}`);
      return run;
    }
    await wait(100, undefined, { signal });
  }
}

/** Waits until no delivery of the run is waiting any more; a letter waits for the print stream. */
async function watchDelivering(platform: Platform, run: RunRow, signal: AbortSignal): Promise<{ [state: string]: number }> {
  const progress = createProgress('Delivering', 'messages');
  for (;;) {
    const counts = await countsOf(platform.db, [run.id]);
    const states: { [state: string]: number } = {};
    let documents = 0;
    for (const { state, purpose, deliveries } of counts) {
      states[state] = (states[state] ?? 0) + deliveries;
      // Notices come beside documents: they must not stand in for deliveries that a later chunk still brings.
      if (purpose === 'document') documents += deliveries;
    }
    const all = Object.values(states).reduce((sum, one) => sum + one, 0);
    const waiting = (states.queued ?? 0) + (states.sending ?? 0);
    progress.update(all - waiting, Math.max(all, run.composed));
    if (documents >= run.composed && waiting === 0) {
      progress.end();
      return states;
    }
    await wait(100, undefined, { signal });
  }
}

async function reportOf(platform: Platform, run: RunRow, imported: ImportReport) {
  const routed: { [channel: string]: number } = {};
  const linesOf = async (ids: readonly string[]) => (await readRecords(platform, ids)).reduce((sum, { lines }) => sum + lines, 0);
  let linesComposed = 0;
  let archived = 0;
  for (let chunk = 1; chunk <= run.chunks; chunk++) {
    const communications = await communicationsOfChunk(platform.db, { runId: run.id, chunk, month: run.month });
    for (const { channel } of communications) routed[channel] = (routed[channel] ?? 0) + 1;
    const renditions = await renditionsOf(
      platform.db,
      communications.map(({ id }) => id),
    );
    archived += new Set(renditions.filter(({ kind }) => kind !== 'data').map(({ communicationId }) => communicationId)).size;
    linesComposed += await linesOf(communications.map(({ recordId }) => recordId));
  }
  const linesFailed = run.failed === 0 ? 0 : (await linesOf(await openDataset(platform, run.selection).ids())) - linesComposed;
  return {
    linesRead: imported.linesRead,
    linesQuarantined: imported.linesQuarantined + linesFailed,
    linesComposed,
    linesNotSelected: imported.linesLoaded + imported.linesUnchanged - linesComposed - linesFailed,
    recordsSelected: run.records,
    composed: run.composed,
    archived,
    routed,
    failed: run.failed,
  };
}
