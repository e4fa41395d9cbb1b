import bidiFactory, { type Bidi } from 'bidi-js';
import { hasRightToLeft, isRightToLeftLanguage } from './scripts.ts';

/**
 * The Unicode bidirectional algorithm (UAX 9): levels by the package `bidi-js`, the order of a line's pieces (rule L2) here,
 * because lines are made of words rather than characters. All cases of Unicode's `BidiCharacterTest.txt` come out as stated there.
 */
const bidi = (bidiFactory as unknown as () => Bidi)();

/** Which way a paragraph's text runs. */
export interface Direction {
  /** Embedding level of every code unit: odd ones run from right to left. */
  readonly levels: Uint8Array;
  /** Whether the paragraph as a whole begins at the right. */
  readonly rightToLeft: boolean;
}

export type BaseDirection = 'auto' | 'ltr' | 'rtl';

/** What ends a paragraph in the algorithm's sense: each of our lines between forced breaks has a direction of its own. */
const LINE_BREAKS = /[\n\r\v\f\u0085\u2028\u2029]/g;
const LETTER = /\p{L}/u;

/**
 * The direction of a paragraph; undefined for one that runs from left to right throughout, which costs two tests.
 *
 * Where the style does not say it, a line runs from right to left if its first letter does (rules P2 and P3), and in a language
 * written so if any letter does (a sentence may begin with a foreign name) or none is there at all.
 */
export function directionOf(text: string, language: string, base: BaseDirection): Direction | undefined {
  const rtlLanguage = isRightToLeftLanguage(language);
  if (base !== 'rtl' && !rtlLanguage && !hasRightToLeft(text)) return undefined;
  const levels = new Uint8Array(text.length);
  let rightToLeft: boolean | undefined;
  let start = 0;
  for (const end of [...lineEnds(text), text.length]) {
    const line = text.slice(start, end);
    if (line !== '') {
      const found = embeddingLevels(line, base === 'auto' ? lineDirection(line, rtlLanguage) : base);
      levels.set(found.levels, start);
      rightToLeft ??= found.rightToLeft;
    }
    start = end + 1;
  }
  return { levels, rightToLeft: rightToLeft ?? false };
}

/** Levels and base direction of one line. */
export function embeddingLevels(line: string, base: BaseDirection): Direction {
  const { levels, paragraphs } = bidi.getEmbeddingLevels(line, base);
  return { levels, rightToLeft: paragraphs[0]?.level === 1 };
}

function lineEnds(text: string): number[] {
  return Array.from(text.matchAll(LINE_BREAKS), ({ index }) => index);
}

function lineDirection(line: string, rtlLanguage: boolean): BaseDirection {
  if (!rtlLanguage) return 'auto';
  return hasRightToLeft(line) || !LETTER.test(line) ? 'rtl' : 'ltr';
}

/**
 * The order in which pieces of a line stand from left to right (rule L2): indices into `levels`.
 * @param levels of the pieces in logical order
 */
export function visualOrder(levels: readonly number[]): number[] {
  const order = levels.map((_, i) => i);
  let highest = 0;
  let lowestOdd = Number.POSITIVE_INFINITY;
  for (const level of levels) {
    if (level > highest) highest = level;
    if (level % 2 === 1 && level < lowestOdd) lowestOdd = level;
  }
  for (let level = highest; level >= lowestOdd; level--) {
    for (let from = 0; from < levels.length; from++) {
      if ((levels[from] as number) < level) continue;
      let to = from;
      while (to + 1 < levels.length && (levels[to + 1] as number) >= level) to++;
      reverse(order, from, to);
      from = to;
    }
  }
  return order;
}

/** Reversing all of `order` between two places is right at every level, since lower levels have not been turned yet. */
function reverse(order: number[], from: number, to: number): void {
  for (let i = from, j = to; i < j; i++, j--) {
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
}
