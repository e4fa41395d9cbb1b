import type { Carrier, Health } from '../../accounts/adapter.ts';
import type { Outcome } from '../../outcomes.ts';
import { outcomeOfBreak } from '../../sms/gateway.ts';
import type { OutgoingMail } from '../smtp-session.ts';
import { SealedMail } from './read-mail.ts';

/** A request of a provider's interface. */
export interface ProviderRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
}

/** What a provider answered; `body` is its JSON, empty where it is none. */
export interface ProviderAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** What differs from provider to provider. */
export interface ProviderInterface {
  /** A request that sends nothing and tells whether the sign-in is good. */
  check(): ProviderRequest;
  send(mail: OutgoingMail): ProviderRequest | Promise<ProviderRequest>;
  /** The provider's id of the message it took. */
  idOf(answer: ProviderAnswer): string | undefined;
  /** Whether a refusal is the account's fault (credit, approval, suspension), not the message's. */
  isAccounts?(answer: ProviderAnswer): boolean;
}

const parallel = 10;

/** Hands mails to a provider over HTTPS. @param claimSeconds a message ends within a third of its claim's life */
export function httpCarrier(provider: ProviderInterface, claimSeconds: number): Carrier<OutgoingMail> {
  const stop = new AbortController();
  const timeoutMs = Math.min(60_000, (claimSeconds * 1000) / 3);
  const ask = async ({ url, ...init }: ProviderRequest): Promise<ProviderAnswer> => {
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(url, { ...init, redirect: 'error', signal });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text: text.slice(0, 4_000), body: jsonOf(text) };
  };
  return {
    parallel,
    async check(): Promise<Health> {
      try {
        const { status, text } = await ask(provider.check());
        return status < 400 ? { ok: true, detail: String(status) } : { ok: false, error: `${status} ${text}`.slice(0, 300) };
      } catch (error) {
        return { ok: false, error: (error as Error).message };
      }
    },
    async send(mail, mayBegin) {
      const request = await requestOf(provider, mail);
      if (request instanceof SealedMail) return { kind: 'refused', error: request.message };
      if (!mayBegin()) return undefined;
      try {
        return outcomeOf(await ask(request), provider);
      } catch (error) {
        return outcomeOfBreak(error);
      }
    },
    interrupt: () => stop.abort(),
    close() {},
  };
}

async function requestOf(provider: ProviderInterface, mail: OutgoingMail): Promise<ProviderRequest | SealedMail> {
  try {
    return await provider.send(mail);
  } catch (error) {
    if (error instanceof SealedMail) return error;
    throw error;
  }
}

/**
 * 2xx took it. 401, 403, 503 and what the provider says of the account put the account at fault; 429 asks to go slower; any other 4xx never will
 * take it. Another 5xx leaves the fate unknown: none of these providers knows an idempotency key for mails, so nothing is sent again by itself.
 */
function outcomeOf(answer: ProviderAnswer, provider: ProviderInterface): Outcome {
  const { status, headers, text } = answer;
  const error = `${status} ${text.replace(/\s+/g, ' ').trim()}`.slice(0, 500);
  if (status >= 200 && status < 300) {
    const messageId = provider.idOf(answer);
    return { kind: 'sent', detail: `${status} ${messageId ?? ''}`.trim(), ...(messageId === undefined ? {} : { messageId }) };
  }
  if (status === 429) return { kind: 'deferred', error, throttled: true, retryAfterSeconds: waitOf(headers) };
  if (status === 401 || status === 402 || status === 403 || status === 503 || provider.isAccounts?.(answer))
    return { kind: 'deferred', error, channelDown: true };
  if (status === 408 || status === 425) return { kind: 'deferred', error };
  return status >= 500 ? { kind: 'unknown', error } : { kind: 'refused', error };
}

/** `Retry-After` in seconds, or the moment at which the window begins anew (`X-RateLimit-Reset`, seconds since 1970). */
function waitOf(headers: Headers): number {
  const after = Number(headers.get('retry-after'));
  if (after > 0) return Math.min(after, 3600);
  const reset = Number(headers.get('x-ratelimit-reset'));
  return reset > 0 ? Math.min(Math.max(1, Math.ceil(reset - Date.now() / 1000)), 3600) : 5;
}

export function jsonOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
