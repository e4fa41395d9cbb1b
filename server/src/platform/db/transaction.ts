import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import type { Logger } from '../log/logger.ts';

/** What a failed transaction tells. */
type Failure = 'conflict' | 'connection' | 'other';

/** SQLSTATE classes: 40 serialization failure and deadlock; 08 connection, 57P0x shutdown, 53300 too many connections. */
export function failureOf(error: unknown): Failure {
  const { code, message } = error as { code?: string; message?: string };
  if (code === '40001' || code === '40P01') return 'conflict';
  if (code?.startsWith('08') || /^57P0[1-5]$/.test(code ?? '') || code === '53300') return 'connection';
  if (['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'].includes(code ?? '')) return 'connection';
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(
    message ?? '',
  )
    ? 'connection'
    : 'other';
}

export interface RetryOptions {
  readonly log: Logger;
  /** How long to go on while the database is away, in milliseconds. Default: two minutes. */
  readonly patience?: number;
  readonly signal?: AbortSignal;
}

/**
 * A transaction that is begun again when it lost against another one, or when the database went away and came back. `work` may run
 * several times and so has no effects outside of the transaction. When the connection breaks during commit nobody knows whether it
 * was done: `work` must find its own traces then (unique keys), as every job does.
 */
export async function transaction<DB, T>(db: Kysely<DB>, options: RetryOptions, work: (trx: Transaction<DB>) => Promise<T>): Promise<T> {
  return withRetry(options, () => db.transaction().execute(work));
}

/** Repeats `attempt` as `transaction` does, for work that is no single transaction but safe to repeat. */
export async function withRetry<T>({ log, patience = 120_000, signal }: RetryOptions, attempt: () => Promise<T>): Promise<T> {
  const until = Date.now() + patience;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      const failure = failureOf(error);
      if (failure === 'other' || signal?.aborted || Date.now() > until || (failure === 'conflict' && tries >= 10)) throw error;
      const pause = failure === 'conflict' ? 5 * tries * (1 + Math.random()) : Math.min(5_000, 100 * 2 ** Math.min(tries, 6));
      if (failure === 'connection') log.warn({ reason: (error as Error).message, tries, pause }, 'the database is away; trying again');
      await sleep(pause);
    }
  }
}
