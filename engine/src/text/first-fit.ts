import type { Shaper } from './shaper.ts';
import { BREAK_RULES, type BreakRules } from './text-style.ts';
import { emergencyBreaks, type InnerBreak, innerBreaks, mayEndLine, partWidth, type Word } from './words.ts';

/** The end of a line: after `at` characters of a word, or after all of it. */
export interface LineEnd {
  readonly word: number;
  /** Index in the word's text; its length when the whole word stands on the line. */
  readonly at: number;
  readonly hyphen: boolean;
}

/** Line widths: that of the first line may differ by its indent. */
export interface Measure {
  readonly first: number;
  readonly others: number;
  /** Lines from the second on that are narrower than the others: something stands beside them. */
  readonly narrow?: { readonly count: number; readonly width: number };
}

/** The width of a line, counted from 0. */
export function lineWidth({ first, others, narrow }: Measure, line: number): number {
  if (line === 0) return first;
  return narrow !== undefined && line < narrow.count ? narrow.width : others;
}

/** Points that a line may be too long by, for rounding. */
export const SLACK = 0.01;
/** In ragged text a word is hyphenated only where it would leave more than this share of the line empty. */
const HYPHENATION_ZONE = 0.12;
/** The limit of hyphens in a row gives way where a line would stay emptier than this share. */
const TOO_EMPTY = 0.3;

/**
 * Breaks a paragraph line by line, each as full as it gets. One pass; the way for short texts and for speed.
 * A word that fits on no line is torn between characters, so that nothing is lost.
 */
export function breakFirstFit(
  words: readonly Word[],
  measure: Measure,
  justify: boolean,
  shaper: Shaper,
  rules: BreakRules = BREAK_RULES,
): LineEnd[] {
  const ends: LineEnd[] = [];
  let word = 0;
  let from = 0;
  let hyphens = 0;
  while (word < words.length) {
    const width = lineWidth(measure, ends.length);
    const end = endOfLine(words, word, from, width, justify, hyphens < rules.hyphensInARow, shaper);
    ends.push(end);
    hyphens = end.hyphen ? hyphens + 1 : 0;
    const whole = end.at >= (words[end.word] as Word).text.length;
    word = whole ? end.word + 1 : end.word;
    from = whole ? 0 : end.at;
  }
  return ends;
}

function endOfLine(
  words: readonly Word[],
  start: number,
  from: number,
  width: number,
  justify: boolean,
  mayHyphenate: boolean,
  shaper: Shaper,
): LineEnd {
  let x = 0;
  for (let i = start; i < words.length; i++) {
    const word = words[i] as Word;
    const offset = i === start ? from : 0;
    const wordWidth = offset === 0 ? word.width : partWidth(shaper, word, offset, word.text.length, false);
    if (x + wordWidth > width + SLACK) {
      const room = width - x;
      const lastEnd = lastLineEnd(words, start, i);
      const zone = justify || lastEnd === undefined || room > width * HYPHENATION_ZONE;
      const inner = furthest(innerBreaks(word), word, i, offset, room, zone && (mayHyphenate || room > width * TOO_EMPTY), shaper);
      return inner ?? lastEnd ?? tear(words, start, i, offset, room, shaper);
    }
    x += wordWidth;
    if (word.after === 'line break' || word.after === 'end') return { word: i, at: word.text.length, hyphen: false };
    x += word.space;
  }
  return { word: words.length - 1, at: (words.at(-1) as Word).text.length, hyphen: false };
}

/** The last place between two words before `limit` at which the line may end; looked for only when a line is full. */
function lastLineEnd(words: readonly Word[], start: number, limit: number): LineEnd | undefined {
  for (let i = limit - 1; i >= start; i--) {
    if (mayEndLine(words, i)) return { word: i, at: (words[i] as Word).text.length, hyphen: false };
  }
  return undefined;
}

/** The furthest of some breaks in a word whose left part fits in the room. */
function furthest(
  breaks: readonly InnerBreak[],
  word: Word,
  index: number,
  from: number,
  room: number,
  mayHyphenate: boolean,
  shaper: Shaper,
): LineEnd | undefined {
  for (let k = breaks.length - 1; k >= 0; k--) {
    const { at, hyphen } = breaks[k] as InnerBreak;
    if (at <= from) break;
    if (hyphen && !mayHyphenate) continue;
    if (partWidth(shaper, word, from, at, hyphen) <= room + SLACK) return { word: index, at, hyphen };
  }
  return undefined;
}

/** Nothing may break here and yet it must: between two looks if there are any on the line, else between two characters. */
function tear(words: readonly Word[], start: number, index: number, from: number, room: number, shaper: Shaper): LineEnd {
  const word = words[index] as Word;
  const fitting = lastFitting(emergencyBreaks(word), word, index, from, room, shaper);
  if (fitting !== undefined) return fitting;
  if (index > start) return { word: index - 1, at: (words[index - 1] as Word).text.length, hyphen: false };
  // Not even one character fits: it is set all the same, alone.
  const first = emergencyBreaks(word).find(({ at }) => at > from);
  return { word: index, at: first?.at ?? word.text.length, hyphen: false };
}

/** As `furthest`, by bisection: a torn word may be thousands of characters long. */
function lastFitting(
  breaks: readonly InnerBreak[],
  word: Word,
  index: number,
  from: number,
  room: number,
  shaper: Shaper,
): LineEnd | undefined {
  let low = breaks.findIndex(({ at }) => at > from);
  if (low < 0) return undefined;
  let high = breaks.length - 1;
  let found: LineEnd | undefined;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { at } = breaks[middle] as InnerBreak;
    if (partWidth(shaper, word, from, at, false) <= room + SLACK) {
      found = { word: index, at, hyphen: false };
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}
