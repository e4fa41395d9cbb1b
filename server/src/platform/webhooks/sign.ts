import { createHmac, randomBytes } from 'node:crypto';

/*
 * Standard Webhooks 1.0 (https://www.standardwebhooks.com): HMAC-SHA-256 over id, time and body, so that a receiver knows who sent a message, that
 * nobody changed it, and that it is not an old one sent again.
 */

const prefix = 'whsec_';

/** 24 random bytes, as receivers enter them. */
export const newSecret = (): string => prefix + randomBytes(24).toString('base64');

/** The headers of a message. With two secrets it carries both signatures: receivers take either. */
export function signedHeaders(
  id: string,
  at: Date,
  body: string,
  secrets: readonly string[],
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(prefix.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
