import { describe, expect, test } from 'vitest';
import { embeddingLevels, visualOrder } from './bidi.ts';
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
    test('all 7,654 of line breaking come out as stated', { timeout: 60_000 }, () => {
      expect(unicodeCases('LineBreakTest.txt')).toHaveLength(7654);
      expect(failures('LineBreakTest.txt', lineBreakOpportunities)).toEqual([]);
    });

    test('all 602 of grapheme clusters come out as stated', { timeout: 60_000 }, () => {
      expect(unicodeCases('GraphemeBreakTest.txt')).toHaveLength(602);
      expect(failures('GraphemeBreakTest.txt', graphemeBoundaries)).toEqual([]);
    });

    test('all 91,707 of the bidirectional algorithm come out as stated: base direction, levels and order', { timeout: 60_000 }, () => {
      const cases = unicodeCases('BidiCharacterTest.txt');
      expect(cases).toHaveLength(91_707);
      expect(cases.filter((line) => !isAsStated(line))).toEqual([]);
    });
  },
);

/** A case: code points; base direction 0, 1 or 2 (auto); resolved base level; levels (`x` for what is removed); order from the left. */
function isAsStated(line: string): boolean {
  const [codes = '', base = '', paragraph, levels = '', order = ''] = line.split(';');
  const characters = codes.split(' ').map((code) => String.fromCodePoint(Number.parseInt(code, 16)));
  const found = embeddingLevels(characters.join(''), (['ltr', 'rtl', 'auto'] as const)[Number(base)] ?? 'auto');
  if (found.rightToLeft !== (paragraph === '1')) return false;
  const stated = levels.split(' ');
  const kept: number[] = [];
  let at = 0;
  for (const [i, character] of characters.entries()) {
    if (stated[i] !== 'x') {
      if (found.levels[at] !== Number(stated[i])) return false;
      kept.push(i);
    }
    at += character.length;
  }
  const turned = visualOrder(kept.map((i) => Number(stated[i]))).map((k) => kept[k]);
  return turned.join(' ') === order.trim();
}
