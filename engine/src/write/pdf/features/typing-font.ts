import { deflate, latin1, sha256 } from '#runtime';
import type { FontFace } from '../../../text/font-face.ts';
import { trueTypeOf } from '../embedded-font.ts';
import { packFont, subsetTrueType } from '../font-subset.ts';
import { streamObject } from '../objects.ts';

/** Objects of a font for typing: the font, its descriptor, its file. */
export const OBJECTS_PER_TYPING_FONT = 3;

/** Unicode of the codes 0x80 to 0x9f of Windows code page 1252, which PDF calls WinAnsiEncoding; 0 where there is none. */
const HIGH = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0, 0x2018, 0x2019,
  0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
];
const FIRST_CODE = 32;

/** Unicode of a code of WinAnsiEncoding, 0 where there is none. */
const unicodeOf = (code: number): number => (code >= 0x80 && code <= 0x9f ? HIGH[code - 0x80]! : code === 0x7f ? 0 : code);

/**
 * A face as a font that viewers can type with: every letter of Western Europe, one byte a letter. The subsets that text is set
 * in will not do: they lack letters, and their codes mean nothing to a keyboard.
 */
export function typingFont(face: FontFace, first: number): Uint8Array[] {
  const font = trueTypeOf(face);
  const glyphs = [0];
  const codes = new Map<number, number>();
  const widths: number[] = [];
  const perUnit = 1000 / font.unitsPerEm;
  for (let code = FIRST_CODE; code < 256; code++) {
    const unicode = unicodeOf(code);
    const glyph = unicode === 0 ? 0 : font.glyphOf(unicode);
    if (glyph !== 0) codes.set(unicode, glyphs.push(glyph) - 1);
    widths.push(glyph === 0 ? 0 : Math.round(font.advance(glyph) * perUnit * 100) / 100);
  }
  const subset = subsetTrueType(font, glyphs);
  const file = packFont(subset, [['cmap', characterMap(codes)]]);
  const name = `${tag(file)}+${font.postScriptName}`;
  const scale = (units: number): number => Math.round(units * perUnit);
  const descriptor =
    `<</Type/FontDescriptor/FontName/${name}/Flags 32/FontBBox[${font.box.map(scale).join(' ')}]/ItalicAngle ${font.italicAngle}` +
    `/Ascent ${scale(face.ascender)}/Descent ${scale(face.descender)}/CapHeight ${scale(face.capHeight)}/StemV 80/FontFile2 ${first + 2} 0 R>>`;
  return [
    latin1(
      `${first} 0 obj\n<</Type/Font/Subtype/TrueType/BaseFont/${name}/Encoding/WinAnsiEncoding/FirstChar ${FIRST_CODE}/LastChar 255/Widths[${widths.join(' ')}]/FontDescriptor ${first + 1} 0 R>>\nendobj\n`,
    ),
    latin1(`${first + 1} 0 obj\n${descriptor}\nendobj\n`),
    streamObject(first + 2, `/Length1 ${file.length}/Filter/FlateDecode`, deflate(file, true)),
  ];
}

/** A table `cmap` with one subtable of format 4 for Windows Unicode, one segment a character. */
function characterMap(codes: ReadonlyMap<number, number>): Uint8Array {
  const characters = [...codes.keys()].sort((a, b) => a - b);
  const segments = characters.length + 1;
  const length = 16 + segments * 8;
  const table = new Uint8Array(12 + length);
  const view = new DataView(table.buffer);
  const power = 2 ** Math.floor(Math.log2(segments));
  const head = [0, 1, 3, 1, 0, 12, 4, length, 0, segments * 2, power * 2, Math.log2(power), (segments - power) * 2];
  head.forEach((value, i) => {
    view.setUint16(i * 2, value);
  });
  const ends = 26;
  const starts = ends + segments * 2 + 2;
  for (let i = 0; i < segments; i++) {
    const character = characters[i] ?? 0xffff;
    const glyph = codes.get(character) ?? 0;
    view.setUint16(ends + i * 2, character);
    view.setUint16(starts + i * 2, character);
    view.setUint16(starts + segments * 2 + i * 2, (glyph - character + (glyph === 0 ? 0x10000 : 0)) & 0xffff);
  }
  return table;
}

const tag = (file: Uint8Array): string => [...sha256([file]).subarray(0, 6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('');
