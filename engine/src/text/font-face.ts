import type { Font } from 'harfbuzzjs';
import { loadHarfBuzz } from './harfbuzz.ts';

/** A font file made ready for shaping, measuring and subsetting; one per asset and program. */
export interface FontFace {
  /** Asset name. */
  readonly name: string;
  readonly data: Uint8Array;
  readonly unitsPerEm: number;
  /** Font units, above the baseline positive. */
  readonly ascender: number;
  readonly descender: number;
  readonly capHeight: number;
  readonly xHeight: number;
  readonly underlinePosition: number;
  readonly underlineThickness: number;
  /** Whether a character has a glyph. */
  has(codePoint: number): boolean;
}

/** The bytes are no font that the engine can use. */
export class FontError extends Error {
  constructor(name: string, why: string) {
    super(`Font “${name}” cannot be used: ${why}`);
    this.name = 'FontError';
  }
}

const shapers = new WeakMap<FontFace, Font>();

/** The HarfBuzz font behind a face, for the shaper. */
export function harfBuzzFont(face: FontFace): Font {
  const font = shapers.get(face);
  if (font === undefined) throw new Error(`Font face “${face.name}” was not made by createFontFace`);
  return font;
}

/**
 * Makes a face of a TrueType file.
 * @throws FontError when the bytes are no TrueType font.
 */
export async function createFontFace(name: string, data: Uint8Array): Promise<FontFace> {
  if (!looksLikeTrueType(data)) throw new FontError(name, 'it is no TrueType file');
  const hb = await loadHarfBuzz();
  const hbFace = new hb.Face(new hb.Blob(data));
  const table = (tag: string): DataView | undefined => {
    const bytes = hbFace.referenceTable(tag);
    return bytes && bytes.length > 0 ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) : undefined;
  };
  if (table('glyf') === undefined) throw new FontError(name, 'it has no TrueType outlines (table glyf)');
  const codePoints = new Set(hbFace.collectUnicodes());
  const face: FontFace = {
    name,
    data,
    ...readMetrics(hbFace.upem, table('hhea'), table('OS/2'), table('post')),
    has: (codePoint) => codePoints.has(codePoint),
  };
  shapers.set(face, new hb.Font(hbFace));
  return face;
}

function looksLikeTrueType(data: Uint8Array): boolean {
  if (data.length < 12) return false;
  const tag = new DataView(data.buffer, data.byteOffset, 4).getUint32(0);
  return tag === 0x00010000 || tag === 0x74727565; // 1.0 or "true"
}

/** Offsets are those of the OpenType specification 1.9.1, tables hhea, OS/2 (version 2 up for the heights) and post. */
function readMetrics(unitsPerEm: number, hhea?: DataView, os2?: DataView, post?: DataView) {
  const ascender = hhea?.getInt16(4) ?? Math.round(unitsPerEm * 0.8);
  const hasHeights = os2 !== undefined && os2.getUint16(0) >= 2 && os2.byteLength >= 90;
  return {
    unitsPerEm,
    ascender,
    descender: hhea?.getInt16(6) ?? -Math.round(unitsPerEm * 0.2),
    capHeight: (hasHeights && os2.getInt16(88)) || Math.round(ascender * 0.9),
    xHeight: (hasHeights && os2.getInt16(86)) || Math.round(ascender * 0.65),
    underlinePosition: post?.getInt16(8) || -Math.round(unitsPerEm * 0.1),
    underlineThickness: post?.getInt16(10) || Math.round(unitsPerEm * 0.05),
  };
}
