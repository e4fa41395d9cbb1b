/**
 * The `cmap` table of TrueType and OpenType fonts: which encodings a font offers, and the glyph of a code in each. Lookups read the
 * table's bytes as they are; nothing is unfolded, so a hostile table costs no memory.
 */

/** One encoding of a font. */
export interface CmapSubtable {
  /** Platform: 0 Unicode, 1 Macintosh, 3 Microsoft. */
  readonly platform: number;
  /** Encoding within the platform, e.g. 3/1 Unicode, 3/0 symbol, 1/0 Macintosh Roman. */
  readonly encoding: number;
  readonly format: number;
  /** The glyph of a code; 0 (`.notdef`) where the font has none. */
  readonly glyphOf: (code: number) => number;
}

/**
 * Reads the directory of a `cmap` table.
 * @returns the subtables that can be read; broken ones (offset outside, unknown format) look nothing up but are listed.
 */
export function readCmapTable(table: DataView): CmapSubtable[] {
  if (table.byteLength < 4) return [];
  const count = Math.min(table.getUint16(2), 64, Math.floor((table.byteLength - 4) / 8));
  return Array.from({ length: count }, (_, index) => {
    const at = 4 + index * 8;
    const offset = table.getUint32(at + 4);
    const readable = offset + 8 <= table.byteLength;
    const format = readable ? table.getUint16(offset) : -1;
    return { platform: table.getUint16(at), encoding: table.getUint16(at + 2), format, glyphOf: lookupFor(table, offset, format) };
  });
}

function lookupFor(table: DataView, offset: number, format: number): (code: number) => number {
  const lookup = lookups[format];
  return (code) => {
    if (!lookup) return 0;
    try {
      return lookup(table, offset, code);
    } catch (error) {
      if (error instanceof RangeError) return 0;
      throw error;
    }
  };
}

const lookups: Readonly<Record<number, (table: DataView, at: number, code: number) => number>> = {
  0: (table, at, code) => (code < 256 ? table.getUint8(at + 6 + code) : 0),
  2: byHighByte,
  4: bySegments,
  6: (table, at, code) => trimmed(table, at + 10, code - table.getUint16(at + 6), table.getUint16(at + 8)),
  10: (table, at, code) => trimmed(table, at + 20, code - table.getUint32(at + 12), table.getUint32(at + 16)),
  12: (table, at, code) => byGroups(table, at, code, true),
  13: (table, at, code) => byGroups(table, at, code, false),
};

const trimmed = (table: DataView, glyphs: number, index: number, count: number): number =>
  index >= 0 && index < count ? table.getUint16(glyphs + index * 2) : 0;

/** Format 2, mixed one- and two-byte codes of CJK fonts. */
function byHighByte(table: DataView, at: number, code: number): number {
  const key = table.getUint16(at + 6 + (code >> 8) * 2);
  if (code < 256 && table.getUint16(at + 6 + code * 2) !== 0) return 0;
  const header = at + 518 + key;
  const index = (code & 0xff) - table.getUint16(header);
  if (index < 0 || index >= table.getUint16(header + 2)) return 0;
  const glyph = table.getUint16(header + 6 + table.getUint16(header + 6) + index * 2);
  return glyph === 0 ? 0 : (glyph + table.getInt16(header + 4)) & 0xffff;
}

/** Format 4: segments in four parallel arrays, found by their ends. */
function bySegments(table: DataView, at: number, code: number): number {
  if (code > 0xffff) return 0;
  const double = table.getUint16(at + 6) & ~1;
  const ends = at + 14;
  let low = 0;
  let high = double / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (table.getUint16(ends + middle * 2) < code) low = middle + 1;
    else high = middle;
  }
  if (low * 2 >= double) return 0;
  const start = ends + double + 2 + low * 2;
  if (code < table.getUint16(start)) return 0;
  const delta = table.getInt16(start + double);
  const rangeAt = start + 2 * double;
  const range = table.getUint16(rangeAt);
  if (range === 0 || range === 0xffff) return (code + delta) & 0xffff;
  const glyph = table.getUint16(rangeAt + range + (code - table.getUint16(start)) * 2);
  return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
}

/** Formats 12 (glyphs run on with the codes) and 13 (one glyph for a whole group). */
function byGroups(table: DataView, at: number, code: number, running: boolean): number {
  let low = 0;
  let high = table.getUint32(at + 12);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const group = at + 16 + middle * 12;
    if (table.getUint32(group + 4) < code) low = middle + 1;
    else if (table.getUint32(group) > code) high = middle;
    else return table.getUint32(group + 8) + (running ? code - table.getUint32(group) : 0);
  }
  return 0;
}
