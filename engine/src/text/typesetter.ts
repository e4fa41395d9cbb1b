import type { Run } from '../resolve/resolved.ts';
import { cutIntoWords } from './cut-words.ts';
import { isDate, isFigure } from './figures.ts';
import { breakFirstFit, type LineEnd, type Measure } from './first-fit.ts';
import type { Hyphenator } from './hyphenation.ts';
import { type Look, Looks, type TextStyle } from './look.ts';
import { setOneLine } from './one-line.ts';
import { breakOptimal } from './optimal.ts';
import { canBePlain, PlainType } from './plain-type.ts';
import { isRightToLeftLanguage } from './scripts.ts';
import { type Segment, type SetLine, setLines } from './set-lines.ts';
import { type ShapedWord, Shaper } from './shaper.ts';
import { decimalSeparatorOf, setTabbed } from './tabs.ts';
import { TextMemory, textKey } from './text-memory.ts';
import { innerBreaks, partWidth, type Word, widthOf } from './words.ts';

/** A paragraph broken into lines. Shared from a cache: never change it. */
export interface SetParagraph {
  readonly lines: readonly SetLine[];
  /** Characters that the fonts lack. */
  readonly missing: string;
  /** Whether it has links or stretches in another language. */
  readonly special: boolean;
}

/** Widths of a text in points: on one line, and of its longest unbreakable part. */
export interface Extent {
  readonly natural: number;
  readonly least: number;
}

export type Alignment = TextStyle['align'];

/** Paragraphs and extents remembered; one weighs about a kilobyte at most. */
const REMEMBERED = 40_000;
const PLAIN_RUN: Run = { text: '' };
/** Wider than any page, points. */
const WIDEST = 100_000;
const ALIGNMENTS: readonly Alignment[] = ['left', 'right', 'center', 'justify', 'start', 'end'];

/** Sets text in lines. One per program: words and short paragraphs are remembered over documents. */
export class Typesetter {
  readonly shaper = new Shaper();
  readonly #looks: Looks;
  readonly #paragraphs = new TextMemory<SetParagraph>(REMEMBERED);
  readonly #extents = new TextMemory<Extent>(REMEMBERED);
  readonly #plainTypes = new WeakMap<Look, PlainType>();
  #lastLanguage: { readonly tag: string; readonly rightToLeft: boolean } | undefined;

  /** @param hyphenators by lower-case language tag. */
  constructor(hyphenators: ReadonlyMap<string, Hyphenator>) {
    this.#looks = new Looks(this.shaper, hyphenators);
  }

  /** Breaks runs into lines of a width (points), aligned as asked or as the style says. */
  set(runs: readonly Run[], style: TextStyle, width: number, language: string, align: Alignment = style.align): SetParagraph {
    const figure = runs.length === 1 ? this.#figure(runs[0] as Run, style, width, language, align) : undefined;
    if (figure !== undefined) return figure;
    const key = textKey(runs);
    if (key === undefined) return this.#set(runs, style, width, language, align);
    const known = this.#paragraphs.at(style, language, Math.round(width * 1000) * ALIGNMENTS.length + ALIGNMENTS.indexOf(align));
    let paragraph = known.get(key);
    if (paragraph === undefined) {
      paragraph = this.#set(runs, style, width, language, align);
      this.#paragraphs.remember(known, key, paragraph);
    }
    return paragraph;
  }

  /** How wide a text is. */
  measure(runs: readonly Run[], style: TextStyle, language: string): Extent {
    const key = textKey(runs);
    if (key === undefined) return this.#measure(runs, style, language);
    const known = this.#extents.at(style, language, 0);
    let extent = known.get(key);
    if (extent === undefined) {
      extent = this.#measure(runs, style, language);
      this.#extents.remember(known, key, extent);
    }
    return extent;
  }

  /** Width of the end of a run's text from `start` on, as if it stood alone; points. */
  endWidth(run: Run, start: number, style: TextStyle, language: string): number {
    const look = this.#looks.of(style, run, language);
    const units = isFigureLook(look) ? look.typeface.figures.widthOf(run.text, start, run.text.length) : undefined;
    if (units === undefined) return this.measure([{ ...run, text: run.text.slice(start) }], style, language).natural;
    return units * look.scale + look.tracking * (run.text.length - start);
  }

  /** The look that a run has in a style. */
  look(style: TextStyle, run: Run, language: string): Look {
    return this.#looks.of(style, run, language);
  }

  /** How plain texts of a style are measured by themselves; undefined where they have to be set as paragraphs. */
  plainType(style: TextStyle, language: string): PlainType | undefined {
    if (style.firstIndent !== 0 || style.direction === 'rtl' || this.#isRightToLeft(language)) return undefined;
    const look = this.#looks.of(style, PLAIN_RUN, language);
    if (!canBePlain(look)) return undefined;
    let type = this.#plainTypes.get(look);
    if (type === undefined) {
      type = new PlainType(look, this.shaper);
      this.#plainTypes.set(look, type);
    }
    return type;
  }

  /**
   * A number or reference by itself on a line: half of the cells of a table. It is not remembered, since nearly all come once; dates are.
   * Undefined for other texts, which take the long way.
   */
  #figure(run: Run, style: TextStyle, width: number, language: string, align: Alignment): SetParagraph | undefined {
    if (!isFigure(run.text) || isDate(run.text) || run.href !== undefined || style.direction === 'rtl') return undefined;
    const look = this.#looks.of(style, run, language);
    if (!isFigureLook(look)) return undefined;
    const word = this.shaper.figure(look.typeface, run.text);
    if (word === undefined) return undefined;
    const measure = Math.max(0, width - style.firstIndent);
    const natural = widthOf(word, look);
    if (natural > measure || this.#isRightToLeft(language)) return undefined;
    const rest = measure - natural;
    const x = align === 'right' || align === 'end' ? rest : align === 'center' ? rest / 2 : style.firstIndent;
    const right = x + natural;
    const segment: Segment = { look, words: [word], xs: [x], right, stretch: 1, continues: 'nothing' };
    return { lines: [{ segments: [segment], right }], missing: '', special: false };
  }

  #isRightToLeft(language: string): boolean {
    if (this.#lastLanguage?.tag !== language) this.#lastLanguage = { tag: language, rightToLeft: isRightToLeftLanguage(language) };
    return this.#lastLanguage.rightToLeft;
  }

  /** The words of a text as they would be drawn on one line, in the faces that have their characters. */
  words(runs: readonly Run[], style: TextStyle, language: string): ShapedWord[] {
    return cutIntoWords(runs, style, language, this.#looks, this.shaper).words.map(({ shaped }) => shaped);
  }

  /** Breaks runs into lines of which the first `count` are narrower by `inset` (points). Text with tabs is narrow throughout. */
  setBeside(
    runs: readonly Run[],
    style: TextStyle,
    width: number,
    language: string,
    narrow: { count: number; inset: number },
  ): SetParagraph {
    return this.#set(runs, style, width, language, style.align, { count: narrow.count, width: Math.max(1, width - narrow.inset) });
  }

  #set(
    runs: readonly Run[],
    style: TextStyle,
    width: number,
    language: string,
    align: Alignment,
    narrow?: Measure['narrow'],
  ): SetParagraph {
    const measure = measureOf(width, style.firstIndent, narrow);
    if (runs.length === 1 && narrow === undefined) {
      const line = this.#oneLine(runs[0] as Run, style, measure, language, align);
      if (line !== undefined) return line;
    }
    const { words, rightToLeft, mixed } = cutIntoWords(runs, style, language, this.#looks, this.shaper);
    const fromRight = rightToLeft || (mixed && isRightToLeftLanguage(language));
    const setting = { align: physical(align, fromRight), justification: style.justification, rightToLeft: fromRight, mixed };
    if (style.tabStops.length > 0 && words.some(({ after }) => after === 'tab')) {
      const whole = narrow === undefined ? measure : measureOf(narrow.width, style.firstIndent);
      const tabs = { stops: style.tabStops, measure: whole, rightToLeft: fromRight, mixed, decimalSeparator: decimalSeparatorOf(language) };
      return { lines: setTabbed(words, tabs, this.shaper), missing: missingIn(words), special: words.some(isSpecial) };
    }
    const ends = this.#break(words, style, measure, align === 'justify');
    const lines = setLines(words, ends, measure, setting, this.shaper);
    return { lines, missing: missingIn(words), special: words.some(isSpecial) };
  }

  #oneLine(run: Run, style: TextStyle, { first, others }: Measure, language: string, align: Alignment): SetParagraph | undefined {
    if (style.direction === 'rtl' || this.#isRightToLeft(language)) return undefined;
    const look = this.#looks.of(style, run, language);
    const line = setOneLine(run.text, look, { align: physical(align, false), width: first, indent: others - first }, this.shaper);
    if (line === undefined) return undefined;
    return { lines: [line], missing: '', special: look.href !== undefined || look.language !== undefined };
  }

  #measure(runs: readonly Run[], style: TextStyle, language: string): Extent {
    const { words } = cutIntoWords(runs, style, language, this.#looks, this.shaper);
    const extent = extentOf(words, this.shaper);
    if (style.tabStops.length === 0 || !words.some(({ after }) => after === 'tab')) return extent;
    const measure = { first: WIDEST, others: WIDEST };
    const tabs = { stops: style.tabStops, measure, rightToLeft: false, mixed: false, decimalSeparator: decimalSeparatorOf(language) };
    return { ...extent, natural: Math.max(...setTabbed(words, tabs, this.shaper).map(({ right }) => right)) };
  }

  #break(words: readonly Word[], style: TextStyle, measure: Measure, justify: boolean): LineEnd[] {
    if (fitsOneLine(words, measure.first)) {
      return [{ word: words.length - 1, at: (words.at(-1) as Word).text.length, hyphen: false }];
    }
    const { breaking: rules, justification } = style;
    const optimal =
      style.lineBreaking === 'optimal' ? breakOptimal(words, { measure, justify, rules, justification }, this.shaper) : undefined;
    return optimal ?? breakFirstFit(words, measure, justify, this.shaper, rules);
  }
}

/** Where text is set that begins at the left or the right. */
function physical(align: Alignment, fromRight: boolean): 'left' | 'right' | 'center' | 'justify' {
  if (align === 'start') return fromRight ? 'right' : 'left';
  if (align === 'end') return fromRight ? 'left' : 'right';
  return align;
}

/** Whether numbers in a look are just their characters side by side. */
function isFigureLook(look: Look): boolean {
  return look.small === undefined && look.language === undefined && look.level === 0;
}

function measureOf(width: number, firstIndent: number, narrow?: Measure['narrow']): Measure {
  const first = Math.max(0, (narrow?.width ?? width) - firstIndent);
  return narrow === undefined ? { first, others: width } : { first, others: width, narrow };
}

function isSpecial({ look }: Word): boolean {
  return look.href !== undefined || look.language !== undefined;
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
