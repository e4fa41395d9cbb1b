import { PosthornError } from '../../platform/errors/index.ts';
import '../errors.ts';
import type { Message } from './prompt.ts';

export interface Provider {
  /** Base address of an API that speaks OpenAI's chat completions, such as `https://llm.example/v1`. */
  readonly url: string;
  readonly key?: string | undefined;
  readonly model: string;
  /** Seconds that an answer may take. */
  readonly seconds: number;
}

export interface Answer {
  readonly text: string;
  /** As the provider calls it. */
  readonly model: string;
}

/** Bytes of an answer; the longest text that is asked for has a tenth of it. */
const mostBytes = 400_000;

/**
 * Asks for one chat completion (`POST …/chat/completions`, not streamed). Redirects are not followed: they would carry the key elsewhere.
 * @throws PosthornError `assistant.busy`, `assistant.unreachable`, `assistant.refused`, `assistant.unusable`
 */
export async function askModel({ url, key, model, seconds }: Provider, messages: readonly Message[]): Promise<Answer> {
  const signal = AbortSignal.timeout(seconds * 1000);
  const response = await fetch(addressOf(url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify({ model, messages, temperature: 0.2, stream: false }),
    redirect: 'error',
    signal,
  }).catch((cause: unknown) => {
    throw unreachable(cause, signal, seconds);
  });
  const body = await bodyOf(response).catch((cause: unknown) => {
    throw cause instanceof PosthornError ? cause : unreachable(cause, signal, seconds);
  });
  if (!response.ok) throw refusal(response, key ? body.replaceAll(key, '…') : body);
  return answerIn(body, model);
}

/** Providers give their base address with or without `/v1`. */
export const addressOf = (url: string): string => `${url.replace(/\/+$/, '').replace(/\/v1$/, '')}/v1/chat/completions`;

async function bodyOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > mostBytes) throw new PosthornError('assistant.unusable', { detail: `The answer has more than ${mostBytes} bytes.` });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function refusal(response: Response, body: string): PosthornError {
  const { status } = response;
  const said = `The provider answered ${status}${saidIn(body)}.`;
  const wait = Number(response.headers.get('retry-after'));
  if (status === 429) {
    const hint = wait > 0 ? { hint: `Try again in ${wait} seconds.`, data: { retryAfterSeconds: wait } } : {};
    return new PosthornError('assistant.busy', { detail: said, ...hint });
  }
  return new PosthornError(status >= 500 ? 'assistant.unreachable' : 'assistant.refused', { detail: said });
}

/** The message of the error, where there is one; keys that providers repeat in it stay out of logs and screens. */
function saidIn(body: string): string {
  try {
    const { error } = JSON.parse(body) as { error?: { message?: unknown } | string };
    const message = typeof error === 'string' ? error : error?.message;
    return typeof message === 'string' ? `: ${message.slice(0, 200).replace(/\b(?:sk|key)-[\w*-]+/gi, '…')}` : '';
  } catch {
    return '';
  }
}

function answerIn(body: string, asked: string): Answer {
  const reply = parsed(body) as { model?: unknown; choices?: readonly { message?: { content?: unknown }; finish_reason?: unknown }[] };
  const choice = Array.isArray(reply?.choices) ? reply.choices[0] : undefined;
  const text = choice?.message?.content;
  if (typeof text !== 'string' || text.trim() === '')
    throw new PosthornError('assistant.unusable', { detail: 'The answer holds no text.' });
  if (choice?.finish_reason === 'length') throw new PosthornError('assistant.unusable', { detail: 'The answer was cut off.' });
  return { text: text.trim(), model: typeof reply.model === 'string' ? reply.model.slice(0, 200) : asked };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new PosthornError('assistant.unusable', { detail: 'The answer is not JSON.', cause });
  }
}

function unreachable(cause: unknown, signal: AbortSignal, seconds: number): PosthornError {
  const detail = signal.aborted ? `There was no answer within ${seconds} seconds.` : 'The provider cannot be reached.';
  return new PosthornError('assistant.unreachable', { detail, cause });
}
