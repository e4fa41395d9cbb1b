import { numberCodes } from './short-numbers.ts';

/** Huffman codes of deflate (RFC 1951, 3.2.7) made once for streams of one kind, from the symbols that such streams have. */
export interface TrainedCodes {
  /** How many bits each symbol takes, a digit in base 36 each: 286 literals and lengths, then 30 distances. */
  readonly lengths: string;
  /** What a stream begins with, up to the first symbol, as bits in their order: the header of zlib, that of the block and the codes. */
  readonly head: string;
}

/** Codes ready for writing. A code is held as `bits << 4 | count`, its bits in the order in which they are written. */
export interface DeflateCodes {
  /** By byte; 256 is the end. */
  readonly literals: Uint16Array;
  /** By length, 3 to 258, with what tells lengths of one symbol apart: `bits << 5 | count`, at most 16 bits. */
  readonly lengths: Int32Array;
  /** Numbers below a thousand as their digits are written: `bits << 5 | count`; 0 where that is too long for one number. */
  readonly numbers: Int32Array;
  /** By symbol of distance. */
  readonly distances: Uint16Array;
  /** Whole bytes that a stream begins with, and the bits after them. */
  readonly head: Uint8Array;
  readonly rest: number;
  readonly restCount: number;
}

export const END = 256;
const SYMBOLS = 286;

/** Shortest length of each length symbol from 257 on, and how many bits tell its lengths apart (RFC 1951, 3.2.5). */
export const LENGTH_BASES = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
export const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
/** The same of the distance symbols. */
export const DISTANCE_BASES = Uint16Array.from([
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385,
  24577,
]);
export const DISTANCE_BITS = Uint8Array.from([
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
]);

/** Symbols of distances: up to 256 by the distance less one; above, behind them, by its hundred-and-twenty-eighths. */
const NEAR = new Uint8Array(256);
const FAR = new Uint8Array(256);
DISTANCE_BASES.forEach((base, symbol) => {
  for (let i = 0; i < 1 << DISTANCE_BITS[symbol]!; i++) {
    const distance = base - 1 + i;
    if (distance < 256) NEAR[distance] = symbol;
    else FAR[distance >> 7] = symbol;
  }
});

/** The symbol of a distance from 1 to 32,768. */
export const distanceSymbol = (distance: number): number => (distance <= 256 ? NEAR[distance - 1]! : FAR[(distance - 1) >> 7]!);

export function deflateCodes({ lengths, head }: TrainedCodes): DeflateCodes {
  const counts = Array.from(lengths, (digit) => Number.parseInt(digit, 36));
  const symbols = canonicalCodes(counts.slice(0, SYMBOLS));
  const byLength = new Int32Array(259);
  LENGTH_BASES.forEach((base, i) => {
    const code = symbols[257 + i]!;
    const count = code & 15;
    for (let extra = 0; extra < 1 << LENGTH_BITS[i]! && base + extra < 259; extra++) {
      byLength[base + extra] = (((code >> 4) | (extra << count)) << 5) | (count + LENGTH_BITS[i]!);
    }
  });
  const whole = head.length >> 3;
  const bitsOf = (text: string): number => [...text].reduce((bits, bit, i) => bits | (Number(bit) << i), 0);
  return {
    literals: symbols.slice(0, 257),
    lengths: byLength,
    numbers: numberCodes(symbols),
    distances: canonicalCodes(counts.slice(SYMBOLS)),
    head: Uint8Array.from({ length: whole }, (_, i) => bitsOf(head.slice(i * 8, i * 8 + 8))),
    rest: bitsOf(head.slice(whole * 8)),
    restCount: head.length & 7,
  };
}

/** Codes by their lengths, `bits << 4 | count`; the bits are turned round, since deflate writes codes from their highest bit on. */
export function canonicalCodes(counts: readonly number[]): Uint16Array {
  const codes = new Uint16Array(counts.length);
  let code = 0;
  for (let count = 1; count < 16; count++) {
    code <<= 1;
    counts.forEach((own, symbol) => {
      if (own === count) codes[symbol] = (turned(code++, count) << 4) | count;
    });
  }
  return codes;
}

function turned(code: number, count: number): number {
  let bits = 0;
  for (let i = 0; i < count; i++) bits |= ((code >> i) & 1) << (count - 1 - i);
  return bits;
}
