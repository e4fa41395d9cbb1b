import { describe, expect, test } from 'vitest';
import { graphemeBoundaries, truncate } from './graphemes.ts';

const FAMILY = '👨‍👩‍👧‍👦';

describe('characters as a reader counts them', () => {
  test('are accented letters, flags, families and Korean syllables', () => {
    expect(graphemeBoundaries('e\u0301a')).toEqual([2]);
    expect(graphemeBoundaries(`${FAMILY}a`)).toEqual([FAMILY.length]);
    expect(graphemeBoundaries('🇩🇪🇦🇹')).toEqual([4]);
    expect(graphemeBoundaries('\u1112\u1161\u11ab\u1100')).toEqual([3]);
  });
});

describe('shortening a text', () => {
  test('leaves a short one alone', () => {
    expect(truncate('kurz', 4)).toBe('kurz');
    expect(truncate(FAMILY, 1)).toBe(FAMILY);
  });

  test('counts the sign of omission, and leaves no space before it', () => {
    expect(truncate('Guten Tag', 6)).toBe('Guten…');
    expect(truncate('Guten Tag', 7)).toBe('Guten…');
    expect(truncate('Guten Tag', 5, '')).toBe('Guten');
  });

  test('tears neither an emoji nor an accented letter', () => {
    expect(truncate(`${FAMILY}${FAMILY}${FAMILY}`, 2)).toBe(`${FAMILY}…`);
    expect(truncate('re\u0301sume\u0301', 3, '')).toBe('re\u0301s');
    expect(truncate('abc', 1)).toBe('…');
  });
});
