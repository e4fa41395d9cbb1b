import type { FontFace } from '../../../text/font-face.ts';
import { EmbeddedFont, trueTypeOf } from '../embedded-font.ts';
import { characterMap } from './character-map.ts';

/**
 * What people type into a form: the letters of all European languages and of Vietnamese, Hebrew, figures, punctuation and currency
 * signs. First and last characters of stretches.
 */
const TYPED = [
  [0x20, 0x7e], // Basic Latin
  [0xa0, 0x17f], // Latin-1, Latin Extended-A
  [0x18f, 0x192],
  [0x1a0, 0x1b0], // Vietnamese
  [0x1cd, 0x1dc], // Pinyin
  [0x218, 0x21b], // Romanian
  [0x259, 0x259],
  [0x2bc, 0x2dd], // accents by themselves
  [0x384, 0x3ce], // Greek
  [0x400, 0x45f], // Cyrillic
  [0x490, 0x4d9],
  [0x5d0, 0x5ea], // Hebrew
  [0x1e80, 0x1e85], // Welsh
  [0x1e9e, 0x1e9e],
  [0x1ea0, 0x1ef9], // Vietnamese
  [0x2010, 0x2026],
  [0x2030, 0x203a],
  [0x2044, 0x2044],
  [0x20a0, 0x20bf], // currencies
  [0x2113, 0x2122],
  [0x2212, 0x2212],
] as const;

/**
 * A face as a font that viewers can type with. The subsets that text is set in will not do, since they lack letters. Viewers find
 * the code of a letter by the map to Unicode, which gives every code one letter; some look into the font's own map.
 */
export function typingFont(face: FontFace, first: number): Uint8Array[] {
  const font = trueTypeOf(face);
  const typing = new EmbeddedFont(face, '');
  const codes = new Map<number, number>();
  for (const [from, to] of TYPED) {
    for (let character = from; character <= to; character++) {
      const glyph = font.glyphOf(character);
      if (glyph !== 0) codes.set(character, typing.addAs(glyph, String.fromCodePoint(character)));
    }
  }
  return typing.objects(first, { best: true, tables: [['cmap', characterMap(codes)]] });
}
