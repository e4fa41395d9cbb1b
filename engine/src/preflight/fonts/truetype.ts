/**
 * TrueType and OpenType font programs as the rules on fonts need them: which encodings there are, how many glyphs, how wide they are,
 * what they are called, which of them draw something. Reads lazily and within the bytes; a table that is missing or broken is told as
 * such and never throws.
 */
import { lazy } from '../lazy.ts';
import { type CffFont, parseCff } from './cff.ts';
import { type CmapSubtable, readCmapTable } from './cmap-table.ts';
import { macGlyphOrder } from './data/glyph-orders.ts';

/** A font in an sfnt wrapper. */
export interface TrueTypeFont {
  readonly kind: 'truetype';
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  readonly cmaps: readonly CmapSubtable[];
  /** The outlines, where they are CFF (OpenType with a `CFF ` table). */
  readonly cff: CffFont | null;
  /** Whether a table of outlines (`glyf` with `loca`, or `CFF `) is there at all. */
  readonly hasOutlines: boolean;
  /** Whether a glyph has an outline: its entry in `loca` is not empty. */
  readonly isDrawn: (glyph: number) => boolean;
  /** Glyph names by the `post` table; null where it names none (format 3, or no table). */
  readonly glyphNamed: ((name: string) => number | undefined) | null;
  /** Advance width in units of the em by the `hmtx` table; null where it is not told. */
  readonly widthOf: (glyph: number) => number | null;
}

const maxTables = 256;

/**
 * Reads an sfnt.
 * @returns null where the bytes are no TrueType or OpenType font (wrong signature, no `head` or `maxp` and no CFF).
 */
export function parseTrueType(bytes: Uint8Array): TrueTypeFont | null {
  const tables = readTables(bytes);
  if (!tables) return null;
  const head = tables.get('head');
  const maxp = tables.get('maxp');
  const cffTable = tables.get('CFF ');
  const cff = cffTable ? parseCff(new Uint8Array(cffTable.buffer, cffTable.byteOffset, cffTable.byteLength)) : null;
  const glyphCount = maxp && maxp.byteLength >= 6 ? maxp.getUint16(4) : (cff?.glyphCount ?? 0);
  const unitsPerEm = (head && head.byteLength >= 20 && head.getUint16(18)) || 1000;
  const cmapTable = tables.get('cmap');
  return {
    kind: 'truetype',
    unitsPerEm,
    glyphCount,
    cmaps: cmapTable ? readCmapTable(cmapTable) : [],
    cff,
    hasOutlines: cff !== null || (tables.has('glyf') && tables.has('loca')),
    isDrawn: readOutlines(tables.get('loca'), head && head.byteLength >= 52 ? head.getInt16(50) : 0),
    glyphNamed: readPostNames(tables.get('post'), glyphCount),
    widthOf: readWidths(tables.get('hhea'), tables.get('hmtx'), glyphCount),
  };
}

/** @returns the tables by tag, cut to the file's bytes; null where this is no sfnt. */
function readTables(bytes: Uint8Array): Map<string, DataView> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 12) return null;
  let start = 0;
  if (view.getUint32(0) === 0x74746366) start = view.byteLength >= 16 ? view.getUint32(12) : 0;
  if (start + 12 > bytes.length) return null;
  const signature = view.getUint32(start);
  if (![0x00010000, 0x74727565, 0x4f54544f, 0x00020000].includes(signature)) return null;
  const tables = new Map<string, DataView>();
  const count = Math.min(view.getUint16(start + 4), maxTables, Math.floor((bytes.length - start - 12) / 16));
  for (let index = 0; index < count; index++) {
    const at = start + 12 + index * 16;
    const tag = String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!);
    const offset = view.getUint32(at + 8);
    const length = Math.min(view.getUint32(at + 12), bytes.length - offset);
    if (offset <= bytes.length && length > 0) tables.set(tag, new DataView(bytes.buffer, bytes.byteOffset + offset, length));
  }
  return tables;
}

function readWidths(hhea: DataView | undefined, hmtx: DataView | undefined, glyphCount: number): (glyph: number) => number | null {
  const told = hhea && hhea.byteLength >= 36 && hmtx ? Math.min(hhea.getUint16(34), Math.floor((hmtx.byteLength + 2) / 4)) : 0;
  return (glyph) => {
    if (told === 0 || glyph < 0 || glyph >= glyphCount) return null;
    const at = Math.min(glyph, told - 1) * 4;
    return at + 2 <= hmtx!.byteLength ? hmtx!.getUint16(at) : null;
  };
}

function readOutlines(loca: DataView | undefined, format: number): (glyph: number) => boolean {
  const size = format === 0 ? 2 : 4;
  const offset = (index: number): number => (size === 2 ? loca!.getUint16(index * 2) : loca!.getUint32(index * 4));
  return (glyph) => loca !== undefined && (glyph + 2) * size <= loca.byteLength && offset(glyph + 1) > offset(glyph);
}

/** The names of a `post` table of format 1 or 2, looked up both ways only when first asked for. */
function readPostNames(post: DataView | undefined, glyphCount: number): ((name: string) => number | undefined) | null {
  const format = post && post.byteLength >= 32 ? post.getUint32(0) : 0;
  if (format !== 0x00010000 && format !== 0x00020000) return null;
  const byName = lazy(() => (format === 0x00010000 ? macNames() : spelledNames(post!, glyphCount)));
  return (name) => byName().get(name);
}

const macNames = (): Map<string, number> => new Map(macGlyphOrder.split(' ').map((name, glyph) => [name, glyph]));

function spelledNames(post: DataView, glyphCount: number): Map<string, number> {
  const names = new Map<string, number>();
  const standard = macGlyphOrder.split(' ');
  if (post.byteLength < 34) return names;
  const count = Math.min(post.getUint16(32), glyphCount, Math.floor((post.byteLength - 34) / 2));
  const own: string[] = [];
  for (let at = 34 + post.getUint16(32) * 2; at < post.byteLength && own.length < 65536; ) {
    const length = post.getUint8(at);
    let name = '';
    for (let index = 1; index <= length && at + index < post.byteLength; index++) name += String.fromCharCode(post.getUint8(at + index));
    own.push(name);
    at += length + 1;
  }
  for (let glyph = 0; glyph < count; glyph++) {
    const index = post.getUint16(34 + glyph * 2);
    const name = index < 258 ? standard[index] : own[index - 258];
    if (name !== undefined && !names.has(name)) names.set(name, glyph);
  }
  return names;
}
