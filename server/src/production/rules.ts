import { createHash } from 'node:crypto';
import { canonicalJson } from '../platform/audit/canonical-json.ts';
import type { RunState, Selection } from './types.ts';

/*
 * A run and its chunks
 *
 * A run is one template version and one set of records, both fixed when it starts. The records are dealt out to chunks, and every
 * chunk is one job. A run is
 *
 *     running ──pause──► paused ──resume──► running
 *     running, paused ──cancel──► cancelled                           for good; what is composed stays
 *     running, paused ──last chunk done──► done, done_with_failures
 *     done, done_with_failures ──retry──► running                     the failed and withheld records alone, in new chunks
 *
 * and a chunk is
 *
 *     waiting ──a worker takes it──► running ──its transaction commits──► done
 *     waiting, running ──run cancelled──► cancelled
 *
 * `running` says only that some worker once began: the worker may be dead. What makes a chunk count is one transaction that sees
 * the chunk not yet done, writes all its communications, failures, counters and its event, and marks it done. Whoever commits
 * first wins; any other worker on the same chunk finds it done and throws its copy away. So a chunk may be composed more than
 * once, after a crash or a job given out twice, but it counts exactly once. Its pack is in the object store before the
 * transaction begins, under the name of its hash: the copy thrown away is the same object.
 *
 * Pausing lets the chunks under way finish. A job that meets a paused run ends without doing anything, its chunk stays
 * `waiting`, and resuming enqueues all chunks that are not done again. Cancelling refuses the chunks under way: their
 * transaction finds the run cancelled and rolls back.
 */

/** What somebody may want of a run, and from which states to which. */
const transitions = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
  retry: { from: ['running', 'done', 'done_with_failures'], to: 'running' },
} as const satisfies Record<string, { from: readonly RunState[]; to: RunState }>;
export type RunAction = keyof typeof transitions;

/** The state after an action, `undefined` where the action is not allowed. */
export function stateAfter(state: RunState, action: RunAction): RunState | undefined {
  const { from, to } = transitions[action];
  return (from as readonly RunState[]).includes(state) ? to : undefined;
}

/** States that allow an action, for messages. */
export const statesAllowing = (action: RunAction): readonly RunState[] => transitions[action].from;

/** The state of a run whose last chunk is done. */
export const stateWhenComposed = (failed: number): RunState => (failed === 0 ? 'done' : 'done_with_failures');

/** Most records in a chunk: about two seconds of work, some megabytes of documents. */
export const largestChunk = 250;
const smallestChunk = 25;

/** Small runs get small chunks so that all cores have work and progress is seen; large ones the largest. */
export function chunkSizeFor(records: number): number {
  return Math.min(largestChunk, Math.max(smallestChunk, Math.ceil(records / 16)));
}

/** Deals records out to chunks in their order. */
export function planChunks(recordIds: readonly string[], size = chunkSizeFor(recordIds.length)): readonly (readonly string[])[] {
  const chunks: (readonly string[])[] = [];
  for (let start = 0; start < recordIds.length; start += size) chunks.push(recordIds.slice(start, start + size));
  return chunks;
}

/** What makes two runs the same: template version and selection. Unique over all runs. */
export function runKey(templateVersionId: string, selection: Selection): string {
  return createHash('sha256').update(canonicalJson({ templateVersionId, selection })).digest('hex');
}

/** Over how many seconds the rate of a run is taken. */
export const paceWindowSeconds = 20;

/** Records a second over the window, and seconds left at that rate. `undefined` before the first chunk is done. */
export function paceOf(progress: {
  readonly now: Date;
  /** When work began or went on. */
  readonly runningSince: Date;
  /** Records of chunks that were done within the window. */
  readonly recordsInWindow: number;
  readonly recordsLeft: number;
}): { readonly rate: number; readonly secondsLeft: number } | undefined {
  const running = (progress.now.getTime() - progress.runningSince.getTime()) / 1000;
  const seconds = Math.min(paceWindowSeconds, running);
  if (seconds <= 0 || progress.recordsInWindow === 0) return undefined;
  const rate = progress.recordsInWindow / seconds;
  return { rate, secondsLeft: progress.recordsLeft / rate };
}
