import { Worker } from 'node:worker_threads';
import type { Diagnostic, TemplateBundle } from '@posthorn/engine';
import type { Duty } from '@posthorn/engine/duties';
import type { Batch, BatchResult, BatchTask, FromThread, ToThread } from './messages.ts';

/** A template version, its bundle fetched when a thread does not know it yet. */
export interface ProgramSource {
  readonly versionId: string;
  readonly bundle: () => Promise<TemplateBundle>;
  /** What documents must hold; none where they are made again as they were. */
  readonly duties?: readonly Duty[];
}

/** Composes batches of records in threads, as many at a time as there are threads; further batches wait. */
export interface ComposePool {
  readonly threads: number;
  /**
   * @param now moment that documents show, ISO 8601
   * @throws ThreadDied when a record took the thread down with it (memory), `TemplateBroken` when the version does not compile
   */
  compose(source: ProgramSource, now: string, tasks: readonly BatchTask[]): Promise<BatchResult>;
  close(): Promise<void>;
}

/** The thread ended while it composed: most likely a record that needs more memory than there is. */
export class ThreadDied extends Error {
  override readonly name = 'ThreadDied';
}

/** A template version that does not compile, with the reasons. */
export class TemplateBroken extends Error {
  override readonly name = 'TemplateBroken';
  readonly diagnostics: readonly Diagnostic[];
  constructor(message: string, diagnostics: readonly Diagnostic[]) {
    super(message);
    this.diagnostics = diagnostics;
  }
}

/** Compiled programs that a thread keeps; the one used longest ago goes first. */
const programsKept = 4;
/** An idle thread ends after so long and gives its memory back. */
const idleMilliseconds = 5 * 60_000;
/**
 * Heap of a thread in megabytes. A program takes about 60 (fonts, e-mail compiler, caches of shaped words), a document of a thousand pages some
 * more; the rest is room for garbage. A record that needs more fails alone.
 */
const heap = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };

interface Waiting {
  readonly source: ProgramSource;
  readonly batch: Batch;
  readonly done: (result: BatchResult) => void;
  readonly failed: (error: Error) => void;
}

/** @param threads how many threads; each takes about a processor while it works */
export function createComposePool(threads: number): ComposePool {
  return new ThreadPool(threads);
}

class ThreadPool implements ComposePool {
  readonly threads: number;
  readonly #all = new Set<Thread>();
  readonly #idle: Thread[] = [];
  readonly #waiting: Waiting[] = [];
  #closed = false;

  constructor(threads: number) {
    this.threads = threads;
  }

  compose(source: ProgramSource, now: string, tasks: readonly BatchTask[]): Promise<BatchResult> {
    const batch: Batch = { type: 'batch', versionId: source.versionId, now, tasks };
    return new Promise((done, failed) => {
      if (this.#closed) return failed(new Error('The pool of composing threads is closed.'));
      this.#waiting.push({ source, batch, done, failed });
      this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of this.#waiting.splice(0)) waiting.failed(new Error('The pool of composing threads was closed.'));
    await Promise.all([...this.#all].map((thread) => thread.end()));
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#idle.pop() ?? this.#start();
      if (thread === undefined) return;
      void this.#run(thread, this.#waiting.shift()!);
    }
  }

  #start(): Thread | undefined {
    if (this.#all.size >= this.threads) return undefined;
    const thread = new Thread();
    this.#all.add(thread);
    return thread;
  }

  async #run(thread: Thread, { source, batch, done, failed }: Waiting): Promise<void> {
    try {
      done(await thread.compose(source, batch));
    } catch (error) {
      failed(error as Error);
    }
    if (thread.alive) this.#rest(thread);
    else this.#all.delete(thread);
    if (!this.#closed) this.#next();
  }

  #rest(thread: Thread): void {
    this.#idle.push(thread);
    const since = thread.batches;
    const end = () => {
      const place = this.#idle.indexOf(thread);
      if (place < 0 || thread.batches !== since) return;
      this.#idle.splice(place, 1);
      this.#all.delete(thread);
      void thread.end();
    };
    setTimeout(end, idleMilliseconds).unref();
  }
}

/** One worker thread, and which programs it has. */
class Thread {
  readonly #worker = new Worker(new URL('./start-thread.ts', import.meta.url), {
    resourceLimits: heap,
  });
  /** Versions whose programs the thread holds, the one used longest ago first. */
  #programs: string[] = [];
  #settle: ((answer: FromThread | Error) => void) | undefined;
  alive = true;
  /** How many it has composed. */
  batches = 0;

  constructor() {
    this.#worker.on('message', (answer: FromThread) => this.#settle?.(answer));
    this.#worker.on('error', (error) => this.#die(error.message));
    this.#worker.on('exit', (code) => this.#die(`exit code ${code}`));
    // An idle thread does not keep the process alive; `compose` holds it while it works.
    this.#worker.unref();
  }

  async compose(source: ProgramSource, batch: Batch): Promise<BatchResult> {
    await this.#bring(source);
    if (!this.alive) throw new ThreadDied('The composing thread ended before it began.');
    this.batches++;
    this.#worker.ref();
    const answer = await new Promise<FromThread | Error>((settle) => {
      this.#settle = settle;
      this.#say(batch);
    });
    this.#settle = undefined;
    this.#worker.unref();
    if (answer instanceof Error) throw answer;
    if (answer.type === 'result') return answer.result;
    this.#programs = this.#programs.filter((versionId) => versionId !== source.versionId);
    throw new TemplateBroken(answer.message, answer.diagnostics);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  async #bring({ versionId, bundle, duties = [] }: ProgramSource): Promise<void> {
    const known = this.#programs.includes(versionId);
    this.#programs = [...this.#programs.filter((id) => id !== versionId), versionId];
    if (known) return;
    try {
      this.#say({ type: 'program', versionId, bundle: await bundle(), duties });
    } catch (error) {
      this.#programs = this.#programs.filter((id) => id !== versionId);
      throw error;
    }
    if (this.#programs.length > programsKept) this.#say({ type: 'forget', versionId: this.#programs.shift()! });
  }

  #say(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #die(reason: string): void {
    this.alive = false;
    this.#settle?.(new ThreadDied(`The composing thread ended: ${reason}.`));
  }
}
