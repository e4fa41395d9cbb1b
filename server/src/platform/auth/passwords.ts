import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP's Password Storage Cheat Sheet, scrypt: N=2^16, r=8, p=2; 64 MB of memory a time. */
const cost = { N: 2 ** 16, r: 8, p: 2 } as const;
const keyBytes = 32;

/** At most two at once: sign-ins must not take the machine's memory. */
let running = 0;
const waiting: (() => void)[] = [];

async function derive(password: string, salt: Uint8Array, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> {
  if (running >= 2) await new Promise<void>((go) => waiting.push(go));
  running++;
  try {
    return await new Promise<Buffer>((done, fail) => {
      scrypt(password.normalize('NFKC'), salt, keyBytes, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
        error ? fail(error) : done(key),
      );
    });
  } finally {
    running--;
    waiting.shift()?.();
  }
}

/** `scrypt$N$r$p$salt$key`: the cost goes along, so that it can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Takes the same time for every wrong password. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt, key] = hash.split('$');
  const expected = Buffer.from(key ?? '', 'base64url');
  const actual = await derive(password, Buffer.from(salt ?? '', 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

let nobodys: Promise<string> | undefined;
/** A hash that no password fits: an unknown account takes as long as a known one. */
export function hashOfNobody(): Promise<string> {
  nobodys ??= hashPassword(randomBytes(24).toString('base64url'));
  return nobodys;
}

/** Without characters that look alike. */
const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Four groups of four, about 80 bits: for typing once. */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
