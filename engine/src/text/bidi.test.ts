import { describe, expect, test } from 'vitest';
import { directionOf, visualOrder } from './bidi.ts';

describe('the direction of a paragraph', () => {
  test('is not looked into where nothing runs from right to left', () => {
    expect(directionOf('Guten Tag, 12 €', 'de', 'auto')).toBeUndefined();
    expect(directionOf('Καλημέρα, мир', 'el', 'auto')).toBeUndefined();
  });

  test('is that of its first letter', () => {
    expect(directionOf('שלום Welt', 'de', 'auto')?.rightToLeft).toBe(true);
    expect(directionOf('Hallo עולם', 'de', 'auto')?.rightToLeft).toBe(false);
    expect(directionOf('12 – (שלום)', 'de', 'auto')?.rightToLeft).toBe(true);
  });

  test('is from the right in Arabic and Hebrew also after a foreign name, and where there is no letter', () => {
    expect(directionOf('Posthorn شركة', 'ar', 'auto')?.rightToLeft).toBe(true);
    expect(directionOf('1234', 'he-IL', 'auto')?.rightToLeft).toBe(true);
    expect(directionOf('12 High Street', 'he', 'auto')?.rightToLeft).toBe(false);
  });

  test('is what the style says', () => {
    expect(directionOf('Hallo', 'de', 'rtl')?.rightToLeft).toBe(true);
    expect(directionOf('שלום', 'he', 'ltr')?.rightToLeft).toBe(false);
  });

  test('is found for each line by itself', () => {
    const found = directionOf('שלום\nHigh Street 5', 'de', 'auto');
    expect([...(found?.levels ?? [])]).toEqual([1, 1, 1, 1, 0, ...Array.from('High Street 5', () => 0)]);
  });
});

describe('the order of pieces on a line', () => {
  test.each([
    [
      [0, 0, 0],
      [0, 1, 2],
    ],
    [
      [1, 1, 1],
      [2, 1, 0],
    ],
    [
      [0, 1, 1, 0],
      [0, 2, 1, 3],
    ],
    [
      [1, 2, 2, 1],
      [3, 1, 2, 0],
    ],
    [[], []],
  ])('with levels %o is %o', (levels, order) => {
    expect(visualOrder(levels)).toEqual(order);
  });
});
