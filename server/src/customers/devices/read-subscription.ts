import { createECDH } from 'node:crypto';
import type { PushSubscription } from './types.ts';

/**
 * A subscription as a browser writes it as JSON (`PushSubscription.toJSON()`), which may be anything.
 * @param applicationKey that it was made with
 * @returns undefined when nothing could ever be sent to it
 */
export function readSubscription(json: unknown, applicationKey: string): PushSubscription | undefined {
  const { endpoint, keys } = fieldsOf(json);
  const { p256dh, auth } = fieldsOf(keys);
  if (typeof endpoint !== 'string' || typeof p256dh !== 'string' || typeof auth !== 'string') return undefined;
  const bytes = { p256dh: Buffer.from(p256dh, 'base64url'), auth: Buffer.from(auth, 'base64url') };
  const sound = endpoint.length <= 2_000 && URL.canParse(endpoint) && bytes.auth.length === 16 && isPoint(bytes.p256dh);
  return sound ? { endpoint, keys: bytes, applicationKey } : undefined;
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Whether it is a point of P-256, uncompressed: with any other nothing can be encrypted. */
function isPoint(bytes: Uint8Array): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false;
  try {
    const pair = createECDH('prime256v1');
    pair.generateKeys();
    pair.computeSecret(bytes);
    return true;
  } catch {
    return false;
  }
}
