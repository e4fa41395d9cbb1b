/** A symbol and the symbol turned over, 32 modules a word, the first in the lowest bit; each line begins a word. */
export interface Lines {
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

export function linesOf(modules: Uint8Array, size: number): Lines {
  const words = (size + 31) >> 5;
  const rows = new Int32Array(size * words);
  const columns = new Int32Array(size * words);
  for (let y = 0, at = 0; y < size; y++) {
    for (let x = 0; x < size; x++, at++) {
      // No condition: modules are random, and a processor that guesses them wrong loses more time than all else takes.
      const module = modules[at]!;
      rows[y * words + (x >> 5)]! |= module << (x & 31);
      columns[x * words + (y >> 5)]! |= module << (y & 31);
    }
  }
  return { rows, columns };
}

/**
 * How hard a QR symbol is to read (ISO/IEC 18004:2015, clause 7.8.3.1): runs of one colour, blocks, look-alikes of finder patterns,
 * imbalance. All eight masks of each code are weighed, so this counts 32 modules at a time: what is asked of a column is asked of
 * all columns of a word at once. What is asked of rows is asked of the symbol turned over.
 */
export function penaltyOf({ rows, columns }: Lines, size: number): number {
  const words = (size + 31) >> 5;
  let dark = 0;
  for (let i = 0; i < size * words; i++) dark += bitCount(rows[i]!);
  const total = size * size;
  const imbalance = 10 * (Math.ceil(Math.abs(dark * 20 - total * 10) / total) - 1);
  let penalty = imbalance;
  for (let word = 0; word < words; word++) {
    penalty += runs(rows, word, words, size) + runs(columns, word, words, size);
    penalty += lookalikes(rows, word, words, size) + lookalikes(columns, word, words, size);
    penalty += blocks(rows, word, words, size);
  }
  return penalty;
}

/** The first `count` bits of a word, of which 32 or more are all. */
const firstBits = (count: number): number => (count >= 32 ? -1 : (1 << count) - 1);

/** Runs downwards of five or more of one colour: three points, and one for each further module. */
function runs(lines: Int32Array, word: number, words: number, size: number): number {
  const used = firstBits(size - word * 32);
  let penalty = 0;
  // Which modules equal those above, here and one to three lines before, and which ended five equal ones on the line before.
  let [once, twice, thrice, before] = [0, 0, 0, 0];
  for (let at = words + word; at < size * words; at += words) {
    const equal = ~(lines[at]! ^ lines[at - words]!) & used;
    const five = equal & once & twice & thrice;
    if (five !== 0) penalty += bitCount(five) + 2 * bitCount(five & ~before);
    before = five;
    thrice = twice;
    twice = once;
    once = equal;
  }
  return penalty;
}

/** Downwards dark, light, three dark, light, dark, with four light modules before or after: forty points. */
function lookalikes(lines: Int32Array, word: number, words: number, size: number): number {
  const used = firstBits(size - word * 32);
  let found = 0;
  for (let y = 0; y + 11 <= size; y++) {
    const at = y * words + word;
    const ahead = finder(lines, at, words) & light(lines, at + 7 * words, words);
    const behind = light(lines, at, words) & finder(lines, at + 4 * words, words);
    found += bitCount(ahead & used) + bitCount(behind & used);
  }
  return found * 40;
}

/** Seven lines like those of a finder pattern. */
const finder = (lines: Int32Array, at: number, step: number): number =>
  lines[at]! &
  ~lines[at + step]! &
  lines[at + 2 * step]! &
  lines[at + 3 * step]! &
  lines[at + 4 * step]! &
  ~lines[at + 5 * step]! &
  lines[at + 6 * step]!;

/** Four light lines. */
const light = (lines: Int32Array, at: number, step: number): number =>
  ~(lines[at]! | lines[at + step]! | lines[at + 2 * step]! | lines[at + 3 * step]!);

/** Squares of two by two modules of one colour: three points each. */
function blocks(rows: Int32Array, word: number, words: number, size: number): number {
  const used = firstBits(size - 1 - word * 32);
  // The modules one to the right: the first of them in the next word comes last.
  const right = (at: number): number => (rows[at]! >>> 1) | (word + 1 < words ? rows[at + 1]! << 31 : 0);
  let found = 0;
  for (let at = word; at + words < size * words; at += words) {
    const [a, b, c, d] = [rows[at]!, right(at), rows[at + words]!, right(at + words)];
    found += bitCount(((a & b & c & d) | ~(a | b | c | d)) & used);
  }
  return found * 3;
}

/** Bits set in a word of 32. */
function bitCount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const quads = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((quads + (quads >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
