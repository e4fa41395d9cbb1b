/**
 * Whether two variants of a campaign differ, however often one looks.
 *
 * A usual test reckons with one look, after a number of messages that was fixed before. Who looks every day and stops at the first "significant" difference finds
 * one in a third of all campaigns whose variants are the same. This test may be read at every moment, and stopped at any, with the promised share of false alarms.
 *
 * Customers were dealt out to the variants by chance, so if both are equally good, each success (a click, an answer) comes from B with the probability that any
 * customer was dealt to B, whatever the hour, the season or the list. The successes, in their order, are then throws of a coin that is known. The
 * evidence against that coin is the likelihood of what was seen under a mixture of all other coins, over its likelihood under this one:
 *
 *     E = B(a + sB, b + sA) / B(a, b) / (p^sB · (1 − p)^sA),    B the beta function, p the share of B, sA and sB the successes
 *
 * Under the hypothesis E is a nonnegative martingale with mean 1, so that it ever reaches 1/α has at most the probability α (Ville 1939). What coins are not refuted at level α makes an
 * interval that holds at all times at once. It needs no variances and no large numbers. Sources: Robbins, "Statistical methods related to the law of the iterated logarithm",
 * Annals of Mathematical Statistics 41 (1970); Lindon and Malek, "Anytime-valid inference for multinomial count data", NeurIPS 2022. Messages without a success are not looked at; for
 * successes of nearly everybody that is less than could be known, for clicks and answers it is all.
 */

/** One variant as far as it has come. */
export interface VariantCounts {
  /** Customers who got it. */
  readonly sent: number;
  /** Of them, those of whom the outcome was seen; a customer counts once. */
  readonly successes: number;
}

export interface Comparison {
  /** `better`/`worse`: the second variant, compared with the first. */
  readonly verdict: 'better' | 'worse' | 'open';
  /** Always valid: may be read at every moment. 1 where nothing was seen yet. */
  readonly p: number;
  /** How many times as often the second brings a success: from, to, at the level; unbounded above while nothing tells against it. */
  readonly ratio: { readonly estimate: number | null; readonly from: number; readonly to: number | null };
  /** Successes of both that will still be needed, if it goes on as it went; absent when decided, or when nothing points anywhere. */
  readonly needs?: number;
}

/** Mixture over coins: flat enough to find large differences early, narrow enough for those of a few per cent. Held against others in `compare-variants.test.ts`. */
const weight = 20;

/**
 * Compares the second variant with the first.
 * @param share of the second among customers dealt to either, as it was drawn (0 to 1, both excluded)
 * @param alpha share of false alarms, e.g. 0.05; with more than two variants divided by the number of comparisons
 */
export function compareVariants(first: VariantCounts, second: VariantCounts, share: number, alpha = 0.05): Comparison {
  if (!(share > 0 && share < 1)) throw new RangeError(`${share} is no share of two`);
  const [a, b] = [first.successes, second.successes];
  const evidence = logEvidence(a, b, share, share);
  const limit = -Math.log(alpha);
  const from = refutedUpTo(a, b, share, limit);
  const to = 1 - refutedUpTo(b, a, 1 - share, limit);
  // A coin tells how often successes come from B; beside the share that B was drawn with, how many times as often a customer of B has one.
  const ratioOf = (coin: number) => (coin / (1 - coin)) * ((1 - share) / share);
  const estimate = a > 0 && first.sent > 0 && second.sent > 0 ? b / second.sent / (a / first.sent) : null;
  const ratio = { estimate, from: ratioOf(from), to: to === 1 ? null : ratioOf(to) };
  const p = alwaysValid(evidence);
  if (evidence >= limit) return { verdict: from >= share ? 'better' : 'worse', p, ratio };
  const needs = stillNeeded(a, b, share, limit);
  return { verdict: 'open', p, ratio, ...(needs === undefined ? {} : { needs }) };
}

/** The p-value alone, as `compareVariants` tells it: for who looks very often. */
export function sequentialP(first: number, second: number, share: number): number {
  return alwaysValid(logEvidence(first, second, share, share));
}

const alwaysValid = (evidence: number): number => Math.min(1, Math.exp(-evidence));

/** Logarithm of E for the hypothesis that a success comes from B with probability `coin`; the mixture is centred on the share that was drawn. */
function logEvidence(a: number, b: number, coin: number, share: number): number {
  const [towardsB, towardsA] = [weight * share, weight * (1 - share)];
  return logBeta(towardsB + b, towardsA + a) - logBeta(towardsB, towardsA) - b * Math.log(coin) - a * Math.log1p(-coin);
}

/** The largest coin below what was seen that is refuted; 0 when none is. */
function refutedUpTo(a: number, b: number, share: number, limit: number): number {
  if (b === 0) return 0;
  let [low, high] = [0, b / (a + b)];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (logEvidence(a, b, middle, share) >= limit) low = middle;
    else high = middle;
  }
  return low;
}

/** Most successes that are reckoned with: more than any campaign has. */
const beyond = 10_000_000;

/** Successes until the evidence suffices, if they go on coming as they came; undefined when that is never, or nothing was seen. */
function stillNeeded(a: number, b: number, share: number, limit: number): number | undefined {
  const seen = a + b;
  if (seen === 0) return undefined;
  const enough = (total: number) => logEvidence((a / seen) * total, (b / seen) * total, share, share) >= limit;
  if (!enough(beyond)) return undefined;
  let [low, high] = [seen, beyond];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high - seen;
}

const logBeta = (x: number, y: number): number => logGamma(x) + logGamma(y) - logGamma(x + y);

/** Lanczos' approximation (g = 7, n = 9), exact to 15 digits; Numerical Recipes, 3rd edition, 6.1. */
function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const at = x - 1;
  const sum = lanczos.reduce((total, c, i) => (i === 0 ? c : total + c / (at + i)), 0);
  const t = at + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (at + 0.5) * Math.log(t) - t + Math.log(sum);
}
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
