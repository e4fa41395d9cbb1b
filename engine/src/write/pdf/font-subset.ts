import { TrueTypeError, type TrueTypeFont } from './true-type.ts';

/** A TrueType file with only some glyphs, renumbered in the given order. */
export interface FontSubset {
  readonly file: Uint8Array;
  /** Original glyph ids by new id; parts of composite glyphs come after the glyphs asked for. */
  readonly glyphs: readonly number[];
  /** The tables that the file is made of. */
  readonly tables: readonly FontTable[];
}

export type FontTable = readonly [tag: string, bytes: Uint8Array];

/** A subset as a file with further tables. */
export function packFont(subset: FontSubset, more: readonly FontTable[]): Uint8Array {
  return packTables([...more, ...subset.tables].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const ARGUMENTS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_XY_SCALE = 0x0040;
const HAS_2X2 = 0x0080;
const HAS_INSTRUCTIONS = 0x0100;

/**
 * Makes a subset with the glyphs in the given order; glyph 0 (`.notdef`) must be the first. Hinting is left out: viewers and
 * printers render at resolutions where it is ignored, and it can be half of a font.
 */
export function subsetTrueType(font: TrueTypeFont, wanted: readonly number[]): FontSubset {
  const glyphs = [...wanted];
  const newIds = new Map(glyphs.map((glyph, index) => [glyph, index]));
  const outlines: Uint8Array[] = [];
  for (let i = 0; i < glyphs.length; i++) {
    outlines.push(
      withoutHints(font.outline(glyphs[i]!), (component) => {
        let id = newIds.get(component);
        if (id === undefined) {
          id = glyphs.length;
          newIds.set(component, id);
          glyphs.push(component);
        }
        return id;
      }),
    );
  }
  const tables = assemble(font, glyphs, outlines);
  return { file: packTables(tables), glyphs, tables };
}

/** Copies an outline without its instructions; components are renumbered by `renumber`. */
function withoutHints(outline: Uint8Array, renumber: (component: number) => number): Uint8Array {
  if (outline.length < 10) return new Uint8Array(0);
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  const contours = view.getInt16(0);
  if (contours < 0) return copyComposite(outline, view, renumber);
  const lengthAt = 10 + contours * 2;
  if (lengthAt + 2 > outline.length) throw new TrueTypeError('a glyph is cut off');
  const instructions = view.getUint16(lengthAt);
  const rest = outline.subarray(lengthAt + 2 + instructions);
  const copy = new Uint8Array(lengthAt + 2 + rest.length);
  copy.set(outline.subarray(0, lengthAt));
  copy.set(rest, lengthAt + 2);
  return copy;
}

function copyComposite(outline: Uint8Array, view: DataView, renumber: (component: number) => number): Uint8Array {
  const copy = outline.slice();
  const out = new DataView(copy.buffer);
  let at = 10;
  for (;;) {
    if (at + 4 > outline.length) throw new TrueTypeError('a composite glyph is cut off');
    const flags = view.getUint16(at);
    out.setUint16(at, flags & ~HAS_INSTRUCTIONS);
    out.setUint16(at + 2, renumber(view.getUint16(at + 2)));
    at += 4 + (flags & ARGUMENTS_ARE_WORDS ? 4 : 2);
    if (flags & HAS_SCALE) at += 2;
    else if (flags & HAS_XY_SCALE) at += 4;
    else if (flags & HAS_2X2) at += 8;
    if (!(flags & MORE_COMPONENTS)) return copy.subarray(0, at);
  }
}

function assemble(font: TrueTypeFont, glyphs: readonly number[], outlines: readonly Uint8Array[]): FontTable[] {
  const { glyf, loca } = joinOutlines(outlines);
  const head = font.table('head').slice(0, 54);
  const headView = new DataView(head.buffer);
  headView.setUint32(8, 0);
  headView.setInt16(50, 1);
  const hhea = font.table('hhea').slice(0, 36);
  new DataView(hhea.buffer).setUint16(34, glyphs.length);
  const maxp = font.table('maxp').slice();
  new DataView(maxp.buffer).setUint16(4, glyphs.length);
  const hmtx = new Uint8Array(glyphs.length * 4);
  const hmtxView = new DataView(hmtx.buffer);
  glyphs.forEach((glyph, id) => {
    hmtxView.setUint16(id * 4, font.advance(glyph));
    hmtxView.setInt16(id * 4 + 2, font.leftSideBearing(glyph));
  });
  return [
    ['glyf', glyf],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', maxp],
  ];
}

function joinOutlines(outlines: readonly Uint8Array[]): { glyf: Uint8Array; loca: Uint8Array } {
  const padded = (length: number): number => (length + 3) & ~3;
  const glyf = new Uint8Array(outlines.reduce((sum, outline) => sum + padded(outline.length), 0));
  const loca = new Uint8Array((outlines.length + 1) * 4);
  const locaView = new DataView(loca.buffer);
  let at = 0;
  outlines.forEach((outline, id) => {
    locaView.setUint32(id * 4, at);
    glyf.set(outline, at);
    at += padded(outline.length);
  });
  locaView.setUint32(outlines.length * 4, at);
  return { glyf, loca };
}

function packTables(tables: readonly FontTable[]): Uint8Array {
  const headerLength = 12 + tables.length * 16;
  const file = new Uint8Array(tables.reduce((sum, [, bytes]) => sum + ((bytes.length + 3) & ~3), headerLength));
  const view = new DataView(file.buffer);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.length);
  view.setUint16(6, power * 16);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, (tables.length - power) * 16);
  let at = headerLength;
  tables.forEach(([tag, bytes], i) => {
    const entry = 12 + i * 16;
    for (let c = 0; c < 4; c++) file[entry + c] = tag.charCodeAt(c);
    file.set(bytes, at);
    view.setUint32(entry + 4, checksum(view, at, bytes.length));
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, bytes.length);
    at += (bytes.length + 3) & ~3;
  });
  const head = tables.findIndex(([tag]) => tag === 'head');
  const headAt = view.getUint32(12 + head * 16 + 8);
  view.setUint32(headAt + 8, (0xb1b0afba - checksum(view, 0, file.length)) >>> 0);
  return file;
}

function checksum(view: DataView, at: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i += 4) sum = (sum + view.getUint32(at + i)) >>> 0;
  return sum;
}
