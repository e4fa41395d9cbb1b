import { createHash } from 'node:crypto';
import type { EncryptedEntry } from './encryption.ts';
import type { PackPlace } from './packs.ts';

/**
 * A pack, byte by byte: the magic `PHPACK1\n`; the entries one after the other; the index as JSON (`[[offset, length], …]`); the
 * length of the index as 8 bytes, big-endian; the magic again. A reader that knows an entry's place needs nothing of the index; it
 * is there so that a pack explains itself.
 */
const magic = Buffer.from('PHPACK1\n', 'latin1');

export interface AssembledPack {
  /** Key in the object store, from the hash of the bytes: the same entries give the same pack. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** In the order of the entries. */
  readonly places: readonly PackPlace[];
}

/** Puts encrypted entries into one pack. Pure: worker threads call it. */
export function assemblePack(entries: readonly EncryptedEntry[]): AssembledPack {
  let offset = magic.length;
  const offsets = entries.map((entry) => {
    const at = offset;
    offset += entry.bytes.length;
    return at;
  });
  const index = Buffer.from(JSON.stringify(entries.map((entry, i) => [offsets[i], entry.bytes.length])));
  const indexLength = Buffer.alloc(8);
  indexLength.writeBigUInt64BE(BigInt(index.length));
  const bytes = Buffer.concat([magic, ...entries.map((entry) => entry.bytes), index, indexLength, magic]);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const name = `packs/${hash.slice(0, 2)}/${hash}`;
  const places = entries.map(
    (entry, i): PackPlace => ({ pack: name, offset: offsets[i]!, length: entry.bytes.length, sha256: entry.sha256, size: entry.size }),
  );
  return { name, bytes, places };
}

/** Where the entries of a pack lie, read from its own index. @throws RangeError when it is no whole pack */
export function readPackIndex(pack: Uint8Array): readonly (readonly [offset: number, length: number])[] {
  const buffer = Buffer.from(pack.buffer, pack.byteOffset, pack.byteLength);
  const end = buffer.length - magic.length;
  if (end < magic.length + 8 || !buffer.subarray(0, magic.length).equals(magic) || !buffer.subarray(end).equals(magic)) {
    throw new RangeError('This is no pack, or it is cut off.');
  }
  const length = Number(buffer.readBigUInt64BE(end - 8));
  return JSON.parse(buffer.subarray(end - 8 - length, end - 8).toString()) as [number, number][];
}
