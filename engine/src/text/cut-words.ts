import type { Run } from '../resolve/resolved.ts';
import { graphemeBoundaries } from './graphemes.ts';
import type { Look, Looks, TextStyle } from './look.ts';
import type { Shaper } from './shaper.ts';
import { type Word, widthOf } from './words.ts';

/** Longer stretches without a space are no words; they are cut into glued pieces, so that breaking them stays linear. */
const LONGEST_PIECE = 200;

/**
 * Cuts runs into words. Spaces and tabs in a row count as one, at the edges of a line as none; no-break and other Unicode spaces
 * are part of words. Adjacent runs of one look join, so that words are shaped whole.
 */
export function cutIntoWords(runs: readonly Run[], style: TextStyle, language: string, looks: Looks, shaper: Shaper): Word[] {
  const cutter = new WordCutter(shaper);
  for (const run of runs) if (run.text !== '') cutter.add(run.text, looks.of(style, run, language));
  return cutter.finish();
}

class WordCutter {
  readonly #shaper: Shaper;
  readonly #words: Word[] = [];
  /** The word that is not ended yet. */
  #text = '';
  #look: Look | undefined;

  constructor(shaper: Shaper) {
    this.#shaper = shaper;
  }

  add(source: string, look: Look): void {
    if (look !== this.#look && this.#text !== '') this.#push('glue', 0);
    this.#look = look;
    let start = 0;
    for (let i = 0; i < source.length; i++) {
      const code = source.charCodeAt(i);
      if (isSpace(code)) this.#space(source.slice(start, i), look);
      else if (isLineBreak(code)) this.#lineBreak(source.slice(start, i), code === 0x0d && source.charCodeAt(i + 1) === 0x0a);
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
    }
  }

  #lineBreak(before: string, isFirstOfTwo: boolean): void {
    this.#text += before;
    if (isFirstOfTwo) return;
    const last = this.#words.at(-1);
    if (this.#text === '' && last !== undefined && last.after !== 'line break') {
      last.after = 'line break';
      last.space = 0;
    } else this.#push('line break', 0);
  }

  #push(after: Word['after'], space: number): void {
    while (this.#text.length > LONGEST_PIECE) {
      const cut = graphemeBoundaries(this.#text.slice(0, LONGEST_PIECE + 1)).at(-1) ?? LONGEST_PIECE;
      this.#add(this.#text.slice(0, cut), 'glue', 0);
      this.#text = this.#text.slice(cut);
    }
    this.#add(this.#text, after, space);
    this.#text = '';
  }

  #add(text: string, after: Word['after'], space: number): void {
    const look = this.#look as Look;
    const shaped = this.#shaper.shape(look.typeface, text);
    // A word that nothing is drawn of (a lone zero-width space) would only double the space around it.
    if (shaped.glyphs.length === 0 && after !== 'line break' && this.#words.length > 0) return;
    this.#words.push({ text, look, shaped, width: widthOf(shaped, look), space, after });
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
