import type { Diagnostic, TemplateBundle } from '@posthorn/engine';
import { dutiesOf } from '../content/index.ts';
import { customerLinks, customersByNumber } from '../customers/index.ts';
import { readRecords } from '../intake/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type AskedRecord, askBeforeComposing } from './ask-before-composing.ts';
import { type ComposedChunk, type ComposedCopy, type ComposedRecord, commitChunk } from './commit-chunk.ts';
import { composeCarefully } from './compose/compose-carefully.ts';
import type { ComposePool, ProgramSource } from './compose/compose-pool.ts';
import type { BatchOutcome, BatchTask } from './compose/messages.ts';
import { letterCode } from './letter-code.ts';
import { permissionsFor } from './permissions-for.ts';
import { copiesOfRecords, faultOf, type PlannedCopy } from './plan-copies.ts';
import { failedRecord, prepareBatch } from './prepare-batch.ts';
import { refuseUses } from './refuse-uses.ts';
import { beginChunk, findRun, type RunRow } from './store/runs.ts';
import type { FailedRecord, RouteFunction } from './types.ts';
import { programKey, versionBundle } from './version-bundle.ts';

/** What composing needs beside the platform. */
export interface Workshop {
  readonly route: RouteFunction;
  readonly pool: ComposePool;
}

/**
 * Composes a chunk of a run: loads its records and customers, chooses channels, composes in the threads, puts the pack into the
 * object store, and makes it count. Safe to repeat; does nothing when the chunk is done or its run is paused or cancelled.
 */
export async function composeChunk(
  platform: Platform,
  workshop: Workshop,
  { runId, chunk }: { readonly runId: string; readonly chunk: number },
  signal: AbortSignal,
): Promise<void> {
  const recordIds = await beginChunk(platform.db, runId, chunk, platform.clock());
  const run = recordIds === undefined ? undefined : await findRun(platform.db, runId);
  if (recordIds === undefined || run === undefined) return;
  const composed = await composeRecords(platform, workshop, run, chunk, recordIds);
  // A process that is to stop leaves the chunk to the next one.
  signal.throwIfAborted();
  if (await commitChunk(platform, composed)) await platform.events.shout('runs', { runId });
}

async function composeRecords(
  platform: Platform,
  { route, pool }: Workshop,
  run: RunRow,
  number: number,
  recordIds: readonly string[],
): Promise<ComposedChunk> {
  const bundle = await versionBundle(platform, run.templateVersionId, run.startedAt);
  const loaded = await loadBatch(platform, recordIds, bundle, route, run.startedAt);
  const composing = { versionId: run.templateVersionId, template: bundle.template, at: run.startedAt };
  const { allowed, refused } = await refuseUses(platform, composing, loaded.ready);
  const { asked: ready, withheld } = await askBeforeComposing(platform, run, bundle.template, allowed);
  const copies = await copiesOfRecords(platform, route, composing, ready);
  const keys = await platform.keys.forCustomers([...new Set(ready.map((one) => one.customer.id))]);
  const tasks = ready.flatMap((one): BatchTask[] => {
    const complete = (task: Omit<BatchTask, 'key' | 'code'> | undefined, copy: number): BatchTask[] =>
      task === undefined
        ? []
        : [{ ...task, code: letterCode({ runId: run.id, recordId: one.record.id, copy }), key: keys.get(one.customer.id)! }];
    return [...complete(one.task, 0), ...copies(one).flatMap((copy) => complete(copy.task, copy.number))];
  });
  const duties = await dutiesOf(platform.db, run.templateId, run.startedAt.toISOString().slice(0, 10));
  const source: ProgramSource = {
    versionId: await programKey(platform, run.templateVersionId, run.startedAt, duties),
    bundle: async () => bundle,
    duties,
  };
  const { outcomes, pack } = await composeCarefully(pool, source, run.startedAt.toISOString(), tasks);
  if (pack !== null) await platform.objects.put(pack.name, pack.bytes);
  const { communications, failed } = sorted(ready, copies, outcomes);
  return { run, number, pack: pack?.name ?? null, communications, failures: [...loaded.failures, ...refused, ...withheld, ...failed] };
}

/** Gives each record and each of its copies their outcome: these come in the order of the tasks. */
function sorted(
  ready: readonly AskedRecord[],
  copies: (record: AskedRecord) => readonly PlannedCopy[],
  outcomes: readonly BatchOutcome[],
): { readonly communications: readonly ComposedRecord[]; readonly failed: readonly FailedRecord[] } {
  const communications: ComposedRecord[] = [];
  const failed: FailedRecord[] = [];
  const next = outcomes.values();
  for (const routed of ready) {
    const composed = next.next().value!;
    const ofCopies = copies(routed).map((copy) => composedCopy(copy, copy.task && next.next().value));
    if (composed.ok) communications.push({ routed, composed, copies: ofCopies });
    else failed.push(failedRecord(routed.record, composed.diagnostics));
  }
  return { communications, failed };
}

function composedCopy(copy: PlannedCopy, outcome: BatchOutcome | undefined): ComposedCopy {
  if (outcome === undefined) return { copy, files: [] };
  return outcome.ok ? { copy, files: outcome.files } : { copy: { ...copy, fault: faultOf(outcome.diagnostics) }, files: [] };
}

/** Records and customers as they are now, joined and routed. A record that is gone is a failure too: nothing vanishes. */
export async function loadBatch(
  platform: Platform,
  recordIds: readonly string[],
  bundle: TemplateBundle,
  route: RouteFunction,
  startedAt: Date,
): Promise<ReturnType<typeof prepareBatch>> {
  const records = await readRecords(platform, recordIds);
  const numbers = new Set(records.flatMap((record) => record.customerNumber ?? []));
  const customers = await customersByNumber(platform, [...numbers], { purpose: bundle.template.purpose, at: startedAt });
  const permissions = await permissionsFor(platform, bundle.template, [...customers.values()]);
  const { ready, failures } = prepareBatch(
    records,
    customers,
    bundle.template,
    route,
    permissions,
    await customerLinks(platform, startedAt),
  );
  const there = new Set(records.map((record) => record.id));
  const gone = recordIds.filter((id) => !there.has(id)).map(goneRecord);
  return { ready, failures: [...failures, ...gone] };
}

function goneRecord(recordId: string): FailedRecord {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'record.gone',
    message: 'The record was selected when the run started and is not there any more.',
    place: { part: 'data', pointer: '' },
    hint: 'Import it again as a new record, or leave it.',
  };
  return { kind: 'failed', recordId, recordKey: recordId, customerNumber: null, diagnostics: [diagnostic] };
}
