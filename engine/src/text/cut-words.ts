import type { Run } from '../resolve/resolved.ts';
import { directionOf } from './bidi.ts';
import { shareOut } from './fallback.ts';
import { graphemeBoundaries } from './graphemes.ts';
import { breaksInside } from './line-break.ts';
import type { Look, Looks, TextStyle } from './look.ts';
import { isEastAsian, isRightToLeftLanguage, needsCare } from './scripts.ts';
import type { Shaper } from './shaper.ts';
import { type Word, widthOf } from './words.ts';

/** Longer stretches without a space are no words; they are cut into glued pieces, so that breaking them stays linear. */
const LONGEST_PIECE = 200;

/** A paragraph cut into words, in logical order. */
export interface CutText {
  readonly words: Word[];
  /** Whether it begins at the right. */
  readonly rightToLeft: boolean;
  /** Whether it has text of right-to-left or East Asian scripts, whose lines are not just words from left to right. */
  readonly mixed: boolean;
}

/**
 * Cuts runs into words. Spaces in a row count as one, at the edges of a line as none; so do tabs where the style has no tab stops.
 * No-break and other Unicode spaces are part of words. Adjacent runs of one look join, so that words are shaped whole.
 */
export function cutIntoWords(runs: readonly Run[], style: TextStyle, language: string, looks: Looks, shaper: Shaper): CutText {
  const careful = runs.some((run) => needsCare(run.text));
  const turned = careful || style.direction === 'rtl' || isRightToLeftLanguage(language);
  const direction = turned ? directionOf(runs.map(({ text }) => text).join(''), language, style.direction) : undefined;
  const cutter = new WordCutter(shaper, looks, style.tabStops.length > 0, careful);
  let at = 0;
  for (const run of runs) {
    if (run.text === '') continue;
    const look = looks.of(style, run, language);
    if (direction === undefined && look.small === undefined) cutter.add(run.text, look);
    else cutter.addStretches(run.text, look, direction?.levels.subarray(at, at + run.text.length));
    at += run.text.length;
  }
  return { words: cutter.finish(), rightToLeft: direction?.rightToLeft ?? false, mixed: careful || direction !== undefined };
}

const SMALL_LETTERS = /(?:\p{Ll}\p{M}*)+/gu;

class WordCutter {
  readonly #shaper: Shaper;
  readonly #looks: Looks;
  readonly #tabs: boolean;
  readonly #careful: boolean;
  readonly #words: Word[] = [];
  /** The word that is not ended yet. */
  #text = '';
  #look: Look | undefined;

  /**
   * @param tabs whether tabs are more than spaces
   * @param careful whether there may be words that lines break in without a space
   */
  constructor(shaper: Shaper, looks: Looks, tabs: boolean, careful: boolean) {
    this.#shaper = shaper;
    this.#looks = looks;
    this.#tabs = tabs;
    this.#careful = careful;
  }

  /** Adds text of several levels, or of small capitals that are made of capitals. */
  addStretches(source: string, look: Look, levels: Uint8Array | undefined): void {
    let from = 0;
    for (let to = 1; to <= source.length; to++) {
      if (to < source.length && levels?.[to] === levels?.[from]) continue;
      const leveled = levels === undefined ? look : this.#looks.atLevel(look, levels[from] as number);
      this.#addCases(source.slice(from, to), leveled);
      from = to;
    }
  }

  #addCases(source: string, look: Look): void {
    if (look.small === undefined) {
      this.add(source, look);
      return;
    }
    let from = 0;
    for (const { 0: letters, index } of source.matchAll(SMALL_LETTERS)) {
      if (index > from) this.add(source.slice(from, index), look);
      this.add(letters, look.small);
      from = index + letters.length;
    }
    if (from < source.length) this.add(source.slice(from), look);
  }

  add(source: string, look: Look): void {
    if (look !== this.#look && this.#text !== '') this.#push('glue', 0);
    this.#look = look;
    let start = 0;
    for (let i = 0; i < source.length; i++) {
      const code = source.charCodeAt(i);
      if (isSpace(code)) {
        if (code === 0x09 && this.#tabs) this.#tab(source.slice(start, i));
        else this.#space(source.slice(start, i), look);
      } else if (isLineBreak(code)) this.#lineBreak(source.slice(start, i), code === 0x0d && source.charCodeAt(i + 1) === 0x0a);
      else continue;
      start = i + 1;
    }
    this.#text += source.slice(start);
  }

  finish(): Word[] {
    if (this.#text !== '') this.#push('end', 0);
    const last = this.#words.at(-1);
    if (last !== undefined && last.after !== 'line break') {
      last.after = 'end';
      last.space = 0;
    }
    return this.#words;
  }

  /** A run that begins with a space puts it after the last word of the run before. */
  #space(before: string, look: Look): void {
    this.#text += before;
    const last = this.#words.at(-1);
    if (this.#text !== '') this.#push('space', look.space);
    else if (last?.after === 'glue') {
      last.after = 'space';
      last.space = look.space;
      if (look.level !== last.look.level) last.spaceLevel = look.level;
    }
  }

  /** Ends a cell of a line with tabs; it may be empty. */
  #tab(before: string): void {
    this.#text += before;
    const last = this.#words.at(-1);
    if (this.#text === '' && (last?.after === 'glue' || last?.after === 'space')) {
      last.after = 'tab';
      last.space = 0;
    } else this.#push('tab', 0);
  }

  #lineBreak(before: string, isFirstOfTwo: boolean): void {
    this.#text += before;
    if (isFirstOfTwo) return;
    const last = this.#words.at(-1);
    if (this.#text === '' && last !== undefined && last.after !== 'line break' && last.after !== 'tab') {
      last.after = 'line break';
      last.space = 0;
    } else this.#push('line break', 0);
  }

  #push(after: Word['after'], space: number): void {
    if (this.#careful && isEastAsian(this.#text)) this.#pushEastAsian();
    while (this.#text.length > LONGEST_PIECE) {
      const cut = graphemeBoundaries(this.#text.slice(0, LONGEST_PIECE + 1)).at(-1) ?? LONGEST_PIECE;
      this.#add(this.#text.slice(0, cut), 'glue', 0);
      this.#text = this.#text.slice(cut);
    }
    this.#add(this.#text, after, space);
    this.#text = '';
  }

  /** Ideographs are words of their own, between which lines may break; the last stays, as the word that ends here. */
  #pushEastAsian(): void {
    let from = 0;
    for (const at of breaksInside(this.#text)) {
      this.#add(this.#text.slice(from, at), 'opportunity', 0);
      from = at;
    }
    this.#text = this.#text.slice(from);
  }

  #add(text: string, after: Word['after'], space: number): void {
    const look = this.#look as Look;
    const shaped = this.#shaper.shape(look.typeface, text);
    // A word that nothing is drawn of (a lone zero-width space) would only double the space around it.
    if (shaped.glyphs.length === 0 && after !== 'line break' && after !== 'tab' && this.#words.length > 0) return;
    if (shaped.missing !== undefined && look.fallbacks.length > 0) this.#addFromFaces(text, look, after, space);
    else this.#words.push({ text, look, shaped, width: widthOf(shaped, look), space, after });
  }

  #addFromFaces(text: string, look: Look, after: Word['after'], space: number): void {
    const stretches = shareOut(text, look);
    stretches.forEach(({ text: part, face }, i) => {
      const own = face === look.typeface.face ? look : this.#looks.inFace(look, face);
      const shaped = this.#shaper.shape(own.typeface, part);
      const isLast = i === stretches.length - 1;
      this.#words.push({
        text: part,
        look: own,
        shaped,
        width: widthOf(shaped, own),
        space: isLast ? space : 0,
        after: isLast ? after : 'glue',
      });
    });
  }
}

/** Space and tab. */
function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** What Unicode breaks a line at always (UAX 14, classes BK, CR, LF, NL). */
function isLineBreak(code: number): boolean {
  return (code >= 0x0a && code <= 0x0d) || code === 0x85 || code === 0x2028 || code === 0x2029;
}
