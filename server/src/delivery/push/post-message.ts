import { Agent as HttpAgent, request as overHttp } from 'node:http';
import { Agent as HttpsAgent, request as overHttps } from 'node:https';
import { addressFault, publicLookup } from '../../platform/network/index.ts';

/** Which push services may be called: those of the world; in tests also those inside; in a demonstration none but this machine. */
export type Reach = 'outside' | 'anywhere' | 'here';

/** What a push service said of a message to one device. */
export type PushAnswer =
  | { readonly kind: 'taken'; readonly detail: string }
  /** The subscription has ended: it never takes a message again. */
  | { readonly kind: 'gone'; readonly detail: string }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'later'; readonly detail: string; readonly throttled: boolean; readonly retryAfterSeconds?: number }
  | { readonly kind: 'unknown'; readonly detail: string };

/** A request to a push service (RFC 8030, 5). */
export interface PushRequest {
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Connections are kept: most customers' browsers have their subscriptions at three push services. */
const agents = {
  http: new HttpAgent({ keepAlive: true, maxSockets: 50 }),
  https: new HttpsAgent({ keepAlive: true, maxSockets: 50 }),
  httpsOutside: new HttpsAgent({ keepAlive: true, maxSockets: 50, lookup: publicLookup }),
};

const here = new Set(['localhost', '127.0.0.1', '[::1]']);
const longestAnswer = 2_000;
const longestWait = 3_600;
/** Reasons for which there certainly was no connection. */
const neverConnected = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EACCES)$|CERT|TLS|SSL/;

/** What is wrong with the endpoint of a subscription, which came from a browser and may be anything; undefined when nothing is. */
export function endpointFault(endpoint: string, reach: Reach): string | undefined {
  if (endpoint.length > 2_000) return 'The address of the push service is too long.';
  const fault = addressFault(endpoint, reach !== 'outside');
  if (fault !== undefined || reach !== 'here') return fault;
  return here.has(new URL(endpoint).hostname) ? undefined : 'In a demonstration nothing leaves this machine.';
}

/** Posts a message; redirects are not followed. Never throws. */
export function postMessage(
  { endpoint, headers, body }: PushRequest,
  reach: Reach,
  timeoutMs: number,
  stop: AbortSignal,
): Promise<PushAnswer> {
  const fault = endpointFault(endpoint, reach);
  if (fault !== undefined) return Promise.resolve({ kind: 'gone', detail: fault });
  return new Promise((resolve) => {
    const secure = endpoint.startsWith('https:');
    const agent = secure ? (reach === 'outside' ? agents.httpsOutside : agents.https) : agents.http;
    let connected = false;
    const request = (secure ? overHttps : overHttp)(endpoint, {
      ...{ method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      signal: AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]),
    });
    request.on('socket', (socket) => {
      // A connection that is used again listens to its beginning no more.
      if (!socket.connecting) connected = true;
      else
        socket.once(secure ? 'secureConnect' : 'connect', () => {
          connected = true;
        });
    });
    request.on('response', (response) => {
      let text = '';
      const end = () => resolve(answerOf(response.statusCode ?? 0, text, response.headers['retry-after']));
      response.setEncoding('utf8').on('data', (part: string) => {
        if (text.length < longestAnswer) text += part;
      });
      response.on('end', end).on('error', end).on('aborted', end);
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve(answerOfBreak(error, connected)));
    request.end(body);
  });
}

/**
 * 201 and 202 took it. 404 and 410 say that the subscription has ended; 429 and 503 ask to come back, and took nothing. Another 5xx may have taken the
 * message before it failed. All else never will take it. The endpoint was named by a browser, so nothing that it answers is held against the
 * account: one that always fails would otherwise stop the messages of all.
 */
export function answerOf(status: number, text: string, retryAfter: string | undefined): PushAnswer {
  const detail = `${status} ${text.replace(/\s+/g, ' ').trim()}`.trim().slice(0, 300);
  if (status >= 200 && status < 300) return { kind: 'taken', detail: String(status) };
  if (status === 404 || status === 410) return { kind: 'gone', detail };
  if (status === 429 || status === 503) return { kind: 'later', detail, throttled: status === 429, ...waitOf(retryAfter) };
  if (status === 408 || status === 425) return { kind: 'later', detail, throttled: false };
  return { kind: status >= 500 ? 'unknown' : 'refused', detail };
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3). */
function waitOf(header: string | undefined): { readonly retryAfterSeconds?: number } {
  if (header === undefined) return {};
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1_000);
  return seconds > 0 ? { retryAfterSeconds: Math.min(seconds, longestWait) } : {};
}

function answerOfBreak(error: NodeJS.ErrnoException, connected: boolean): PushAnswer {
  const detail = error.message.slice(0, 300);
  const certain = !connected || neverConnected.test(error.code ?? '');
  return certain ? { kind: 'later', detail, throttled: false } : { kind: 'unknown', detail };
}
