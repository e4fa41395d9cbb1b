import type { LineEnd } from './first-fit.ts';
import type { Shaper } from './shaper.ts';
import { innerBreaks, mayEndLine, partWidth, type Word } from './words.ts';

/** A place where a line may end, with the sums that tell the length of any line between two such places. */
export interface Candidate {
  readonly end: LineEnd;
  /** Natural width from the paragraph's start to the end of a line that ends here, hyphen included. */
  readonly endWidth: number;
  /** The same to the start of a line that begins after this place. */
  readonly startWidth: number;
  /** Sum of the spaces before it, and before the start of the next line. */
  readonly endSpace: number;
  readonly startSpace: number;
  /** By how much the ideographs before it may comfortably move apart, points, and those before the start of the next line. */
  readonly endGaps: number;
  readonly startGaps: number;
  readonly penalty: number;
  readonly hyphen: boolean;
  readonly forced: boolean;
}

const HYPHEN_PENALTY = 50;
/** A last word that is torn leaves a stump on a line of its own: as bad as a line whose spaces are three times as wide as they should be. */
const LAST_WORD_PENALTY = 10_000;

/** How far ideographs may comfortably stand apart in a justified line, in parts of their size. */
const GAP = 0.08;

/** All places where lines of a paragraph may end, in order; the last is its end. */
export function candidatesOf(words: readonly Word[], hyphenate: boolean, shaper: Shaper): Candidate[] {
  const candidates: Candidate[] = [];
  let x = 0;
  let spaces = 0;
  let gaps = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    if (hyphenate || !isPlain(word.text)) addInner(candidates, word, i, { x, spaces, gaps }, hyphenate, shaper);
    x += word.width;
    const gap = word.after === 'opportunity' ? word.look.size * GAP : 0;
    const forced = word.after === 'line break' || word.after === 'end';
    if (forced || mayEndLine(words, i)) {
      candidates.push({
        end: { word: i, at: word.text.length, hyphen: false },
        endWidth: x,
        startWidth: x + word.space,
        endSpace: spaces,
        startSpace: spaces + word.space,
        endGaps: gaps,
        startGaps: gaps + gap,
        penalty: 0,
        hyphen: false,
        forced,
      });
    }
    x += word.space;
    spaces += word.space;
    gaps += gap;
  }
  return candidates;
}

/** The candidates without the hyphens of the last word. */
export function sparingLastWord(candidates: readonly Candidate[]): readonly Candidate[] {
  // They stand right before the end; there are none in most paragraphs.
  if (candidates.at(-2)?.penalty !== LAST_WORD_PENALTY) return candidates;
  return candidates.filter(({ penalty }) => penalty !== LAST_WORD_PENALTY);
}

/** Sums up to a word. */
interface Before {
  readonly x: number;
  readonly spaces: number;
  readonly gaps: number;
}

function addInner(to: Candidate[], word: Word, index: number, before: Before, hyphenate: boolean, shaper: Shaper): void {
  const { x, spaces, gaps } = before;
  for (const { at, hyphen } of innerBreaks(word)) {
    if (hyphen && !hyphenate) continue;
    const width = partWidth(shaper, word, 0, at, false);
    to.push({
      end: { word: index, at, hyphen },
      endWidth: hyphen ? x + partWidth(shaper, word, 0, at, true) : x + width,
      startWidth: x + width,
      endSpace: spaces,
      startSpace: spaces,
      endGaps: gaps,
      startGaps: gaps,
      penalty: hyphen ? (word.after === 'end' ? LAST_WORD_PENALTY : HYPHEN_PENALTY) : 0,
      hyphen,
      forced: false,
    });
  }
}

/** Words of letters and digits have no break opportunities but hyphens. */
function isPlain(text: string): boolean {
  return /^[\p{L}\d.,:;]*$/u.test(text);
}
