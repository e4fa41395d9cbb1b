import type { Adapter, Carrier, Settings } from '../accounts/adapter.ts';
import { checkUrl } from './check-url.ts';
import { type ShortMessage, type SmsSettings, sendShortMessage } from './gateway.ts';
import { readGenericNews } from './generic-news.ts';
import { segmentsOf } from './segments.ts';

/** Requests under way at once: what gateways commonly allow. */
const parallel = 5;

/** Any gateway that takes short messages by HTTP: what is posted, and where the answer holds the id, is told in the settings. */
export const smsHttpAdapter: Adapter<'sms'> = {
  kind: 'sms-http',
  channel: 'sms',
  fields: [
    { name: 'url', type: 'text', required: true },
    { name: 'token', type: 'text', secret: true },
    { name: 'from', type: 'text', required: true },
    { name: 'body', type: 'text', default: '{"to":"{to}","from":"{from}","text":"{text}"}' },
    { name: 'idPath', type: 'text', default: 'id' },
    { name: 'eventSecret', type: 'text', secret: true },
  ],
  limits: ({ eventSecret }) => ({ segments: 10, receipts: Boolean(eventSecret), replies: Boolean(eventSecret) }),
  fault: ({ url }) => checkUrl(url),
  open: (settings, { claimSeconds }) => smsHttpCarrier(gatewaySettings(settings, claimSeconds)),
  receive: ({ eventSecret }, request) => readGenericNews(eventSecret === undefined ? undefined : String(eventSecret), request),
};

export function smsHttpCarrier(settings: SmsSettings): Carrier<ShortMessage> {
  const stop = new AbortController();
  return {
    parallel,
    check: async () => {
      // Gateways have no common way to be asked without sending: that something listens there is all that can be known.
      try {
        const { status } = await fetch(settings.url, {
          method: 'HEAD',
          redirect: 'manual',
          signal: AbortSignal.timeout(settings.timeoutMs),
        });
        return status === 503 ? { ok: false, error: '503' } : { ok: true, detail: `${new URL(settings.url).host}: ${status}` };
      } catch (error) {
        const { message, cause } = error as Error & { cause?: { message?: string } };
        return { ok: false, error: [message, cause?.message].filter(Boolean).join(': ') };
      }
    },
    send: async (message, mayBegin) => {
      if (!mayBegin()) return undefined;
      const outcome = await sendShortMessage(settings, message, stop.signal);
      return outcome.kind === 'sent' ? { ...outcome, segments: segmentsOf(message.text) } : outcome;
    },
    interrupt: () => stop.abort(),
    close() {},
  };
}

const gatewaySettings = (settings: Settings, claimSeconds: number): SmsSettings => ({
  url: String(settings.url),
  from: String(settings.from),
  body: String(settings.body),
  idPath: String(settings.idPath),
  timeoutMs: Math.min(30_000, (claimSeconds * 1000) / 3),
  ...(settings.token ? { token: String(settings.token) } : {}),
});
