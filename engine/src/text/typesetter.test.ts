import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../resolve/resolved.ts';
import type { SetLine } from './set-lines.ts';
import { sampleStyle, sampleTypesetter, textOfLine, textOfLines } from './testing/sample-type.ts';

const typesetter = await sampleTypesetter();
const ragged = await sampleStyle();
const raggedOptimal = await sampleStyle({ lineBreaking: 'optimal' });
const justified = await sampleStyle({ align: 'justify', lineBreaking: 'optimal' });
const justifiedFast = await sampleStyle({ align: 'justify' });

const ALICE =
  'Vielen Dank für Ihre Bestellung. Wir haben Ihnen die folgenden Waren geliefert; bitte prüfen Sie die Lieferung auf ' +
  'Vollständigkeit und melden Sie uns Unstimmigkeiten innerhalb von vierzehn Tagen über unsere Kundenbetreuung.';

const lines = (text: string | readonly Run[], width: number, style = ragged): readonly SetLine[] =>
  typesetter.set(typeof text === 'string' ? [{ text }] : text, style, width, 'de').lines;
const texts = (text: string | readonly Run[], width: number, style = ragged): string[] => lines(text, width, style).map(textOfLine);

describe('a paragraph', () => {
  test('is not wider than its measure where letters that might have been parted are wider joined', () => {
    const text = 'Ａα\u0314\u0300￤Grüße éàǄÐᶝỌשלום עולםḠݺЖٮ¼ᶲ';
    for (let width = 150; width < 220; width++) {
      for (const { right } of lines([{ text, smallcaps: true }], width, justified)) expect(right).toBeLessThanOrEqual(width + 0.02);
    }
  });

  test('stands on one line where it fits', () => {
    expect(texts('Guten Tag', 200)).toEqual(['Guten Tag']);
  });

  test('counts spaces in a row once, and none at its edges', () => {
    expect(texts('  Guten \t  Tag  ', 200)).toEqual(['Guten Tag']);
  });

  test('breaks at line feeds, and keeps empty lines', () => {
    expect(texts('eins\nzwei\r\n\nvier', 200)).toEqual(['eins', 'zwei', '', 'vier']);
  });

  test('of nothing has no lines', () => {
    expect(texts('', 200)).toEqual([]);
    expect(texts('   ', 200)).toEqual([]);
  });

  test('shows a soft hyphen only where the line breaks', () => {
    expect(texts('Donau\u00addampf\u00adschiff', 200)).toEqual(['Donaudampfschiff']);
    expect(texts('Donau\u00addampf\u00adschiff', 60)).toEqual(['Donaudampf-', 'schiff']);
  });

  test('keeps no-break spaces together', () => {
    expect(texts('Betrag 10\u00a0€', 45)).toEqual(['Betrag', '10\u00a0€']);
  });

  test('tears a word that is wider than the line, between characters', () => {
    const torn = texts('x'.repeat(100), 50);
    expect(torn.length).toBeGreaterThan(5);
    expect(torn.join('')).toBe('x'.repeat(100));
  });

  test('is set even where not one character fits', () => {
    expect(texts('abc', 0)).toEqual(['a', 'b', 'c']);
  });

  test('joins runs of one look, so that they are shaped as one word', () => {
    const [line] = lines([{ text: 'Guten ' }, { text: 'Ta' }, { text: 'g' }], 200);
    expect(line?.segments.map(({ words }) => words.map(({ text }) => text))).toEqual([['Guten', 'Tag']]);
  });

  test('does not break between a bold word and its comma', () => {
    const runs = [{ text: 'Sehr ' }, { text: 'wichtig', bold: true }, { text: ', ja' }];
    const width = typesetter.measure([{ text: 'Sehr ' }, { text: 'wichtig', bold: true }], ragged, 'de').natural + 1;
    expect(texts(runs, width)).toEqual(['Sehr', 'wichtig, ja']);
  });

  test('puts the space that a run begins with before it', () => {
    const [line] = lines([{ text: 'fett', bold: true }, { text: ' mager' }], 200);
    expect(line?.segments.map(({ continues }) => continues)).toEqual(['space', 'nothing']);
    expect(textOfLine(line as SetLine)).toBe('fett mager');
  });

  test('has no hyphens in addresses, where they would be taken for a part of them', () => {
    const style = { ...justified, hyphenate: true };
    for (const address of [
      'https://kundenbetreuung.example/verwaltungsgebuehren/erstattung?antrag=neu',
      'kundenbetreuung@versicherung.example',
    ]) {
      expect(texts(`Schreiben Sie an ${address} oder rufen Sie uns an.`, 110, style).filter((line) => line.endsWith('-'))).toEqual([]);
    }
    expect(texts('Kundenbetreuung/Verwaltungsgebühren', 60, style).some((line) => line.endsWith('-'))).toBe(true);
  });

  test('is hyphenated by the language of the run', () => {
    const german = texts([{ text: 'Rechnungsbetrag' }], 50);
    expect(german[0]).toMatch(/-$/);
    expect(typesetter.set([{ text: 'Rechnungsbetrag' }], ragged, 50, 'xx').lines.map(textOfLine)[0]).not.toMatch(/-$/);
  });

  test('indents its first line only', () => {
    const indented = typesetter.set([{ text: ALICE }], { ...ragged, firstIndent: 20 }, 200, 'de').lines;
    expect(indented[0]?.segments[0]?.xs[0]).toBe(20);
    expect(indented[1]?.segments[0]?.xs[0]).toBe(0);
  });

  test('can be centred and set to the right', () => {
    const right = typesetter.set([{ text: 'Tag' }], ragged, 100, 'de', 'right').lines[0];
    expect(right?.right).toBeCloseTo(100);
    const centred = typesetter.set([{ text: 'Tag' }], ragged, 100, 'de', 'center').lines[0];
    expect(centred?.segments[0]?.xs[0]).toBeCloseTo(100 - (centred?.right ?? 0));
  });

  test('with superscript is raised and smaller', () => {
    const [line] = lines([{ text: 'm' }, { text: '2', script: 'super' }], 100);
    const look = line?.segments[1]?.look;
    expect(look?.rise).toBeGreaterThan(2);
    expect(look?.size).toBeLessThan(7);
  });

  test('tells the characters that the font lacks', () => {
    expect(typesetter.set([{ text: 'für 漢' }], ragged, 100, 'de').missing).toBe('漢');
  });
});

describe('justified text', () => {
  test.each([
    ['optimal', justified],
    ['fast', justifiedFast],
  ])('ends at the right edge on every line but the last (%s)', (_, style) => {
    const set = lines(ALICE, 240, style);
    expect(set.length).toBeGreaterThan(3);
    for (const line of set.slice(0, -1)) expect(line.right).toBeCloseTo(240, 1);
    expect(set.at(-1)?.right).toBeLessThan(240);
  });

  test('is not stretched on a line that ends in a line feed', () => {
    expect(lines('kurz und\nlang', 240, justified)[0]?.right).toBeLessThan(60);
  });

  test('does not leave a short word alone on its last line where the others can spare one', () => {
    const source = 'We have sent you the following items and hope that you enjoy it.';
    const width = typesetter.measure([{ text: source.slice(0, -4) }], raggedOptimal, 'en').natural + 1;
    const last = (style: typeof ragged): string =>
      textOfLine(typesetter.set([{ text: source }], style, width, 'en').lines.at(-1) as SetLine);
    expect(last(ragged)).toBe('it.');
    expect(last(raggedOptimal)).toBe('enjoy it.');
  });

  test('looks more even when broken as a whole than line by line', () => {
    expect(unevenness(lines(ALICE, 180, justified), 180)).toBeLessThanOrEqual(unevenness(lines(ALICE, 180, justifiedFast), 180));
  });
});

/** Sum of the squared differences of the spaces from their natural width. */
function unevenness(set: readonly SetLine[], width: number): number {
  let sum = 0;
  for (const line of set.slice(0, -1)) {
    for (const { words, xs, look } of line.segments) {
      for (let i = 1; i < xs.length; i++) {
        const before = words[i - 1];
        const space = (xs[i] ?? 0) - (xs[i - 1] ?? 0) - (before?.width ?? 0) * look.scale;
        sum += ((space - look.space) / width) ** 2;
      }
    }
  }
  return sum;
}

const word = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    'Gewährleistungsbestimmungen',
    'E-Mail-Adresse',
    'und/oder',
    '10\u00a0000,50\u00a0€',
    'ab\u00adge\u00adteilt',
    '«',
    '»',
    '–',
    'x'.repeat(60),
  ),
);
const text = fc.array(word, { maxLength: 30 }).map((words) => words.join(' '));
const anyStyle = fc.constantFrom(ragged, raggedOptimal, justified, justifiedFast);

/** Text as it is compared: without what is not printed. */
const letters = (from: string): string =>
  from.replace(/[\s\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|\p{Variation_Selector}/gu, '');

describe('whatever the text', () => {
  test('nothing of it is lost', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 5, max: 500 }), anyStyle, (source, width, style) => {
        const paragraph = typesetter.set([{ text: source }], style, width, 'de');
        if (paragraph.missing === '') expect(letters(textOfLines(paragraph.lines))).toBe(letters(source));
      }),
      { numRuns: 300 },
    );
  });

  test('no line is wider than the measure, save for single characters', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 500 }), anyStyle, (source, width, style) => {
        for (const line of lines(source, width, style)) {
          const glyphs = line.segments.reduce((sum, { words }) => sum + words.reduce((n, { glyphs: g }) => n + g.length, 0), 0);
          if (glyphs > 1) expect(line.right).toBeLessThanOrEqual(width + 0.2);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('words of a line stand from left to right without touching', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 30, max: 300 }), anyStyle, (source, width, style) => {
        for (const line of lines(source, width, style)) {
          let right = 0;
          for (const { words, xs, look } of line.segments) {
            words.forEach((shaped, i) => {
              expect(xs[i]).toBeGreaterThanOrEqual(right - 0.01);
              right = (xs[i] ?? 0) + shaped.width * look.scale;
            });
          }
        }
      }),
    );
  });
});
