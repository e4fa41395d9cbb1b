import type { PushDevice } from '../../customers/index.ts';
import type { Carrier } from '../accounts/adapter.ts';
import type { Outcome } from '../outcomes.ts';
import { encryptMessage, mostBytes } from './encrypt.ts';
import type { PushMessage, Urgency } from './message.ts';
import { type PushAnswer, postMessage, type Reach } from './post-message.ts';
import type { Signer } from './vapid.ts';

export interface PushSettings {
  readonly signer: Signer;
  readonly ttlSeconds: number;
  readonly urgency: Urgency;
  readonly reach: Reach;
  readonly timeoutMs: number;
}

/** Messages under way at once; each goes to some devices. */
const parallel = 20;

/** Hands messages to the push services of customers' browsers. */
export function pushCarrier(settings: PushSettings, health: string): Carrier<PushMessage> {
  const stop = new AbortController();
  return {
    parallel,
    // There is no push service of ours to ask: each browser names its own.
    check: async () => ({ ok: true, detail: health }),
    async send(message, mayBegin) {
      const body = Buffer.from(JSON.stringify(message.content));
      if (body.length > mostBytes) return { kind: 'refused', error: `413 the message has ${body.length} bytes; ${mostBytes} can be sent` };
      if (!mayBegin()) return undefined;
      const answers = await Promise.all(
        message.devices.map(async (device) => ({ device, answer: await toDevice(settings, message, device, body, stop.signal) })),
      );
      return outcomeOf(answers);
    },
    interrupt: () => stop.abort(),
    close() {},
  };
}

async function toDevice(
  { signer, reach, timeoutMs, ...usual }: PushSettings,
  { ttlSeconds = usual.ttlSeconds, urgency = usual.urgency, topic }: PushMessage,
  { endpoint, keys, applicationKey }: PushDevice,
  content: Uint8Array,
  stop: AbortSignal,
): Promise<PushAnswer> {
  const authorization = URL.canParse(endpoint) ? signer.authorization(applicationKey, endpoint, Date.now()) : undefined;
  if (authorization === undefined) return { kind: 'refused', detail: 'it was turned on with a key that this account does not have' };
  const headers = {
    ...{ authorization, ttl: String(Math.max(0, Math.floor(Math.min(ttlSeconds, usual.ttlSeconds)))), urgency },
    ...{ 'content-encoding': 'aes128gcm', 'content-type': 'application/octet-stream' },
    ...(topic === undefined ? {} : { topic }),
  };
  return postMessage({ endpoint, headers, body: encryptMessage(content, keys) }, reach, timeoutMs, stop);
}

type Answered = { readonly device: PushDevice; readonly answer: PushAnswer };

/**
 * What the answers for a customer's devices come to. It went out where one of them took it; then it is not tried again for the others, so that no
 * device shows it twice. It is tried again only where certainly none took it.
 */
export function outcomeOf(answers: readonly Answered[]): Outcome {
  const of = <K extends PushAnswer['kind']>(kind: K) =>
    answers.map(({ answer }) => answer).filter((answer): answer is Extract<PushAnswer, { kind: K }> => answer.kind === kind);
  const gone = answers.filter(({ answer }) => answer.kind === 'gone').map(({ device }) => device.address);
  const ended = gone.length === 0 ? {} : { gone };
  const taken = of('taken');
  const error =
    answers
      .map(({ device, answer }) => `${device.address}: ${answer.detail}`)
      .join('; ')
      .slice(0, 500) || 'no device is left';
  if (taken.length > 0) {
    const detail = answers.length === 1 ? taken[0]!.detail : `${taken[0]!.detail} (${taken.length} of ${answers.length} devices)`;
    return { kind: 'sent', detail, ...ended };
  }
  if (of('unknown').length > 0) return { kind: 'unknown', error, ...ended };
  const later = of('later');
  if (later.length === 0) return { kind: 'refused', error, ...ended };
  const waits = later.flatMap(({ retryAfterSeconds = [] }) => retryAfterSeconds);
  return {
    ...{ kind: 'deferred', error, ...ended },
    ...(later.every((one) => one.throttled) ? { throttled: true } : {}),
    ...(waits.length === 0 ? {} : { retryAfterSeconds: Math.max(...waits) }),
  };
}
