import { Worker } from 'node:worker_threads';
import type { Imported, ImportWishes } from './bring-in.ts';
import { unreadable } from './docx/package.ts';

/** What the thread is asked. */
export interface BringInTask {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly wishes: ImportWishes;
}
/** What it answers: the template, or why there is none. */
export type BringInAnswer = { readonly imported: Imported } | { readonly problem: string };

/** Milliseconds that reading a file may take; a Word document of a thousand pages takes some seconds. */
const patience = 60_000;
/** Heap of the thread in megabytes: ten times what the largest documents that we know of need. */
const heap = { maxOldGenerationSizeMb: 1_024, maxYoungGenerationSizeMb: 64 };
/** Milliseconds after which a thread that has nothing to do ends and gives its memory back. */
const idle = 60_000;

let kept: Worker | undefined;
let ending: NodeJS.Timeout | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Brings a file in within a thread of its own, one at a time: what was made to be read for ever, or to need more memory than there is, ends with the
 * thread, and those who work meanwhile notice nothing.
 * @throws PosthornError `content.import-unreadable`
 */
export function bringInApart(task: BringInTask): Promise<Imported> {
  const mine = turn.then(() => bringInNow(task));
  turn = mine.catch(() => {});
  return mine;
}

async function bringInNow(task: BringInTask): Promise<Imported> {
  clearTimeout(ending);
  kept ??= started();
  const worker = kept;
  let well = false;
  try {
    const answer = await ask(worker, task);
    if ('problem' in answer) throw unreadable(answer.problem);
    well = true;
    return answer.imported;
  } finally {
    if (well) rest(worker);
    else await end(worker);
  }
}

function started(): Worker {
  const worker = new Worker(new URL('./bring-in-thread.ts', import.meta.url), { resourceLimits: heap });
  // What goes wrong while nobody asks it anything is nobody's; whoever asks next gets another thread.
  worker.on('error', () => {});
  worker.on('exit', () => void end(worker));
  return worker;
}

async function ask(worker: Worker, task: BringInTask): Promise<BringInAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<BringInAnswer>();
  const late = setTimeout(() => resolve({ problem: `Reading it takes longer than ${patience / 1_000} seconds.` }), patience);
  const died = (error: Error & { readonly code?: string }): void =>
    error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ problem: 'Reading it needs more memory than there is for it.' }) : reject(error);
  worker.ref();
  worker.once('error', died);
  worker.once('message', resolve);
  try {
    worker.postMessage(task);
    return await promise;
  } finally {
    clearTimeout(late);
    worker.off('error', died);
    worker.off('message', resolve);
  }
}

/** A thread at rest keeps no process alive. */
function rest(worker: Worker): void {
  worker.unref();
  ending = setTimeout(() => void end(worker), idle);
  ending.unref();
}

async function end(worker: Worker): Promise<void> {
  if (kept === worker) kept = undefined;
  await worker.terminate();
}
