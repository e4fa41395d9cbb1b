import { execFileSync } from 'node:child_process';
import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCertificate, UnusableCertificate } from './certificate.ts';
import { encryptCms } from './encrypt.ts';
import { signCms } from './sign.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'posthorn-smime-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const openssl = (...args: readonly string[]): Buffer => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

/** A certificate for mail with its key, made by openssl. */
function certificateOf(name: string, key: readonly string[], extensions: readonly string[] = []) {
  const added = ['subjectAltName=email:Anna@Example.org', 'extendedKeyUsage=emailProtection', ...extensions].flatMap((one) => [
    '-addext',
    one,
  ]);
  openssl(
    'req',
    '-x509',
    '-nodes',
    '-days',
    '30',
    '-subj',
    `/CN=${name}/O=Acme`,
    ...key,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.pem`,
    ...added,
  );
  return readCertificate(readFileSync(join(folder, `${name}.pem`)));
}

const rsa = ['-newkey', 'rsa:2048'];
const curve = (name: string) => ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${name}`];
/** SMIMECapabilities with AES-256-GCM, and with RSAES-OAEP. */
const readsGcm = '1.2.840.113549.1.9.15=DER:300d300b060960864801650304012e';
const readsGcmAndOaep = '1.2.840.113549.1.9.15=DER:301a300b060960864801650304012e300b06092a864886f70d010107';

function decrypted(name: string, der: Uint8Array): Buffer {
  writeFileSync(join(folder, 'message.der'), der);
  return openssl('cms', '-decrypt', '-inform', 'DER', '-in', 'message.der', '-recip', `${name}.pem`, '-inkey', `${name}.key`);
}

test.each([
  ['rsa', rsa, [], 'AES-256-CBC'],
  ['gcm', rsa, [readsGcm], 'AES-256-GCM'],
  ['oaep', rsa, [readsGcmAndOaep], 'AES-256-GCM'],
  ['p256', curve('P-256'), [], 'AES-256-CBC'],
  ['p521', curve('P-521'), [readsGcm], 'AES-256-GCM'],
] as const)('openssl decrypts what is encrypted for a certificate of the kind %s', (name, key, extensions, cipher) => {
  const certificate = certificateOf(name, key, [...extensions]);
  for (const length of [0, 1, 15, 16, 100_000]) {
    const content = randomBytes(length);
    const message = encryptCms(content, [certificate]);
    expect(message.cipher).toBe(cipher);
    expect(decrypted(name, message.der).equals(content)).toBe(true);
  }
});

test('what is encrypted for several is read by each of them, with the cipher that all read', () => {
  const [one, other] = [certificateOf('one', rsa, [readsGcm]), certificateOf('other', curve('P-384'))];
  const message = encryptCms(Buffer.from('for both'), [one, other]);
  expect(message.cipher).toBe('AES-256-CBC');
  for (const name of ['one', 'other']) expect(decrypted(name, message.der).toString()).toBe('for both');
});

test.each([
  ['signs-rsa', rsa],
  ['signs-ec', curve('P-256')],
] as const)('openssl verifies the signature of %s, and refuses it over other bytes', (name, key) => {
  const certificate = certificateOf(name, key);
  const privateKey = createPrivateKey(readFileSync(join(folder, `${name}.key`)));
  writeFileSync(join(folder, 'signature.der'), signCms(Buffer.from('What I say'), { certificate, privateKey, chain: [] }, new Date()));
  const verify = (content: string) => {
    writeFileSync(join(folder, 'content'), content);
    const files = ['-in', 'signature.der', '-content', 'content', '-CAfile', `${name}.pem`];
    return openssl('cms', '-verify', '-binary', '-inform', 'DER', ...files, '-purpose', 'any').toString();
  };
  expect(verify('What I say')).toBe('What I say');
  expect(() => verify('What I said')).toThrow(/verification failure/);
});

test('a certificate says whose it is, who issued it, until when it holds, and what for', () => {
  const certificate = certificateOf('says', rsa, ['keyUsage=digitalSignature']);
  const told = new X509Certificate(certificate.der);
  expect(certificate).toMatchObject({
    ...{ addresses: ['anna@example.org'], subject: 'CN=says, O=Acme', issuer: 'CN=says, O=Acme', algorithm: 'RSA 2048' },
    ...{ maySign: true, mayEncrypt: false, readsGcm: false, readsOaep: false, fingerprint: told.fingerprint256.replaceAll(':', '') },
  });
  expect(certificate.notAfter.getTime() - certificate.notBefore.getTime()).toBe(30 * 86_400_000);
  const other = certificateOf('server', rsa, ['keyUsage=keyEncipherment']);
  expect([other.maySign, other.mayEncrypt]).toEqual([false, true]);
});

test('short keys, keys of other kinds, and what is no certificate are refused with the reason', () => {
  expect(() => certificateOf('short', ['-newkey', 'rsa:1024'])).toThrow(/1024 bits/);
  expect(() => certificateOf('ed', ['-newkey', 'ed25519'])).toThrow(/ed25519/);
  expect(() => readCertificate(Buffer.from('hello'))).toThrow(UnusableCertificate);
});

test('a damaged certificate is refused or read, never more than that', () => {
  const { der } = certificateOf('damaged', rsa, [readsGcm]);
  let random = Number(process.env.PROPERTY_SEED ?? 7);
  const next = (below: number) => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) >>> 0;
    return random % below;
  };
  for (let round = 0; round < 400; round++) {
    const bytes = Buffer.from(der.subarray(0, next(8) === 0 ? next(der.length) : der.length));
    for (let flips = next(4); flips >= 0; flips--) if (bytes.length > 0) bytes[next(bytes.length)] = next(256);
    try {
      encryptCms(Buffer.from('x'), [readCertificate(bytes)]);
    } catch (error) {
      if (!(error instanceof UnusableCertificate) && (error as { code?: string }).code === undefined) throw error;
    }
  }
});
