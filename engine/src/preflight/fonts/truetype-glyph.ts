import { encodingNamed, textOfGlyphName } from './glyph-names.ts';
import type { TrueTypeFont } from './truetype.ts';

/** A code to be shown in a simple TrueType font. */
export interface TrueTypeCode {
  readonly code: number;
  /** The name that the font dictionary's encoding gives it. */
  readonly name: string | undefined;
  readonly isSymbolic: boolean;
  readonly hasEncoding: boolean;
}

/** Names in Macintosh Roman that PDF's MacRomanEncoding lacks (ISO 32000-1, 9.6.6.4, table 115). */
const macAdditions: Readonly<Record<string, number>> = {
  notequal: 173,
  infinity: 176,
  lessequal: 178,
  greaterequal: 179,
  partialdiff: 182,
  summation: 183,
  product: 184,
  pi: 185,
  integral: 186,
  Omega: 189,
  radical: 195,
  approxequal: 197,
  Delta: 198,
  lozenge: 215,
  Euro: 219,
  apple: 240,
};

let macCodes: Map<string, number> | undefined;

/**
 * The glyph of a code by the rules of ISO 32000-1, 9.6.6.4: names through the Unicode or Macintosh `cmap` or the `post` table for
 * non-symbolic fonts, codes through the symbol or Macintosh `cmap` for symbolic ones.
 * @returns 0 (`.notdef`) where none is found.
 */
export function glyphInTrueType(font: TrueTypeFont, shown: TrueTypeCode): number {
  if (!shown.isSymbolic) return byName(font, shown) || (shown.hasEncoding ? 0 : byCode(font, shown.code));
  return byCode(font, shown.code) || (shown.hasEncoding ? byName(font, shown) : 0);
}

function byName(font: TrueTypeFont, { name }: TrueTypeCode): number {
  if (name === undefined || name === '.notdef') return 0;
  const unicode = font.cmaps.find((table) => table.platform === 3 && table.encoding === 1);
  const mac = font.cmaps.find((table) => table.platform === 1 && table.encoding === 0);
  const text = textOfGlyphName(name);
  const throughUnicode = unicode && text !== null ? unicode.glyphOf(text.codePointAt(0)!) : 0;
  if (throughUnicode) return throughUnicode;
  const macCode = macCodeOf(name);
  const throughMac = mac && macCode !== undefined ? mac.glyphOf(macCode) : 0;
  return throughMac || (font.glyphNamed?.(name) ?? 0);
}

function macCodeOf(name: string): number | undefined {
  macCodes ??= new Map([
    ...Object.entries(macAdditions),
    ...encodingNamed('MacRomanEncoding').flatMap((own, code) => (own ? [[own, code] as const] : [])),
    ['space', 32] as const,
  ]);
  return macCodes.get(name);
}

function byCode(font: TrueTypeFont, code: number): number {
  const symbol = font.cmaps.find((table) => table.platform === 3 && table.encoding === 0);
  if (symbol) {
    for (const page of [0xf000, 0, 0xf100, 0xf200]) {
      const glyph = symbol.glyphOf(page + code);
      if (glyph) return glyph;
    }
  }
  const mac = font.cmaps.find((table) => table.platform === 1 && table.encoding === 0);
  const glyph = mac?.glyphOf(code) ?? 0;
  if (glyph || symbol || mac) return glyph;
  return font.cmaps[0]?.glyphOf(code) ?? 0;
}
