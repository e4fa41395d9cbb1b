/**
 * A thread that composes: it compiles a template version once and then takes batches of records, one at a time. Pages, hashes and
 * encryption are all made here, so that the main thread has its time for the database.
 */
import { flushCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { CompositionError, compile } from '@posthorn/engine';
import { composeBatch, type ReadyProgram } from './compose-batch.ts';
import type { Batch, FromThread, ToThread } from './messages.ts';

const port = parentPort!;
const programs = new Map<string, Promise<ReadyProgram>>();

port.on('message', (message: ToThread) => {
  if (message.type === 'batch') void compose(message);
  else if (message.type === 'forget') programs.delete(message.versionId);
  else keep(message.versionId, makeReady(message));
});

function keep(versionId: string, program: Promise<ReadyProgram>): void {
  programs.set(versionId, program);
  // Whoever awaits the program learns of the failure; until then it must not end the thread.
  program.catch(() => {});
}

async function makeReady({ bundle, duties }: ToThread & { readonly type: 'program' }): Promise<ReadyProgram> {
  const program = await compile(bundle, { duties });
  // The thread will be ended from outside, which would lose what was compiled.
  flushCompileCache();
  return { program, assets: bundle.assets };
}

async function compose(batch: Batch): Promise<void> {
  let answer: FromThread;
  try {
    const ready = await programs.get(batch.versionId)!;
    answer = { type: 'result', result: composeBatch(ready, batch) };
  } catch (error) {
    programs.delete(batch.versionId);
    const { message, stack = '' } = error as Error;
    answer = { type: 'error', message, stack, diagnostics: error instanceof CompositionError ? error.diagnostics : [] };
  }
  port.postMessage(answer, handedOver(answer));
}

/** The memory of the pack is handed over, not copied, where it is the pack's alone (small buffers of Node share theirs). */
function handedOver(answer: FromThread): ArrayBuffer[] {
  const bytes = answer.type === 'result' ? answer.result.pack?.bytes : undefined;
  return bytes !== undefined && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer as ArrayBuffer] : [];
}
