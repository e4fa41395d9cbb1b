import type { SentChannel, Settings } from './adapter.ts';
import type { Circuit } from './circuit.ts';

/** The name of the account that the environment's settings make, on each channel. */
export const environmentAccount = 'default';

/** One system that carries messages of a channel. */
export interface Account {
  /** `default` for that of the environment. */
  readonly id: string;
  readonly channel: SentChannel;
  /** The adapter's. */
  readonly kind: string;
  readonly name: string;
  /** Ids of brands; none for all. */
  readonly brands: readonly string[];
  /** The lower is taken first. */
  readonly rank: number;
  /** Without secrets. */
  readonly settings: Settings;
  readonly perSecond: number;
  /** Price of a message or segment by the beginning of the number; `*` for all others. */
  readonly prices: Readonly<Record<string, number>>;
  readonly currency: string;
  readonly keepOrder: boolean;
  readonly revision: number;
}

/** How an account fares. */
export interface AccountState {
  readonly channel: SentChannel;
  readonly account: string;
  readonly up: boolean;
  readonly since: Date;
  readonly error: string | null;
  readonly circuit: Circuit;
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
}

/** What became of attempts, counted. */
export interface Tally {
  readonly sent: number;
  readonly refused: number;
  readonly deferred: number;
  readonly throttled: number;
  /** The account's own fault. */
  readonly down: number;
  readonly unknown: number;
  readonly segments: number;
  readonly cost: number;
}

export const emptyTally: Tally = { sent: 0, refused: 0, deferred: 0, throttled: 0, down: 0, unknown: 0, segments: 0, cost: 0 };
