/** Composite (Type 0) fonts: codes of one to four bytes through a CMap to CIDs of a CIDFont (ISO 32000-1, 9.7). */
import { dictOf, PdfArray, type PdfDict, PdfName, type PdfRef, PdfStream } from '../read/values.ts';
import { type CMapFile, parseCMapFile } from './cmap-file.ts';
import { type Code, cutCodes } from './codes.ts';
import { commonParts, descendantOf, type GlyphFacts, isSymbolicFont, type PdfFont, rememberGlyphs } from './font.ts';
import { type EmbeddedProgram, embeddedProgram } from './font-program.ts';
import { hasPublishedUnicodeMap, type PredefinedCMap, predefinedCMap } from './predefined-cmaps.ts';

/** The `Encoding` of a composite font. */
export interface CompositeEncoding {
  /** Name of the CMap: that of the entry, or `CMapName` of an embedded one. */
  readonly name: string | undefined;
  readonly predefined: PredefinedCMap | undefined;
  /** The stream of an embedded CMap, and what is written in it. */
  readonly stream: PdfStream | undefined;
  readonly file: CMapFile | undefined;
}

/** A composite font. */
export interface CompositeFont extends PdfFont {
  readonly isComposite: true;
  readonly encoding: CompositeEncoding;
  /** Glyph of a CID through `CIDToGIDMap`; the CID itself where that is Identity or missing. */
  readonly glyphOfCid: (cid: number) => number;
}

/** Reads a composite font's dictionary. */
export function readCompositeFont(dict: PdfDict, ref: PdfRef | undefined): CompositeFont {
  const { subtype, baseFont, toUnicodeStream } = commonParts(dict);
  const descendant = descendantOf(dict);
  const descriptor = descendant?.dict('FontDescriptor');
  const program = embeddedProgram(descriptor);
  const encoding = readEncoding(dict);
  const toUnicodeMap = toUnicodeStream && parseCMapFile(toUnicodeStream.decode().bytes);
  const codespaces = codespacesOf(encoding, 0);
  const parts: Parts = { encoding, descendant, program, toUnicodeMap, glyphOfCid: cidToGlyph(descendant), widths: readWidths(descendant) };
  return {
    dict,
    ref,
    subtype,
    baseFont,
    isComposite: true,
    descendant,
    descriptor,
    program,
    isSymbolic: isSymbolicFont(descriptor, baseFont),
    toUnicodeMap,
    encoding,
    glyphOfCid: parts.glyphOfCid,
    codesOf: (bytes) => cutCodes(bytes, codespaces),
    glyph: rememberGlyphs((code) => glyphFacts(parts, code)),
  };
}

interface Parts {
  readonly encoding: CompositeEncoding;
  readonly descendant: PdfDict | undefined;
  readonly program: EmbeddedProgram | undefined;
  readonly toUnicodeMap: CMapFile | undefined;
  readonly glyphOfCid: (cid: number) => number;
  readonly widths: (cid: number) => number;
}

function readEncoding(dict: PdfDict): CompositeEncoding {
  const entry = dict.get('Encoding');
  if (entry instanceof PdfName) return { name: entry.value, predefined: predefinedCMap(entry.value), stream: undefined, file: undefined };
  if (!(entry instanceof PdfStream)) return { name: undefined, predefined: undefined, stream: undefined, file: undefined };
  const file = parseCMapFile(entry.decode().bytes);
  return { name: entry.dict.name('CMapName') ?? file.name, predefined: undefined, stream: entry, file };
}

/** The CMap an embedded one is built upon: by `UseCMap` of its dictionary, else by `usecmap` in its program. */
export function baseCMapOf(encoding: CompositeEncoding): CompositeEncoding | undefined {
  const entry = encoding.stream?.dict.get('UseCMap') ?? null;
  if (entry instanceof PdfStream) {
    const file = parseCMapFile(entry.decode().bytes);
    return { name: entry.dict.name('CMapName') ?? file.name, predefined: undefined, stream: entry, file };
  }
  const name = entry instanceof PdfName ? entry.value : encoding.file?.uses || undefined;
  return name === undefined ? undefined : { name, predefined: predefinedCMap(name), stream: undefined, file: undefined };
}

const maxBases = 8;

function codespacesOf(encoding: CompositeEncoding, depth: number): CMapFile['codespaces'] {
  if (encoding.predefined) return encoding.predefined.codespaces;
  const own = encoding.file?.codespaces ?? [];
  const base = depth < maxBases ? baseCMapOf(encoding) : undefined;
  return base ? [...own, ...codespacesOf(base, depth + 1)] : own;
}

function cidOf(encoding: CompositeEncoding, { code, length }: Code, depth = 0): number | undefined {
  if (encoding.predefined) return encoding.predefined.identity ? code : undefined;
  const own = encoding.file?.cidOf(code, length);
  if (own !== undefined) return own;
  const base = depth < maxBases ? baseCMapOf(encoding) : undefined;
  if (base) return cidOf(base, { code, length }, depth + 1);
  // A CMap maps what it does not mention to CID 0.
  return encoding.file ? 0 : undefined;
}

function cidToGlyph(descendant: PdfDict | undefined): (cid: number) => number {
  const map = descendant?.get('CIDToGIDMap');
  if (!(map instanceof PdfStream)) return (cid) => cid;
  const bytes = map.decode().bytes;
  return (cid) => (cid * 2 + 1 < bytes.length ? (bytes[cid * 2]! << 8) | bytes[cid * 2 + 1]! : 0);
}

function glyphFacts(parts: Parts, code: Code): GlyphFacts {
  const cid = cidOf(parts.encoding, code);
  const toUnicode = parts.toUnicodeMap?.textOf(code.code, code.length);
  const facts = { code: code.code, cid, name: undefined, text: toUnicode ?? textByCollection(parts, code), toUnicode };
  if (cid === undefined) return { ...facts, present: null, notdef: false, declaredWidth: null, programWidth: null };
  return { ...facts, declaredWidth: parts.widths(cid), ...inProgram(parts, cid, facts.text) };
}

type Shown = Pick<GlyphFacts, 'present' | 'notdef' | 'programWidth'>;

function inProgram({ program, descendant, glyphOfCid, toUnicodeMap }: Parts, cid: number, text: string | null): Shown {
  const font = program?.font;
  if (!font || font.kind === 'type1') return { present: null, notdef: cid === 0, programWidth: null };
  const cff = font.kind === 'cff' ? font : font.cff;
  if (cff && descendant?.name('Subtype') !== 'CIDFontType2') {
    const glyph = cff.glyphOfCid(cid);
    return {
      present: glyph !== undefined && glyph !== 0,
      notdef: glyph === 0 || glyph === undefined,
      programWidth: cff.widthOf(glyph ?? 0),
    };
  }
  const glyph = glyphOfCid(cid);
  const count = font.glyphCount;
  // A subset may keep the numbers of glyphs it leaves out; what it is made for has its place in ToUnicode.
  const isLeftOut = font.kind === 'truetype' && !font.cff && !font.isDrawn(glyph) && toUnicodeMap !== undefined && text === null;
  const width = font.kind === 'cff' ? font.widthOf(glyph) : scaled(font.widthOf(glyph), font.unitsPerEm);
  return { present: glyph > 0 && glyph < count && !isLeftOut, notdef: glyph === 0, programWidth: width };
}

const scaled = (width: number | null, unitsPerEm: number): number | null => (width === null ? null : (width * 1000) / unitsPerEm);

/**
 * Text where no ToUnicode map tells it: CIDs of the Adobe collections are known characters, and so is what a published map tells that the
 * font's own builds upon. Which, is not known here, only that.
 */
function textByCollection({ encoding, descendant, toUnicodeMap }: Parts, { code }: Code): string | null {
  const system = dictOf(descendant?.get('CIDSystemInfo') ?? null);
  const known = hasPublishedUnicodeMap(system?.string('Registry')?.latin1, system?.string('Ordering')?.latin1);
  if (!known && toUnicodeMap?.uses === undefined) return null;
  return /-(?:UCS2|UTF16)-/.test(encoding.name ?? '') && code <= 0xffff ? String.fromCharCode(code) : '\ufffd';
}

/** CIDs to which ranges may give widths; there are 65536, and ranges may overlap. */
const maxRanged = 1_000_000;

/** Reads `W` and `DW`. */
function readWidths(descendant: PdfDict | undefined): (cid: number) => number {
  const fallback = descendant?.number('DW') ?? 1000;
  const widths = new Map<number, number>();
  let left = maxRanged;
  const items = [...(descendant?.array('W') ?? [])];
  for (let index = 0; index < items.length; ) {
    const first = items[index];
    const next = items[index + 1];
    if (typeof first === 'number' && next instanceof PdfArray) {
      let cid = first;
      for (const width of next) widths.set(cid++, typeof width === 'number' ? width : fallback);
      index += 2;
    } else {
      const width = items[index + 2];
      if (typeof first === 'number' && typeof next === 'number' && typeof width === 'number')
        for (let cid = first; cid <= next && left > 0; cid++, left--) widths.set(cid, width);
      index += 3;
    }
  }
  return (cid) => widths.get(cid) ?? fallback;
}
