import { describe, expect, test } from 'vitest';
import type { SetLine } from './set-lines.ts';
import { sampleStyle, sampleTypesetter, textOfLine, textOfLines } from './testing/sample-type.ts';
import { BREAK_RULES, JUSTIFICATION, type TextStyle } from './text-style.ts';

const typesetter = await sampleTypesetter();
const justified = await sampleStyle({ align: 'justify', lineBreaking: 'optimal' });

const TEXT =
  'Vielen Dank für Ihre Bestellung. Wir haben Ihnen die folgenden Waren geliefert; bitte prüfen Sie die Lieferung auf ' +
  'Vollständigkeit und melden Sie uns Unstimmigkeiten innerhalb von vierzehn Tagen über unsere Kundenbetreuung. Die ' +
  'Gewährleistungsbestimmungen und die Datenschutzhinweise finden Sie in den Allgemeinen Geschäftsbedingungen.';

const lines = (width: number, more: Partial<TextStyle> = {}, text = TEXT): readonly SetLine[] =>
  typesetter.set([{ text }], { ...justified, ...more }, width, 'de').lines;
const hyphenRuns = (set: readonly SetLine[]): number => {
  let longest = 0;
  let run = 0;
  for (const line of set) {
    run = line.segments.at(-1)?.continues === 'hyphenated' ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
};
const spaces = (line: SetLine): number[] =>
  line.segments.flatMap(({ words, xs, look, stretch }) =>
    xs.slice(1).map((x, i) => (x - (xs[i] ?? 0) - (words[i]?.width ?? 0) * look.scale * stretch) / look.space),
  );

describe('a paragraph broken as a whole', () => {
  test('gets a line more or fewer by looseness, where that is possible', () => {
    const counts = (looseness: number) =>
      [150, 180, 210, 240, 270].map((width) => lines(width, { breaking: { ...BREAK_RULES, looseness } }).length);
    const [tight, natural, loose] = [counts(-1), counts(0), counts(1)];
    for (const [i, count] of natural.entries()) {
      expect(loose[i]).toBeGreaterThanOrEqual(count);
      expect(tight[i]).toBeLessThanOrEqual(count);
    }
    expect(loose).not.toEqual(natural);
  });

  test('has no more hyphens in a row than the style allows, unless the column is too narrow', () => {
    for (let width = 150; width < 260; width += 10) {
      for (const most of [1, 2]) {
        expect(hyphenRuns(lines(width, { breaking: { ...BREAK_RULES, hyphensInARow: most } }))).toBeLessThanOrEqual(most);
      }
    }
  });

  test('ends in a line as long as the style asks', () => {
    for (let width = 150; width < 300; width += 10) {
      const last = lines(width, { breaking: { ...BREAK_RULES, lastLine: 60 } }).at(-1);
      expect(last?.right).toBeGreaterThanOrEqual(60);
    }
  });

  test('hyphenates its last word only where lines would be worse without', () => {
    const widths = Array.from({ length: 25 }, (_, i) => 200 + 5 * i);
    const isTorn = (set: readonly SetLine[]) =>
      set.at(-2)?.segments.at(-1)?.continues === 'hyphenated' && set.at(-1)?.segments[0]?.words.length === 1;
    const torn = (more: Partial<TextStyle>) => widths.filter((width) => isTorn(lines(width, more))).length;
    expect(torn({})).toBeLessThan(torn({ lineBreaking: 'fast' }) / 2);
  });

  test('keeps its spaces within the limits of the style', () => {
    for (const line of lines(300, { justification: { shrink: 0.1, stretch: 0.5, glyphs: 0 } })) {
      for (const space of spaces(line)) expect(space).toBeGreaterThan(0.87);
    }
    const widest = (stretch: number) => {
      const set = [200, 240, 280, 320].map((width) => lines(width, { justification: { ...JUSTIFICATION, stretch } }));
      return Math.max(...set.flatMap((all) => all.slice(0, -1).flatMap(spaces)));
    };
    expect(widest(0.2)).toBeLessThanOrEqual(widest(1.5));
  });

  test('spares its spaces by letters that are a little narrower or wider, and still ends at the right edge', () => {
    const set = lines(200, { justification: { ...JUSTIFICATION, glyphs: 0.02 } });
    const plain = lines(200);
    expect(set.some((line) => line.segments[0]?.stretch !== 1)).toBe(true);
    for (const line of set) for (const { stretch } of line.segments) expect(Math.abs(stretch - 1)).toBeLessThanOrEqual(0.0201);
    for (const line of set.slice(0, -1)) expect(line.right).toBeCloseTo(200, 1);
    const uneven = (all: readonly SetLine[]) =>
      all
        .slice(0, -1)
        .flatMap(spaces)
        .reduce((sum, space) => sum + (space - 1) ** 2, 0);
    expect(uneven(set)).toBeLessThan(uneven(plain));
    expect(textOfLines(set).replace(/\s+/g, ' ')).toBe(TEXT);
  });

  test('is the same each time', () => {
    const fresh = lines(200).map(textOfLine);
    expect(lines(200).map(textOfLine)).toEqual(fresh);
  });
});
