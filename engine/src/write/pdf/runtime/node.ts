import { createHash } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';

/**
 * What the writer takes from its surroundings: compression, hashing, bytes of a string. This file is for Node, `browser.ts` for
 * everything else; `imports` in `package.json` chooses. Both give the same hashes and inflate the same bytes; compressed bytes
 * differ between them, so an archive compares documents made by the same one.
 */

/** zlib's level for content that differs per document: docs/decisions/0006 has the figures. */
const LEVEL_PER_DOCUMENT = 2;

/** Compresses into the zlib format. `best` is for what is compressed once per program. */
export function deflate(bytes: Uint8Array, best = false): Uint8Array {
  return deflateSync(bytes, { level: best ? 9 : LEVEL_PER_DOCUMENT });
}

/** @throws when the data is damaged or longer than `maxLength` bytes. */
export function inflate(bytes: Uint8Array, maxLength: number): Uint8Array {
  return inflateSync(bytes, { maxOutputLength: Math.max(1, maxLength) });
}

/** SHA-256 of the parts one after the other. */
export function sha256(parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The bytes of a string of characters up to U+00FF. */
export function latin1(text: string): Uint8Array {
  return Buffer.from(text, 'latin1');
}
