import { expect, test } from 'vitest';
import { spell } from './outline.ts';

test.each([
  [0.1 + 0.2, '0.3'],
  [-12.34567891, '-12.3457'],
  [0.0000002, '0.000000200000'],
  [1e-300, '0'],
  [1e300, '2000000000'],
  [-1e22, '-2000000000'],
  [Number.POSITIVE_INFINITY, '2000000000'],
  [Number.NaN, '0'],
])('%d is spelt as %s: without an exponent, and within what a PDF/A may hold', (value, spelt) => {
  expect(spell(value)).toBe(spelt);
});
