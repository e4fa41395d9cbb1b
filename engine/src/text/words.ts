import type { Run } from '../resolve/resolved.ts';
import { graphemeBoundaries } from './graphemes.ts';
import { breaksInside, mayBreakAtSpace, mayBreakBetween, softHyphens } from './line-break.ts';
import type { Look, Looks, TextStyle } from './look.ts';
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
  /** What parts it from the next word. */
  after: 'space' | 'glue' | 'line break' | 'end';
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

/** Longer stretches without a space are no words; they are cut into glued pieces, so that breaking them stays linear. */
const LONGEST_PIECE = 200;
const SPACE = 0x20;
const TAB = 0x09;
const NEWLINE = 0x0a;

/**
 * Cuts runs into words. Spaces and tabs in a row count as one, at the edges of a line as none; no-break and other Unicode spaces
 * are part of words. Adjacent runs of one look join, so that words are shaped whole.
 */
export function cutIntoWords(runs: readonly Run[], style: TextStyle, language: string, looks: Looks, shaper: Shaper): Word[] {
  const words: Word[] = [];
  let text = '';
  let look: Look | undefined;
  const push = (after: Word['after'], space: number): void => {
    if (look === undefined) return;
    while (text.length > LONGEST_PIECE) {
      const cut = graphemeBoundaries(text.slice(0, LONGEST_PIECE + 1)).at(-1) ?? LONGEST_PIECE;
      words.push(measured(shaper, look, text.slice(0, cut), 0, 'glue'));
      text = text.slice(cut);
    }
    words.push(measured(shaper, look, text, space, after));
    text = '';
  };
  for (const run of runs) {
    if (run.text === '') continue;
    const runLook = looks.of(style, run, language);
    if (runLook !== look) {
      if (text !== '') push('glue', 0);
      look = runLook;
    }
    const source = run.text;
    let start = 0;
    for (let i = 0; i < source.length; i++) {
      const code = source.charCodeAt(i);
      if (code > SPACE && code !== 0x85 && code !== 0x2028 && code !== 0x2029) continue;
      if (code === SPACE || code === TAB) {
        text += source.slice(start, i);
        start = i + 1;
        if (text !== '') push('space', look.space);
        else spaceAfter(words.at(-1), look);
      } else if (code === NEWLINE || code === 0x0b || code === 0x0c || code === 0x0d || code > SPACE) {
        text += source.slice(start, i);
        start = i + 1;
        if (code === 0x0d && source.charCodeAt(i + 1) === NEWLINE) continue;
        breakLine(words, text, push);
      }
    }
    text += source.slice(start);
  }
  if (text !== '') push('end', 0);
  const last = words.at(-1);
  if (last !== undefined && last.after !== 'line break') {
    last.after = 'end';
    last.space = 0;
  }
  return words;
}

function measured(shaper: Shaper, look: Look, text: string, space: number, after: Word['after']): Word {
  const shaped = shaper.shape(look.typeface, text);
  return { text, look, shaped, width: widthOf(shaped, look), space, after };
}

/** A run that begins with a space puts it after the last word of the run before. */
function spaceAfter(last: Word | undefined, look: Look): void {
  if (last === undefined || last.after !== 'glue') return;
  last.after = 'space';
  last.space = look.space;
}

function breakLine(words: Word[], pending: string, push: (after: 'line break', space: number) => void): void {
  const last = words.at(-1);
  if (pending === '' && last !== undefined && last.after !== 'line break') {
    last.after = 'line break';
    last.space = 0;
  } else push('line break', 0);
}

/** Whether a line may end after a word (not asked of the last). */
export function mayEndLine(words: readonly Word[], index: number): boolean {
  const word = words[index] as Word;
  const next = words[index + 1];
  if (next === undefined || word.after === 'line break') return true;
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
