import type { FontFace } from './font-face.ts';
import type { ShapedWord } from './shaper.ts';

/** What amounts, dates and numbers are written with; among them the no-break spaces of French and Swiss numbers. */
const SIGNS = ".,-−/%€£$\u00A0\u202F():+*'’";
const DIGITS = '0123456789';
/** References and account numbers have capitals too. */
const CAPITALS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const CHARACTERS = DIGITS + SIGNS + CAPITALS;
const COUNT = CHARACTERS.length;
const LAST = 0x2212;
/** Index in `CHARACTERS` by character code, -1 for others. */
const INDEXES = new Int8Array(LAST + 1).fill(-1);
for (let i = 0; i < COUNT; i++) INDEXES[CHARACTERS.charCodeAt(i)] = i;

/** Characters that numbers and dates mostly have. Two signs beside each other are no such number. */
const STEADY = '0123456789.,-';
export const STEADY_CODES = 128;
const NONE_STEADY = new Int16Array(STEADY_CODES).fill(-1);

const LONGEST = 24;
/** A face is examined when this many numbers were asked for: it takes some milliseconds, which one document would not repay. */
const EXAMINED_AFTER = 400;
/** Clusters of words whose glyphs are their characters: shared, because all begin alike. */
const CLUSTERS = Array.from({ length: LONGEST + 1 }, (_, length) => Array.from({ length }, (_, i) => i));

/** In the table of pairs: the two are not set as they are alone, but for the distance between them. */
const NOT_A_PAIR = -32768;

/** What is known of a typeface, by index in `CHARACTERS`. */
interface Singles {
  readonly face: FontFace;
  /** Glyph, -1 for a character that has to be shaped with its neighbours. */
  readonly glyphs: Int32Array;
  /** Advance at the end of a word. */
  readonly advances: Int16Array;
  /** Advance before another character, `first * COUNT + second`: with their kerning. */
  readonly pairs: Int16Array;
  readonly steady: Int16Array;
}

/**
 * Puts numbers and references together from characters shaped once. They are most of the words of a table that were not seen before,
 * and are not remembered: nearly all come once, and a cache full of them costs more than making them again. Exact, not an estimate:
 * what a face joins or replaces among these characters is left to the full shaper.
 */
export class Figures {
  readonly #shape: (text: string) => ShapedWord;
  #singles: Singles | undefined;
  #asked = 0;

  /** @param shape the full shaper of a typeface. */
  constructor(shape: (text: string) => ShapedWord) {
    this.#shape = shape;
  }

  /** The shaped word of a figure (`isFigure`); undefined when not all its characters stand for themselves in this typeface. */
  compose(text: string): ShapedWord | undefined {
    const { length } = text;
    const singles = this.#known();
    if (singles === undefined) return undefined;
    const glyphs = new Array<number>(length);
    const advances = new Array<number>(length);
    let width = 0;
    let index = indexOf(text, 0);
    for (let i = 0; i < length; i++) {
      const next = i + 1 < length ? indexOf(text, i + 1) : -1;
      const advance = advanceOf(singles, index, next, i + 1 === length);
      if (advance === NOT_A_PAIR) return undefined;
      glyphs[i] = singles.glyphs[index]!;
      advances[i] = advance;
      width += advance;
      index = next;
    }
    const { face } = singles;
    return { face, text, glyphs, advances, clusters: CLUSTERS[length]!, width, written: undefined };
  }

  /** Width of a part of a text, font units, as if it stood alone; undefined where `compose` would be. */
  widthOf(text: string, from: number, to: number): number | undefined {
    const singles = this.#known();
    if (singles === undefined) return undefined;
    let width = 0;
    let index = indexOf(text, from);
    for (let i = from; i < to; i++) {
      const next = i + 1 < to ? indexOf(text, i + 1) : -1;
      const advance = advanceOf(singles, index, next, i + 1 === to);
      if (advance === NOT_A_PAIR) return undefined;
      width += advance;
      index = next;
    }
    return width;
  }

  /**
   * Advances by character code, font units, of those that stand one behind the other whatever their neighbours among them: in nearly all faces
   * digits and what parts them. -1 for others, and all -1 until a face is examined.
   */
  get steady(): Int16Array {
    return this.#known()?.steady ?? NONE_STEADY;
  }

  #known(): Singles | undefined {
    if (this.#singles === undefined && this.#asked++ >= EXAMINED_AFTER) this.#singles = examine(this.#shape);
    return this.#singles;
  }
}

/** Whether a text may be a number or a reference: of the characters above as far as its ends tell, a digit at one of them. */
export function isFigure(text: string): boolean {
  return isFigureBetween(text, 0, text.length);
}

/** The same of a part of a text. */
export function isFigureBetween(text: string, from: number, to: number): boolean {
  const length = to - from;
  if (length < 2 || length > LONGEST) return false;
  const first = indexOf(text, from);
  const last = indexOf(text, to - 1);
  return first >= 0 && last >= 0 && (first < DIGITS.length || last < DIGITS.length);
}

/**
 * Whether a figure is a date of ten characters, as `31.10.2026`, `31/10/2026` or `2026-10-31`: other than amounts dates come again,
 * in the rows of one table and in the documents of one run. Of a part of a text where `from` and `to` say so.
 */
export function isDate(text: string, from = 0, to: number = text.length): boolean {
  if (to - from !== 10) return false;
  const sign = text.charCodeAt(from + 2);
  if (sign === 0x2e || sign === 0x2f || sign === 0x2d) return text.charCodeAt(from + 5) === sign;
  return text.charCodeAt(from + 4) === 0x2d && text.charCodeAt(from + 7) === 0x2d;
}

function indexOf(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code <= LAST ? INDEXES[code]! : -1;
}

function advanceOf({ glyphs, advances, pairs }: Singles, index: number, next: number, isLast: boolean): number {
  if (index < 0 || glyphs[index]! < 0) return NOT_A_PAIR;
  if (isLast) return advances[index]!;
  return next < 0 ? NOT_A_PAIR : pairs[index * COUNT + next]!;
}

/**
 * Shapes texts in which each character meets all others, and signs between all digits and some capitals, and notes what each pair
 * is apart. A character whose glyph differs from that of itself alone anywhere is not trusted, nor a pair that differs from itself.
 */
function examine(shape: (text: string) => ShapedWord): Singles {
  const alone = [...CHARACTERS].map(shape);
  const glyphs = Int32Array.from(alone, (word, i) => {
    return word.glyphs.length === 1 && word.text === CHARACTERS[i] && word.missing === undefined && !word.offsets ? word.glyphs[0]! : -1;
  });
  const advances = Int16Array.from(alone, (word) => word.advances[0] ?? 0);
  const pairs = new Int16Array(COUNT * COUNT).fill(NOT_A_PAIR);
  const met = new Uint8Array(COUNT * COUNT);
  for (const text of encounters()) {
    const word = shape(text);
    const oneToOne = word.glyphs.length === text.length && word.clusters.every((cluster, i) => cluster === i);
    for (let i = 0; i < text.length; i++) {
      const index = indexOf(text, i);
      const moved = word.offsets !== undefined && (word.offsets[i * 2] !== 0 || word.offsets[i * 2 + 1] !== 0);
      if (!oneToOne || moved || word.glyphs[i] !== alone[index]!.glyphs[0]) glyphs[index] = -1;
      if (i + 1 === text.length) continue;
      const pair = index * COUNT + indexOf(text, i + 1);
      const advance = word.advances[i] ?? NOT_A_PAIR;
      if (met[pair] === 0) pairs[pair] = advance;
      else if (pairs[pair] !== advance) pairs[pair] = NOT_A_PAIR;
      met[pair] = 1;
    }
  }
  return { face: alone[0]!.face, glyphs, advances, pairs, steady: steadyOf(glyphs, advances, pairs) };
}

function steadyOf(glyphs: Int32Array, advances: Int16Array, pairs: Int16Array): Int16Array {
  const steady = NONE_STEADY.slice();
  const found: number[] = [];
  const follows = (a: number, b: number): boolean => pairs[a * COUNT + b] === advances[a];
  for (let i = 0; i < STEADY.length; i++) {
    const index = indexOf(STEADY, i);
    if (glyphs[index]! < 0 || ![...found, index].every((other) => follows(index, other) && follows(other, index))) continue;
    found.push(index);
    steady[STEADY.charCodeAt(i)] = advances[index]!;
  }
  return steady;
}

/** Capitals of all forms: round, straight, slanting, open above and below. */
const SAMPLES = `${DIGITS.slice(0, 3)}AHOTVX`;

function encounters(): string[] {
  const all = [...CHARACTERS];
  const pairs = all.map((a) => all.map((b) => a + b).join(''));
  const between = (sign: string, characters: string): string =>
    [...characters].flatMap((a) => [...characters].map((b) => a + sign + b)).join('');
  const parted = [...SIGNS].flatMap((sign) => [between(sign, DIGITS), between(sign, SAMPLES)]);
  return [...pairs, ...parted, '12345678901234567890', CAPITALS];
}
