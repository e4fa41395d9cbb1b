import type { Webhook, WebhookContent, WebhookMessage } from '@posthorn/contract';
import { newId, transaction } from '../db/index.ts';
import { PosthornError } from '../errors/index.ts';
import { encryptEntry } from '../files/index.ts';
import { addressFault } from '../network/index.ts';
import type { Actor, Platform } from '../platform.ts';
import { sendWebhooksJob } from './job-names.ts';
import { newSecret } from './sign.ts';
import {
  deleteWebhook,
  insertMessages,
  insertWebhook,
  makeDue,
  messageOf,
  replaceSecret,
  type Trx,
  updateWebhook,
  webhooksOf,
} from './store.ts';

/** How long the former secret still signs after a new one was made. */
const formerMs = 86_400_000;

/** @returns the secret too: it is never shown again. @throws PosthornError `webhook.invalid` */
export async function createWebhook(
  platform: Platform,
  actor: Actor,
  content: WebhookContent,
): Promise<{ webhook: Webhook; secret: string }> {
  check(platform, content.url);
  const id = newId();
  const secret = newSecret();
  const sealed = await seal(platform, id, secret);
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    await insertWebhook(trx, id, content, sealed, { at: platform.clock(), by: actor.name });
    await platform.audit.append(trx, actor, 'webhook.create', `webhook/${id}`, content);
    return { webhook: await theWebhook(trx, id), secret };
  });
}

/** @throws PosthornError `webhook.not-found`, `webhook.invalid` */
export async function changeWebhook(
  platform: Platform,
  actor: Actor,
  id: string,
  content: WebhookContent & { readonly active: boolean },
): Promise<Webhook> {
  check(platform, content.url);
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    found(await updateWebhook(trx, id, content));
    await platform.audit.append(trx, actor, 'webhook.change', `webhook/${id}`, content);
    return theWebhook(trx, id);
  });
}

/** @throws PosthornError `webhook.not-found` */
export async function renewSecret(platform: Platform, actor: Actor, id: string): Promise<{ webhook: Webhook; secret: string }> {
  const secret = newSecret();
  const { id: known } = await theWebhook(platform.db, id);
  const sealed = await seal(platform, known, secret);
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    found(await replaceSecret(trx, id, sealed, new Date(platform.clock().getTime() + formerMs)));
    await platform.audit.append(trx, actor, 'webhook.renew-secret', `webhook/${id}`, {});
    return { webhook: await theWebhook(trx, id), secret };
  });
}

/** @throws PosthornError `webhook.not-found` */
export async function removeWebhook(platform: Platform, actor: Actor, id: string): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    found(await deleteWebhook(trx, id));
    await platform.audit.append(trx, actor, 'webhook.remove', `webhook/${id}`, {});
  });
}

/** Sends a message without news. @throws PosthornError `webhook.not-found` */
export async function testWebhook(platform: Platform, actor: Actor, id: string): Promise<WebhookMessage> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const webhook = await theWebhook(trx, id);
    const message = { id: newId(), webhookId: webhook.id, type: 'test', at: platform.clock(), payload: { by: actor.name } };
    await insertMessages(trx, [message]);
    await platform.audit.append(trx, actor, 'webhook.test', `webhook/${id}`, { message: message.id });
    await platform.jobs.enqueue(trx, sendWebhooksJob, {}, { singletonKey: 'due' });
    return (await messageOf(trx, message.id))!;
  });
}

/** Sends a message again under the same id: who had it already knows it by that. @throws PosthornError `webhook.no-message` */
export async function redeliver(platform: Platform, actor: Actor, messageId: string): Promise<WebhookMessage> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const webhookId = await makeDue(trx, messageId, platform.clock());
    if (webhookId === undefined) throw new PosthornError('webhook.no-message');
    await platform.audit.append(trx, actor, 'webhook.redeliver', `webhook/${webhookId}`, { message: messageId });
    await platform.jobs.enqueue(trx, sendWebhooksJob, {}, { singletonKey: 'due' });
    return (await messageOf(trx, messageId))!;
  });
}

async function theWebhook(db: Platform['db'] | Trx, id: string): Promise<Webhook> {
  const [webhook] = await webhooksOf(db, id);
  if (webhook === undefined) throw new PosthornError('webhook.not-found');
  return webhook;
}

function found(there: boolean): void {
  if (!there) throw new PosthornError('webhook.not-found');
}

function check({ config }: Platform, url: string): void {
  const fault = addressFault(url, config.webhooksInside);
  if (fault !== undefined) throw new PosthornError('webhook.invalid', { detail: fault });
}

async function seal(platform: Platform, id: string, secret: string): Promise<Buffer> {
  const key = (await platform.keys.forCustomers([id])).get(id)!;
  return Buffer.from(encryptEntry(key, Buffer.from(secret)).bytes);
}
