import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Adapter, Carrier, Health, Settings, WebhookNews, WebhookRequest } from '../../accounts/adapter.ts';
import type { Outcome } from '../../outcomes.ts';
import type { LaterKind } from '../../receipts/types.ts';
import { checkUrl } from '../check-url.ts';
import { outcomeOfBreak, type ShortMessage } from '../gateway.ts';
import { segmentsOf } from '../segments.ts';

const parallel = 5;
const timeoutMs = 30_000;

/** Twilio, and gateways that speak as it does: messages by its REST interface, status callbacks and replies signed by X-Twilio-Signature. */
export const twilioAdapter: Adapter<'sms'> = {
  kind: 'twilio',
  channel: 'sms',
  fields: [
    { name: 'accountSid', type: 'text', required: true },
    { name: 'authToken', type: 'text', required: true, secret: true },
    { name: 'from', type: 'text', required: true },
    { name: 'url', type: 'text', default: 'https://api.twilio.com' },
    { name: 'callbackUrl', type: 'text' },
  ],
  limits: ({ callbackUrl }) => ({ segments: 10, receipts: Boolean(callbackUrl), replies: true }),
  fault: ({ url, callbackUrl }) => checkUrl(url) ?? (callbackUrl ? checkUrl(callbackUrl)?.replace('url', 'callbackUrl') : undefined),
  open: (settings) => twilioCarrier(settings),
  receive: ({ authToken }, request) => readNews(String(authToken), request),
};

function twilioCarrier(settings: Settings): Carrier<ShortMessage> {
  const stop = new AbortController();
  const sid = encodeURIComponent(String(settings.accountSid));
  const account = `${String(settings.url).replace(/\/$/, '')}/2010-04-01/Accounts/${sid}`;
  const authorization = `Basic ${Buffer.from(`${settings.accountSid}:${settings.authToken}`).toString('base64')}`;
  const signal = () => AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMs)]);
  return {
    parallel,
    async check(): Promise<Health> {
      try {
        const response = await fetch(`${account}.json`, { headers: { authorization }, redirect: 'error', signal: signal() });
        return response.ok
          ? { ok: true, detail: `${response.status}` }
          : { ok: false, error: `${response.status} ${await response.text()}`.slice(0, 300) };
      } catch (error) {
        const outcome = outcomeOfBreak(error);
        return { ok: false, error: 'error' in outcome ? outcome.error : String(error) };
      }
    },
    async send({ to, text }, mayBegin) {
      const from = String(settings.from);
      const form = new URLSearchParams({ To: to, Body: text, [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from });
      if (settings.callbackUrl) form.set('StatusCallback', String(settings.callbackUrl));
      if (!mayBegin()) return undefined;
      try {
        const init = { method: 'POST', headers: { authorization }, body: form, redirect: 'error', signal: signal() } as const;
        const response = await fetch(`${account}/Messages.json`, init);
        return outcomeOf(response, await response.text().catch(() => ''), text);
      } catch (error) {
        return outcomeOfBreak(error);
      }
    },
    interrupt: () => stop.abort(),
    close() {},
  };
}

/** Twilio knows no idempotency key: whatever is not a clear answer leaves the fate unknown. */
function outcomeOf({ status, headers }: Response, body: string, text: string): Outcome {
  const { sid, code, message, num_segments: segments } = parsed(body);
  const error = [status, code, message ?? body.slice(0, 200)].filter(Boolean).join(' ');
  if (status >= 200 && status < 300) {
    const known = typeof sid === 'string' ? { messageId: sid } : {};
    return { kind: 'sent', detail: `${status} ${sid ?? ''}`.trim(), segments: Number(segments) || segmentsOf(text), ...known };
  }
  if (status === 429) return { kind: 'deferred', error, throttled: true, retryAfterSeconds: Number(headers.get('retry-after')) || 1 };
  if (status === 401 || status === 403 || status === 503) return { kind: 'deferred', error, channelDown: true };
  return status >= 500 ? { kind: 'unknown', error } : { kind: 'refused', error };
}

function parsed(body: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const kinds: Readonly<Record<string, LaterKind | undefined>> = {
  ...{ accepted: 'accepted', queued: 'accepted', sent: 'accepted', delivered: 'delivered', read: 'displayed' },
  ...{ undelivered: 'bounced-soft', failed: 'bounced-soft' },
};
/** Twilio's error codes of numbers that never take a short message: unknown or unallocated, landline. */
const deadCodes = new Set(['30005', '30006', '21614']);
const emptyAnswer = { type: 'text/xml', body: '<?xml version="1.0" encoding="UTF-8"?><Response></Response>' };

function readNews(authToken: string, request: WebhookRequest): WebhookNews | undefined {
  const form = new URLSearchParams(request.method === 'GET' ? new URL(request.url).search : Buffer.from(request.body).toString());
  if (!signed(authToken, request, form)) return undefined;
  const id = form.get('MessageSid') ?? form.get('SmsSid');
  if (id === null) return { answer: emptyAnswer };
  const status = form.get('MessageStatus') ?? form.get('SmsStatus');
  const text = form.get('Body');
  if (text !== null && (status === null || status === 'received')) {
    return { replies: [{ channel: 'sms', id, from: form.get('From') ?? '', to: form.get('To') ?? '', text }], answer: emptyAnswer };
  }
  const kind = kinds[status ?? ''];
  if (kind === undefined) return { answer: emptyAnswer };
  const code = form.get('ErrorCode') ?? '';
  const hard = kind === 'bounced-soft' && deadCodes.has(code);
  const detail = [status, code].filter(Boolean).join(' ');
  return { receipts: [{ kind: hard ? 'bounced-hard' : kind, messageId: id, detail, eventId: `${id} ${status}` }], answer: emptyAnswer };
}

/** HMAC-SHA-1 with the auth token over the address and, of a form, all its fields in the order of their names. */
export function twilioSignature(authToken: string, url: string, form: URLSearchParams | undefined): string {
  const fields = [...(form ?? [])].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([name, value]) => name + value);
  return createHmac('sha1', authToken)
    .update(url + fields.join(''))
    .digest('base64');
}

function signed(authToken: string, { method, url, headers }: WebhookRequest, form: URLSearchParams): boolean {
  const given = Buffer.from(String(headers['x-twilio-signature'] ?? ''), 'base64');
  const right = Buffer.from(twilioSignature(authToken, url, method === 'GET' ? undefined : form), 'base64');
  return given.length === right.length && timingSafeEqual(given, right);
}
