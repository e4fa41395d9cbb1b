import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createFontFace, harfBuzzFont } from '../../text/font-face.ts';
import { tinyCff, tinyType1 } from '../testing/tiny-fonts.ts';
import { parseCff } from './cff.ts';
import { parseFontProgram } from './font-program.ts';
import { parseTrueType } from './truetype.ts';
import { parseType1 } from './type1.ts';

const fontBytes = readFileSync(new URL(import.meta.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf')));

test('widths and glyphs of a TrueType font are those that HarfBuzz finds', async () => {
  const font = parseTrueType(fontBytes)!;
  const shaper = harfBuzzFont(await createFontFace('sans', fontBytes));
  const unicode = font.cmaps.find(({ platform, encoding }) => platform === 3 && encoding === 1)!;
  for (let code = 0x20; code < 0x500; code++) {
    const glyph = unicode.glyphOf(code);
    expect(glyph, `U+${code.toString(16)}`).toBe(shaper.glyph(code) ?? 0);
    expect(font.widthOf(glyph)).toBe(shaper.glyphHAdvance(glyph));
  }
});

test('a TrueType font tells which glyphs draw something, and what they are called', () => {
  const font = parseTrueType(fontBytes)!;
  const unicode = font.cmaps.find(({ platform, encoding }) => platform === 3 && encoding === 1)!;
  expect(font.hasOutlines).toBe(true);
  expect(font.isDrawn(unicode.glyphOf(0x41))).toBe(true);
  expect(font.isDrawn(unicode.glyphOf(0x20))).toBe(false);
  expect(font.isDrawn(font.glyphCount + 5)).toBe(false);
  if (font.glyphNamed) expect(font.glyphNamed('A')).toBe(unicode.glyphOf(0x41));
});

test('a Type 1 font tells its glyphs, widths and encoding', () => {
  const font = parseType1(tinyType1({ A: 722, germandbls: 500, 'a.alt': 1200 }))!;
  expect(font.names).toEqual(['.notdef', 'A', 'germandbls', 'a.alt']);
  expect(['A', 'germandbls', 'a.alt', 'B'].map(font.widthOf)).toEqual([722, 500, 1200, null]);
  expect(font.encoding.slice(65, 69)).toEqual(['A', 'germandbls', 'a.alt', undefined]);
});

test('a CFF font tells names and widths, told and by default', () => {
  const font = parseCff(tinyCff({ a: 722, b: undefined }))!;
  expect(font.names).toEqual(['.notdef', 'A', 'B']);
  expect([0, 1, 2, 3].map(font.widthOf)).toEqual([100, 722, 600, null]);
  expect(font.glyphNamed('B')).toBe(2);
  expect(font.encoding[65]).toBe('A');
});

test('a CID-keyed CFF font tells its collection, and glyphs by CID', () => {
  const font = parseCff(tinyCff({ a: 1000, b: 250, cidKeyed: true }))!;
  expect(font.collection).toEqual({ registry: 'Adobe', ordering: 'Japan1', supplement: 6 });
  expect([0, 10, 20, 1].map(font.glyphOfCid)).toEqual([0, 1, 2, undefined]);
  expect([1, 2].map(font.widthOf)).toEqual([1000, 250]);
});

test('fonts are known by their bytes', () => {
  expect(parseFontProgram(fontBytes)?.kind).toBe('truetype');
  expect(parseFontProgram(tinyType1({ A: 1 }))?.kind).toBe('type1');
  expect(parseFontProgram(tinyCff({ a: 1, b: 2 }))?.kind).toBe('cff');
  expect(parseFontProgram(new Uint8Array([1, 2, 3]))).toBeNull();
});

/** A sequence of numbers that looks random and is always the same. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

test('broken fonts are read as far as they go and never throw', () => {
  const random = numbers(7);
  const small = [
    tinyType1({ A: 722, B: 300 }),
    tinyCff({ a: 1, b: 2 }),
    tinyCff({ a: 1, b: 2, cidKeyed: true }),
    fontBytes.subarray(0, 6000),
  ];
  for (const font of small)
    for (let round = 0; round < 300; round++) {
      const broken = Uint8Array.from(font);
      for (let step = 0; step < 4; step++) broken[random.next().value % broken.length] = random.next().value;
      const program = parseFontProgram(broken.subarray(0, 1 + (random.next().value % broken.length)));
      if (program?.kind === 'type1') for (const name of program.names) program.widthOf(name);
      if (program?.kind === 'cff') for (let glyph = 0; glyph < 5; glyph++) program.widthOf(glyph);
      if (program?.kind === 'truetype')
        for (const table of program.cmaps) for (const code of [0, 65, 0xf041, 0x1f600]) program.widthOf(table.glyphOf(code));
    }
});
