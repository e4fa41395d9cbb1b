import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId, transaction } from '../platform/db/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { Health, SentChannel } from './accounts/adapter.ts';
import type { Circuit } from './accounts/circuit.ts';
import { circuitAfterCheck, type Gate, gateOf } from './accounts/gate.ts';
import { type Change, noteAttempts, tellChange } from './accounts/note-attempts.ts';
import { announce } from './announce.ts';
import type { Outcome } from './outcomes.ts';
import { keepPace } from './pacing/keep-pace.ts';
import { endGoneDevices } from './push/end-gone.ts';
import { RecallWatch } from './recalls/recall-watch.ts';
import { type RetryPolicy, settle } from './states.ts';
import { type ClaimEnd, claimDue, claimsOf, endClaims, insertParts, insertReceipts } from './store.ts';
import type { ClaimedDelivery, NewReceipt } from './types.ts';

/** An account of a channel that hands messages to another system one by one. */
export interface SendingChannel {
  readonly name: SentChannel;
  /** Its id; `default` for that of the environment. */
  readonly account: string;
  /** Messages under way at once. */
  readonly parallel: number;
  /** Claimed at once by each of two lanes, where that is fewer than usual. */
  readonly claims?: number;
  /** Reads what the deliveries need and returns how each is sent. */
  prepare(claimed: readonly ClaimedDelivery[]): Promise<Send>;
  /** Whether messages would be taken now; sends none. */
  check(): Promise<Health>;
  /** What a message costs in the account's currency. */
  costOf(address: string, segments: number): number;
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
/** The longest that a lane rests because the other side asked to go slower; the messages themselves wait as long as was asked. */
const longestBreakMs = 30_000;
/** How long a sender that is stopped waits for answers to what is under way. */
const stopMs = 10_000;

export type Ended = { readonly delivery: ClaimedDelivery; readonly outcome: Outcome | undefined };

/**
 * Sends what is due over one account, for as long as the process runs. The table of deliveries is the queue: any number of
 * senders, in any number of processes, take slices of it (`for update skip locked`). Each lane repeats: claim a slice (commit),
 * send it, write down what became of it (commit). Two lanes, so that one waits for the database while the other sends.
 *
 * When the other side does not answer, or asks to go slower, the lane gives back what it had not begun. After some failures the account's
 * circuit opens (`accounts/circuit.ts`) and nothing is claimed but one message now and then, by which it is tried: a server that is down for
 * an hour costs some attempts, not all of them. Of a paused account nothing is claimed at all.
 */
export class Sender {
  readonly #platform: Platform;
  readonly #channel: SendingChannel;
  readonly #options: SenderOptions;
  readonly #stop = new AbortController();
  readonly #lanes: Promise<void>[];
  #restUntil = 0;

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
        const { claimed, due, gate } = await this.#claim();
        if (claimed.length > 0) await this.#sendSlice(claimed, gate.circuit);
        else if (gate.trying) await this.#tryEmpty(gate.circuit);
        // What has to wait for its turn does not keep others waiting.
        await this.#rest(due > 0 ? this.#restUntil - performance.now() : idleMs);
      } catch (error) {
        this.#platform.log.error({ err: error, channel: this.#channel.name }, 'sending was interrupted');
        await this.#rest(5 * idleMs);
      }
    }
  }

  /** When the connection breaks at the commit, the slice may be ours all the same: so each slice has an owner name of its own. */
  #claim(): Promise<{ readonly claimed: readonly ClaimedDelivery[]; readonly due: number; readonly gate: Gate }> {
    const now = this.#platform.clock();
    const owner = ownerName();
    const { name: channel, account, claims = sliceSize } = this.#channel;
    let tries = 0;
    return this.#inTransaction(async (trx) => {
      const before = tries++ > 0 ? await claimsOf(trx, owner) : [];
      const gate = await gateOf(trx, { channel, account }, Math.min(claims, sliceSize), now);
      if (before.length > 0) return { claimed: before, due: before.length, gate };
      const due = gate.limit === 0 ? [] : await claimDue(trx, { channel, account }, owner, now, gate.limit);
      const claimed = channel === 'email' ? await keepPace(trx, account, due, now) : due;
      await announce(
        this.#platform,
        trx,
        claimed.map((one) => ({ ...one, deliveryId: one.id, from: 'queued' as const, to: 'sending' as const })),
      );
      return { claimed, due: due.length, gate };
    });
  }

  async #sendSlice(claimed: readonly ClaimedDelivery[], circuit: Circuit): Promise<void> {
    const ended: Ended[] = [];
    const waiting = [...claimed];
    const watch = new RecallWatch(this.#platform, claimed);
    let enough = false;
    try {
      const send = await this.#channel.prepare(claimed);
      const worker = async () => {
        for (let delivery = waiting.shift(); delivery; delivery = waiting.shift()) {
          const current = delivery;
          // Given back, it is cancelled like all else of its run.
          const recalled = await watch.isRecalled(current.id);
          const outcome = recalled ? undefined : await attempt(send, current, () => !enough && this.#mayBegin(current));
          if (outcome?.kind === 'deferred' && (outcome.channelDown || outcome.throttled)) enough = true;
          ended.push({ delivery, outcome });
        }
      };
      await Promise.all(Array.from({ length: Math.min(this.#channel.parallel, claimed.length) }, worker));
    } finally {
      // What was not begun, also when reading failed, is given back.
      for (const delivery of waiting) ended.push({ delivery, outcome: undefined });
      await this.#writeDown(claimed[0]!.claimedBy, ended, circuit);
    }
  }

  /** An account whose turn to be tried has come and that has nothing to send is asked instead. */
  async #tryEmpty(circuit: Circuit): Promise<void> {
    const health = await this.#channel.check();
    const { name: channel, account } = this.#channel;
    const change = await this.#inTransaction((trx) =>
      circuitAfterCheck(this.#platform, trx, { channel, account }, circuit, health, this.#platform.clock()),
    );
    this.#tell(change);
  }

  /** A claim that is growing old is left alone: another process may soon hold it for dead. */
  #mayBegin(delivery: ClaimedDelivery): boolean {
    const age = this.#platform.clock().getTime() - delivery.claimedAt.getTime();
    return !this.#stop.signal.aborted && age < (this.#options.claimLifetime * 1000) / 2;
  }

  async #writeDown(owner: string, ended: readonly Ended[], circuit: Circuit): Promise<void> {
    const now = this.#platform.clock();
    const receipts: NewReceipt[] = [];
    const ends = ended.map(({ delivery, outcome }): ClaimEnd => {
      const { id, month } = delivery;
      const back = givenBack(delivery, outcome, now);
      if (back) return back;
      const { state, receipt, nextAttemptAt, error, messageId } = settle(outcome!, delivery, this.#options.policy, now, Math.random());
      receipts.push({ deliveryId: id, month, ...receipt });
      return {
        ...{ id, month, state, attempted: true },
        ...{ nextAttemptAt: nextAttemptAt ?? null, error: error ?? null, messageId: messageId ?? null },
      };
    });
    const change = await this.#inTransaction(async (trx) => {
      const changes = await endClaims(trx, owner, ends, now);
      const known = new Set(changes.map((one) => one.deliveryId));
      await insertReceipts(
        trx,
        receipts.filter((receipt) => known.has(receipt.deliveryId)),
        now,
      );
      await endGoneDevices(this.#platform, trx, ended);
      await insertParts(trx, this.#channel.account, partsOf(ended), now);
      await announce(this.#platform, trx, changes);
      return noteAttempts(this.#platform, trx, this.#channel, ended, circuit, now);
    });
    this.#restUntil = performance.now() + breakAfter(ended);
    const counter = this.#platform.metrics.counter('delivery_attempts_total', 'Attempts to send, by outcome', ['channel', 'outcome']);
    for (const { outcome } of ended) if (outcome) counter.inc({ channel: this.#channel.name, outcome: outcome.kind });
    this.#tell(change);
  }

  #tell(change: Change | undefined): void {
    if (change !== undefined) tellChange(this.#platform, this.#channel, change);
  }

  #inTransaction<T>(work: Parameters<typeof transaction<object, T>>[2]): Promise<T> {
    const { db, log } = this.#platform;
    return transaction(db, { log, patience: this.#options.claimLifetime * 1000 }, work);
  }

  async #rest(ms: number): Promise<void> {
    if (ms > 0) await sleep(ms, undefined, { signal: this.#stop.signal }).catch(() => {});
  }
}

/** What was not begun, and what the other side wants later because it is busy, cost no attempt. */
function givenBack(delivery: ClaimedDelivery, outcome: Outcome | undefined, now: Date): ClaimEnd | undefined {
  const { id, month, lastError: error } = delivery;
  const back = { id, month, state: 'queued', error, messageId: null, attempted: false } as const;
  if (outcome === undefined) return { ...back, nextAttemptAt: delivery.nextAttemptAt ?? now };
  if (outcome.kind !== 'deferred' || !outcome.throttled) return undefined;
  const pause = (outcome.retryAfterSeconds ?? 1) * (1 + Math.random());
  return { ...back, error: outcome.error, nextAttemptAt: new Date(now.getTime() + pause * 1000) };
}

/** Milliseconds that a lane rests when it was asked to go slower, or nobody answered. */
function breakAfter(ended: readonly Ended[]): number {
  const breaks = ended.map(({ outcome }) => {
    if (outcome?.kind !== 'deferred') return 0;
    if (outcome.throttled) return (outcome.retryAfterSeconds ?? 1) * 1000;
    return outcome.channelDown ? idleMs : 0;
  });
  return Math.min(longestBreakMs, Math.max(0, ...breaks));
}

/** The ids of messages that went out in several parts. */
const partsOf = (ended: readonly Ended[]) =>
  ended.flatMap(({ delivery, outcome }) =>
    outcome?.kind === 'sent' && outcome.parts !== undefined ? [{ deliveryId: delivery.id, messageIds: outcome.parts }] : [],
  );

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
