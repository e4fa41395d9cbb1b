import { newId } from '../db/index.ts';
import type { Platform } from '../platform.ts';
import { sendWebhooksJob } from './job-names.ts';
import { activeWebhooks, insertMessages, type Trx } from './store.ts';

/** Something to tell; `kind` is what subscriptions choose by. */
export interface News {
  readonly kind: string;
}

/**
 * Tells all webhooks that want it, in the caller's transaction: one message for each, with what it wants of the news. Messages go out after the
 * commit.
 */
export async function tellWebhooks(platform: Platform, trx: Trx, type: string, news: readonly News[]): Promise<void> {
  if (news.length === 0) return;
  const at = platform.clock();
  const messages = (await activeWebhooks(trx)).flatMap(({ id: webhookId, kinds }) => {
    const wanted = kinds.length === 0 ? news : news.filter(({ kind }) => kinds.includes(kind));
    return wanted.length === 0 ? [] : [{ id: newId(), webhookId, type, at, payload: { receipts: wanted } }];
  });
  if (messages.length === 0) return;
  await insertMessages(trx, messages);
  await platform.jobs.enqueue(trx, sendWebhooksJob, {}, { singletonKey: 'due' });
}
