import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { armoured } from './armour.ts';
import { encryptMessage, recipientOf } from './encrypt.ts';
import { DamagedKey, packet, packetTag, readPackets } from './packets.ts';
import { readOpenPgpKey } from './read-key.ts';

let home: string;
beforeAll(() => {
  // The path of the agent's socket has to be short.
  home = mkdtempSync('/tmp/pgp-');
});
afterAll(() => {
  execFileSync('gpgconf', ['--homedir', home, '--kill', 'gpg-agent']);
  rmSync(home, { recursive: true });
});

const begun = new Date('2026-11-21T12:00:00Z');
const dayMs = 86_400_000;

function gpg(args: readonly string[], input?: Uint8Array | string, at = begun): Buffer {
  const shared = ['--homedir', home, '--batch', '--yes', '--pinentry-mode', 'loopback', '--passphrase', '', '--trust-model', 'always'];
  const fixed = ['--faked-system-time', `${at.getTime() / 1000}!`];
  return execFileSync('gpg', [...shared, ...fixed, ...args], {
    ...(input === undefined ? {} : { input }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** A key that gpg makes, as its owner exports it. */
function keyOf(address: string, kind: { primary: string; sub: string; until?: string }): Buffer {
  gpg(['--quick-generate-key', `Anna Berg <${address}>`, kind.primary, 'sign', '1y']);
  gpg(['--quick-add-key', fingerprintOf(address), kind.sub, 'encr', kind.until ?? '1y']);
  return exported(address);
}
const exported = (address: string): Buffer => gpg(['--armor', '--export', address]);
const fingerprintOf = (address: string): string =>
  /^fpr:+([0-9A-F]+):/m.exec(gpg(['--with-colons', '--list-keys', address]).toString())![1]!;

const kinds = [
  ['rsa@example.org', { primary: 'rsa2048', sub: 'rsa2048' }, 'RSA 2048'],
  ['curve25519@example.org', { primary: 'ed25519', sub: 'cv25519' }, 'Curve25519'],
  ['p256@example.org', { primary: 'nistp256', sub: 'nistp256' }, 'P-256'],
  ['p521@example.org', { primary: 'nistp521', sub: 'nistp521' }, 'P-521'],
  ['brainpool@example.org', { primary: 'brainpoolP256r1', sub: 'brainpoolP256r1' }, 'brainpoolP256r1'],
  ['dsa@example.org', { primary: 'dsa2048', sub: 'cv25519' }, 'Curve25519'],
] as const;

test.each(kinds)('gpg decrypts what is encrypted for %s', (address, kind, name) => {
  const key = readOpenPgpKey(keyOf(address, kind), begun);
  expect(key).toMatchObject({
    fingerprint: fingerprintOf(address),
    userIds: [`Anna Berg <${address}>`],
    addresses: [address],
    revoked: false,
  });
  expect(key.aesBits).toBe(256);
  const recipient = recipientOf(key, begun)!;
  expect(recipient.subkey.name).toBe(name);
  for (const length of [0, 1, 191, 192, 70_000]) {
    const content = randomBytes(length);
    const { bytes, cipher } = encryptMessage(content, [recipient]);
    expect(cipher).toBe('AES-256');
    expect(gpg(['--decrypt'], armoured('MESSAGE', bytes)).equals(content)).toBe(true);
  }
});

test('what is encrypted for several is read by each, and what was changed on its way is refused', () => {
  const keys = ['rsa@example.org', 'curve25519@example.org'].map(
    (address) => recipientOf(readOpenPgpKey(exported(address), begun), begun)!,
  );
  const { bytes } = encryptMessage(Buffer.from('for both'), keys);
  expect(gpg(['--decrypt'], bytes).toString()).toBe('for both');
  const changed = Buffer.from(bytes);
  changed[changed.length - 30]! ^= 1;
  expect(() => gpg(['--decrypt'], changed)).toThrow();
});

test('a key says until when it holds; after that, once revoked, and for signing alone nothing is encrypted with it', () => {
  const key = readOpenPgpKey(keyOf('ends@example.org', { primary: 'ed25519', sub: 'cv25519', until: '10d' }), begun);
  expect(key.subkeys[0]!.endsAt).toEqual(new Date(begun.getTime() + 10 * dayMs));
  expect(key.endsAt).toEqual(new Date(begun.getTime() + 365 * dayMs));
  expect(recipientOf(key, new Date(begun.getTime() + 10 * dayMs - 1))).toBeDefined();
  expect(recipientOf(key, new Date(begun.getTime() + 10 * dayMs))).toBeUndefined();
  const fingerprint = fingerprintOf('ends@example.org');
  const later = new Date(begun.getTime() + dayMs);
  gpg(['--quick-set-expire', fingerprint, '100d', '*'], undefined, later);
  expect(readOpenPgpKey(exported('ends@example.org'), later).subkeys[0]!.endsAt).toEqual(new Date(begun.getTime() + 101 * dayMs));

  gpg(['--quick-generate-key', 'signs@example.org', 'ed25519', 'sign', 'never']);
  expect(readOpenPgpKey(exported('signs@example.org'), begun)).toMatchObject({ subkeys: [], addresses: ['signs@example.org'] });

  // gpg writes a revocation with every key, spoilt by a colon so that nobody uses it by mistake.
  const revocation = readFileSync(join(home, `openpgp-revocs.d/${fingerprint}.rev`), 'utf8').replace(':-----BEGIN', '-----BEGIN');
  gpg(['--import'], revocation, later);
  const revoked = readOpenPgpKey(exported('ends@example.org'), later);
  expect([revoked.revoked, recipientOf(revoked, later)]).toEqual([true, undefined]);
});

test('a subkey that somebody else hung on a key is not used', () => {
  const [anna, eve] = ['curve25519@example.org', 'p256@example.org'].map((address) => gpg(['--export', address])) as [Buffer, Buffer];
  const packets = readPackets(eve);
  const subkey = packets.slice(packets.findIndex(({ tag }) => tag === packetTag.subkey)).map(({ tag, body }) => packet(tag, body));
  const forged = Buffer.concat([anna, ...subkey]);
  const own = readOpenPgpKey(anna, begun).subkeys;
  expect(readOpenPgpKey(forged, begun).subkeys.map(({ key }) => key.fingerprint)).toEqual(own.map(({ key }) => key.fingerprint));
});

test('a private key, something else, and a key cut off are refused with the reason', () => {
  const secret = gpg(['--armor', '--export-secret-keys', 'rsa@example.org']);
  expect(() => readOpenPgpKey(secret, begun)).toThrow(/private key/);
  expect(() => readOpenPgpKey(gpg(['--export-secret-keys', 'rsa@example.org']), begun)).toThrow(/private key/);
  expect(() => readOpenPgpKey(Buffer.from('hello'), begun)).toThrow(DamagedKey);
  const key = gpg(['--export', 'rsa@example.org']);
  expect(() => readOpenPgpKey(key.subarray(0, key.length - 20), begun)).toThrow(/cut off/);
});

test('a damaged key is refused, or read without what its signatures no longer bear out', () => {
  const key = gpg(['--export', 'curve25519@example.org']);
  let random = Number(process.env.PROPERTY_SEED ?? 7);
  const next = (below: number) => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
    return (random >>> 8) % below;
  };
  const { fingerprint, subkeys } = readOpenPgpKey(key, begun);
  for (let round = 0; round < 300; round++) {
    const bytes = Buffer.from(key);
    for (let flips = next(3); flips >= 0; flips--) bytes[next(bytes.length)]! ^= 1 << next(8);
    try {
      const read = readOpenPgpKey(bytes, begun);
      // Whatever was changed, nothing else than the owner's own subkey is ever encrypted to.
      if (read.fingerprint === fingerprint)
        for (const one of read.subkeys) expect(one.key.fingerprint).toEqual(subkeys[0]!.key.fingerprint);
    } catch (error) {
      if (!(error instanceof DamagedKey)) throw error;
    }
  }
});

test('what would keep a reader busy for ever is refused at once: beginnings without an end, signatures without number, a name without end', () => {
  const beginnings = Buffer.from('-----BEGIN PGP PUBLIC KEY BLOCK-----\n'.repeat(26_000));
  expect(() => readOpenPgpKey(beginnings, begun)).toThrow('it has no PGP PUBLIC KEY BLOCK');
  gpg(['--quick-generate-key', 'many@example.org', 'ed25519', 'default', 'never']);
  const [key, name, signature] = readPackets(gpg(['--export', 'many@example.org']));
  const made = (...packets: readonly { readonly tag: number; readonly body: Buffer }[]) =>
    Buffer.concat(packets.map(({ tag, body }) => packet(tag, body)));
  expect(readOpenPgpKey(made(key!, name!, signature!), begun).addresses).toEqual(['many@example.org']);
  const signed = made(key!, name!, ...Array.from({ length: 1_001 }, () => signature!));
  expect(() => readOpenPgpKey(signed, begun)).toThrow('more than 1000 signatures');
  const endless = { tag: packetTag.userId, body: Buffer.from(`<${'a@'.repeat(300_000)}`) };
  expect(readOpenPgpKey(made(key!, endless, signature!, name!, signature!), begun).addresses).toEqual(['many@example.org']);
});
