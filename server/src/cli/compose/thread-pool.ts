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

function ask(worker: Worker, batch: readonly DataRecord[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => () => {
      worker.removeAllListeners();
      settle();
    };
    worker.once('message', (answer: Answer) => done(() => resolve(answer))());
    worker.once('error', (error) => done(() => reject(error))());
    worker.once('exit', (code) => done(() => reject(new Error(`The composing thread ended with ${code}.`)))());
    worker.postMessage(batch);
  });
}
