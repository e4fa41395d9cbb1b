import { md5 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { decryptCbc, encryptCbc } from './aes.ts';
import { dictOf, isName, type PdfDict, type PdfRef } from './values.ts';

/** Opens strings and streams of an encrypted file. */
export interface Decryption {
  decryptString(bytes: Uint8Array, ref: PdfRef): Uint8Array;
  decryptStream(bytes: Uint8Array, ref: PdfRef, dict: PdfDict): Uint8Array;
}

type Method = 'none' | 'rc4' | 'aes128' | 'aes256';

/** ISO 32000-1, 7.6.3.3: what fills up a password. */
const padding = Uint8Array.from(
  '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a'.match(/../g)!.map((hex) => Number.parseInt(hex, 16)),
);

/**
 * Makes a key from the empty user password of the standard security handler, as every reader does before it asks.
 * @returns undefined when the file needs a password or another handler
 */
export function openDecryption(encrypt: PdfDict, id: Uint8Array): Decryption | undefined {
  if (encrypt.name('Filter') !== 'Standard') return undefined;
  const version = encrypt.number('V') ?? 0;
  const key = version >= 5 ? keyOfVersion5(encrypt) : keyOfOlder(encrypt, id, version);
  if (key === undefined) return undefined;
  const strings = methodOf(encrypt, version, 'StrF');
  const streams = methodOf(encrypt, version, 'StmF');
  const metadata = encrypt.boolean('EncryptMetadata') !== false;
  return {
    decryptString: (bytes, ref) => decrypt(bytes, strings, key, ref),
    decryptStream: (bytes, ref, dict) => {
      // Cross-references are never encrypted; metadata not always; objects in object streams only with these.
      if (isName(dict.raw('Type'), 'XRef') || (!metadata && isName(dict.raw('Type'), 'Metadata'))) return bytes;
      return decrypt(bytes, streams, key, ref);
    },
  };
}

function methodOf(encrypt: PdfDict, version: number, use: 'StrF' | 'StmF'): Method {
  if (version < 4) return 'rc4';
  const name = encrypt.name(use) ?? 'Identity';
  const filter = dictOf(encrypt.dict('CF')?.get(name) ?? null);
  const method = name === 'Identity' ? 'None' : filter?.name('CFM');
  return method === 'V2' ? 'rc4' : method === 'AESV2' ? 'aes128' : method === 'AESV3' ? 'aes256' : 'none';
}

function decrypt(bytes: Uint8Array, method: Method, key: Uint8Array, ref: PdfRef): Uint8Array {
  if (method === 'none') return bytes;
  if (method === 'aes256') return decryptPadded(bytes, key);
  const { num, gen } = ref;
  const salt = method === 'aes128' ? [0x73, 0x41, 0x6c, 0x54] : [];
  const seed = Uint8Array.from([...key, num, num >> 8, num >> 16, gen, gen >> 8, ...salt]);
  const own = md5(seed).subarray(0, Math.min(16, key.length + 5));
  return method === 'rc4' ? rc4(own, bytes) : decryptPadded(bytes, own);
}

function decryptPadded(bytes: Uint8Array, key: Uint8Array): Uint8Array {
  const plain = decryptCbc(bytes.subarray(16), key, bytes.subarray(0, 16));
  const pad = plain.at(-1) ?? 0;
  return pad >= 1 && pad <= 16 ? plain.subarray(0, plain.length - pad) : plain;
}

function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 0xff;
    [state[i], state[j]] = [state[j]!, state[i]!];
  }
  const out = new Uint8Array(bytes.length);
  for (let at = 0, i = 0, j = 0; at < bytes.length; at++) {
    i = (i + 1) & 0xff;
    j = (j + state[i]!) & 0xff;
    [state[i], state[j]] = [state[j]!, state[i]!];
    out[at] = bytes[at]! ^ state[(state[i]! + state[j]!) & 0xff]!;
  }
  return out;
}

/** ISO 32000-1, algorithms 2, 4 and 5. */
function keyOfOlder(encrypt: PdfDict, id: Uint8Array, version: number): Uint8Array | undefined {
  const owner = encrypt.string('O')?.bytes;
  const user = encrypt.string('U')?.bytes;
  const permissions = encrypt.number('P');
  const revision = encrypt.number('R') ?? 2;
  if (owner === undefined || user === undefined || permissions === undefined || version < 1) return undefined;
  const bits = version === 1 ? 40 : version === 4 ? 128 : (encrypt.number('Length') ?? 40);
  const length = Math.min(16, Math.max(5, Math.floor(bits / 8)));
  const p = permissions | 0;
  const unencryptedMetadata = revision >= 4 && encrypt.boolean('EncryptMetadata') === false ? [0xff, 0xff, 0xff, 0xff] : [];
  const seed = [...padding, ...owner.subarray(0, 32), p & 0xff, (p >> 8) & 0xff, (p >> 16) & 0xff, (p >> 24) & 0xff, ...id];
  let key = md5(Uint8Array.from([...seed, ...unencryptedMetadata])).subarray(0, length);
  if (revision >= 3) for (let i = 0; i < 50; i++) key = md5(key).subarray(0, length);
  let proof: Uint8Array;
  if (revision === 2) proof = rc4(key, padding);
  else {
    proof = md5(Uint8Array.from([...padding, ...id]));
    for (let round = 0; round < 20; round++)
      proof = rc4(
        Uint8Array.from(key, (byte) => byte ^ round),
        proof,
      );
  }
  return startsWith(user, proof) ? key : undefined;
}

/** ISO 32000-2, algorithm 2.A with the empty user password. */
function keyOfVersion5(encrypt: PdfDict): Uint8Array | undefined {
  const user = encrypt.string('U')?.bytes;
  const wrapped = encrypt.string('UE')?.bytes;
  if (user === undefined || wrapped === undefined || user.length < 48 || wrapped.length < 32) return undefined;
  const hash = (encrypt.number('R') ?? 6) >= 6 ? hashOfRevision6 : sha256;
  if (!startsWith(user, hash(user.subarray(32, 40)))) return undefined;
  return decryptCbc(wrapped.subarray(0, 32), hash(user.subarray(40, 48)), new Uint8Array(16));
}

/** ISO 32000-2, algorithm 2.B with the empty password. */
function hashOfRevision6(salt: Uint8Array): Uint8Array {
  let key = sha256(salt);
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const block = new Uint8Array(key.length * 64);
    for (let i = 0; i < 64; i++) block.set(key, i * key.length);
    const encrypted = encryptCbc(block, key.subarray(0, 16), key.subarray(16, 32));
    const sum = encrypted.subarray(0, 16).reduce((total, byte) => total + byte, 0) % 3;
    key = sum === 0 ? sha256(encrypted) : sum === 1 ? sha384(encrypted) : sha512(encrypted);
    last = encrypted.at(-1)!;
  }
  return key.subarray(0, 32);
}

const startsWith = (bytes: Uint8Array, start: Uint8Array): boolean => start.every((byte, i) => bytes[i] === byte);
