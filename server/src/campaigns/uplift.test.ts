import { expect, test } from 'vitest';
import { upliftOf } from './uplift.ts';

test('what a variant brings is told beside those who were left out, with what is owed to it', () => {
  // A tenth is left out: nine times as many are written to.
  const { verdict, ratio, owed } = upliftOf({ begun: 9000, conversions: 540 }, { begun: 1000, conversions: 30 }, 0.9, 0.05);
  expect(verdict).toBe('better');
  expect(ratio.estimate).toBeCloseTo(2);
  expect(ratio.from).toBeGreaterThan(1);
  // Of twice as many, half is there because of it.
  expect(owed.estimate).toBeCloseTo(270);
  expect(owed.from).toBeGreaterThan(0);
  expect(owed.from).toBeLessThan(270);
  expect(owed.to).toBeGreaterThan(270);
  expect(owed.to).toBeLessThan(540);
});

test('where it does harm, less than nothing is owed to it', () => {
  const { verdict, owed } = upliftOf({ begun: 9000, conversions: 180 }, { begun: 1000, conversions: 60 }, 0.9, 0.05);
  expect(verdict).toBe('worse');
  expect(owed.to).toBeLessThan(0);
});

test('while nobody did it, nothing is told', () => {
  const { verdict, owed } = upliftOf({ begun: 900, conversions: 0 }, { begun: 100, conversions: 0 }, 0.9, 0.05);
  expect(verdict).toBe('open');
  expect(owed).toEqual({ to: 0 });
});
