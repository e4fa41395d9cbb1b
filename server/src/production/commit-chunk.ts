import { recordTimeline, type TimelineEntry } from '../customers/index.ts';
import { newId, transaction } from '../platform/db/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { AskedRecord } from './ask-before-composing.ts';
import type { BatchFile, BatchOutcome } from './compose/messages.ts';
import { engineVersion } from './engine-version.ts';
import type { PlannedCopy } from './plan-copies.ts';
import { stateWhenComposed } from './rules.ts';
import { copyCommunications } from './store/communications.ts';
import { insertCopies } from './store/copies.ts';
import { keepFailures } from './store/failures.ts';
import { countChannels, finishChunk, lockChunk, lockRun, type RunRow, updateRun } from './store/runs.ts';
import type { ChunkComposed, CommunicationRow, CopyRow, FailedRecord, RenditionRow, RunComposed } from './types.ts';

/** A chunk composed, its pack in the object store: all that is missing is that it counts. */
export interface ComposedChunk {
  readonly run: RunRow;
  readonly number: number;
  /** Name of the pack; null when nothing was composed. */
  readonly pack: string | null;
  readonly communications: readonly ComposedRecord[];
  readonly failures: readonly FailedRecord[];
}

/** A record that became a communication, with its copies. */
export interface ComposedRecord {
  readonly routed: AskedRecord;
  readonly composed: BatchOutcome & { readonly ok: true };
  readonly copies: readonly ComposedCopy[];
}

/** A copy with its files; none where there is something against it. */
export interface ComposedCopy {
  readonly copy: PlannedCopy;
  readonly files: readonly BatchFile[];
}

/** The transaction was given up because the run was cancelled meanwhile. */
class Cancelled extends Error {}

/**
 * Makes a chunk count, in one transaction: its communications and renditions, its failures, the counters, the customers' timelines
 * and its event. See the prose in `rules.ts`.
 * @returns false when it counted already, or the run was cancelled: then nothing has changed
 */
export async function commitChunk(platform: Platform, chunk: ComposedChunk): Promise<boolean> {
  const rows = rowsOf(chunk, platform.clock());
  try {
    return await transaction(platform.db, { log: platform.log }, async (trx) => {
      if (!(await lockChunk(trx, chunk.run.id, chunk.number))) return false;
      const at = platform.clock();
      await copyCommunications(trx, rows.communications, rows.renditions);
      await insertCopies(trx, rows.copies);
      await recordTimeline(trx, timelineOf(rows));
      await keepFailures(trx, chunk.run.id, chunk.failures, at);
      await finishChunk(trx, chunk.run.id, chunk.number, { composed: rows.communications.length, ...countKinds(chunk.failures), at });
      const { runId, month } = { runId: chunk.run.id, month: chunk.run.month };
      await platform.events.publish<ChunkComposed>(trx, 'production.chunk-composed', `run/${runId}`, { runId, chunk: chunk.number, month });
      await countChannels(trx, runId, channelsOf(rows.communications));
      await countInRun(platform, trx, chunk, rows, at);
      return true;
    });
  } catch (error) {
    if (error instanceof Cancelled) return false;
    throw error;
  }
}

interface Rows {
  readonly communications: readonly CommunicationRow[];
  readonly renditions: readonly RenditionRow[];
  readonly copies: readonly CopyRow[];
}
type Trx = Parameters<typeof lockRun>[0];

/** Comes last in the transaction: other chunks of the run wait for this row. The chunk that finds all others done ends the run. */
async function countInRun(platform: Platform, trx: Trx, chunk: ComposedChunk, rows: Rows, at: Date): Promise<void> {
  const run = await lockRun(trx, chunk.run.id);
  if (run === undefined || run.state === 'cancelled') throw new Cancelled();
  const chunksDone = run.chunksDone + 1;
  const kinds = countKinds(chunk.failures);
  const failed = run.failed + kinds.failed;
  const ended = chunksDone === run.chunks;
  await updateRun(trx, run.id, {
    chunksDone,
    failed,
    withheld: run.withheld + kinds.withheld,
    composed: run.composed + rows.communications.length,
    pages: run.pages + rows.communications.reduce((sum, one) => sum + one.pages, 0),
    ...(ended ? { state: stateWhenComposed(failed), endedAt: at } : {}),
  });
  if (!ended) return;
  await platform.events.publish<RunComposed>(trx, 'production.run-composed', `run/${run.id}`, { runId: run.id, month: run.month });
}

const countKinds = (records: readonly FailedRecord[]) => {
  const withheld = records.filter((one) => one.kind === 'withheld').length;
  return { failed: records.length - withheld, withheld };
};

function rowsOf(chunk: ComposedChunk, createdAt: Date): Rows {
  const communications: CommunicationRow[] = [];
  const renditions: RenditionRow[] = [];
  const copies: CopyRow[] = [];
  for (const { routed, composed, copies: ofRecord } of chunk.communications) {
    const id = newId();
    communications.push({
      id,
      month: chunk.run.month,
      runId: chunk.run.id,
      recordId: routed.record.id,
      recordKey: routed.record.key,
      customerId: routed.customer.id,
      templateVersionId: chunk.run.templateVersionId,
      channel: routed.channel,
      notice: null,
      language: composed.language,
      reference: composed.reference,
      subject: composed.subject,
      routingCode: routed.route.code,
      routingText: routed.route.text,
      dataHash: composed.files.find((file) => file.kind === 'data')!.sha256,
      engineVersion,
      pages: composed.pages,
      composedAt: chunk.run.startedAt,
      createdAt,
      ...routed.matter,
    });
    for (const file of composed.files) renditions.push(renditionOf(id, chunk, file, 0));
    for (const { copy, files } of ofRecord) {
      const { task: _task, ...row } = copy;
      copies.push({ communicationId: id, month: chunk.run.month, ...row });
      for (const file of files) renditions.push(renditionOf(id, chunk, file, copy.number));
    }
  }
  return { communications, renditions, copies };
}

function renditionOf(communicationId: string, chunk: ComposedChunk, file: BatchFile, copy: number): RenditionRow {
  return { communicationId, month: chunk.run.month, pack: chunk.pack!, copy, ...file };
}

function timelineOf({ communications, copies }: Rows): TimelineEntry[] {
  const byCommunication = Map.groupBy(copies, (one) => one.communicationId);
  return communications.flatMap((row) => [timelineEntry(row), ...(byCommunication.get(row.id) ?? []).map((copy) => copyEntry(row, copy))]);
}

/** Whom a copy goes to, or why it does not, stands in the timeline of the customer that it is about. */
function copyEntry({ customerId, createdAt, id, reference, runId }: CommunicationRow, { name, channel, fault }: CopyRow): TimelineEntry {
  const data = { channel, reference, runId, name, ...(fault === null ? {} : { fault }) };
  const type = fault === null ? 'communication.copy-composed' : 'communication.copy-failed';
  const summary = fault === null ? `Copy for ${name}` : `No copy for ${name}: ${fault}`;
  return { customerId, at: createdAt, type, summary, communicationId: id, data };
}

function timelineEntry(row: CommunicationRow): TimelineEntry {
  return {
    customerId: row.customerId,
    at: row.createdAt,
    type: 'communication.composed',
    summary: row.subject,
    communicationId: row.id,
    data: { channel: row.channel, reference: row.reference, runId: row.runId },
  };
}

function channelsOf(communications: readonly CommunicationRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { channel } of communications) counts.set(channel, (counts.get(channel) ?? 0) + 1);
  return counts;
}
