import { bandsOf } from './sketch.ts';
import { similarity, tokensOf } from './tokens.ts';

/** A passage of a template: its text, and where it stands, in whatever terms the caller has. */
export interface Passage<Place> {
  readonly text: string;
  readonly place: Place;
}

export interface Member<Place> {
  readonly passage: Passage<Place>;
  /** Words in common with the cluster's proposal, 0 … 1; 1 means that the same words stand in the same order. */
  readonly similarity: number;
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
  /** Words in common from which on two passages are nearly equal; 0.75: below it, letters that only share their frame begin to meet. */
  readonly threshold?: number;
  /** Shorter passages, in words, are compared as wholes only: greetings are alike without being the same. Default 5. */
  readonly shortest?: number;
}

interface Wording {
  readonly tokens: readonly string[];
  /** Passages with these words, by index. */
  readonly passages: number[];
  readonly bands: Uint32Array | undefined;
}

/** Passages with more than this many candidates in one band are compared with the first ones only: boilerplate meets boilerplate. */
const MOST_IN_BAND = 200;

/**
 * Finds equal and nearly equal passages: equal ones by their words, candidates for nearly equal ones by sketches, judged by the words that
 * they have in common in order. A passage belongs to one cluster, and is near that cluster's proposal itself: no chains of small steps.
 */
export function rationalise<Place>(
  passages: readonly Passage<Place>[],
  { threshold = 0.75, shortest = 5 }: SimilarOptions = {},
): Rationalisation<Place> {
  const wordings = wordingsOf(passages, shortest);
  const inBand = bandsWith(wordings);
  const byUse = wordings
    .map((_, i) => i)
    .sort(
      (a, b) => useOf(wordings[b]) - useOf(wordings[a]) || (wordings[b]?.tokens.length ?? 0) - (wordings[a]?.tokens.length ?? 0) || a - b,
    );
  const taken = new Set<number>();
  const clusters: Cluster<Place>[] = [];
  for (const leader of byUse) {
    if (taken.has(leader)) continue;
    taken.add(leader);
    const wording = wordings[leader] as Wording;
    const near = candidatesOf(leader, wording, inBand)
      .filter((other) => !taken.has(other))
      .map((other) => ({ other, common: similarityUpTo(wording.tokens, (wordings[other] as Wording).tokens, threshold) }))
      .filter(({ common }) => common >= threshold)
      .sort((a, b) => b.common - a.common || a.other - b.other);
    for (const { other } of near) taken.add(other);
    const [first, ...equal] = wording.passages;
    const others = [
      ...equal.map((index) => ({ index, common: 1 })),
      ...near.flatMap(({ other, common }) => (wordings[other] as Wording).passages.map((index) => ({ index, common }))),
    ];
    if (others.length === 0) continue;
    clusters.push({
      proposal: passages[first as number] as Passage<Place>,
      others: others.map(({ index, common }) => ({ passage: passages[index] as Passage<Place>, similarity: common })),
    });
  }
  return reportOf(passages, clusters);
}

const useOf = (wording: Wording | undefined): number => wording?.passages.length ?? 0;

function wordingsOf(passages: readonly { readonly text: string }[], shortest: number): Wording[] {
  const wordings = new Map<string, Wording>();
  for (const [index, { text }] of passages.entries()) {
    const tokens = tokensOf(text);
    // Fields and numbers alone are no wording.
    if (!tokens.some((token) => /^\p{L}/u.test(token))) continue;
    const key = tokens.join(' ');
    const known = wordings.get(key);
    if (known) known.passages.push(index);
    else wordings.set(key, { tokens, passages: [index], bands: tokens.length < shortest ? undefined : bandsOf(tokens) });
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

/** Their similarity, or 0 when their lengths alone tell that it is below the threshold. */
function similarityUpTo(a: readonly string[], b: readonly string[], threshold: number): number {
  const best = (2 * Math.min(a.length, b.length)) / (a.length + b.length);
  return best < threshold ? 0 : similarity(a, b);
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
