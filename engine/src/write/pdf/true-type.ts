/**
 * The parts of a TrueType file that embedding needs (OpenType 1.9.1): where each glyph's outline is, its advance, and a few
 * figures for the font descriptor. Offsets are checked against the file, since fonts are user content.
 */
export interface TrueTypeFont {
  readonly unitsPerEm: number;
  readonly glyphCount: number;
  readonly postScriptName: string;
  /** Font units: xMin, yMin, xMax, yMax. */
  readonly box: readonly [number, number, number, number];
  /** Degrees, counter-clockwise; negative for slanted faces. */
  readonly italicAngle: number;
  /** 1 … 1000, 400 regular. */
  readonly weight: number;
  readonly fixedPitch: boolean;
  /** Nominal advance of a glyph, font units. */
  advance(glyph: number): number;
  leftSideBearing(glyph: number): number;
  /** The outline as it stands in the file; empty for blanks. */
  outline(glyph: number): Uint8Array;
  /** Raw tables for the subset: `head`, `hhea`, `maxp`. */
  table(tag: string): Uint8Array;
  /** Glyph of a character, 0 where there is none. */
  glyphOf(codePoint: number): number;
}

/** The font file is damaged. */
export class TrueTypeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TrueTypeError';
  }
}

interface Located {
  readonly offset: number;
  readonly length: number;
}

/** @throws TrueTypeError when a table is missing or points outside the file. */
export function readTrueType(file: Uint8Array): TrueTypeFont {
  // A Buffer's `slice` shares memory where that of a Uint8Array copies; from here on it is a Uint8Array.
  const data = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const tables = readDirectory(view);
  const need = (tag: string, length: number): Located => {
    const found = tables.get(tag);
    if (found === undefined || found.length < length) throw new TrueTypeError(`table ${tag} is missing or too short`);
    return found;
  };
  const head = need('head', 54).offset;
  const hhea = need('hhea', 36).offset;
  const maxp = need('maxp', 6).offset;
  const glyphCount = view.getUint16(maxp + 4);
  const metricCount = view.getUint16(hhea + 34);
  if (metricCount === 0) throw new TrueTypeError('table hhea counts no advances');
  const hmtx = need('hmtx', metricCount * 4 + (glyphCount - metricCount) * 2).offset;
  const long = view.getInt16(head + 50) === 1;
  const loca = need('loca', (glyphCount + 1) * (long ? 4 : 2)).offset;
  const glyf = need('glyf', 0);
  const start = (glyph: number): number => (long ? view.getUint32(loca + glyph * 4) : view.getUint16(loca + glyph * 2) * 2);
  const os2 = tables.get('OS/2');
  const post = tables.get('post');
  const character = readCharacterMap(view, tables.get('cmap'));
  return {
    unitsPerEm: view.getUint16(head + 18) || 1000,
    glyphCount,
    postScriptName: readPostScriptName(view, tables.get('name')),
    box: [view.getInt16(head + 36), view.getInt16(head + 38), view.getInt16(head + 40), view.getInt16(head + 42)],
    italicAngle: post && post.length >= 8 ? view.getInt32(post.offset + 4) / 65536 : 0,
    weight: os2 && os2.length >= 6 ? view.getUint16(os2.offset + 4) : 400,
    fixedPitch: post !== undefined && post.length >= 16 && view.getUint32(post.offset + 12) !== 0,
    advance: (glyph) => view.getUint16(hmtx + Math.min(glyph, metricCount - 1) * 4),
    leftSideBearing: (glyph) =>
      view.getInt16(
        glyph < metricCount ? hmtx + glyph * 4 + 2 : hmtx + metricCount * 4 + (Math.min(glyph, glyphCount - 1) - metricCount) * 2,
      ),
    outline(glyph) {
      if (glyph >= glyphCount) return new Uint8Array(0);
      const from = start(glyph);
      const to = start(glyph + 1);
      if (to < from || to > glyf.length) throw new TrueTypeError(`glyph ${glyph} lies outside of table glyf`);
      return data.subarray(glyf.offset + from, glyf.offset + to);
    },
    table(tag) {
      const { offset, length } = need(tag, 0);
      return data.subarray(offset, offset + length);
    },
    glyphOf: character,
  };
}

function readDirectory(view: DataView): Map<string, Located> {
  const tables = new Map<string, Located>();
  if (view.byteLength < 12) throw new TrueTypeError('the file is too short for a font');
  const count = view.getUint16(4);
  if (12 + count * 16 > view.byteLength) throw new TrueTypeError('the table directory is cut off');
  for (let i = 0; i < count; i++) {
    const entry = 12 + i * 16;
    const tag = String.fromCharCode(view.getUint8(entry), view.getUint8(entry + 1), view.getUint8(entry + 2), view.getUint8(entry + 3));
    const offset = view.getUint32(entry + 8);
    const length = view.getUint32(entry + 12);
    if (offset + length > view.byteLength) throw new TrueTypeError(`table ${tag} lies outside of the file`);
    tables.set(tag, { offset, length });
  }
  return tables;
}

/** Name 6 of the Windows platform, or of the Macintosh platform. */
function readPostScriptName(view: DataView, table: Located | undefined): string {
  if (table === undefined || table.length < 6) return 'Font';
  const count = view.getUint16(table.offset + 2);
  const storage = table.offset + view.getUint16(table.offset + 4);
  for (let i = 0; i < count; i++) {
    const record = table.offset + 6 + i * 12;
    if (record + 12 > view.byteLength || view.getUint16(record + 6) !== 6) continue;
    const wide = view.getUint16(record) !== 1;
    const from = storage + view.getUint16(record + 10);
    const to = Math.min(from + view.getUint16(record + 8), view.byteLength);
    let text = '';
    for (let at = from + (wide ? 1 : 0); at < to; at += wide ? 2 : 1) text += String.fromCharCode(view.getUint8(at));
    const clean = text.replace(/[^A-Za-z0-9-]/g, '');
    if (clean !== '') return clean;
  }
  return 'Font';
}

/** Looks characters up in a Unicode subtable of format 12 or 4. */
function readCharacterMap(view: DataView, table: Located | undefined): (codePoint: number) => number {
  if (table === undefined || table.length < 4) return () => 0;
  const subtables = new Map<number, number>();
  const count = view.getUint16(table.offset + 2);
  for (let i = 0; i < count && 4 + i * 8 + 8 <= table.length; i++) {
    const record = table.offset + 4 + i * 8;
    const platform = view.getUint16(record);
    if (platform !== 0 && platform !== 3) continue;
    const offset = table.offset + view.getUint32(record + 4);
    if (offset + 16 <= view.byteLength) subtables.set(view.getUint16(offset), offset);
  }
  const full = subtables.get(12);
  if (full !== undefined) return (codePoint) => lookUpFormat12(view, full, codePoint);
  const basic = subtables.get(4);
  return basic === undefined ? () => 0 : (codePoint) => lookUpFormat4(view, basic, codePoint);
}

function lookUpFormat12(view: DataView, at: number, codePoint: number): number {
  let low = 0;
  // A damaged font may count more groups than the file holds.
  let high = Math.min(view.getUint32(at + 12), Math.floor((view.byteLength - at - 16) / 12)) - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const group = at + 16 + middle * 12;
    const first = view.getUint32(group);
    if (codePoint < first) high = middle - 1;
    else if (codePoint > view.getUint32(group + 4)) low = middle + 1;
    else return view.getUint32(group + 8) + codePoint - first;
  }
  return 0;
}

function lookUpFormat4(view: DataView, at: number, codePoint: number): number {
  if (codePoint > 0xffff) return 0;
  const segments = view.getUint16(at + 6) >> 1;
  const ends = at + 14;
  const starts = ends + segments * 2 + 2;
  if (starts + segments * 6 > view.byteLength) return 0;
  for (let i = 0; i < segments; i++) {
    if (codePoint > view.getUint16(ends + i * 2)) continue;
    const first = view.getUint16(starts + i * 2);
    if (codePoint < first) return 0;
    const delta = view.getUint16(starts + segments * 2 + i * 2);
    const rangeAt = starts + segments * 4 + i * 2;
    const range = view.getUint16(rangeAt);
    if (range === 0) return (codePoint + delta) & 0xffff;
    const glyphAt = rangeAt + range + (codePoint - first) * 2;
    const glyph = glyphAt + 2 > view.byteLength ? 0 : view.getUint16(glyphAt);
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
}
