import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrastOf, isLarge, nearestPassing, verdictOf } from './contrast.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);

test('black on white has 21 to 1, and the grey that WCAG calls just enough on white is so', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  expect(contrastOf('#777777', '#ffffff')).toBeLessThan(4.5);
});

test('large text needs less', () => {
  expect([verdictOf(3.2, false), verdictOf(3.2, true), verdictOf(4.6, false), verdictOf(4.6, true), verdictOf(7, false)]).toEqual([
    'fails',
    'AA',
    'AA',
    'AAA',
    'AAA',
  ]);
  expect([isLarge(18, false), isLarge(14, true), isLarge(14, false)]).toEqual([true, true, false]);
});

test('what is proposed passes on every ground, whatever the colour', () => {
  fc.assert(
    fc.property(colour, fc.array(colour, { minLength: 1, maxLength: 3 }), (text, grounds) => {
      const proposed = nearestPassing(text, grounds, 4.5);
      if (proposed === undefined) {
        const ends = ['#000000', '#ffffff'].map((end) => Math.min(...grounds.map((ground) => contrastOf(end, ground))));
        expect(Math.max(...ends)).toBeLessThan(4.5);
      } else for (const ground of grounds) expect(contrastOf(proposed, ground)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('a colour that passes stays; one that nearly does is hardly changed', () => {
  expect(nearestPassing('#1f5f58', ['#ffffff'], 4.5)).toBe('#1f5f58');
  const proposed = nearestPassing('#d9652f', ['#ffffff'], 4.5)!;
  expect(contrastOf(proposed, '#ffffff')).toBeLessThan(4.7);
  // Still an orange: more red than green, more green than blue.
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(proposed.slice(at, at + 2), 16)) as [number, number, number];
  expect(r).toBeGreaterThan(g);
  expect(g).toBeGreaterThan(b);
});
