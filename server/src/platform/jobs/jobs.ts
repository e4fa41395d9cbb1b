import type { Transaction } from 'kysely';

/** What a handler knows about its job. */
export interface JobContext {
  readonly id: string;
  /** 0 on the first try. */
  readonly retryCount: number;
  /** Aborted when the process is to stop; a handler ends early and its job is given back. */
  readonly signal: AbortSignal;
}

export interface JobOptions {
  /** Jobs of this name that one process works on at once. */
  readonly concurrency?: number;
  readonly retryLimit?: number;
  readonly retryDelaySeconds?: number;
  readonly retryBackoff?: boolean;
  /** After this long without a sign of life the job is given to another worker. */
  readonly heartbeatSeconds?: number;
}

export interface EnqueueOptions {
  /** At most one unfinished job with this key. */
  readonly singletonKey?: string;
  readonly startAfter?: Date;
  readonly priority?: number;
}

/**
 * Work that survives crashes. A job is enqueued in the transaction that creates the work; a job is a chunk of some hundred
 * records, never one recipient; a handler is safe to repeat.
 */
export interface Jobs {
  /** Declares a kind of job. Workers run it; other processes only enqueue. Call before `start`. */
  define<T extends object>(name: string, options: JobOptions, handler: (data: T, job: JobContext) => Promise<void>): void;
  /** A job at fixed times (cron, UTC). */
  schedule(name: string, cron: string, data?: object): void;
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  enqueue<T extends object>(trx: Transaction<any>, name: string, data: T, options?: EnqueueOptions): Promise<void>;
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  enqueueMany<T extends object>(trx: Transaction<any>, name: string, data: readonly T[], options?: EnqueueOptions): Promise<void>;
  /** `work: false` only enqueues. */
  start(options: { readonly work: boolean }): Promise<void>;
  stop(): Promise<void>;
}
