import { describe, expect, test } from 'vitest';
import type { Run } from '../resolve/resolved.ts';
import { createFontFace } from './font-face.ts';
import { type SetLine, textOfSegment } from './set-lines.ts';
import { fontBytes, sampleStyle, sampleTypesetter } from './testing/sample-type.ts';
import type { TextStyle } from './text-style.ts';

const family = async (name: string, file: string) => {
  const face = await createFontFace(name, fontBytes(`${name}/${file}`, ''));
  return { regular: face, bold: face, italic: face, boldItalic: face };
};
const hebrew = await family('@expo-google-fonts/noto-sans-hebrew', '400Regular/NotoSansHebrew_400Regular.ttf');
const arabic = await family('@expo-google-fonts/noto-naskh-arabic', '400Regular/NotoNaskhArabic_400Regular.ttf');
const typesetter = await sampleTypesetter();
const latin = await sampleStyle({ align: 'start' });
const style: TextStyle = { ...latin, faces: { ...latin.faces, fallbacks: [hebrew, arabic] } };

const lines = (text: string | readonly Run[], width = 400, language = 'he', more: Partial<TextStyle> = {}): readonly SetLine[] =>
  typesetter.set(typeof text === 'string' ? [{ text }] : text, { ...style, ...more }, width, language).lines;

/** The line as it is seen, from left to right. */
const seen = (line: SetLine | undefined): string =>
  [...(line?.segments ?? [])]
    .flatMap(({ words, xs }) => words.map((word, i) => ({ x: xs[i] ?? 0, text: word.text })))
    .sort((a, b) => a.x - b.x)
    .map(({ text }) => text)
    .join(' ');

/** The line as it is read. */
const read = (line: SetLine | undefined): string => (line?.segments ?? []).map(textOfSegment).join('|');

describe('a Hebrew paragraph', () => {
  test('begins at the right, its words one to the left of the other', () => {
    const [line] = lines('שלום עולם טוב');
    expect(seen(line)).toBe('טוב עולם שלום');
    expect(read(line)).toBe('שלום עולם טוב');
    expect(line?.right).toBeCloseTo(400);
  });

  test('has its Latin words and numbers from left to right in between', () => {
    const [line] = lines('שלום High Street 15 עולם');
    expect(seen(line)).toBe('עולם High Street 15 שלום');
    expect(seen(lines('סכום: 1.234,50 €')[0])).toBe('€ 1.234,50 סכום:');
  });

  test('is broken before it is turned', () => {
    const set = lines('אחת שתיים שלוש ארבע', 60);
    expect(set.length).toBeGreaterThan(1);
    expect(set.map(read).join(' ')).toBe('אחת שתיים שלוש ארבע');
    for (const line of set) expect(line.right).toBeCloseTo(60);
  });

  test('mirrors its brackets', () => {
    // What opens at the right looks as what closes in Latin.
    const shaped = typesetter.shaper.shape(typesetter.shaper.typeface(hebrew.regular, {}, 'he', { rightToLeft: true }), '(א)');
    expect(shaped.glyphs[0]).toBe(hebrewGlyph('('));
    expect(shaped.glyphs[2]).toBe(hebrewGlyph(')'));
  });

  test('is justified up to its last line, which begins at the right too', () => {
    const set = lines('אחת שתיים שלוש ארבע חמש שש שבע שמונה תשע עשר', 100, 'he', { align: 'justify' });
    for (const line of set) expect(line.right).toBeCloseTo(100, 1);
    for (const line of set.slice(0, -1)) expect(Math.min(...line.segments.flatMap(({ xs }) => xs))).toBeCloseTo(0, 1);
    expect(Math.min(...(set.at(-1)?.segments.flatMap(({ xs }) => xs) ?? []))).toBeGreaterThan(5);
  });

  test('in an English letter begins at the right as well, and an English one in a Hebrew letter keeps its order', () => {
    expect(lines('שלום', 400, 'en')[0]?.right).toBeCloseTo(400);
    const [line] = lines('12 High Street', 400, 'he');
    expect(seen(line)).toBe('12 High Street');
    expect(line?.right).toBeCloseTo(400);
  });

  test('keeps to the edge that the style names', () => {
    expect(lines('שלום', 400, 'he', { align: 'left' })[0]?.segments[0]?.xs[0]).toBeCloseTo(0);
    expect(lines('שלום', 400, 'he', { align: 'end' })[0]?.segments[0]?.xs[0]).toBeCloseTo(0);
  });
});

describe('an Arabic paragraph', () => {
  test('joins its letters', () => {
    const [line] = lines('سلام', 400, 'ar');
    const joined = [...(line?.segments[0]?.words[0]?.glyphs ?? [])];
    const alone = [...'سلام'].flatMap((letter) => [...typesetter.shaper.shape(rightToLeft(), letter).glyphs]);
    expect(joined.length).toBeGreaterThan(1);
    expect(joined).not.toEqual(alone.reverse());
  });

  test('says of every glyph which letter it stands for, from right to left, vowels going with their letters', () => {
    const word = typesetter.shaper.shape(rightToLeft(), 'مُحَمَّد');
    expect([...word.clusters]).toEqual([...word.clusters].sort((a, b) => b - a));
    expect([...new Set(word.clusters)]).toEqual([7, 4, 2, 0]);
  });
});

const rightToLeft = () => typesetter.shaper.typeface(arabic.regular, {}, 'ar', { rightToLeft: true });
const hebrewGlyph = (character: string) =>
  typesetter.shaper.shape(typesetter.shaper.typeface(hebrew.regular, {}, 'he'), character).glyphs[0];
