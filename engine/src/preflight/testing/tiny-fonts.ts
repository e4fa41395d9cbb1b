/** Small font programs for tests. */

/** The cipher of Type 1 fonts. */
function encrypted(plain: Uint8Array, key: number, skip: number): Uint8Array {
  const padded = Uint8Array.from([...new Array(skip).fill(0x2a), ...plain]);
  let state = key;
  return padded.map((byte) => {
    const cipher = byte ^ (state >> 8);
    state = ((cipher + state) * 52845 + 22719) & 0xffff;
    return cipher;
  });
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** A Type 1 number in a charstring. */
function number(value: number): number[] {
  if (value >= -107 && value <= 107) return [value + 139];
  if (value >= 108 && value <= 1131) return [247 + ((value - 108) >> 8), (value - 108) & 255];
  return [255, (value >> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** A Type 1 font whose glyphs are empty and as wide as told; codes from 65 on stand for them in order. */
export function tinyType1(widths: Readonly<Record<string, number>>): Uint8Array {
  const names = Object.keys(widths);
  const encoding = names.map((name, index) => `dup ${65 + index} /${name} put`).join('\n');
  const clear = `%!PS-AdobeFont-1.0: Tiny\n/FontMatrix [0.001 0 0 0.001 0 0] readonly def\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n${encoding}\nreadonly def\ncurrentfile eexec\n`;
  const glyphs = Object.entries({ '.notdef': 500, ...widths }).map(([name, width]) => {
    const code = encrypted(Uint8Array.from([...number(0), ...number(width), 13, 14]), 4330, 4);
    return `/${name} ${code.length} RD ${text(code)} ND\n`;
  });
  const secret = `dup /Private 8 dict dup begin\n/lenIV 4 def\n2 index /CharStrings ${glyphs.length} dict dup begin\n${glyphs.join('')}end\nend\n`;
  return Uint8Array.from([...latin1(clear), ...encrypted(latin1(secret), 55665, 4), ...latin1(`\n${'0'.repeat(64)}\ncleartomark\n`)]);
}

/** An INDEX of a CFF font. */
function index(items: readonly (readonly number[])[]): number[] {
  if (items.length === 0) return [0, 0];
  const offsets = [1];
  for (const item of items) offsets.push(offsets.at(-1)! + item.length);
  return [items.length >> 8, items.length & 255, 2, ...offsets.flatMap((offset) => [offset >> 8, offset & 255]), ...items.flat()];
}

const word = (value: number): number[] => [28, (value >> 8) & 255, value & 255];

/**
 * A CFF font with the glyphs .notdef (100 wide), A and B (as wide as told; 600 by default of the private dictionary).
 * @param cidKeyed gives it CIDs 0, 10 and 20 instead of names
 */
export function tinyCff({ a, b, cidKeyed = false }: { a: number; b: number | undefined; cidKeyed?: boolean }): Uint8Array {
  // Widths are told as difference to nominalWidthX, which is 500; 139 is the operand 0 of rmoveto.
  const glyph = (width: number | undefined): number[] => [...(width === undefined ? [] : word(width - 500)), 139, 139, 21, 14];
  const header = [1, 0, 4, 2];
  const strings = cidKeyed ? index([[...latin1('Adobe')], [...latin1('Japan1')]]) : index([]);
  const charstrings = index([glyph(100), glyph(a), glyph(b)]);
  const charset = cidKeyed ? [0, 0, 10, 0, 20] : [0, 0, 34, 0, 35];
  const privateDict = [...word(600), 20, ...word(500), 21];
  const before = [...header, ...index([[...latin1('Tiny')]])];
  // All operands are three bytes long, so that offsets do not change the length.
  const topLength = (cidKeyed ? 3 * 3 + 2 : 0) + 4 + 4 + (cidKeyed ? 5 + 5 : 7);
  const charsetAt = before.length + 2 + 1 + 4 + topLength + strings.length + 2;
  const charstringsAt = charsetAt + charset.length;
  const privateAt = charstringsAt + charstrings.length;
  const fontDicts = index([[...word(privateDict.length), ...word(privateAt), 18]]);
  const fontDictsAt = privateAt + privateDict.length;
  const select = [0, 0, 0, 0];
  const top = [
    ...(cidKeyed ? [...word(391), ...word(392), ...word(6), 12, 30] : []),
    ...[...word(charsetAt), 15, ...word(charstringsAt), 17],
    ...(cidKeyed
      ? [...word(fontDictsAt), 12, 36, ...word(fontDictsAt + fontDicts.length), 12, 37]
      : [...word(privateDict.length), ...word(privateAt), 18]),
  ];
  const tail = [...charset, ...charstrings, ...privateDict, ...(cidKeyed ? [...fontDicts, ...select] : [])];
  return Uint8Array.from([...before, ...index([top]), ...strings, ...index([]), ...tail]);
}
