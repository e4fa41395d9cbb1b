import {
  canonicalCodes,
  DISTANCE_BASES,
  DISTANCE_BITS,
  END,
  LENGTH_BASES,
  LENGTH_BITS,
  type TrainedCodes,
} from '../../engine/src/write/pdf/deflate/codes.ts';
import type { Frequencies } from './huffman.ts';

/** What is read of a stream, bit by bit. */
class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  skip(count: number): void {
    this.#at += count;
  }

  symbol(decoder: Uint16Array): number {
    const byte = this.#at >> 3;
    const next = (this.#bytes[byte] ?? 0) | ((this.#bytes[byte + 1] ?? 0) << 8) | ((this.#bytes[byte + 2] ?? 0) << 16);
    const entry = decoder[(next >> (this.#at & 7)) & (DECODER_SIZE - 1)]!;
    this.#at += entry & 15;
    return entry >> 4;
  }
}

/** No code of ours has more than eleven bits. */
const DECODER_SIZE = 1 << 11;

/**
 * Counts the symbols of blocks that our writer made, one after the other with the codes and into the counts of each.
 * @returns whether they were made with these codes
 */
export function countSymbols(stream: Uint8Array, blocks: readonly { readonly codes: TrainedCodes; readonly into: Frequencies }[]): boolean {
  const reader = new BitReader(stream, ZLIB_BITS);
  for (const [i, { codes, into }] of blocks.entries()) {
    // All but the last say that they are not.
    if (!startsWith(stream, codes.head, i === 0)) return false;
    reader.skip(codes.head.length - ZLIB_BITS);
    countBlock(reader, codes, into);
  }
  return true;
}

const ZLIB_BITS = 16;

/** Compares the first block only: where others begin hangs on it. */
function startsWith(stream: Uint8Array, head: string, isFirst: boolean): boolean {
  if (!isFirst) return true;
  for (let bit = ZLIB_BITS + 1; bit < head.length; bit++) if (String((stream[bit >> 3]! >> (bit & 7)) & 1) !== head[bit]) return false;
  return true;
}

function countBlock(reader: BitReader, { lengths }: TrainedCodes, into: Frequencies): void {
  const counts = Array.from(lengths, (digit) => Number.parseInt(digit, 36));
  const literals = decoderOf(counts.slice(0, into.literals.length));
  const distances = decoderOf(counts.slice(into.literals.length));
  for (;;) {
    const symbol = reader.symbol(literals);
    into.literals[symbol]!++;
    if (symbol === END) return;
    if (symbol < END) continue;
    reader.skip(LENGTH_BITS[symbol - 257]!);
    const distance = reader.symbol(distances);
    into.distances[distance]!++;
    reader.skip(DISTANCE_BITS[distance]!);
  }
}

/** By the next eleven bits: `symbol << 4 | bits of its code`. */
function decoderOf(counts: readonly number[]): Uint16Array {
  const decoder = new Uint16Array(DECODER_SIZE);
  canonicalCodes(counts).forEach((code, symbol) => {
    for (let bits = code >> 4; bits < DECODER_SIZE; bits += 1 << (code & 15)) decoder[bits] = (symbol << 4) | (code & 15);
  });
  return decoder;
}

export const nothing = (): Frequencies => ({
  literals: new Array<number>(257 + LENGTH_BASES.length).fill(0),
  distances: new Array<number>(DISTANCE_BASES.length).fill(0),
});
