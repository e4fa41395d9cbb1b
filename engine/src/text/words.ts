import { graphemeBoundaries } from './graphemes.ts';
import { breaksInside, mayBreakAtSpace, mayBreakBetween, softHyphens } from './line-break.ts';
import type { Look } from './look.ts';
import type { ShapedWord, Shaper } from './shaper.ts';

/** A stretch of text between two spaces (or changes of look), measured. */
export interface Word {
  readonly text: string;
  readonly look: Look;
  readonly shaped: ShapedWord;
  /** Points. */
  readonly width: number;
  /** Width of the space after the word, points; 0 where the next word follows without one. */
  space: number;
  /** What parts it from the next word; an `opportunity` is a place where a line may end without a space. */
  after: 'space' | 'glue' | 'opportunity' | 'tab' | 'line break' | 'end';
  /** Embedding level of the space after the word, in paragraphs with text from right to left. */
  spaceLevel?: number;
}

/** A place inside a word at which a line may end. */
export interface InnerBreak {
  /** Index in the word's text. */
  readonly at: number;
  /** Whether a hyphen is put at the end of the line. */
  readonly hyphen: boolean;
}

/** Width of a shaped word in a look, points. */
export function widthOf(shaped: ShapedWord, look: Look): number {
  return shaped.width * look.scale + look.tracking * shaped.glyphs.length;
}

/** Whether a line may end after a word (not asked of the last). */
export function mayEndLine(words: readonly Word[], index: number): boolean {
  const word = words[index] as Word;
  const next = words[index + 1];
  if (next === undefined || word.after === 'line break' || word.after === 'opportunity' || word.after === 'tab') return true;
  return word.after === 'space' ? mayBreakAtSpace(word.text, next.text) : mayBreakBetween(word.text, next.text);
}

/** Places inside a word at which a line may end, ascending: break opportunities and hyphens, given ones before those of the patterns. */
export function innerBreaks(word: Word): readonly InnerBreak[] {
  const plain = breaksInside(word.text);
  const soft = softHyphens(word.text);
  const hyphens = soft.length > 0 ? soft : (word.look.hyphenator?.breaks(word.text) ?? []);
  if (hyphens.length === 0) return plain.map((at) => ({ at, hyphen: false }));
  const breaks: InnerBreak[] = plain.map((at) => ({ at, hyphen: false }));
  for (const at of hyphens) if (!plain.includes(at)) breaks.push({ at, hyphen: true });
  return breaks.sort((a, b) => a.at - b.at);
}

/** Places at which a word may be torn when nothing else helps. */
export function emergencyBreaks(word: Word): readonly InnerBreak[] {
  return graphemeBoundaries(word.text).map((at) => ({ at, hyphen: false }));
}

/** A part of a word, shaped for itself; with a hyphen where the line ends in one. */
export function shapePart(shaper: Shaper, word: Word, from: number, to: number, hyphen: boolean): ShapedWord {
  if (from === 0 && to >= word.text.length && !hyphen) return word.shaped;
  const text = word.text.slice(from, to);
  return shaper.shape(word.look.typeface, hyphen ? `${text}-` : text);
}

/** Width of such a part, points. */
export function partWidth(shaper: Shaper, word: Word, from: number, to: number, hyphen: boolean): number {
  return widthOf(shapePart(shaper, word, from, to, hyphen), word.look);
}
