import { describe, expect, test } from 'vitest';
import { type SetLine, textOfSegment } from './set-lines.ts';
import { sampleStyle, sampleTypesetter } from './testing/sample-type.ts';
import type { TabStop } from './text-style.ts';

const typesetter = await sampleTypesetter();
const plain = await sampleStyle({ align: 'start' });
const stop = (at: number, align: TabStop['align'] = 'left', leader = ''): TabStop => ({ at, align, leader });

const lines = (text: string, stops: readonly TabStop[], width = 300, language = 'de'): readonly SetLine[] =>
  typesetter.set([{ text }], { ...plain, tabStops: stops }, width, language).lines;
const cells = (line: SetLine | undefined) =>
  (line?.segments ?? []).map((segment) => ({ text: textOfSegment(segment), left: segment.xs[0] ?? 0, right: segment.right }));
const width = (text: string) => typesetter.measure([{ text }], plain, 'de').natural;

describe('a tab', () => {
  test('goes on at the next stop, past those that the text has reached', () => {
    expect(cells(lines('a\tb\tc', [stop(50), stop(120)])[0])).toMatchObject([{ left: 0 }, { left: 50 }, { left: 120 }]);
    expect(cells(lines('long enough to be past it\tb', [stop(50), stop(200)])[0])[1]?.left).toBe(200);
  });

  test('ends text at a stop on the right, and sets it around one in the middle', () => {
    const [, right, middle] = cells(lines('a\tright\tmiddle', [stop(100, 'right'), stop(200, 'center')])[0]);
    expect(right?.right).toBeCloseTo(100);
    expect(((middle?.left ?? 0) + (middle?.right ?? 0)) / 2).toBeCloseTo(200);
  });

  test('puts decimal separators one below the other', () => {
    const stops = [stop(150, 'decimal')];
    const separator = (text: string, before: string) => (cells(lines(`x\t${text}`, stops)[0])[1]?.left ?? 0) + width(before);
    expect(separator('1.234,50 €', '1.234')).toBeCloseTo(150, 1);
    expect(separator('0,5', '0')).toBeCloseTo(150, 1);
    expect(separator('12', '12')).toBeCloseTo(150, 1);
    expect((cells(lines('x\t1,234.50', stops, 300, 'en')[0])[1]?.left ?? 0) + width('1,234')).toBeCloseTo(150, 1);
  });

  test('fills the way with its leader, which is not read', () => {
    const [line] = lines('Kapitel\t7', [stop(200, 'right', '.')]);
    expect(cells(line).map(({ text }) => text)).toEqual(['Kapitel', '7']);
    const [leader] = line?.leaders ?? [];
    expect(leader?.xs[0]).toBeGreaterThan(cells(line)[0]?.right ?? 0);
    expect(leader?.right).toBeLessThan(cells(line)[1]?.left ?? 0);
    expect(leader?.words.length).toBeGreaterThan(10);
  });

  test('aligns the leaders of lines below each other', () => {
    const grid = lines('a\t1\nlanger Titel\t22', [stop(200, 'right', '.')]).map(({ leaders }) => leaders?.[0]?.xs[0] ?? 0);
    const step = width('.');
    expect(((grid[1] ?? 0) - (grid[0] ?? 0)) / step).toBeCloseTo(Math.round(((grid[1] ?? 0) - (grid[0] ?? 0)) / step), 5);
  });

  test('is parted from what follows by a space when text is read', () => {
    expect(lines('a\tb', [stop(50)])[0]?.segments[0]?.continues).toBe('space');
  });

  test('breaks a long cell into lines below its start', () => {
    const set = lines(`Name\t${'Wort '.repeat(40)}`, [stop(80)]);
    expect(set.length).toBeGreaterThan(2);
    for (const line of set) {
      expect(cells(line).at(-1)?.left).toBeCloseTo(80);
      expect(line.right).toBeLessThanOrEqual(300.01);
    }
  });

  test('counts as a space where the style has no stops, and behind the last of them', () => {
    expect(cells(lines('a\tb', [])[0])).toMatchObject([{ text: 'a b' }]);
    expect(cells(lines('a\tb\tc', [stop(50)])[0])[2]?.left).toBeGreaterThan(50);
  });

  test('may stand at the start and between empty cells', () => {
    expect(cells(lines('\t\tc', [stop(50), stop(100)])[0])).toMatchObject([{ text: 'c', left: 100 }]);
  });

  test('counts from the right where text runs from there', () => {
    const [line] = typesetter.set([{ text: 'a\tb' }], { ...plain, direction: 'rtl', tabStops: [stop(50)] }, 300, 'en').lines;
    expect(cells(line)[0]?.right).toBeCloseTo(300);
    expect(cells(line)[1]?.right).toBeCloseTo(250);
  });

  test('is counted in the width of a text', () => {
    expect(typesetter.measure([{ text: 'a\tb' }], { ...plain, tabStops: [stop(100)] }, 'de').natural).toBeCloseTo(100 + width('b'));
  });
});
