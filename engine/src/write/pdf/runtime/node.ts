import { createCipheriv, createHash, hash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';

/**
 * What the writer takes from its surroundings: compression, hashing, bytes of a string. This file is for Node, `browser.ts` for
 * everything else; `imports` in `package.json` chooses. Both give the same hashes and inflate the same bytes; compressed bytes
 * differ between them, so an archive compares documents made by the same one.
 */

/** zlib's level for content that differs per document: docs/decisions/0006 has the figures. */
const LEVEL_PER_DOCUMENT = 1;

/** For what is compressed once: 9 takes three times as long for logos, to save a thirtieth of them, and nothing for fonts (docs/decisions/0014). */
const LEVEL_PER_PROGRAM = 8;

/**
 * Compresses into the zlib format. `best` is for what is compressed once per program. Every call has a zlib object of its own: one that
 * is reset and used again saves 30 µs, but what it compressed before may then show in the bytes (never in what they inflate to), and
 * a document that is composed again has to be the same to the last byte.
 */
export function deflate(bytes: Uint8Array, best = false): Uint8Array {
  return deflateSync(bytes, { level: best ? LEVEL_PER_PROGRAM : LEVEL_PER_DOCUMENT });
}

/** @throws when the data is damaged or longer than `maxLength` bytes. */
export function inflate(bytes: Uint8Array, maxLength: number): Uint8Array {
  return inflateSync(bytes, { maxOutputLength: Math.max(1, maxLength) });
}

/** So many bytes are copied together faster than an object that hashes piece by piece is made. */
const HASHED_AT_ONCE = 100_000;

/** SHA-256 of the parts one after the other. */
export function sha256(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  if (length <= HASHED_AT_ONCE) return hash('sha256', Buffer.concat(parts, length), 'buffer');
  const gathered = createHash('sha256');
  for (const part of parts) gathered.update(part);
  return gathered.digest();
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0;
}

/** The bytes of a string of characters up to U+00FF. */
export function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}

/** Encrypts whole blocks with AES in CBC mode, without padding; the key has 16 or 32 bytes. */
export function aesCbc(bytes: Uint8Array, key: Uint8Array, iv: Uint8Array): Uint8Array {
  const cipher = createCipheriv(key.length === 16 ? 'aes-128-cbc' : 'aes-256-cbc', key, iv).setAutoPadding(false);
  return new Uint8Array(Buffer.concat([cipher.update(bytes), cipher.final()]));
}

/** SHA-2 of 256, 384 or 512 bits. */
export function sha2(bits: 256 | 384 | 512, bytes: Uint8Array): Uint8Array {
  return createHash(`sha${bits}`).update(bytes).digest();
}
