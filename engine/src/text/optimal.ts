import { type Candidate, candidatesOf, sparingLastWord } from './candidates.ts';
import { type LineEnd, lineWidth, type Measure } from './first-fit.ts';
import type { Shaper } from './shaper.ts';
import { BREAK_RULES, type BreakRules, JUSTIFICATION, type Justification } from './text-style.ts';
import type { Word } from './words.ts';

/** What is asked of a paragraph. */
export interface OptimalTask {
  readonly measure: Measure;
  readonly justify: boolean;
  readonly rules?: BreakRules;
  readonly justification?: Justification;
}

interface Terms {
  readonly measure: Measure;
  readonly justify: boolean;
  readonly rules: BreakRules;
  readonly limits: Justification;
  /** Badness that a line may have. */
  readonly tolerance: number;
}

/** A way to break up to a candidate. */
interface Path {
  readonly candidate: Candidate | undefined;
  readonly lines: number;
  readonly demerits: number;
  /** How loosely the last line is set: 0 tight, 1 normal, 2 loose, 3 very loose. */
  readonly fitness: number;
  /** Lines in a row up to here that end in a hyphen. */
  readonly hyphens: number;
  readonly previous: Path | undefined;
}

/** Badness that a line may have at most, without and with hyphens; TeX's \pretolerance and, more generous, \tolerance. */
const PRETOLERANCE = 100;
const TOLERANCE = 2_000;
/**
 * What a hopeless line counts as. Higher than TeX's 10,000: where no way stays within the tolerance, badness grows so fast with
 * the spaces that the way with the least bad worst line is found, without TeX's \emergencystretch.
 */
const WORST = 1_000_000;
const LINE_PENALTY = 10;
const TWO_HYPHENS = 10_000;
const HYPHEN_BEFORE_LAST = 5_000;
const UNEVEN = 10_000;
/** A last line shorter than this share of the measure looks lost, and costs this much. */
const RUNT = 0.12;
const RUNT_DEMERITS = 15_000;
/** What a last line costs that is shorter than the style asks: more than any that is merely ugly. */
const TOO_SHORT = 1e15;
/** Ragged lines may end this share of the measure short before it counts as bad. */
const RAG = 0.15;
/** Longer paragraphs are broken line by line: nobody reads them for their grey. */
const MOST_WORDS = 3_000;
/** Looseness asks to remember ways by their number of lines too, not by fitness alone. */
const FITNESSES = 4;

/**
 * Breaks a paragraph so that all its lines together look best (Knuth and Plass, “Breaking paragraphs into lines”, 1981): first
 * without hyphens, then with, then whatever it takes.
 * @returns undefined where a word is wider than the measure; then break by first fit.
 */
export function breakOptimal(words: readonly Word[], task: OptimalTask, shaper: Shaper): LineEnd[] | undefined {
  if (words.length > MOST_WORDS) return undefined;
  const { measure, justify, rules = BREAK_RULES, justification: limits = JUSTIFICATION } = task;
  const terms = (tolerance: number): Terms => ({ measure, justify, rules, limits, tolerance });
  const anyHyphens = { ...terms(WORST), rules: { ...rules, hyphensInARow: Number.POSITIVE_INFINITY } };
  // Another number of lines than the best is found only where bad lines are allowed.
  const withoutHyphens = search(candidatesOf(words, false, shaper), terms(rules.looseness === 0 ? PRETOLERANCE : TOLERANCE));
  if (withoutHyphens !== undefined) return withoutHyphens;
  const candidates = candidatesOf(words, true, shaper);
  return search(sparingLastWord(candidates), terms(TOLERANCE)) ?? search(candidates, terms(WORST)) ?? search(candidates, anyHyphens);
}

function search(candidates: readonly Candidate[], terms: Terms): LineEnd[] | undefined {
  const { measure, rules } = terms;
  const active: Path[] = [{ candidate: undefined, lines: 0, demerits: 0, fitness: 1, hyphens: 0, previous: undefined }];
  const best: (Path | undefined)[] = [];
  for (let c = 0; c < candidates.length; c++) {
    const candidate = candidates[c] as Candidate;
    let kept = 0;
    for (let i = 0; i < active.length; i++) {
      const path = active[i] as Path;
      const width = lineWidth(measure, path.lines);
      const ratio = stretchRatio(path.candidate, candidate, width, terms);
      // Ways from which the line to here is too long are given up; the others move up into their places.
      if (ratio >= -1 && !candidate.forced) active[kept++] = path;
      if (ratio < -1 || (candidate.hyphen && path.hyphens >= rules.hyphensInARow)) continue;
      consider(best, path, candidate, ratio, candidate.forced && path.lines > 0 ? shortness(path, candidate, width, rules) : 0, terms);
    }
    active.length = kept;
    for (let i = 0; i < best.length; i++) {
      const path = best[i];
      if (path !== undefined) active.push(path);
    }
    best.length = 0;
    if (active.length === 0) return undefined;
  }
  const last = candidates.at(-1);
  const winner = choose(
    active.filter(({ candidate }) => candidate === last),
    rules.looseness,
  );
  return winner === undefined ? undefined : ends(winner);
}

/** The best way; with looseness the best of those whose number of lines comes nearest to what is asked. */
function choose(paths: readonly Path[], looseness: number): Path | undefined {
  const best = leastDemerits(paths);
  if (best === undefined || looseness === 0) return best;
  const wanted = best.lines + looseness;
  const distance = Math.min(...paths.map(({ lines }) => Math.abs(lines - wanted)));
  return leastDemerits(paths.filter(({ lines }) => Math.abs(lines - wanted) === distance));
}

function leastDemerits(paths: readonly Path[]): Path | undefined {
  let best: Path | undefined;
  for (const path of paths) if (best === undefined || path.demerits < best.demerits) best = path;
  return best;
}

/** What a last line costs for being short. */
function shortness(path: Path, candidate: Candidate, width: number, rules: BreakRules): number {
  const length = lengthOf(path.candidate, candidate);
  if (length < Math.min(rules.lastLine, width)) return TOO_SHORT;
  return length < width * RUNT ? RUNT_DEMERITS : 0;
}

/** Natural length of the line between two candidates. */
function lengthOf(from: Candidate | undefined, to: Candidate): number {
  return to.endWidth - (from?.startWidth ?? 0);
}

/** How far a line is stretched (positive) or shrunk (negative), in parts of what it may be; < -1 is too full. */
function stretchRatio(from: Candidate | undefined, to: Candidate, width: number, terms: Terms): number {
  const natural = from === undefined ? to.endWidth : to.endWidth - from.startWidth;
  const rest = width - natural;
  if (rest >= -0.001 && to.forced) return 0;
  if (!terms.justify) return rest < -0.001 ? Number.NEGATIVE_INFINITY : rest / Math.max(width * RAG, 0.001);
  const { shrink, stretch, glyphs } = terms.limits;
  const space = from === undefined ? to.endSpace : to.endSpace - from.startSpace;
  // Ideographs are moved apart, never together.
  const gaps = rest < -0.001 ? 0 : to.endGaps - (from?.startGaps ?? 0);
  const give = gaps + space * (rest < -0.001 ? shrink : stretch) + (glyphs === 0 ? 0 : (natural - space) * glyphs);
  if (give > 0) return rest / give;
  return rest < -0.001 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function consider(best: (Path | undefined)[], path: Path, candidate: Candidate, ratio: number, extra: number, terms: Terms): void {
  const badness = Math.min(WORST, 100 * Math.abs(ratio) ** 3);
  if (badness > terms.tolerance) return;
  const fitness = ratio < -0.5 ? 0 : ratio <= 0.5 ? 1 : ratio <= 1 ? 2 : 3;
  let demerits = (LINE_PENALTY + badness) ** 2 + candidate.penalty ** 2 + path.demerits + extra;
  if (candidate.hyphen && path.candidate?.hyphen) demerits += TWO_HYPHENS;
  if (candidate.forced && path.candidate?.hyphen) demerits += HYPHEN_BEFORE_LAST;
  if (Math.abs(fitness - path.fitness) > 1) demerits += UNEVEN;
  const lines = path.lines + 1;
  const key = terms.rules.looseness === 0 ? fitness : lines * FITNESSES + fitness;
  const known = best[key];
  if (known === undefined || demerits < known.demerits) {
    best[key] = { candidate, lines, demerits, fitness, hyphens: candidate.hyphen ? path.hyphens + 1 : 0, previous: path };
  }
}

function ends(winner: Path): LineEnd[] {
  const found: LineEnd[] = [];
  for (let path: Path | undefined = winner; path?.candidate !== undefined; path = path.previous) found.push(path.candidate.end);
  return found.reverse();
}
