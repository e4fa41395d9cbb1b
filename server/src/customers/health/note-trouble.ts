import type { Transaction } from 'kysely';
import { markContactPoint } from '../store.ts';
import { forgetTroubles, keepTrouble, troubledDays } from './store.ts';

// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
type Trx = Transaction<any>;

/** One address of a customer. */
export interface Point {
  readonly customerId: string;
  readonly channel: string;
  readonly address: string;
}

/** When an address that fails for passing reasons counts as dead. */
export interface Patience {
  /** On so many days; 0: never. */
  readonly limit: number;
  /** Within so many days. */
  readonly days: number;
}

/**
 * Notes that a message came back from an address for a reason that may pass (a full mailbox, a server that was away). Several on one day are
 * one trouble: they had one cause. On `limit` days within the window, the address is taken for dead; a sign of life (`noteSignOfLife`) begins anew.
 * @returns whether the address has just been given up
 */
export async function noteTrouble(trx: Trx, point: Point, reason: string, at: Date, patience: Patience): Promise<boolean> {
  await keepTrouble(trx, point, at, reason);
  if (patience.limit === 0) return false;
  const days = await troubledDays(trx, point, new Date(at.getTime() - (patience.days - 1) * 86_400_000));
  if (days < patience.limit) return false;
  return markContactPoint(trx, {
    ...point,
    state: 'bounced',
    reason: `Mail came back on ${days} days within ${patience.days}: ${reason}`,
  });
}

/** Somebody at these addresses got something: what was wrong before is over. */
export async function noteSignOfLife(trx: Trx, points: readonly Point[]): Promise<void> {
  if (points.length > 0) await forgetTroubles(trx, points);
}
