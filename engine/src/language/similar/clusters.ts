import { type Difference, differenceOf } from './difference.ts';
import { bandsOf } from './sketch.ts';
import { similarity, tokensOf, weightOfAll } from './tokens.ts';

/** A passage of a template: its text, and where it stands, in whatever terms the caller has. */
export interface Passage<Place> {
  readonly text: string;
  readonly place: Place;
  /** What it is, such as a heading: passages of different sorts are never joined. */
  readonly sort?: string;
}

export interface Member<Place> {
  readonly passage: Passage<Place>;
  /** Words in common with the cluster's proposal, 0 … 1; 1 means that the same words stand in the same order. */
  readonly similarity: number;
  /** In what it differs from the proposal. */
  readonly difference: Difference;
}

/** Passages that say the same in the same, or nearly the same, words. */
export interface Cluster<Place> {
  /** The one to keep: the wording that stands in most places; of several the longest. */
  readonly proposal: Passage<Place>;
  /** All others, the most similar first. */
  readonly others: readonly Member<Place>[];
}

export interface Rationalisation<Place> {
  /** Those that save most text first. */
  readonly clusters: readonly Cluster<Place>[];
  readonly passages: { readonly before: number; readonly after: number };
  readonly characters: { readonly before: number; readonly after: number };
}

export interface SimilarOptions {
  /** Words in common from which on two passages are nearly equal; 0.71: below it, letters that only share their frame begin to meet. */
  readonly threshold?: number;
  /** Shorter passages, in words, are compared as wholes only: greetings are alike without being the same. Default 5. */
  readonly shortest?: number;
  /** Whether two wordings (see `wordingOf`; they may be the same) are meant to differ, so that nobody wants to hear of them again. */
  readonly apart?: (one: string, other: string) => boolean;
}

/** How far a search has come. */
export interface SimilarProgress {
  readonly done: number;
  readonly total: number;
}

interface Wording {
  readonly key: string;
  readonly tokens: readonly string[];
  readonly weight: number;
  /** Passages with these words, by index. */
  readonly passages: number[];
  readonly bands: Uint32Array | undefined;
}

/** Passages with more than this many candidates in one band are compared with the first ones only: boilerplate meets boilerplate. */
const MOST_IN_BAND = 200;

/** Wordings between two pauses. */
const PACE = 250;

/**
 * Finds equal and nearly equal passages: equal ones by their words, candidates for nearly equal ones by sketches, judged by the words that
 * they have in common in order. A passage belongs to one cluster, and is near that cluster's proposal itself: no chains of small steps.
 */
export function rationalise<Place>(passages: readonly Passage<Place>[], options: SimilarOptions = {}): Rationalisation<Place> {
  const steps = rationaliseInSteps(passages, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same for who has other work to do meanwhile: pauses after every few hundred wordings and tells how far it is. */
export function* rationaliseInSteps<Place>(
  passages: readonly Passage<Place>[],
  { threshold = 0.71, shortest = 5, apart = () => false }: SimilarOptions = {},
): Generator<SimilarProgress, Rationalisation<Place>> {
  const wordings = yield* wordingsOf(passages, shortest);
  const inBand = bandsWith(wordings);
  const taken = new Set<number>();
  const clusters: Cluster<Place>[] = [];
  for (const [done, leader] of mostUsedFirst(wordings).entries()) {
    if (done % PACE === 0) yield { done: wordings.length + done, total: 2 * wordings.length };
    if (taken.has(leader)) continue;
    taken.add(leader);
    const wording = wordings[leader] as Wording;
    const near = candidatesOf(leader, wording, inBand)
      .filter((other) => !taken.has(other) && !apart(wording.key, (wordings[other] as Wording).key))
      .map((other) => ({ other, common: similarityUpTo(wording, wordings[other] as Wording, threshold) }))
      .filter(({ common }) => common >= threshold)
      .sort((a, b) => b.common - a.common || a.other - b.other);
    for (const { other } of near) taken.add(other);
    const first = usualText(wording, passages);
    const equal = wording.passages.filter((index) => index !== first);
    const others = [
      ...(equal.length > 0 && apart(wording.key, wording.key) ? [] : equal.map((index) => ({ index, common: 1 }))),
      ...near.flatMap(({ other, common }) => (wordings[other] as Wording).passages.map((index) => ({ index, common }))),
    ];
    if (others.length === 0) continue;
    clusters.push({
      proposal: passages[first] as Passage<Place>,
      others: others.map(({ index, common }) => member(passages[first] as Passage<Place>, passages[index] as Passage<Place>, common)),
    });
  }
  return reportOf(passages, clusters);
}

const member = <Place>(proposal: Passage<Place>, passage: Passage<Place>, common: number): Member<Place> => ({
  passage,
  similarity: common,
  difference: differenceOf(proposal.text, passage.text),
});

/** How much two texts have in common, 0 … 1. */
export const similarityOf = (one: string, other: string): number => similarity(tokensOf(one), tokensOf(other));

/** The words that make a passage the same as another: what `apart` is asked with. */
export const wordingOf = ({ text, sort = '' }: Pick<Passage<unknown>, 'text' | 'sort'>): string => keyOf(sort, tokensOf(text));

const keyOf = (sort: string, tokens: readonly string[]): string => `${sort}|${tokens.join(' ')}`;

/** Of passages with the same words: one whose text, with its numbers and marks, stands in most places. */
function usualText(wording: Wording, passages: readonly { readonly text: string }[]): number {
  const [first, ...others] = wording.passages as [number, ...number[]];
  if (others.length < 2) return first;
  const counts = new Map<string, { count: number; readonly index: number }>();
  for (const index of wording.passages) {
    const { text } = passages[index] as { text: string };
    const known = counts.get(text);
    if (known) known.count++;
    else counts.set(text, { count: 1, index });
  }
  return [...counts.values()].reduce((best, one) => (one.count > best.count ? one : best)).index;
}

/** Indexes: wordings of many places first, then long ones. */
const mostUsedFirst = (wordings: readonly Wording[]): readonly number[] =>
  wordings
    .map((_, i) => i)
    .sort(
      (a, b) => useOf(wordings[b]) - useOf(wordings[a]) || (wordings[b]?.tokens.length ?? 0) - (wordings[a]?.tokens.length ?? 0) || a - b,
    );

const useOf = (wording: Wording | undefined): number => wording?.passages.length ?? 0;

function* wordingsOf(
  passages: readonly { readonly text: string; readonly sort?: string }[],
  shortest: number,
): Generator<SimilarProgress, Wording[]> {
  const wordings = new Map<string, Wording>();
  for (const [index, { text, sort = '' }] of passages.entries()) {
    if (index % PACE === 0) yield { done: index, total: 2 * passages.length };
    const tokens = tokensOf(text);
    // Fields and numbers alone are no wording.
    if (!tokens.some((token) => /^\p{L}/u.test(token))) continue;
    const key = keyOf(sort, tokens);
    const known = wordings.get(key);
    if (known) known.passages.push(index);
    else
      wordings.set(key, {
        key,
        tokens,
        weight: weightOfAll(tokens),
        passages: [index],
        bands: tokens.length < shortest ? undefined : bandsOf(tokens),
      });
  }
  return [...wordings.values()];
}

/** Wordings by the keys of their bands. */
function bandsWith(wordings: readonly Wording[]): ReadonlyMap<number, number[]> {
  const inBand = new Map<number, number[]>();
  for (const [i, { bands }] of wordings.entries()) {
    for (const key of bands ?? []) {
      const others = inBand.get(key);
      if (others === undefined) inBand.set(key, [i]);
      else if (others.length < MOST_IN_BAND) others.push(i);
    }
  }
  return inBand;
}

function candidatesOf(of: number, { bands }: Wording, inBand: ReadonlyMap<number, readonly number[]>): number[] {
  const candidates = new Set<number>();
  for (const key of bands ?? []) for (const other of inBand.get(key) ?? []) candidates.add(other);
  candidates.delete(of);
  return [...candidates];
}

/** Their similarity, or 0 when their weights alone tell that it is below the threshold. */
function similarityUpTo(a: Wording, b: Wording, threshold: number): number {
  const best = (2 * Math.min(a.weight, b.weight)) / (a.weight + b.weight);
  return best < threshold ? 0 : similarity(a.tokens, b.tokens);
}

function reportOf<Place>(passages: readonly Passage<Place>[], clusters: Cluster<Place>[]): Rationalisation<Place> {
  const saved = ({ others }: Cluster<Place>) => others.reduce((sum, { passage }) => sum + passage.text.length, 0);
  const before = passages.reduce((sum, { text }) => sum + text.length, 0);
  clusters.sort((a, b) => saved(b) - saved(a));
  return {
    clusters,
    passages: { before: passages.length, after: passages.length - clusters.reduce((sum, { others }) => sum + others.length, 0) },
    characters: { before, after: before - clusters.reduce((sum, cluster) => sum + saved(cluster), 0) },
  };
}
