import { createCipheriv, createHash } from 'node:crypto';
import { constants, createDeflate, deflateSync, inflateSync } from 'node:zlib';

/**
 * What the writer takes from its surroundings: compression, hashing, bytes of a string. This file is for Node, `browser.ts` for
 * everything else; `imports` in `package.json` chooses. Both give the same hashes and inflate the same bytes; compressed bytes
 * differ between them, so an archive compares documents made by the same one.
 */

/** zlib's level for content that differs per document: docs/decisions/0006 has the figures. */
const LEVEL_PER_DOCUMENT = 1;

/** Compresses into the zlib format. `best` is for what is compressed once per program. */
export function deflate(bytes: Uint8Array, best = false): Uint8Array {
  return best ? deflateSync(bytes, { level: 9 }) : deflateOften(bytes);
}

/**
 * zlib's own object behind a stream of Node. `deflateSync` makes one for every call, with a stream around it and a quarter of a
 * megabyte of tables: some 30 µs each time, and a document has five streams. This one is made once and reset, which gives the same bytes.
 */
interface ZlibHandle {
  reset(): void;
  writeSync(flush: number, input: Uint8Array, from: number, length: number, output: Uint8Array, at: number, room: number): void;
}

let often: ((bytes: Uint8Array) => Uint8Array) | undefined;

function deflateOften(bytes: Uint8Array): Uint8Array {
  often ??= reusedDeflate() ?? ((input) => deflateSync(input, { level: LEVEL_PER_DOCUMENT }));
  return often(bytes);
}

/** Undefined where this Node has no such object, or it does not do what `deflateSync` does. */
function reusedDeflate(): ((bytes: Uint8Array) => Uint8Array) | undefined {
  const stream = createDeflate({ level: LEVEL_PER_DOCUMENT }) as unknown as { _handle?: ZlibHandle; _writeState?: Uint32Array };
  const { _handle: handle, _writeState: state } = stream;
  if (typeof handle?.writeSync !== 'function' || typeof handle.reset !== 'function' || !(state instanceof Uint32Array)) return undefined;
  let room = new Uint8Array(64 * 1024);
  const deflateAgain = (bytes: Uint8Array): Uint8Array => {
    // More than zlib may need at most, so that one call is enough.
    const most = bytes.length + (bytes.length >> 3) + 256;
    if (room.length < most) room = new Uint8Array(most * 2);
    handle.reset();
    handle.writeSync(constants.Z_FINISH, bytes, 0, bytes.length, room, 0, room.length);
    return room.slice(0, room.length - state[0]!);
  };
  return doesTheSame(deflateAgain) ? deflateAgain : undefined;
}

function doesTheSame(deflateAgain: (bytes: Uint8Array) => Uint8Array): boolean {
  const samples = [latin1('one, two, one, two, three'), new Uint8Array(5000).map((_, i) => (i * i) >> 3)];
  try {
    return [...samples, ...samples].every((sample) => deflateSync(sample, { level: LEVEL_PER_DOCUMENT }).equals(deflateAgain(sample)));
  } catch {
    return false;
  }
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
