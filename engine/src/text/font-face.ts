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
  /** What the font says of raised and lowered text, in parts of the size; undefined where it says nothing sensible. */
  readonly superscript: ScriptMetrics | undefined;
  readonly subscript: ScriptMetrics | undefined;
  /** Whether a character has a glyph. */
  has(codePoint: number): boolean;
  /** Whether the font has glyphs for an OpenType feature, e.g. `smcp`. */
  hasFeature(tag: string): boolean;
}

export interface ScriptMetrics {
  readonly size: number;
  /** Above the baseline positive. */
  readonly rise: number;
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
  const foreign = foreignFormat(data);
  if (foreign !== undefined) throw new FontError(name, foreign);
  const hb = await loadHarfBuzz();
  const hbFace = new hb.Face(new hb.Blob(data));
  const table = (tag: string): DataView | undefined => {
    const bytes = hbFace.referenceTable(tag);
    return bytes && bytes.length > 0 ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) : undefined;
  };
  for (const [tag, least] of LEAST_LENGTHS) {
    const length = table(tag)?.byteLength ?? least;
    if (length < least) throw new FontError(name, `its table ${tag} has ${length} bytes instead of ${least} or more`);
  }
  if (table('glyf') === undefined) throw new FontError(name, 'it has no TrueType outlines (table glyf)');
  const codePoints = new Set(hbFace.collectUnicodes());
  const features = new Set(hbFace.getTableFeatureTags('GSUB'));
  const face: FontFace = {
    name,
    data,
    ...readMetrics(hbFace.upem, table('hhea'), table('OS/2'), table('post')),
    has: (codePoint) => codePoints.has(codePoint),
    hasFeature: (tag) => features.has(tag),
  };
  shapers.set(face, new hb.Font(hbFace));
  return face;
}

/** What is said of other formats by their first four bytes. */
const FOREIGN: { readonly [signature: string]: string } = {
  OTTO: 'its outlines are PostScript (CFF); save it with TrueType outlines, or choose the .ttf of the family',
  ttcf: 'it is a collection of fonts; extract the one you need as .ttf',
  wOFF: 'it is packed for web pages (WOFF); use the .ttf of the family',
  wOF2: 'it is packed for web pages (WOFF2); use the .ttf of the family',
};

/** Why bytes are no TrueType file; undefined for those that look like one. */
function foreignFormat(data: Uint8Array): string | undefined {
  const signature = String.fromCharCode(...data.subarray(0, 4));
  if (data.length >= 12 && (signature === '\u0000\u0001\u0000\u0000' || signature === 'true')) return undefined;
  return FOREIGN[signature] ?? 'it is no TrueType file';
}

/** The tables whose figures we read, and how long they are at least. */
const LEAST_LENGTHS: readonly (readonly [tag: string, bytes: number])[] = [
  ['hhea', 36],
  ['OS/2', 68],
  ['post', 32],
];

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
    subscript: scriptMetrics(unitsPerEm, os2?.getInt16(12), os2 && -os2.getInt16(16)),
    superscript: scriptMetrics(unitsPerEm, os2?.getInt16(20), os2?.getInt16(24)),
  };
}

/** Many fonts hold figures that nobody looked at; only those that look like raised or lowered text are taken. */
function scriptMetrics(unitsPerEm: number, height?: number, offset?: number): ScriptMetrics | undefined {
  if (height === undefined || offset === undefined) return undefined;
  const size = height / unitsPerEm;
  const rise = offset / unitsPerEm;
  return size >= 0.5 && size <= 0.75 && Math.abs(rise) >= 0.05 && Math.abs(rise) <= 0.5 ? { size, rise } : undefined;
}
