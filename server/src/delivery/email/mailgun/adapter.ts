import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Adapter, Settings, WebhookNews, WebhookRequest } from '../../accounts/adapter.ts';
import type { LaterKind, ProviderReceipt } from '../../receipts/types.ts';
import { checkUrl } from '../../sms/check-url.ts';
import { bounceOf, momentOf } from '../providers/bounce-news.ts';
import { httpCarrier, jsonOf, type ProviderInterface } from '../providers/http-carrier.ts';

/** Mailgun: takes the mail as it was built and signed; tells by webhooks what became of it, signed with HMAC-SHA-256. */
export const mailgunAdapter: Adapter<'email'> = {
  kind: 'mailgun',
  channel: 'email',
  fields: [
    { name: 'domain', type: 'text', required: true },
    { name: 'apiKey', type: 'text', required: true, secret: true },
    { name: 'signingKey', type: 'text', required: true, secret: true },
    {
      name: 'url',
      type: 'choice',
      choices: ['https://api.mailgun.net', 'https://api.eu.mailgun.net'],
      default: 'https://api.eu.mailgun.net',
    },
  ],
  limits: () => ({ bytes: 25 * 1024 * 1024, receipts: true, replies: false }),
  fault: ({ url }) => checkUrl(url),
  open: (settings, { claimSeconds }) => httpCarrier(mailgun(settings), claimSeconds),
  receive: ({ signingKey }, request) => readNews(String(signingKey), request),
};

/** For tests, which speak to a server of their own. */
export function mailgun({ url, domain, apiKey }: Settings): ProviderInterface {
  const base = `${url}/v3/${encodeURIComponent(String(domain))}`;
  const headers = { authorization: `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}` };
  return {
    check: () => ({ url: `${url}/v3/domains/${encodeURIComponent(String(domain))}`, method: 'GET', headers }),
    send({ to, source, id }) {
      const body = new FormData();
      body.set('to', to);
      if (id !== undefined) body.set('v:delivery', id);
      body.set('message', new Blob([new Uint8Array(source)]), 'mail.eml');
      return { url: `${base}/messages.mime`, method: 'POST', headers, body };
    },
    idOf: ({ body }) => (typeof body.id === 'string' ? body.id.replace(/^<|>$/g, '') : undefined),
  };
}

const kinds: Readonly<Record<string, LaterKind>> = {
  accepted: 'accepted',
  delivered: 'delivered',
  opened: 'displayed',
  clicked: 'clicked',
  complained: 'complained',
  unsubscribed: 'unsubscribed',
};

function readNews(key: string, { body }: WebhookRequest): WebhookNews | undefined {
  const news = jsonOf(Buffer.from(body).toString()) as {
    readonly signature?: { readonly timestamp?: unknown; readonly token?: unknown; readonly signature?: unknown };
    readonly 'event-data'?: Readonly<Record<string, unknown>>;
  };
  const { timestamp, token, signature } = news.signature ?? {};
  const right = createHmac('sha256', key).update(`${timestamp}${token}`).digest();
  const given = Buffer.from(String(signature ?? ''), 'hex');
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const event = news['event-data'];
  return event === undefined ? {} : { receipts: receiptOf(event) };
}

function receiptOf(event: Readonly<Record<string, unknown>>): ProviderReceipt[] {
  const status = (event['delivery-status'] ?? {}) as Readonly<Record<string, unknown>>;
  const said = [status.code, status.message || status.description || event.reason].filter(Boolean).join(' ');
  const which = messageOf(event);
  const shared = { ...which, ...momentOf(event.timestamp), eventId: String(event.id ?? '') };
  const kind = kinds[String(event.event)];
  if (kind !== undefined) return [{ ...shared, kind, detail: said || String(event.event) }];
  if (event.event !== 'failed') return [];
  if (event.severity === 'temporary') return [{ ...shared, kind: 'delayed', detail: said }];
  // `suppress-bounce`: Mailgun did not even try, the address was dead before.
  return [{ ...shared, ...bounceOf(said, event.reason === 'suppress-bounce') }];
}

function messageOf(event: Readonly<Record<string, unknown>>): Pick<ProviderReceipt, 'deliveryId' | 'messageId' | 'recipient'> {
  const { delivery } = (event['user-variables'] ?? {}) as { readonly delivery?: unknown };
  const { headers } = (event.message ?? {}) as { readonly headers?: { readonly 'message-id'?: unknown } };
  if (typeof delivery === 'string') return { deliveryId: delivery };
  const id = headers?.['message-id'];
  return typeof id === 'string' ? { messageId: id } : { recipient: String(event.recipient ?? '') };
}
