import { createECDH, createPrivateKey, type KeyObject, sign } from 'node:crypto';

/*
 * By which a push service knows that a message comes from whom the browser subscribed to (VAPID, RFC 8292): a token, signed with the key that the
 * browser was given when it subscribed. A browser's subscription is bound to that key for as long as it lives.
 */

/** A key that signs; its public half is what browsers subscribe to. */
export interface SigningKey {
  /** The point, uncompressed, in base64url: the `applicationServerKey` of browsers. */
  readonly publicKey: string;
  readonly key: KeyObject;
}

/** How long a token is valid; the RFC allows a day, and clocks of services may differ from ours. */
const tokenSeconds = 12 * 3_600;
/** A token is used again for so long. */
const reusedMs = 3_600_000;

/** Makes a key. @returns its private half, base64url */
export function makePrivateKey(): string {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  // Leading zeros are dropped by OpenSSL.
  return Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString('base64url');
}

/** Reads a private key. @throws Error when it is none */
export function signingKey(privateKey: string): SigningKey {
  const bytes = Buffer.from(privateKey, 'base64url');
  if (bytes.length !== 32) throw new Error('A key has 32 bytes, in base64url.');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(bytes);
  const point = pair.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url')) as [string, string];
  const key = createPrivateKey({ key: { kty: 'EC', crv: 'P-256', d: bytes.toString('base64url'), x, y }, format: 'jwk' });
  return { publicKey: point.toString('base64url'), key };
}

/** Signs for one account. Tokens are made once an hour for each push service. */
export class Signer {
  readonly #keys: ReadonlyMap<string, SigningKey>;
  readonly #subject: string;
  readonly #tokens = new Map<string, { readonly madeAt: number; readonly header: string }>();

  /** @param subject whom a push service writes to when something is wrong: `mailto:…` or `https://…` */
  constructor(keys: readonly SigningKey[], subject: string) {
    this.#keys = new Map(keys.map((one) => [one.publicKey, one]));
    this.#subject = subject;
  }

  /** What to send as `Authorization`; undefined where the key is not of this account. @param now milliseconds since 1970 */
  authorization(publicKey: string, endpoint: string, now: number): string | undefined {
    const key = this.#keys.get(publicKey);
    if (key === undefined) return undefined;
    const { origin } = new URL(endpoint);
    const name = `${publicKey} ${origin}`;
    const known = this.#tokens.get(name);
    if (known !== undefined && now - known.madeAt < reusedMs && now >= known.madeAt) return known.header;
    if (this.#tokens.size > 1_000) this.#tokens.clear();
    const header = `vapid t=${tokenOf(key, origin, this.#subject, now)}, k=${publicKey}`;
    this.#tokens.set(name, { madeAt: now, header });
    return header;
  }
}

function tokenOf({ key }: SigningKey, audience: string, subject: string, now: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const expires = Math.floor(now / 1_000) + tokenSeconds;
  const said = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: audience, exp: expires, sub: subject })}`;
  return `${said}.${sign('sha256', Buffer.from(said), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
