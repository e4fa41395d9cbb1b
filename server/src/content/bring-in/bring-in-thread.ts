import { parentPort } from 'node:worker_threads';
import { PosthornError } from '../../platform/errors/index.ts';
import { bringIn } from './bring-in.ts';
import type { BringInAnswer, BringInTask } from './bring-in-apart.ts';

/** A thread that brings files in, one after another. */
parentPort!.on('message', ({ fileName, bytes, wishes }: BringInTask) => parentPort!.postMessage(answerTo(fileName, bytes, wishes)));

function answerTo(fileName: string, bytes: Uint8Array, wishes: BringInTask['wishes']): BringInAnswer {
  try {
    return { imported: bringIn(fileName, bytes, wishes) };
  } catch (error) {
    if (error instanceof PosthornError && error.code === 'content.import-unreadable') return { problem: error.message };
    throw error;
  }
}
