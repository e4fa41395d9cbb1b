import type { Outcome } from './outcomes.ts';

/*
 * The states of a delivery
 *
 *     queued ──claim, committed──► sending ──► sent               the other side took it
 *        ▲                            │
 *        │                            ├──► failed                 refused for good, or given up after `giveUpAfter`
 *        ├── deferred: later again ───┤
 *        ├── given back unstarted ────┤
 *        │                            └──► unknown                handed over whole, no answer; or the sender died
 *        │                                    │
 *        ├────── a person: not sent ──────────┤
 *        │                                    └── a person: sent ──► sent
 *        ├── a person sends a dead letter again: failed ──► queued
 *        └──► printed        (post: when its print stream is ready; there is no claim, building a stream again changes nothing)
 *     available ──► delivered  (portal: from the beginning; when the customer opened it)
 *     sent ──► delivered, bounced       (what comes back later)
 *     queued ──► cancelled              (its run was cancelled)
 *
 * What makes this safe: `sending` is committed, with who and since when, before the first byte goes out. A process that dies
 * leaves its claims behind; when they are old enough (`claimLifetime`, longer than any attempt may take) they become `unknown`,
 * because nobody can know how far they came. Nothing leads from `unknown` back to `queued` but a person. So a message may be late
 * or need a person's look, but no machine sends it twice.
 *
 * The one answer that may come after a claim was given up is that of the claim's own owner (a machine that slept): it says how the
 * message fared, so it replaces `unknown`, as long as no person has decided.
 */

export type DeliveryState =
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'available'
  | 'printed'
  | 'failed'
  | 'bounced'
  | 'unknown'
  | 'cancelled';

/** When to try again and when to give up. Seconds. */
export interface RetryPolicy {
  /** Pause after the first attempt; it doubles with each further one. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** From the delivery's creation. */
  readonly giveUpAfter: number;
}

export interface Settlement {
  readonly state: DeliveryState;
  readonly nextAttemptAt?: Date;
  readonly error?: string;
  readonly messageId?: string;
  /** Kind and detail of the receipt that is kept. */
  readonly receipt: { readonly kind: string; readonly detail: string };
}

/**
 * What an outcome makes of a delivery.
 * @param attempts how many there were, this one included
 * @param random between 0 and 1: spreads those that failed together
 */
export function settle(
  outcome: Outcome,
  delivery: { readonly attempts: number; readonly createdAt: Date; readonly redrivenAt?: Date | null },
  policy: RetryPolicy,
  now: Date,
  random: number,
): Settlement {
  switch (outcome.kind) {
    case 'sent':
      return {
        state: 'sent',
        ...(outcome.messageId ? { messageId: outcome.messageId } : {}),
        receipt: { kind: 'sent', detail: outcome.detail },
      };
    case 'refused':
      return { state: 'failed', error: outcome.error, receipt: { kind: 'refused', detail: outcome.error } };
    case 'unknown':
      return { state: 'unknown', error: outcome.error, receipt: { kind: 'unknown', detail: outcome.error } };
    case 'deferred': {
      // What the account is at fault for says nothing of the message: its pause does not grow, the account's circuit does the waiting.
      const attempts = outcome.channelDown ? 1 : delivery.attempts;
      const pause = Math.max(pauseAfter(attempts, policy, random), outcome.retryAfterSeconds ?? 0);
      const nextAttemptAt = new Date(now.getTime() + pause * 1000);
      const since = delivery.redrivenAt ?? delivery.createdAt;
      if (nextAttemptAt.getTime() - since.getTime() > policy.giveUpAfter * 1000) {
        return { state: 'failed', error: `given up: ${outcome.error}`, receipt: { kind: 'expired', detail: outcome.error } };
      }
      return { state: 'queued', nextAttemptAt, error: outcome.error, receipt: { kind: 'deferred', detail: outcome.error } };
    }
  }
}

/** Seconds until the next attempt: doubling, at most `longestPause`, a fifth more or less. */
export function pauseAfter(attempts: number, policy: RetryPolicy, random: number): number {
  const pause = Math.min(policy.longestPause, policy.firstPause * 2 ** Math.max(0, attempts - 1));
  return pause * (0.8 + 0.4 * random);
}
