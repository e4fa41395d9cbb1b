import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId, transaction } from '../platform/db/index.ts';
import type { Platform } from '../platform/platform.ts';
import { announce } from './announce.ts';
import type { Outcome } from './outcomes.ts';
import { type RetryPolicy, settle } from './states.ts';
import { type ClaimEnd, claimDue, claimsOf, endClaims, insertReceipts, setChannelState } from './store.ts';
import type { ClaimedDelivery, NewReceipt } from './types.ts';

/** A channel that hands messages to another system one by one. */
export interface SendingChannel {
  readonly name: 'email' | 'sms';
  /** Messages under way at once. */
  readonly parallel: number;
  /** Reads what the deliveries need and returns how each is sent. */
  prepare(claimed: readonly ClaimedDelivery[]): Promise<Send>;
  /** Ends what is under way now, each with what is known of it. */
  interrupt(): void;
  close(): void;
}

/**
 * Sends one delivery. It asks `mayBegin` right before it hands anything over, and returns undefined when that says no. When it
 * throws, certainly nothing was handed over.
 */
export type Send = (delivery: ClaimedDelivery, mayBegin: () => boolean) => Promise<Outcome | undefined>;

export interface SenderOptions {
  readonly policy: RetryPolicy;
  /** Seconds after which a claim counts as left behind. A message is begun in its first half only, and ends within the other. */
  readonly claimLifetime: number;
}

/** Claims of one lane at once: what may need a person's look when the process is killed, so not many. */
const sliceSize = 25;
const lanes = 2;
const idleMs = 1_000;
const longestBreakMs = 30_000;
/** How long a sender that is stopped waits for answers to what is under way. */
const stopMs = 10_000;

type Ended = { readonly delivery: ClaimedDelivery; readonly outcome: Outcome | undefined };

/**
 * Sends what is due on one channel, for as long as the process runs. The table of deliveries is the queue: any number of
 * senders, in any number of processes, take slices of it (`for update skip locked`). Each lane repeats: claim a slice (commit),
 * send it, write down what became of it (commit). Two lanes, so that one waits for the database while the other sends.
 *
 * When the other side does not answer, the lane rests, longer each time, and gives back what it had not begun: a server that is
 * down for an hour costs some attempts, not all of them.
 */
export class Sender {
  readonly #platform: Platform;
  readonly #channel: SendingChannel;
  readonly #options: SenderOptions;
  readonly #stop = new AbortController();
  readonly #lanes: Promise<void>[];
  #breakMs = 0;

  constructor(platform: Platform, channel: SendingChannel, options: SenderOptions) {
    this.#platform = platform;
    this.#channel = channel;
    this.#options = options;
    this.#lanes = Array.from({ length: lanes }, () => this.#lane());
  }

  /** Lets messages under way end (not for ever), gives back the rest, closes the channel. */
  async stop(): Promise<void> {
    this.#stop.abort();
    const patience = setTimeout(() => this.#channel.interrupt(), stopMs);
    await Promise.all(this.#lanes);
    clearTimeout(patience);
    this.#channel.close();
  }

  async #lane(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        const claimed = await this.#claim();
        if (claimed.length > 0) await this.#sendSlice(claimed);
        await this.#rest(claimed.length > 0 ? this.#breakMs : idleMs);
      } catch (error) {
        this.#platform.log.error({ err: error, channel: this.#channel.name }, 'sending was interrupted');
        await this.#rest(5 * idleMs);
      }
    }
  }

  /** When the connection breaks at the commit, the slice may be ours all the same: so each slice has an owner name of its own. */
  #claim(): Promise<ClaimedDelivery[]> {
    const now = this.#platform.clock();
    const owner = ownerName();
    let tries = 0;
    return this.#inTransaction(async (trx) => {
      const before = tries++ > 0 ? await claimsOf(trx, owner) : [];
      if (before.length > 0) return before;
      const claimed = await claimDue(trx, this.#channel.name, owner, now, sliceSize);
      await announce(
        this.#platform,
        trx,
        claimed.map((one) => ({ ...one, deliveryId: one.id, from: 'queued' as const, to: 'sending' as const })),
      );
      return claimed;
    });
  }

  async #sendSlice(claimed: readonly ClaimedDelivery[]): Promise<void> {
    const ended: Ended[] = [];
    const waiting = [...claimed];
    let down: string | undefined;
    try {
      const send = await this.#channel.prepare(claimed);
      const worker = async () => {
        for (let delivery = waiting.shift(); delivery; delivery = waiting.shift()) {
          const current = delivery;
          const outcome = await attempt(send, current, () => down === undefined && this.#mayBegin(current));
          if (outcome?.kind === 'deferred' && outcome.channelDown) down = outcome.error;
          ended.push({ delivery, outcome });
        }
      };
      await Promise.all(Array.from({ length: Math.min(this.#channel.parallel, claimed.length) }, worker));
    } finally {
      // What was not begun, also when reading failed, is given back.
      for (const delivery of waiting) ended.push({ delivery, outcome: undefined });
      await this.#writeDown(claimed[0]!.claimedBy, ended, down);
    }
  }

  /** A claim that is growing old is left alone: another process may soon hold it for dead. */
  #mayBegin(delivery: ClaimedDelivery): boolean {
    const age = this.#platform.clock().getTime() - delivery.claimedAt.getTime();
    return !this.#stop.signal.aborted && age < (this.#options.claimLifetime * 1000) / 2;
  }

  async #writeDown(owner: string, ended: readonly Ended[], down: string | undefined): Promise<void> {
    const now = this.#platform.clock();
    const answered = ended.some(({ outcome }) => outcome?.kind === 'sent' || outcome?.kind === 'refused');
    const wasDown = this.#breakMs > 0;
    this.#breakMs = down === undefined ? 0 : Math.min(longestBreakMs, Math.max(idleMs, this.#breakMs * 2));
    const receipts: NewReceipt[] = [];
    const ends = ended.map(({ delivery, outcome }): ClaimEnd => {
      const { id, month } = delivery;
      if (outcome === undefined) {
        const { nextAttemptAt, lastError: error } = delivery;
        return { id, month, state: 'queued', nextAttemptAt: nextAttemptAt ?? now, error, messageId: null, attempted: false };
      }
      const { state, receipt, nextAttemptAt, error, messageId } = settle(outcome, delivery, this.#options.policy, now, Math.random());
      receipts.push({ deliveryId: id, month, ...receipt });
      return {
        id,
        month,
        state,
        nextAttemptAt: nextAttemptAt ?? null,
        error: error ?? null,
        messageId: messageId ?? null,
        attempted: true,
      };
    });
    await this.#inTransaction(async (trx) => {
      const changes = await endClaims(trx, owner, ends, now);
      const known = new Set(changes.map((change) => change.deliveryId));
      await insertReceipts(
        trx,
        receipts.filter((receipt) => known.has(receipt.deliveryId)),
        now,
      );
      await announce(this.#platform, trx, changes);
      if (down !== undefined) await setChannelState(trx, this.#channel.name, false, down, now);
      else if (answered && wasDown) await setChannelState(trx, this.#channel.name, true, null, now);
    });
    const counter = this.#platform.metrics.counter('delivery_attempts_total', 'Attempts to send, by outcome', ['channel', 'outcome']);
    for (const { outcome } of ended) if (outcome) counter.inc({ channel: this.#channel.name, outcome: outcome.kind });
    if (down !== undefined && !wasDown) this.#platform.log.warn({ channel: this.#channel.name, reason: down }, 'the channel is down');
    if (answered && wasDown) this.#platform.log.info({ channel: this.#channel.name }, 'the channel is up again');
  }

  #inTransaction<T>(work: Parameters<typeof transaction<object, T>>[2]): Promise<T> {
    const { db, log } = this.#platform;
    return transaction(db, { log, patience: this.#options.claimLifetime * 1000 }, work);
  }

  async #rest(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => {});
  }
}

async function attempt(send: Send, delivery: ClaimedDelivery, mayBegin: () => boolean): Promise<Outcome | undefined> {
  if (!mayBegin()) return undefined;
  try {
    return await send(delivery, mayBegin);
  } catch (error) {
    return { kind: 'deferred', error: error instanceof Error ? error.message : String(error) };
  }
}

/** `host pid id`: who holds a claim, so that a later process on the same machine can see that its holder is gone. */
function ownerName(): string {
  return `${hostname().replace(/\s/g, '-')} ${process.pid} ${newId()}`;
}

/** Whether the holder of a claim was a process of this machine that does not run any more. */
export function ownerIsDead(owner: string, alive: (pid: number) => boolean = isAlive): boolean {
  const [host, pid] = owner.split(' ');
  return host === hostname().replace(/\s/g, '-') && !alive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
