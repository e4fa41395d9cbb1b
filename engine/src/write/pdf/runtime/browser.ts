import { sha256 as newHash, sha384, sha512 } from '@noble/hashes/sha2.js';
import { unzlibSync, zlibSync } from 'fflate';
import { encryptCbc } from '../../../preflight/read/aes.ts';

/** The counterpart of `node.ts` for browsers; see there. */

/** Compresses into the zlib format. `best` is for what is compressed once per program. */
export function deflate(bytes: Uint8Array, best = false): Uint8Array {
  return zlibSync(bytes, { level: best ? 9 : 3 });
}

/** @throws when the data is damaged or longer than `maxLength` bytes. */
export function inflate(bytes: Uint8Array, maxLength: number): Uint8Array {
  // fflate fills the given buffer and stops there, so one byte more than allowed tells that there was more.
  const out = unzlibSync(bytes, { out: new Uint8Array(maxLength + 1) });
  if (out.length > maxLength) throw new Error('the data is longer than it says');
  return out;
}

/** SHA-256 of the parts one after the other. */
export function sha256(parts: readonly Uint8Array[]): Uint8Array {
  const hash = newHash.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The bytes of a string of characters up to U+00FF. */
export function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Encrypts whole blocks with AES in CBC mode, without padding. That of the browser makes one wait, and a document is composed at once. */
export const aesCbc = encryptCbc;

/** SHA-2 of 256, 384 or 512 bits. */
export function sha2(bits: 256 | 384 | 512, bytes: Uint8Array): Uint8Array {
  return bits === 256 ? newHash(bytes) : bits === 384 ? sha384(bytes) : sha512(bytes);
}
