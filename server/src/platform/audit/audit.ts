import type { Transaction } from 'kysely';
import type { Actor } from '../platform.ts';

/** One link of the hash-chained record of who did what. */
export interface Audit {
  /** Appends in the caller's transaction: the change and its entry stand or fall together. */
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  append(trx: Transaction<any>, actor: Actor, action: string, subject: string, data: object): Promise<void>;
  verify(): Promise<{ readonly entries: number; readonly intact: boolean; readonly firstBroken?: number }>;
}
