import type { DataRecord, Diagnostic, Format } from '@posthorn/engine';
import type { TemplateFolder } from '../../content/index.ts';
import type { Composed } from './messages.ts';
import type { InputRecord } from './read-data.ts';
import { ThreadPool } from './thread-pool.ts';

/** A document with the record's number (from 1) and place in the data file. */
export interface Outcome {
  readonly number: number;
  readonly place: string;
  readonly composed: Composed;
}

/** Records of one message to a thread: enough that messages cost nothing, few enough that all threads have work. */
const batchSize = 20;

interface Batch {
  readonly inputs: readonly { readonly number: number; readonly input: InputRecord }[];
  readonly outcomes: Promise<readonly Outcome[]>;
}

/** Composes records in threads and gives the documents in the order of the records, in constant memory. */
export async function* composeRecords(
  template: TemplateFolder,
  format: Format,
  inputs: AsyncIterable<InputRecord>,
  { jobs, signal }: { readonly jobs: number; readonly signal: AbortSignal },
): AsyncGenerator<Outcome> {
  const pool = new ThreadPool(jobs, { bundle: template.bundle, format });
  const running: Batch[] = [];
  try {
    for await (const batch of batches(inputs)) {
      signal.throwIfAborted();
      running.push({ inputs: batch, outcomes: composeBatch(pool, batch) });
      // A failure is seen when its turn comes; until then it is not unhandled.
      running.at(-1)!.outcomes.catch(() => {});
      if (running.length >= jobs * 2) yield* await running.shift()!.outcomes;
    }
    for (const batch of running) yield* await batch.outcomes;
  } finally {
    await pool.close();
  }
}

async function* batches(inputs: AsyncIterable<InputRecord>): AsyncGenerator<{ number: number; input: InputRecord }[]> {
  let batch: { number: number; input: InputRecord }[] = [];
  let number = 0;
  for await (const input of inputs) {
    batch.push({ number: ++number, input });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function composeBatch(pool: ThreadPool, batch: Batch['inputs']): Promise<readonly Outcome[]> {
  const records = batch.flatMap(({ input }): DataRecord[] => (input.record ? [input.record] : []));
  const answers = records.length === 0 ? [] : await pool.compose(records);
  let next = 0;
  return batch.map(({ number, input }) => ({ number, place: input.place, composed: input.record ? answers[next++]! : unreadable(input) }));
}

function unreadable(input: InputRecord): Composed {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'data.unreadable',
    message: input.problem!,
    place: { part: 'data', pointer: '' },
  };
  return { diagnostics: [diagnostic] };
}
