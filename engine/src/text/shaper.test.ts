import { describe, expect, test } from 'vitest';
import { createFontFace, FontError } from './font-face.ts';
import { Shaper } from './shaper.ts';
import { fontBytes, sampleFace } from './testing/sample-type.ts';

const face = await sampleFace();
const shaper = new Shaper();
const plain = shaper.typeface(face, {}, 'en');

describe('a font face', () => {
  test('has the metrics of its tables', () => {
    expect(face).toMatchObject({ unitsPerEm: 1000, ascender: 1024, descender: -400, capHeight: 660, xHeight: 486 });
    expect(face.underlinePosition).toBeLessThan(0);
    expect(face.has(0x20ac)).toBe(true);
    expect(face.has(0x6f22)).toBe(false);
  });

  test('is refused when the bytes are no TrueType font', async () => {
    await expect(createFontFace('logo', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0, 0, 0, 0]))).rejects.toThrow(FontError);
    await expect(createFontFace('none', new Uint8Array())).rejects.toThrow('no TrueType file');
    const noOutlines = new Uint8Array(12);
    noOutlines.set([0, 1, 0, 0]);
    await expect(createFontFace('empty', noOutlines)).rejects.toThrow('no TrueType outlines');
  });

  test.each(['hhea', 'OS/2', 'post'])('is refused where its table %s is cut short', async (tag) => {
    const bytes = Uint8Array.from(fontBytes('400Regular/SourceSans3_400Regular.ttf'));
    const entry = new TextDecoder('latin1').decode(bytes.subarray(0, 400)).indexOf(tag);
    new DataView(bytes.buffer).setUint32(entry + 12, 5);
    await expect(createFontFace('cut', bytes)).rejects.toThrow(`table ${tag} has 5 bytes`);
  });

  test.each([
    ['OTTO', 'PostScript'],
    ['ttcf', 'collection'],
    ['wOF2', 'packed for web pages'],
  ])('of format %s is refused with what to do instead', async (signature, why) => {
    const bytes = new Uint8Array(100);
    bytes.set(new TextEncoder().encode(signature));
    await expect(createFontFace('brand', bytes)).rejects.toThrow(why);
  });

  test('may be one of several bytes arrays with an offset', async () => {
    const bytes = fontBytes('400Regular/SourceSans3_400Regular.ttf');
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect((await createFontFace('shifted', shifted.subarray(3))).unitsPerEm).toBe(1000);
  });
});

describe('shaping', () => {
  test('kerns', () => {
    const sum = shaper.shape(plain, 'A').width + shaper.shape(plain, 'V').width;
    expect(shaper.shape(plain, 'AV').width).toBeLessThan(sum);
    const unkerned = shaper.typeface(face, { kern: 0 }, 'en');
    expect(shaper.shape(unkerned, 'AV').width).toBe(sum);
  });

  test('joins ligatures and says which letters they stand for', () => {
    const word = shaper.shape(plain, 'Schifffahrt');
    expect(word.glyphs.length).toBeLessThan(11);
    expect([...word.clusters]).toEqual([...word.clusters].sort((a, b) => a - b));
    expect(shaper.shape(shaper.typeface(face, { liga: 0 }, 'en'), 'Schifffahrt').glyphs.length).toBe(11);
  });

  test('gives all digits one width with tabular figures', () => {
    const tabular = shaper.typeface(face, { tnum: 1 }, 'en');
    const widths = new Set([...'0123456789'].map((digit) => shaper.shape(tabular, digit).width));
    expect(widths.size).toBe(1);
  });

  test('happens once per word, typeface and features', () => {
    const first = shaper.shape(plain, 'Rechnung');
    expect(shaper.shape(plain, 'Rechnung')).toBe(first);
    expect(shaper.shape(shaper.typeface(face, {}, 'en'), 'Rechnung')).toBe(first);
    expect(shaper.shape(shaper.typeface(face, { tnum: 1 }, 'en'), 'Rechnung')).not.toBe(first);
  });

  test('counts how often the cache helped', () => {
    const counted = new Shaper();
    const typeface = counted.typeface(face, {}, 'de');
    for (let i = 0; i < 10; i++) counted.shape(typeface, 'immer');
    expect(counted.statistics).toEqual({ typefaces: 1, words: 1, hits: 9, misses: 1, hitRate: 0.9 });
  });

  test('puts a question mark where a character has no glyph, and says which', () => {
    const word = shaper.shape(plain, 'a漢b😀');
    expect(word.text).toBe('a?b?');
    expect(word.missing).toBe('漢😀');
    expect(shaper.shape(plain, 'ab').missing).toBeUndefined();
  });

  test('leaves out what is never drawn', () => {
    const word = shaper.shape(plain, 'So\u00adft\u200b\u2060\ufe0f');
    expect(word.text).toBe('Soft');
    expect(word.missing).toBeUndefined();
  });

  test('takes a very long word without losing a letter', () => {
    const word = shaper.shape(plain, 'x'.repeat(10_000));
    expect(word.glyphs.length).toBe(10_000);
    expect(word.clusters.at(-1)).toBe(9_999);
  });
});
