import { isFigureBetween, STEADY_CODES } from './figures.ts';
import type { Look } from './look.ts';
import { isPlainLetter } from './one-line.ts';
import type { ShapedWord, Shaper } from './shaper.ts';

/** Longer texts mostly take more than a line. */
export const LONGEST_PLAIN = 80;
/** Instead of a width: the text has to be cut, broken or told of as a paragraph is. */
export const NOT_PLAIN = -1;

const SLOTS = 4096;
const SPACE = 0x20;

/** The hash of a word, letter by letter: here and where its bytes are remembered. */
export const hashed = (hash: number, code: number): number => (Math.imul(hash, 31) + code) | 0;
export const slotOf = (hash: number, slots: number): number => (hash ^ (hash >>> 11)) & (slots - 1);

/** Whether a word is what stands in a text between two places. */
export function standsAt(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let i = from, k = 0; i < to; i++, k++) if (text.charCodeAt(i) !== word.charCodeAt(k)) return false;
  return true;
}

/**
 * A look in which texts are measured and written without an object for any of them: those of words and single spaces that need no
 * more than a line, of which most tables consist. The result is that of setting them as paragraphs.
 */
export class PlainType {
  readonly look: Look;
  readonly #shaper: Shaper;
  /** Words that were measured, by a hash of theirs, and their widths in font units. */
  readonly #words: string[] = new Array(SLOTS).fill('');
  readonly #widths = new Int32Array(SLOTS);
  /** Whatever a writer wants to remember. */
  written: unknown;

  constructor(look: Look, shaper: Shaper) {
    this.look = look;
    this.#shaper = shaper;
  }

  /** Width of a text, points; `NOT_PLAIN` where it is anything but words of scripts from left to right with single spaces between them. */
  width(text: string): number {
    const { length } = text;
    if (length > LONGEST_PLAIN) return NOT_PLAIN;
    const { figures } = this.look.typeface;
    const { steady } = figures;
    let units = 0;
    let spaces = 0;
    let from = 0;
    let hash = 0;
    let figure = 0;
    for (let i = 0; i <= length; i++) {
      const code = i < length ? text.charCodeAt(i) : SPACE;
      if (code !== SPACE) {
        if (!isPlainLetter(code)) return NOT_PLAIN;
        hash = hashed(hash, code);
        const advance = code < STEADY_CODES ? steady[code]! : -1;
        figure = figure < 0 || advance < 0 ? -1 : figure + advance;
        continue;
      }
      if (i === from) return NOT_PLAIN;
      const width = figure >= 0 && isFigureBetween(text, from, i) ? figure : this.#wordWidth(text, from, i, hash);
      if (width < 0) return NOT_PLAIN;
      units += width;
      if (from > 0) spaces++;
      from = i + 1;
      hash = 0;
      figure = 0;
    }
    return units * this.look.scale + spaces * this.look.space;
  }

  /** A word of such a text. */
  word(text: string): ShapedWord {
    return this.#shaper.shape(this.look.typeface, text);
  }

  #wordWidth(text: string, from: number, to: number, hash: number): number {
    const figure = isFigureBetween(text, from, to) ? this.look.typeface.figures.widthOf(text, from, to) : undefined;
    if (figure !== undefined) return figure;
    const slot = slotOf(hash, SLOTS);
    if (standsAt(this.#words[slot]!, text, from, to)) return this.#widths[slot]!;
    const word = text.slice(from, to);
    const { glyphs, missing, width } = this.word(word);
    const known = missing !== undefined || glyphs.length === 0 ? NOT_PLAIN : width;
    this.#words[slot] = word;
    this.#widths[slot] = known;
    return known;
  }
}

/** Whether texts of a look can be plain: its glyphs stand one behind the other on the line, and nothing is drawn but they. */
export function canBePlain(look: Look): boolean {
  const { rise, tracking, level, small, language, background, underline, strike, href } = look;
  if (rise !== 0 || tracking !== 0 || level !== 0 || underline || strike) return false;
  return small === undefined && language === undefined && background === undefined && href === undefined;
}
