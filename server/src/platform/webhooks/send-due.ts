import { transaction } from '../db/index.ts';
import { decryptEntry } from '../files/index.ts';
import type { Platform } from '../platform.ts';
import { post } from './post.ts';
import { nextAttempt } from './rules.ts';
import { signedHeaders } from './sign.ts';
import { type DueMessage, endAttempt, forgetMessages, takeDue } from './store.ts';

/** Messages under way at once; so many a slow receiver can hold up. */
const parallel = 20;
/** Longer than an attempt takes. */
const leaseMs = 120_000;
/** Messages that were told are kept for so long, to be looked at and sent again. */
const keptMs = 30 * 86_400_000;

/** Sends what is due, until nothing is. A message may arrive twice (a death between the answer and writing it down): its id says so. */
export async function sendDue(platform: Platform, signal?: AbortSignal): Promise<void> {
  for (;;) {
    const due = await takeDue(platform.db, platform.clock(), parallel, leaseMs);
    await Promise.all(due.map((message) => sendOne(platform, message)));
    if (due.length < parallel || signal?.aborted) return;
  }
}

/** Forgets what was told long ago. */
export async function tidyMessages(platform: Pick<Platform, 'db' | 'clock'>): Promise<void> {
  await forgetMessages(platform.db, new Date(platform.clock().getTime() - keptMs));
}

async function sendOne(platform: Platform, message: DueMessage): Promise<void> {
  const { id, webhookId, type, at, payload, attempts, url } = message;
  const body = JSON.stringify({ type, timestamp: at.toISOString(), data: payload });
  const key = (await platform.keys.forCustomers([webhookId])).get(webhookId)!;
  const secrets = [message.secret, message.formerSecret].filter((one) => one !== null);
  const opened = secrets.map((sealed) => Buffer.from(decryptEntry(key, sealed)).toString());
  const answer = await post(url, signedHeaders(id, platform.clock(), body, opened), body, platform.config.webhooksInside);
  const now = platform.clock();
  const { status, error } = answer;
  // Standard Webhooks: who answers 410 wants nothing any more.
  const gone = status === 410;
  const next = error === undefined || gone ? undefined : nextAttempt(attempts, now, Math.random());
  await transaction(platform.db, { log: platform.log }, (trx) => endAttempt(trx, message, { next, status, error, gone }, now));
  if (error !== undefined && next === undefined)
    platform.log.warn({ webhook: webhookId, reason: error }, 'a webhook does not take a message');
}
