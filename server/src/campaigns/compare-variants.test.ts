import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVariants, sequentialP } from './compare-variants.ts';
import { drawGroup } from './draw.ts';

/** Mulberry32: the same campaigns in every run. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Somebody looks after every success until one test calls a difference, or the campaign ends. @returns after how many successes each did. */
function watched(random: () => number, successes: number, ratio: number): { honest: number | undefined; usual: number | undefined } {
  const found: { honest: number | undefined; usual: number | undefined } = { honest: undefined, usual: undefined };
  let [a, b] = [0, 0];
  for (let seen = 1; seen <= successes; seen++) {
    if (random() < ratio / (1 + ratio)) b++;
    else a++;
    if (found.honest === undefined && sequentialP(a, b, 0.5) <= 0.05) found.honest = seen;
    // The test of two proportions that everybody knows, for rare successes.
    if (found.usual === undefined && seen > 10 && Math.abs(b - a) / Math.sqrt(seen) > 1.96) found.usual = seen;
  }
  return found;
}

test('who looks after every success is misled in less than one of twenty campaigns of equal variants, and by the usual test in a third', () => {
  const random = randomFrom(7);
  const campaigns = Array.from({ length: 400 }, () => watched(random, 500, 1));
  const alarms = (which: 'honest' | 'usual') => campaigns.filter((one) => one[which] !== undefined).length / campaigns.length;
  expect(alarms('honest')).toBeLessThan(0.05);
  expect(alarms('usual')).toBeGreaterThan(0.3);
});

test('a variant that brings half as much again is found by most campaigns with some hundred successes', () => {
  const random = randomFrom(11);
  const found = Array.from({ length: 200 }, () => watched(random, 700, 1.5).honest);
  const sorted = found.map((one) => one ?? Number.POSITIVE_INFINITY).sort((x, y) => x - y);
  expect(sorted[160]).toBeLessThan(700);
});

test('what is told of nothing is nothing', () => {
  const nothing = { sent: 500, successes: 0 };
  expect(compareVariants(nothing, nothing, 0.5)).toEqual({ verdict: 'open', p: 1, ratio: { estimate: null, from: 0, to: null } });
});

test('a clear case is called, with the interval of how many times as often', () => {
  const { verdict, p, ratio, needs } = compareVariants({ sent: 5000, successes: 100 }, { sent: 5000, successes: 180 }, 0.5);
  expect(verdict).toBe('better');
  expect(p).toBeLessThan(0.001);
  expect(ratio.estimate).toBeCloseTo(1.8);
  expect(ratio.from).toBeGreaterThan(1.2);
  expect(ratio.to).toBeLessThan(2.8);
  expect(needs).toBeUndefined();
  expect(compareVariants({ sent: 5000, successes: 180 }, { sent: 5000, successes: 100 }, 0.5).verdict).toBe('worse');
});

test('where it points somewhere, it says about how many more it takes; and that many do', () => {
  const { verdict, needs } = compareVariants({ sent: 900, successes: 40 }, { sent: 900, successes: 50 }, 0.5);
  expect(verdict).toBe('open');
  const times = (90 + needs!) / 90;
  const later = compareVariants({ sent: 9e5, successes: 40 * times }, { sent: 9e5, successes: 50 * times }, 0.5);
  expect(later.verdict).toBe('better');
});

test('seen from the other side it is the same', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (a, b, share) => {
      const forth = compareVariants({ sent: 1000, successes: a }, { sent: 1000, successes: b }, share);
      const back = compareVariants({ sent: 1000, successes: b }, { sent: 1000, successes: a }, 1 - share);
      expect(back.p).toBeCloseTo(forth.p, 9);
      if (forth.ratio.to !== null) expect(back.ratio.from * forth.ratio.to).toBeCloseTo(1, 4);
      expect(forth.ratio.from).toBeLessThanOrEqual(forth.ratio.to ?? Number.POSITIVE_INFINITY);
    }),
  );
});

test('customers are dealt out by the shares, the same whenever it is asked, and anew in another campaign', () => {
  const split = {
    holdout: 0.1,
    variants: [
      { id: 'a', share: 0.5 },
      { id: 'b', share: 0.3 },
      { id: 'c', share: 0.2 },
    ],
  };
  const numbers = Array.from({ length: 20_000 }, (_, i) => `K-${i}`);
  const groups = numbers.map((number) => drawGroup('spring', number, split));
  const share = (id: string) => groups.filter((group) => group === id).length / numbers.length;
  expect(share('holdout')).toBeCloseTo(0.1, 1);
  expect(share('a')).toBeCloseTo(0.45, 1);
  expect(share('b')).toBeCloseTo(0.27, 1);
  expect(share('c')).toBeCloseTo(0.18, 1);
  expect(numbers.map((number) => drawGroup('spring', number, split))).toEqual(groups);
  const both = numbers.filter((number, i) => drawGroup('summer', number, split) === groups[i]).length / numbers.length;
  expect(both).toBeLessThan(0.4);
});

test('shares that are none are refused', () => {
  expect(() => drawGroup('x', '1', { holdout: 1, variants: [{ id: 'a', share: 1 }] })).toThrow('no share');
  expect(() => drawGroup('x', '1', { holdout: 0, variants: [{ id: 'a', share: 0.5 }] })).toThrow('sum to 0.5');
});
