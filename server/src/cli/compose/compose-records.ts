import type { Diagnostic } from '@posthorn/engine';
import type { TemplateFolder } from '../../content/index.ts';
import type { Answer, Composed, Task, ThreadData } from './messages.ts';
import type { RawRecord } from './read-data.ts';
import { ThreadPool } from './thread-pool.ts';
import { unreadable } from './unreadable.ts';

/** A document with the record's number (from 1) and place in the data file. */
export interface Outcome {
  readonly number: number;
  readonly place: string;
  readonly composed: Composed;
}

/** Records of one message to a thread: enough that messages cost nothing, few enough that all threads have work. */
const batchSize = 32;
/** Batches per thread that are on their way: one composed, one waiting, one being written. */
const batchesPerThread = 3;

/** The template cannot be compiled. */
export class TemplateFaults extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[]) {
    super('the template has errors');
    this.diagnostics = diagnostics;
  }
}

/** What batches are given to. */
interface Composers {
  /** @returns what is wrong with the template */
  faults(): Promise<readonly Diagnostic[]>;
  compose(batch: Task): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Threads; or none, where there is so little data that the program would have to be loaded twice for nothing: the main thread then composes
 * itself.
 */
async function composersFor(jobs: number, data: ThreadData): Promise<Composers> {
  if (jobs > 0) return new ThreadPool(jobs, data);
  const { Composer } = await import('./composer.ts');
  const composer = await Composer.start(data);
  return { faults: async () => composer.faults, compose: (batch) => composer.compose(batch), close: async () => {} };
}

interface Batch {
  readonly inputs: readonly { readonly number: number; readonly input: RawRecord }[];
  readonly outcomes: Promise<readonly Outcome[]>;
}

/**
 * Composes records and gives the documents in the order of the records, in constant memory.
 * @param options.jobs threads; with 0 this thread composes itself
 * @throws TemplateFaults
 */
export async function* composeRecords(
  template: TemplateFolder,
  { format, parts, answers }: Omit<ThreadData, 'bundle'>,
  inputs: AsyncIterable<RawRecord>,
  { jobs, signal }: { readonly jobs: number; readonly signal: AbortSignal },
): AsyncGenerator<Outcome> {
  const pool = await composersFor(jobs, { bundle: template.bundle, format, parts, answers });
  const running: Batch[] = [];
  try {
    const faults = await pool.faults();
    if (faults.length > 0) throw new TemplateFaults(faults);
    for await (const batch of batches(inputs)) {
      signal.throwIfAborted();
      running.push({ inputs: batch, outcomes: composeBatch(pool, batch) });
      // A failure is seen when its turn comes; until then it is not unhandled.
      running.at(-1)!.outcomes.catch(() => {});
      if (running.length >= Math.max(1, jobs) * batchesPerThread) yield* await running.shift()!.outcomes;
    }
    for (const batch of running) yield* await batch.outcomes;
  } finally {
    await pool.close();
  }
}

async function* batches(inputs: AsyncIterable<RawRecord>): AsyncGenerator<{ number: number; input: RawRecord }[]> {
  let batch: { number: number; input: RawRecord }[] = [];
  let number = 0;
  for await (const input of inputs) {
    batch.push({ number: ++number, input });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function composeBatch(pool: Composers, batch: Batch['inputs']): Promise<readonly Outcome[]> {
  const read = batch.filter(({ input }) => input.source !== undefined);
  const task = { numbers: read.map(({ number }) => number), records: read.map(({ input }) => input.source!) };
  const answers = read.length === 0 ? [] : await pool.compose(task);
  let next = 0;
  return batch.map(({ number, input }) => {
    const composed = input.source === undefined ? unreadable(input.problem ?? '') : answers[next++]!;
    return { number, place: input.place, composed };
  });
}
