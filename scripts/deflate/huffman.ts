import { canonicalCodes, type TrainedCodes } from '../../engine/src/write/pdf/deflate/codes.ts';

/** Bits that a code of deflate may have at most: of a literal with the bits behind a length they still go into sixteen. */
const LONGEST_LITERAL = 11;
const LONGEST_DISTANCE = 9;
/** Of the codes that tell the lengths of codes (RFC 1951, 3.2.7), which stand in this order. */
const LONGEST_OF_LENGTHS = 7;
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** How often each symbol comes in streams of a kind. */
export interface Frequencies {
  /** 286 literals and lengths. */
  readonly literals: number[];
  /** 30 distances. */
  readonly distances: number[];
}

/** Codes for streams as they are counted. Symbols that did not come get a code as well: any byte may come some time. */
export function trainedCodes({ literals, distances }: Frequencies): TrainedCodes {
  const lengths = codeLengths(withAll(literals), LONGEST_LITERAL);
  const far = codeLengths(withAll(distances), LONGEST_DISTANCE);
  return { lengths: [...lengths, ...far].map((count) => count.toString(36)).join(''), head: ZLIB_HEADER + blockHeader(lengths, far) };
}

function withAll(counts: readonly number[]): number[] {
  const least = counts.reduce((sum, count) => sum + count, 0) / 20_000;
  return counts.map((count) => Math.max(count, least, 1e-9));
}

/** Lengths of Huffman codes of at most `longest` bits (package-merge). */
export function codeLengths(weights: readonly number[], longest: number): number[] {
  interface Package {
    readonly weight: number;
    readonly symbols: readonly number[];
  }
  const leaves: Package[] = weights.map((weight, symbol) => ({ weight, symbols: [symbol] })).sort((a, b) => a.weight - b.weight);
  let packages: Package[] = [];
  for (let level = 0; level < longest; level++) {
    const merged = [...leaves, ...packages].sort((a, b) => a.weight - b.weight);
    packages = [];
    for (let i = 0; i + 1 < merged.length; i += 2) {
      const [a, b] = [merged[i]!, merged[i + 1]!];
      packages.push({ weight: a.weight + b.weight, symbols: [...a.symbols, ...b.symbols] });
    }
  }
  const lengths = weights.map(() => 0);
  for (const { symbols } of packages.slice(0, weights.length - 1)) for (const symbol of symbols) lengths[symbol]!++;
  return lengths;
}

/** A window of 32 KB, the fastest compression. */
const ZLIB_HEADER = bits(0x78, 8) + bits(0x01, 8);

function bits(value: number, count: number): string {
  return Array.from({ length: count }, (_, i) => String((value >> i) & 1)).join('');
}

/** The last block of a stream, with codes of its own (RFC 1951, 3.2.7). */
function blockHeader(literals: readonly number[], distances: readonly number[]): string {
  const runs = runsOf([...literals, ...distances]);
  const counts = ORDER.map(() => 0);
  for (const { symbol } of runs) counts[symbol]!++;
  const used = counts.map((count, symbol) => ({ count, symbol })).filter(({ count }) => count > 0);
  const lengths = counts.map(() => 0);
  codeLengths(
    used.map(({ count }) => count),
    LONGEST_OF_LENGTHS,
  ).forEach((length, i) => {
    lengths[used[i]!.symbol] = length;
  });
  const codes = canonicalCodes(lengths);
  const told = ORDER.findLastIndex((symbol) => lengths[symbol]! > 0) + 1;
  const head = bits(1, 1) + bits(2, 2) + bits(literals.length - 257, 5) + bits(distances.length - 1, 5) + bits(told - 4, 4);
  const table = ORDER.slice(0, told).map((symbol) => bits(lengths[symbol]!, 3));
  return head + table.join('') + runs.map(({ symbol, extra }) => bits(codes[symbol]! >> 4, codes[symbol]! & 15) + extra).join('');
}

/** Lengths of codes, those that repeat the one before them three to six times as 16. None is 0 here. */
function runsOf(lengths: readonly number[]): { symbol: number; extra: string }[] {
  const runs: { symbol: number; extra: string }[] = [];
  for (let i = 0; i < lengths.length; ) {
    const length = lengths[i]!;
    runs.push({ symbol: length, extra: '' });
    let same = 0;
    while (lengths[i + 1 + same] === length) same++;
    i += 1 + same;
    while (same >= 3) {
      const count = Math.min(6, same);
      runs.push({ symbol: 16, extra: bits(count - 3, 2) });
      same -= count;
    }
    for (; same > 0; same--) runs.push({ symbol: length, extra: '' });
  }
  return runs;
}
