import type { Run } from '../resolve/resolved.ts';
import { BoundedCache } from './bounded-cache.ts';
import { breakFirstFit, type LineEnd, type Measure } from './first-fit.ts';
import type { Hyphenator } from './hyphenation.ts';
import { type Look, Looks, runKey, type TextStyle } from './look.ts';
import { breakOptimal } from './optimal.ts';
import { type SetLine, setLines } from './set-lines.ts';
import { Shaper } from './shaper.ts';
import { cutIntoWords, innerBreaks, partWidth, type Word } from './words.ts';

/** A paragraph broken into lines. Shared from a cache: never change it. */
export interface SetParagraph {
  readonly lines: readonly SetLine[];
  /** Characters that the fonts lack. */
  readonly missing: string;
}

/** Widths of a text in points: on one line, and of its longest unbreakable part. */
export interface Extent {
  readonly natural: number;
  readonly least: number;
}

export type Alignment = TextStyle['align'];

/** Paragraphs remembered; one weighs about a kilobyte. */
const PARAGRAPHS = 20_000;
/** Longer texts are personal letters rather than labels: remembering them would not pay. */
const LONGEST_REMEMBERED = 400;

/** Sets text in lines. One per program: words and short paragraphs are remembered over documents. */
export class Typesetter {
  readonly shaper = new Shaper();
  readonly #looks: Looks;
  readonly #paragraphs = new BoundedCache<string, SetParagraph>(PARAGRAPHS);
  readonly #extents = new BoundedCache<string, Extent>(PARAGRAPHS);
  readonly #styleIds = new WeakMap<TextStyle, number>();
  #styles = 0;

  /** @param hyphenators by lower-case language tag. */
  constructor(hyphenators: ReadonlyMap<string, Hyphenator>) {
    this.#looks = new Looks(this.shaper, hyphenators);
  }

  /** Breaks runs into lines of a width (points), aligned as asked or as the style says. */
  set(runs: readonly Run[], style: TextStyle, width: number, language: string, align: Alignment = style.align): SetParagraph {
    const key = this.#key(runs, style, language);
    const fullKey = key === undefined ? undefined : `${align} ${width} ${key}`;
    const known = fullKey === undefined ? undefined : this.#paragraphs.get(fullKey);
    if (known !== undefined) return known;
    const words = cutIntoWords(runs, style, language, this.#looks, this.shaper);
    const measure = { first: Math.max(0, width - style.firstIndent), others: width };
    const ends = this.#break(words, style, measure, align === 'justify');
    const paragraph = { lines: setLines(words, ends, measure, align, this.shaper), missing: missingIn(words) };
    if (fullKey !== undefined) this.#paragraphs.set(fullKey, paragraph);
    return paragraph;
  }

  /** How wide a text is. */
  measure(runs: readonly Run[], style: TextStyle, language: string): Extent {
    const key = this.#key(runs, style, language);
    const known = key === undefined ? undefined : this.#extents.get(key);
    if (known !== undefined) return known;
    const extent = extentOf(cutIntoWords(runs, style, language, this.#looks, this.shaper), this.shaper);
    if (key !== undefined) this.#extents.set(key, extent);
    return extent;
  }

  /** The look that a run has in a style. */
  look(style: TextStyle, run: Run, language: string): Look {
    return this.#looks.of(style, run, language);
  }

  #break(words: readonly Word[], style: TextStyle, measure: Measure, justify: boolean): LineEnd[] {
    if (fitsOneLine(words, measure.first)) {
      return [{ word: words.length - 1, at: (words.at(-1) as Word).text.length, hyphen: false }];
    }
    const optimal = style.lineBreaking === 'optimal' ? breakOptimal(words, measure, justify, this.shaper) : undefined;
    return optimal ?? breakFirstFit(words, measure, justify, this.shaper);
  }

  #key(runs: readonly Run[], style: TextStyle, language: string): string | undefined {
    let id = this.#styleIds.get(style);
    if (id === undefined) {
      id = this.#styles++;
      this.#styleIds.set(style, id);
    }
    let key = `${id} ${language}`;
    let length = 0;
    for (const run of runs) {
      length += run.text.length;
      if (length > LONGEST_REMEMBERED || run.href !== undefined) return undefined;
      // The separators are control characters, which marks do not contain.
      key += `\u0001${runKey(run)}\u0002${run.text}`;
    }
    return key;
  }
}

function fitsOneLine(words: readonly Word[], width: number): boolean {
  if (words.length === 0) return false;
  let x = 0;
  for (const word of words) {
    if (word.after === 'line break') return false;
    x += word.width;
    if (x > width) return false;
    x += word.space;
  }
  return true;
}

function missingIn(words: readonly Word[]): string {
  let missing = '';
  for (const { shaped } of words) if (shaped.missing !== undefined) missing += shaped.missing;
  return missing;
}

function extentOf(words: readonly Word[], shaper: Shaper): Extent {
  let natural = 0;
  let least = 0;
  let line = 0;
  let chain = 0;
  for (const word of words) {
    line += word.width;
    natural = Math.max(natural, line);
    line = word.after === 'line break' ? 0 : line + word.space;
    chain += widestPart(word, shaper);
    least = Math.max(least, chain);
    if (word.after !== 'glue') chain = 0;
  }
  return { natural, least };
}

/** The widest stretch between two ordinary break opportunities (hyphens don't count: columns shall not be made for them). */
function widestPart(word: Word, shaper: Shaper): number {
  let widest = 0;
  let from = 0;
  for (const { at, hyphen } of innerBreaks(word)) {
    if (hyphen) continue;
    widest = Math.max(widest, partWidth(shaper, word, from, at, false));
    from = at;
  }
  return from === 0 ? word.width : Math.max(widest, partWidth(shaper, word, from, word.text.length, false));
}
