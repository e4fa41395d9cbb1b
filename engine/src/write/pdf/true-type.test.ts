import { describe, expect, test } from 'vitest';
import { fontBytes } from '../../text/testing/sample-type.ts';
import { readTrueType } from './true-type.ts';

const sound = fontBytes('400Regular/SourceSans3_400Regular.ttf');
const ENTRY = 16;

/** Where a table stands in the file. */
function offsetOf(tag: string, font: Uint8Array): number {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  for (let entry = 12; entry < 12 + ENTRY * view.getUint16(4); entry += ENTRY) {
    if (String.fromCharCode(...font.subarray(entry, entry + 4)) === tag) return view.getUint32(entry + 8);
  }
  throw new Error(`no table ${tag}`);
}

/** The font with all subtables of its character map replaced by one, which stands at the end of the file. */
function withCharacterMap(...words: readonly number[]): Uint8Array {
  const font = new Uint8Array(sound.length + words.length * 2);
  font.set(sound);
  const view = new DataView(font.buffer);
  words.forEach((word, i) => {
    view.setUint16(sound.length + i * 2, word);
  });
  const cmap = offsetOf('cmap', font);
  for (let record = cmap + 4; record < cmap + 4 + 8 * view.getUint16(cmap + 2); record += 8)
    view.setUint32(record + 4, sound.length - cmap);
  return font;
}

describe('the character map of a font', () => {
  test('gives the glyphs of characters', () => {
    expect(readTrueType(sound).glyphOf(0x41)).toBeGreaterThan(0);
    expect(readTrueType(sound).glyphOf(0x6f22)).toBe(0);
  });

  test.each([
    ['format 12 counts more groups than there are', [12, 0, 0, 28, 0, 0, 0xffff, 0xffff, 0, 0, 0, 0, 0, 7]],
    ['format 4 counts more segments than there are', [4, 32, 0, 0xfffe, 0, 0, 0, 0xffff]],
    ['format 4 leads to a glyph outside of the file', [4, 24, 0, 2, 0, 0, 0, 0xffff, 0, 0, 0, 0xff00]],
  ])('where %s, gives none', (_, words) => {
    const font = readTrueType(withCharacterMap(...words));
    expect([0x20, 0x41, 0xfffe, 0x1f600].map((character) => font.glyphOf(character))).toEqual([0, 0, 0, 0]);
  });
});
