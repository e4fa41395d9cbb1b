/**
 * CFF font programs (Adobe technical note 5176) as the rules on fonts need them: glyph names or CIDs, the built-in encoding, widths.
 * Outlines are not interpreted further than to the width at their start.
 */
import { lazy } from '../lazy.ts';
import { type CffIndex, readDict, readIndex } from './cff-dict.ts';
import { type GlyphWidths, widthsOfCharstrings } from './cff-widths.ts';
import { cffExpertCharset, cffExpertSubsetCharset, cffStandardStrings } from './data/glyph-orders.ts';
import { type Encoding, encodingNamed } from './glyph-names.ts';

/** A font in the compact font format. */
export interface CffFont {
  readonly kind: 'cff';
  readonly glyphCount: number;
  /** Whether glyphs are addressed by CID (`ROS` in the top dictionary) and not by name. */
  readonly isCidKeyed: boolean;
  /** Registry, ordering and supplement of a CID-keyed font. */
  readonly collection: { readonly registry: string; readonly ordering: string; readonly supplement: number } | null;
  /** Names by glyph of a font that is not CID-keyed. */
  readonly names: readonly string[];
  /** Glyph of a name. */
  readonly glyphNamed: (name: string) => number | undefined;
  /** Glyph of a CID: by the charset of a CID-keyed font, else CIDs are glyph numbers. */
  readonly glyphOfCid: (cid: number) => number | undefined;
  /** CIDs in order of glyphs (CID-keyed fonts), else glyph numbers. */
  readonly cids: readonly number[];
  /** Built-in encoding: glyph names by code. */
  readonly encoding: Encoding;
  /** Advance width in thousandths of the text space (the font matrix applied); null where the charstring is broken. */
  readonly widthOf: (glyph: number) => number | null;
}

/** @returns null where the bytes are no CFF font with glyphs. */
export function parseCff(bytes: Uint8Array): CffFont | null {
  try {
    return readFont(bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readFont(bytes: Uint8Array): CffFont | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== 1) return null;
  const names = readIndex(view, view.getUint8(2));
  const tops = readIndex(view, names.end);
  const strings = readIndex(view, tops.end);
  const globals = readIndex(view, strings.end);
  if (tops.count === 0) return null;
  const top = readDict(tops.item(0));
  const charstringsAt = top.get(17)?.[0];
  if (charstringsAt === undefined) return null;
  const charstrings = readIndex(view, charstringsAt);
  if (charstrings.count === 0) return null;
  const text = stringReader(strings);
  const ros = top.get(0x0c1e);
  const charset = readCharset(view, top.get(15)?.[0] ?? 0, charstrings.count, ros !== undefined);
  const glyphNames = ros ? [] : charset.map(text);
  const matrix = top.get(0x0c07);
  const widths: GlyphWidths = { view, top, charstrings, globals, scale: matrix?.[0] ? matrix[0] * 1000 : ros ? null : 1 };
  return {
    kind: 'cff',
    glyphCount: charstrings.count,
    isCidKeyed: ros !== undefined,
    collection: ros ? { registry: text(ros[0] ?? 0), ordering: text(ros[1] ?? 0), supplement: ros[2] ?? 0 } : null,
    names: glyphNames,
    cids: ros ? charset : charset.map((_, glyph) => glyph),
    ...lookups(glyphNames, ros ? charset : null, charstrings.count),
    encoding: ros ? [] : readEncoding(view, top.get(16)?.[0] ?? 0, glyphNames, text),
    widthOf: widthsOfCharstrings(widths),
  };
}

function lookups(names: readonly string[], cids: readonly number[] | null, count: number): Pick<CffFont, 'glyphNamed' | 'glyphOfCid'> {
  const byName = lazy(() => new Map(names.map((own, glyph) => [own, glyph])));
  const byCid = lazy(() => new Map(cids?.map((own, glyph) => [own, glyph])));
  const glyphNamed = (name: string) => byName().get(name);
  const glyphOfCid = (cid: number) => {
    if (!cids) return cid >= 0 && cid < count ? cid : undefined;
    return byCid().get(cid);
  };
  return { glyphNamed, glyphOfCid };
}

function stringReader(strings: CffIndex): (id: number) => string {
  const standard = cffStandardStrings.split(' ');
  return (id) => {
    const known = standard[id];
    if (known !== undefined) return known;
    const index = id - standard.length;
    return index < strings.count ? String.fromCharCode(...strings.item(index).subarray(0, 256)) : '';
  };
}

/** String numbers (or CIDs) by glyph. */
function readCharset(view: DataView, offset: number, count: number, cidKeyed: boolean): number[] {
  if (offset <= 2 && !cidKeyed) return predefinedCharset(offset, count);
  if (offset <= 2) return Array.from({ length: count }, (_, glyph) => glyph);
  const format = view.getUint8(offset);
  const charset = [0];
  if (format === 0) {
    for (let at = offset + 1; charset.length < count; at += 2) charset.push(view.getUint16(at));
    return charset;
  }
  for (let at = offset + 1; charset.length < count; at += format === 1 ? 3 : 4) {
    const first = view.getUint16(at);
    const left = format === 1 ? view.getUint8(at + 2) : view.getUint16(at + 2);
    for (let step = 0; step <= left && charset.length < count; step++) charset.push(first + step);
  }
  return charset;
}

function predefinedCharset(id: number, count: number): number[] {
  if (id === 0) return Array.from({ length: count }, (_, glyph) => glyph);
  const runs = (id === 1 ? cffExpertCharset : cffExpertSubsetCharset).split(' ');
  const ids = runs.flatMap((run) => {
    const [first, last = first] = run.split('-').map(Number) as [number, number?];
    return Array.from({ length: last - first + 1 }, (_, step) => first + step);
  });
  return ids.slice(0, count);
}

/** The built-in encoding, with its supplement. */
function readEncoding(view: DataView, offset: number, names: readonly string[], text: (id: number) => string): Encoding {
  if (offset === 0) return encodingNamed('StandardEncoding');
  if (offset === 1) return encodingNamed('CffExpert');
  const encoding: (string | undefined)[] = new Array(256).fill(undefined);
  const format = view.getUint8(offset);
  const count = view.getUint8(offset + 1);
  let at = offset + 2;
  let glyph = 1;
  for (let index = 0; index < count; index++) {
    const first = view.getUint8(at);
    const left = (format & 0x7f) === 0 ? 0 : view.getUint8(at + 1);
    for (let step = 0; step <= left; step++) encoding[(first + step) & 0xff] = names[glyph++];
    at += (format & 0x7f) === 0 ? 1 : 2;
  }
  if (format & 0x80) {
    const supplements = view.getUint8(at++);
    for (let index = 0; index < supplements; index++, at += 3) encoding[view.getUint8(at)] = text(view.getUint16(at + 1));
  }
  return encoding;
}
