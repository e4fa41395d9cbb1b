import { createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookNews, WebhookRequest } from '../accounts/adapter.ts';
import type { LaterKind, ProviderReceipt, Reply } from '../receipts/types.ts';

/*
 * What a gateway of whatever make reports to us: `{"receipts": [{"id", "status", "at", "detail"}], "replies": [{"id", "from", "to", "text", "at"}]}`,
 * signed as Standard Webhooks says (webhook-id, webhook-timestamp, webhook-signature). A small program in front of the gateway can put into this
 * form what the gateway says.
 */

/** Older requests are repeated by somebody else. Seconds; clocks may differ by as much. */
const tolerance = 300;
const statuses: Readonly<Record<string, LaterKind>> = {
  accepted: 'accepted',
  delivered: 'delivered',
  displayed: 'displayed',
  delayed: 'delayed',
  failed: 'bounced-hard',
  undelivered: 'bounced-soft',
  expired: 'expired',
};

export function readGenericNews(secret: string | undefined, request: WebhookRequest): WebhookNews | undefined {
  if (secret === undefined || !signedBy(secret, request)) return undefined;
  const { receipts, replies } = parsed(request.body);
  return { receipts: listOf(receipts).flatMap(receiptOf), replies: listOf(replies).flatMap(replyOf) };
}

function signedBy(secret: string, { headers, body, now }: WebhookRequest): boolean {
  const id = String(headers['webhook-id'] ?? '');
  const timestamp = String(headers['webhook-timestamp'] ?? '');
  if (!/^\d+$/.test(timestamp) || Math.abs(now.getTime() / 1000 - Number(timestamp)) > tolerance) return false;
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  const right = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
  const given = String(headers['webhook-signature'] ?? '').split(' ');
  return given.some((one) => {
    const bytes = Buffer.from(/^v1,(.+)$/.exec(one)?.[1] ?? '', 'base64');
    return bytes.length === right.length && timingSafeEqual(bytes, right);
  });
}

function parsed(body: Uint8Array): { readonly receipts?: unknown; readonly replies?: unknown } {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

type Fields = Readonly<Record<string, unknown>>;
const listOf = (value: unknown): Fields[] =>
  Array.isArray(value) ? value.filter((one): one is Fields => typeof one === 'object' && one !== null) : [];
const momentOf = (value: unknown): { readonly at?: Date } =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? { at: new Date(value) } : {};

function receiptOf({ id, status, at, detail }: Fields): ProviderReceipt[] {
  const kind = statuses[String(status)];
  if (kind === undefined || (typeof id !== 'string' && typeof id !== 'number')) return [];
  return [{ kind, messageId: String(id), detail: typeof detail === 'string' ? detail.slice(0, 500) : String(status), ...momentOf(at) }];
}

function replyOf({ id, from, to, text, at }: Fields): Reply[] {
  if (typeof id !== 'string' || typeof from !== 'string' || typeof text !== 'string') return [];
  return [{ channel: 'sms', id, from, to: typeof to === 'string' ? to : '', text, ...momentOf(at) }];
}
