import type { LineEnd, Measure } from './first-fit.ts';
import type { Shaper } from './shaper.ts';
import { innerBreaks, mayEndLine, partWidth, type Word } from './words.ts';

/** A place where a line may end, with the sums that tell the length of any line between two such places. */
interface Candidate {
  readonly end: LineEnd;
  /** Natural width from the paragraph's start to the end of a line that ends here, hyphen included. */
  readonly endWidth: number;
  /** The same to the start of a line that begins after this place. */
  readonly startWidth: number;
  /** Sum of the spaces before it, and before the start of the next line. */
  readonly endSpace: number;
  readonly startSpace: number;
  readonly penalty: number;
  readonly hyphen: boolean;
  readonly forced: boolean;
}

interface Terms {
  readonly measure: Measure;
  readonly justify: boolean;
  /** Badness that a line may have. */
  readonly tolerance: number;
  /** Share of the measure that a line may stretch by in addition. */
  readonly emergency: number;
}

/** A way to break up to a candidate. */
interface Path {
  readonly candidate: Candidate | undefined;
  readonly lines: number;
  readonly demerits: number;
  /** How loosely the last line is set: 0 tight, 1 normal, 2 loose, 3 very loose. */
  readonly fitness: number;
  readonly previous: Path | undefined;
}

/** In parts of a space’s width. Text fonts have narrow spaces, so that less can be taken from them than TeX does (1/3). */
export const STRETCH = 0.5;
export const SHRINK = 0.2;
/** Badness that a line may have at most, without and with hyphens; TeX's \pretolerance and, more generous, \tolerance. */
const PRETOLERANCE = 100;
const TOLERANCE = 2_000;
/** Where no way stays within the tolerance, lines are taken to stretch by this share of the measure more (\emergencystretch). */
const EMERGENCY = 0.15;
/** What a hopeless line counts as. */
const WORST = 10_000;
const HYPHEN_PENALTY = 50;
const LINE_PENALTY = 10;
const TWO_HYPHENS = 10_000;
const HYPHEN_BEFORE_LAST = 5_000;
const UNEVEN = 10_000;
/** A last line shorter than this share of the measure looks lost, and costs this much. */
const RUNT = 0.12;
const RUNT_DEMERITS = 15_000;
/** Ragged lines may end this share of the measure short before it counts as bad. */
const RAG = 0.15;
/** Longer paragraphs are broken line by line: nobody reads them for their grey. */
const MOST_WORDS = 3_000;

/**
 * Breaks a paragraph so that all its lines together look best (Knuth and Plass, “Breaking paragraphs into lines”, 1981): first
 * without hyphens, then with, then whatever it takes.
 * @returns undefined where a word is wider than the measure; then break by first fit.
 */
export function breakOptimal(words: readonly Word[], measure: Measure, justify: boolean, shaper: Shaper): LineEnd[] | undefined {
  if (words.length > MOST_WORDS) return undefined;
  const withoutHyphens = search(candidatesOf(words, false, shaper), { measure, justify, tolerance: PRETOLERANCE, emergency: 0 });
  if (withoutHyphens !== undefined) return withoutHyphens;
  const candidates = candidatesOf(words, true, shaper);
  return (
    search(candidates, { measure, justify, tolerance: TOLERANCE, emergency: 0 }) ??
    search(candidates, { measure, justify, tolerance: WORST, emergency: EMERGENCY })
  );
}

function candidatesOf(words: readonly Word[], hyphens: boolean, shaper: Shaper): Candidate[] {
  const candidates: Candidate[] = [];
  let x = 0;
  let spaces = 0;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as Word;
    for (const { at, hyphen } of hyphens || !isPlain(word.text) ? innerBreaks(word) : []) {
      if (hyphen && !hyphens) continue;
      const width = partWidth(shaper, word, 0, at, false);
      candidates.push({
        end: { word: i, at, hyphen },
        endWidth: hyphen ? x + partWidth(shaper, word, 0, at, true) : x + width,
        startWidth: x + width,
        endSpace: spaces,
        startSpace: spaces,
        penalty: hyphen ? HYPHEN_PENALTY : 0,
        hyphen,
        forced: false,
      });
    }
    x += word.width;
    const forced = word.after === 'line break' || word.after === 'end';
    if (forced || mayEndLine(words, i)) {
      candidates.push({
        end: { word: i, at: word.text.length, hyphen: false },
        endWidth: x,
        startWidth: x + word.space,
        endSpace: spaces,
        startSpace: spaces + word.space,
        penalty: 0,
        hyphen: false,
        forced,
      });
    }
    x += word.space;
    spaces += word.space;
  }
  return candidates;
}

/** Words of letters and digits have no break opportunities but hyphens. */
function isPlain(text: string): boolean {
  return /^[\p{L}\d.,:;]*$/u.test(text);
}

function search(candidates: readonly Candidate[], terms: Terms): LineEnd[] | undefined {
  const { measure, tolerance } = terms;
  let active: Path[] = [{ candidate: undefined, lines: 0, demerits: 0, fitness: 1, previous: undefined }];
  for (const candidate of candidates) {
    const best: (Path | undefined)[] = [];
    const stillActive: Path[] = [];
    for (const path of active) {
      const width = path.lines === 0 ? measure.first : measure.others;
      const ratio = stretchRatio(path.candidate, candidate, width, terms);
      if (ratio >= -1 && !candidate.forced) stillActive.push(path);
      if (ratio < -1) continue;
      const lost = candidate.forced && path.lines > 0 && lengthOf(path.candidate, candidate) < width * RUNT;
      consider(best, path, candidate, ratio, tolerance, lost);
    }
    active = stillActive;
    for (const path of best) if (path !== undefined) active.push(path);
    if (active.length === 0) return undefined;
  }
  let winner: Path | undefined;
  const last = candidates.at(-1);
  for (const path of active) {
    if (path.candidate === last && (winner === undefined || path.demerits < winner.demerits)) winner = path;
  }
  return winner === undefined ? undefined : ends(winner);
}

/** Natural length of the line between two candidates. */
function lengthOf(from: Candidate | undefined, to: Candidate): number {
  return to.endWidth - (from?.startWidth ?? 0);
}

/** How far the spaces of a line are stretched (positive) or shrunk (negative), in parts of what they may be; < -1 is too full. */
function stretchRatio(from: Candidate | undefined, to: Candidate, width: number, { justify, emergency }: Terms): number {
  const natural = lengthOf(from, to);
  const space = to.endSpace - (from?.startSpace ?? 0);
  const rest = width - natural;
  if (rest < -0.001) return justify && space > 0 ? rest / (space * SHRINK) : Number.NEGATIVE_INFINITY;
  if (to.forced) return 0;
  const stretch = (justify ? space * STRETCH : width * RAG) + width * emergency;
  return stretch > 0 ? rest / stretch : Number.POSITIVE_INFINITY;
}

function consider(best: (Path | undefined)[], path: Path, candidate: Candidate, ratio: number, tolerance: number, lost: boolean): void {
  const badness = Math.min(WORST, 100 * Math.abs(ratio) ** 3);
  if (badness > tolerance) return;
  const fitness = ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
  let demerits = (LINE_PENALTY + badness) ** 2 + candidate.penalty ** 2 + path.demerits;
  if (candidate.hyphen && path.candidate?.hyphen) demerits += TWO_HYPHENS;
  if (candidate.forced && path.candidate?.hyphen) demerits += HYPHEN_BEFORE_LAST;
  if (Math.abs(fitness - path.fitness) > 1) demerits += UNEVEN;
  if (lost) demerits += RUNT_DEMERITS;
  const known = best[fitness];
  if (known === undefined || demerits < known.demerits) {
    best[fitness] = { candidate, lines: path.lines + 1, demerits, fitness, previous: path };
  }
}

function ends(winner: Path): LineEnd[] {
  const found: LineEnd[] = [];
  for (let path: Path | undefined = winner; path?.candidate !== undefined; path = path.previous) found.push(path.candidate.end);
  return found.reverse();
}
