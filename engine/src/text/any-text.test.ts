import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Run } from '../resolve/resolved.ts';
import { createFontFace } from './font-face.ts';
import { type SetLine, textOfSegment } from './set-lines.ts';
import { fontBytes, sampleStyle, sampleTypesetter } from './testing/sample-type.ts';
import type { TextStyle } from './text-style.ts';

const family = async (file: string) => {
  const face = await createFontFace(file, fontBytes(file, '@expo-google-fonts/'));
  return { regular: face, bold: face, italic: face, boldItalic: face };
};
const fallbacks = [
  await family('noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'),
  await family('noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf'),
];
const plain = await sampleStyle({ align: 'start' });
const base: TextStyle = { ...plain, faces: { ...plain.faces, fallbacks } };
const tabStops = [
  { at: 40, align: 'decimal' as const, leader: '.' },
  { at: 90, align: 'right' as const, leader: '' },
  { at: 120, align: 'center' as const, leader: '-' },
];
const STYLES: readonly TextStyle[] = [
  base,
  { ...base, align: 'justify', lineBreaking: 'optimal' },
  { ...base, align: 'justify', justification: { shrink: 0.1, stretch: 0.3, glyphs: 0.02 } },
  { ...base, lineBreaking: 'optimal', breaking: { looseness: 1, hyphensInARow: 1, lastLine: 40 } },
  { ...base, direction: 'rtl', align: 'end', firstIndent: 15 },
  { ...base, tracking: 50, align: 'center' },
  { ...base, tabStops },
];
const typesetter = await sampleTypesetter();

const ALPHABETS = [
  'שלום עולם',
  'السلام عليكم',
  'Ελληνικά',
  'Кириллица',
  'Grüße éà',
  '漢字かな。「',
  '\t',
  '\n',
  ' ',
  '\u00ad',
  '\u00a0',
  '\u202f',
  '\u2060',
];
const SIGNS = [
  '(',
  ')',
  '«',
  '»',
  '1.234,50',
  '€',
  '-',
  '–',
  '\u200f',
  '\u202b',
  '\u2067',
  '\u2069',
  '\u202e',
  '\u202c',
  '👨‍👩‍👧',
  '🇩🇪',
  'e\u0301',
  'שָׁ',
  'مُ',
];
const piece = fc.oneof(
  fc.constantFrom(...ALPHABETS, ...SIGNS),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ maxLength: 12 }),
);
const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
const run = fc.record({ text, smallcaps: fc.boolean(), bold: fc.boolean() });
const runs = fc.oneof(
  text.map((source) => [{ text: source }]),
  fc.array(run, { maxLength: 3 }),
);
/** By number, so that a counterexample does not print a font. */
const style = fc.record({ number: fc.constantFrom(...STYLES.keys()) });
const language = fc.constantFrom('de', 'ar', 'he', 'ja', 'en');

/** Text as it is compared: without what is not printed. */
const letters = (from: string): string =>
  from.replace(/[\s\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|\p{Variation_Selector}/gu, '').normalize('NFKC');

/** What the lines say in reading order, without the hyphens of line breaks. */
const readText = (lines: readonly SetLine[]): string =>
  lines
    .flatMap(({ segments }) =>
      segments.map((segment) => (segment.continues === 'hyphenated' ? textOfSegment(segment).slice(0, -1) : textOfSegment(segment))),
    )
    .join(' ');

const glyphsOf = ({ segments }: SetLine): number =>
  segments.reduce((sum, { words }) => sum + words.reduce((n, { glyphs }) => n + glyphs.length, 0), 0);

describe('whatever the text, its scripts and its style', () => {
  test('nothing of it is lost, and it is read in its order', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 400 }), style, language, (source, width, { number }, tag) => {
        const chosen = STYLES[number] as TextStyle;
        const { lines, missing } = typesetter.set(source, chosen, width, tag);
        if (missing === '') expect(letters(readText(lines))).toBe(letters(source.map((each) => each.text).join('')));
      }),
      { numRuns: 600 },
    );
  });

  test('no line is wider than the measure, save for single characters', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 60, max: 400 }), style, language, (source, width, { number }, tag) => {
        const chosen = STYLES[number] as TextStyle;
        for (const line of typesetter.set(source, chosen, width, tag).lines) {
          const left = Math.min(0, ...line.segments.flatMap(({ xs }) => xs));
          if (glyphsOf(line) > 3) {
            expect(line.right).toBeLessThanOrEqual(width + 0.3 + chosen.tracking);
            expect(left).toBeGreaterThanOrEqual(-0.3 - chosen.tracking);
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  test('words of a line do not lie on each other', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(runs, fc.integer({ min: 60, max: 400 }), style, language, (source, width, { number }, tag) => {
        const chosen = STYLES[number] as TextStyle;
        for (const { segments } of typesetter.set(source, chosen, width, tag).lines) {
          const boxes = segments.flatMap(({ words, xs, look, stretch }) =>
            words
              .map((word, i) => [xs[i] ?? 0, (xs[i] ?? 0) + word.width * look.scale * stretch] as const)
              .filter(([left, right]) => right > left),
          );
          boxes.sort((a, b) => a[0] - b[0]);
          for (let i = 1; i < boxes.length; i++) expect(boxes[i]?.[0]).toBeGreaterThanOrEqual((boxes[i - 1]?.[1] ?? 0) - 0.05);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('the result is the same each time', { timeout: 60_000 }, async () => {
    const other = await sampleTypesetter();
    const facts = ({ lines }: { lines: readonly SetLine[] }) =>
      JSON.stringify(
        lines.map(({ segments, right }) => [
          right,
          segments.map(({ xs, words, stretch }) => [xs, words.map((word) => word.text), stretch]),
        ]),
      );
    fc.assert(
      fc.property(runs, fc.integer({ min: 1, max: 400 }), style, language, (source: Run[], width, { number }, tag) => {
        const chosen = STYLES[number] as TextStyle;
        expect(facts(other.set(source, chosen, width, tag))).toBe(facts(typesetter.set(source, chosen, width, tag)));
      }),
      { numRuns: 150 },
    );
  });
});

describe('hostile text', () => {
  const long = 40_000;
  test.each([
    ['marks that turn text round', '\u2067'.repeat(long)],
    ['nested marks and letters', '\u2067א'.repeat(long / 2)],
    ['brackets in Hebrew', `א${'('.repeat(long)}`],
    ['brackets that pair', `א${'()'.repeat(long / 2)}`],
    ['accents upon accents', `a${'\u0301'.repeat(long)}`],
    ['ideographs', '漢'.repeat(long)],
    ['tabs', 'a\t'.repeat(long / 2)],
    ['line breaks', '\n'.repeat(long)],
    ['soft hyphens', 'a\u00ad'.repeat(long / 2)],
    ['no-break spaces', 'a\u00a0'.repeat(long / 2)],
    ['Arabic without spaces', 'سلام'.repeat(long / 4)],
    ['joined emoji', '👨\u200d'.repeat(long / 3)],
    ['digits', '1'.repeat(long)],
    ['letters and Hebrew in turn', 'aא'.repeat(long / 2)],
  ])('of %s is set in the end', { timeout: 60_000 }, (_, source) => {
    for (const chosen of [STYLES[0], STYLES[1], STYLES[6]])
      expect(typesetter.set([{ text: source }], chosen as TextStyle, 300, 'de').lines.length).toBeGreaterThan(0);
  });
});

const NAUGHTY = '/work/shared/data/naughty-strings/blns.json';

describe.skipIf(!existsSync(NAUGHTY))('the big list of naughty strings (skipped where it is not there)', () => {
  test('is set in every style, and nothing is lost', { timeout: 60_000 }, () => {
    for (const source of JSON.parse(readFileSync(NAUGHTY, 'utf8')) as string[]) {
      for (const chosen of STYLES) {
        for (const width of [8, 200]) {
          const { lines, missing } = typesetter.set([{ text: source }], chosen, width, 'de');
          if (missing === '') expect(letters(readText(lines)), source).toBe(letters(source));
        }
      }
    }
  });
});
