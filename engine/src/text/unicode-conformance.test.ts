import { describe, expect, test } from 'vitest';
import { graphemeBoundaries } from './graphemes.ts';
import { lineBreakOpportunities } from './line-break.ts';
import { breakCase, hasUnicodeCases, unicodeCases } from './testing/unicode-cases.ts';

const failures = (file: string, cutsOf: (text: string) => readonly number[]): string[] =>
  unicodeCases(file).filter((line) => {
    const { text, cuts } = breakCase(line);
    return JSON.stringify(cutsOf(text)) !== JSON.stringify(cuts);
  });

describe.skipIf(!hasUnicodeCases)(
  'the published cases of Unicode 15.0 (skipped where /work/shared/data/unicode-tests is not there)',
  () => {
    test('all 7,654 of line breaking come out as stated', () => {
      expect(unicodeCases('LineBreakTest.txt')).toHaveLength(7654);
      expect(failures('LineBreakTest.txt', lineBreakOpportunities)).toEqual([]);
    });

    test('all 602 of grapheme clusters come out as stated', () => {
      expect(unicodeCases('GraphemeBreakTest.txt')).toHaveLength(602);
      expect(failures('GraphemeBreakTest.txt', graphemeBoundaries)).toEqual([]);
    });
  },
);
