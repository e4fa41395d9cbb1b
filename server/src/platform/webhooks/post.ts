import { lookup } from 'node:dns';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isInside } from './rules.ts';

/** What came of one attempt; `status` where an answer came. */
export interface Answer {
  readonly status?: number;
  readonly error?: string;
}

const timeoutMs = 15_000;

/** Names are looked up when it is connected, and checked then: one that was public a moment ago may lead inside now. */
const publicLookup: LookupFunction = (hostname, options, done) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '');
    const found = addresses.find(({ address }) => isInside(address));
    if (found !== undefined) return done(Object.assign(new Error(`${hostname} leads inside`), { code: 'EACCES' }), '');
    if (options.all) return (done as unknown as (error: null, all: typeof addresses) => void)(null, addresses);
    return done(null, addresses[0]!.address, addresses[0]!.family);
  });

/** Posts a body; redirects are not followed, answers not read. Never throws. */
export function post(url: string, headers: Readonly<Record<string, string>>, body: string, allowInside: boolean): Promise<Answer> {
  return new Promise((resolve) => {
    const request = (url.startsWith('https:') ? overHttps : overHttp)(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        ...(allowInside ? {} : { lookup: publicLookup }),
        signal: AbortSignal.timeout(timeoutMs),
        agent: false,
      },
      (response) => {
        const status = response.statusCode ?? 0;
        response.destroy();
        resolve(status >= 200 && status < 300 ? { status } : { status, error: `The answer was ${status}.` });
      },
    );
    request.on('error', (error) => resolve({ error: error.message.slice(0, 500) }));
    request.end(body);
  });
}
