import { Worker } from 'node:worker_threads';
import type { Diagnostic } from '@posthorn/engine';
import type { Answer, Readiness, Stop, Task, ThreadData } from './messages.ts';

/**
 * Memory of a thread in megabytes. Young garbage: three times 8 instead of up to 96, of which V8 makes nothing: what a document leaves behind is
 * garbage when the next begins, and a collection every hundred documents takes a millisecond. All else: 1,024, many times what a document of
 * thousands of pages takes; V8 would otherwise let old garbage grow to four times what is alive, and lets it grow to half as much now.
 */
const heap = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1024 };

/** Composes batches in threads. Each thread answers in the order in which it was asked, and has its next batch before it is done. */
export class ThreadPool {
  readonly #threads: readonly Thread[];

  constructor(count: number, data: ThreadData) {
    this.#threads = Array.from({ length: count }, () => new Thread(data));
  }

  /** @returns what is wrong with the template; threads compile it on their own. @throws what ended a thread */
  async faults(): Promise<readonly Diagnostic[]> {
    const [first] = this.#threads;
    return first === undefined ? [] : await first.faults;
  }

  /** Gives a batch to the thread that has least to do. @throws what ended the thread, such as want of memory */
  compose(batch: Task): Promise<Answer> {
    let least = this.#threads[0]!;
    for (const thread of this.#threads) if (thread.waiting < least.waiting) least = thread;
    return least.compose(batch);
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

class Thread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  readonly faults: Promise<readonly Diagnostic[]>;
  #ended: unknown;

  constructor(data: ThreadData) {
    this.#worker = new Worker(new URL('./start-thread.js', import.meta.url), { workerData: data, resourceLimits: heap });
    const begin = Promise.withResolvers<readonly Diagnostic[]>();
    this.faults = begin.promise;
    // Only the first thread is asked; of the others nobody waits for this.
    this.faults.catch(() => {});
    this.#worker.on('message', (message: Readiness | Answer | Stop) => {
      if ('faults' in message) begin.resolve(message.faults);
      else if ('stop' in message) this.#waiting.shift()?.reject(Object.assign(new Error(message.stop.message), message.stop));
      else this.#waiting.shift()?.resolve(message);
    });
    const end = (error: unknown) => {
      this.#ended ??= error;
      begin.reject(this.#ended);
      for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
    };
    this.#worker.on('error', end);
    this.#worker.on('exit', (code) => end(new Error(`The composing thread ended with ${code}.`)));
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  compose(batch: Task): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined) return reject(this.#ended);
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(batch);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
