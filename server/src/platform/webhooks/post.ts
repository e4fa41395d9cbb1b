import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { publicLookup } from '../network/index.ts';

/** What came of one attempt; `status` where an answer came. */
export interface Answer {
  readonly status?: number;
  readonly error?: string;
}

const timeoutMs = 15_000;

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
