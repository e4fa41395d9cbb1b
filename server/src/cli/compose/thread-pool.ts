import { Worker } from 'node:worker_threads';
import type { DataRecord } from '@posthorn/engine';
import type { Answer, ThreadData } from './messages.ts';

/** Composes batches in threads; answers come in the order of the batches, and only so many are on their way at once. */
export class ThreadPool {
  readonly #threads: readonly Worker[];
  readonly #idle: Worker[];
  readonly #waiting: ((worker: Worker) => void)[] = [];

  constructor(count: number, data: ThreadData) {
    const url = new URL('./compose-thread.ts', import.meta.url);
    this.#threads = Array.from({ length: count }, () => new Worker(url, { workerData: data }));
    this.#idle = [...this.#threads];
  }

  /** @throws what the thread threw, when the template cannot be compiled or memory was not enough */
  async compose(batch: readonly DataRecord[]): Promise<Answer> {
    const worker = this.#idle.pop() ?? (await new Promise<Worker>((resolve) => this.#waiting.push(resolve)));
    try {
      return await ask(worker, batch);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(worker);
      else this.#idle.push(worker);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((worker) => worker.terminate()));
  }
}

/**
 * Listeners are taken off one by one: `removeAllListeners` would also take off those by which Node starts the thread's port for the
 * next listener, and the next answer would never come.
 */
function ask(worker: Worker, batch: readonly DataRecord[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      worker.off('message', answered);
      worker.off('error', failed);
      worker.off('exit', ended);
    };
    const answered = (answer: Answer) => {
      settle();
      resolve(answer);
    };
    const failed = (error: unknown) => {
      settle();
      reject(error);
    };
    const ended = (code: number) => failed(new Error(`The composing thread ended with ${code}.`));
    worker.on('message', answered);
    worker.on('error', failed);
    worker.on('exit', ended);
    worker.postMessage(batch);
  });
}
