/** Fonts with codes of one byte: Type 1, MMType1, TrueType and Type 3 (ISO 32000-1, 9.6). */
import { Keyword, Lexer } from '../read/lexer.ts';
import { dictOf, type PdfDict, PdfName, type PdfRef, type PdfStream } from '../read/values.ts';
import { type CMapFile, parseCMapFile } from './cmap-file.ts';
import type { Code } from './codes.ts';
import { commonParts, type GlyphFacts, isSymbolicFont, type PdfFont, rememberGlyphs } from './font.ts';
import { type EmbeddedProgram, embeddedProgram, type FontProgram } from './font-program.ts';
import { type Encoding, type EncodingName, encodingNamed, isPredefinedEncoding, textOfGlyphName } from './glyph-names.ts';
import { glyphInTrueType } from './truetype-glyph.ts';

/** How a simple font's codes get names. */
export interface SimpleEncoding {
  /** Name of the base encoding, where the dictionary says one. */
  readonly base: string | undefined;
  /** Names by code in `Differences`, in their order. */
  readonly differences: ReadonlyMap<number, string>;
  /** Names by code, all taken together. */
  readonly names: Encoding;
}

/** A font with codes of one byte. */
export interface SimpleFont extends PdfFont {
  readonly isComposite: false;
  readonly encoding: SimpleEncoding;
}

const everyCode: readonly Code[] = Array.from({ length: 256 }, (_, code) => ({ code, length: 1 }));

function* oneByteCodes(bytes: Uint8Array): Iterable<Code> {
  for (const byte of bytes) yield everyCode[byte]!;
}

/** Reads a simple font's dictionary. */
export function readSimpleFont(dict: PdfDict, ref: PdfRef | undefined): SimpleFont {
  const { subtype, baseFont, toUnicodeStream } = commonParts(dict);
  const descriptor = dict.dict('FontDescriptor');
  const program = subtype === 'Type3' ? undefined : embeddedProgram(descriptor);
  const isSymbolic = isSymbolicFont(descriptor, baseFont);
  const encoding = readSimpleEncoding(dict, subtype, baseFont, isSymbolic, program?.font ?? null);
  const toUnicodeMap = toUnicodeStream && parseCMapFile(toUnicodeStream.decode().bytes);
  const parts: Parts = { dict, subtype, isSymbolic, encoding, program, toUnicodeMap, descriptor };
  return {
    dict,
    ref,
    subtype,
    baseFont,
    isComposite: false,
    descendant: undefined,
    descriptor,
    program,
    isSymbolic,
    toUnicodeMap,
    encoding,
    codesOf: oneByteCodes,
    glyph: rememberGlyphs(({ code }) => glyphFacts(parts, code)),
  };
}

interface Parts {
  readonly dict: PdfDict;
  readonly subtype: string;
  readonly isSymbolic: boolean;
  readonly encoding: SimpleEncoding;
  readonly program: EmbeddedProgram | undefined;
  readonly toUnicodeMap: CMapFile | undefined;
  readonly descriptor: PdfDict | undefined;
}

function readSimpleEncoding(
  dict: PdfDict,
  subtype: string,
  baseFont: string | undefined,
  isSymbolic: boolean,
  program: FontProgram | null,
): SimpleEncoding {
  const entry = dict.get('Encoding');
  const own = dictOf(entry);
  const base = entry instanceof PdfName ? entry.value : own?.name('BaseEncoding');
  const differences = readDifferences(own);
  const names = [...baseNames(base, subtype, baseFont, isSymbolic, program)];
  for (const [code, name] of differences) names[code] = name;
  return { base, differences, names };
}

function baseNames(
  base: string | undefined,
  subtype: string,
  baseFont: string | undefined,
  isSymbolic: boolean,
  program: FontProgram | null,
): Encoding {
  if (base !== undefined && (isPredefinedEncoding(base) || base === 'StandardEncoding')) return encodingNamed(base as EncodingName);
  if (subtype === 'Type3') return [];
  if (program?.kind === 'type1' || program?.kind === 'cff') return program.encoding;
  if (program?.kind === 'truetype' && program.cff && subtype !== 'TrueType') return program.cff.encoding;
  if (/Symbol\b/.test(baseFont ?? '')) return encodingNamed('Symbol');
  if (/ZapfDingbats\b/.test(baseFont ?? '')) return encodingNamed('ZapfDingbats');
  return subtype === 'TrueType' && isSymbolic ? [] : encodingNamed('StandardEncoding');
}

function readDifferences(encoding: PdfDict | undefined): Map<number, string> {
  const differences = new Map<number, string>();
  let code = 0;
  for (const item of encoding?.array('Differences') ?? []) {
    if (typeof item === 'number') code = item;
    else if (item instanceof PdfName && code >= 0 && code < 256) differences.set(code++, item.value);
  }
  return differences;
}

function glyphFacts(parts: Parts, code: number): GlyphFacts {
  const name = parts.encoding.names[code];
  const toUnicode = parts.toUnicodeMap?.textOf(code, 1);
  const shown = parts.subtype === 'Type3' ? inType3(parts.dict, name) : inProgram(parts, code, name);
  return {
    code,
    cid: undefined,
    name,
    declaredWidth: declaredWidth(parts, code),
    text: toUnicode ?? textByEncoding(parts, name),
    toUnicode,
    ...shown,
  };
}

type Shown = Pick<GlyphFacts, 'present' | 'notdef' | 'programWidth'>;

function inType3(dict: PdfDict, name: string | undefined): Shown {
  const glyph = name === undefined ? undefined : dict.dict('CharProcs')?.stream(name);
  return { present: glyph !== undefined, notdef: name === '.notdef', programWidth: glyph === undefined ? null : widthInGlyph(glyph) };
}

/** A glyph of a Type 3 font says its width first: it is the first operand of `d0` or `d1`. */
function widthInGlyph(glyph: PdfStream): number | null {
  const lexer = new Lexer(glyph.decode().bytes, { resolver: { resolve: (value) => value } });
  const operands: unknown[] = [];
  for (let token = lexer.next(); token !== undefined && operands.length <= 6; token = lexer.next()) {
    if (token instanceof Keyword) {
      const width = operands.at(token.text === 'd0' ? -2 : -6);
      return (token.text === 'd0' || token.text === 'd1') && typeof width === 'number' ? width : null;
    }
    operands.push(token);
  }
  return null;
}

function inProgram(parts: Parts, code: number, name: string | undefined): Shown {
  const font = parts.program?.font;
  if (!font) return { present: null, notdef: name === '.notdef', programWidth: null };
  // A code without name shows .notdef as much as one that is called so.
  const notdef = name === undefined || name === '.notdef';
  if (font.kind === 'type1') {
    const present = !notdef && font.has(name);
    return { present, notdef, programWidth: font.widthOf(present ? name : '.notdef') };
  }
  const cff = font.kind === 'cff' ? font : parts.subtype === 'TrueType' ? null : font.cff;
  if (cff) {
    if (cff.isCidKeyed) return { present: null, notdef: false, programWidth: null };
    const glyph = name === undefined ? undefined : cff.glyphNamed(name);
    return { present: glyph !== undefined && glyph !== 0, notdef, programWidth: cff.widthOf(glyph ?? 0) };
  }
  if (font.kind !== 'truetype') return { present: null, notdef: false, programWidth: null };
  const hasEncoding = parts.dict.has('Encoding');
  const glyph = glyphInTrueType(font, { code, name, isSymbolic: parts.isSymbolic, hasEncoding });
  const width = font.widthOf(glyph);
  const programWidth = width === null ? null : (width * 1000) / font.unitsPerEm;
  return { present: glyph > 0 && glyph < font.glyphCount, notdef: name === '.notdef' || glyph === 0, programWidth };
}

function declaredWidth({ dict, descriptor }: Parts, code: number): number | null {
  const first = dict.number('FirstChar');
  const widths = dict.array('Widths');
  if (!widths) return null;
  const width = first === undefined ? null : widths.at(code - first);
  if (typeof width === 'number' && code >= first!) return width;
  return descriptor?.number('MissingWidth') ?? 0;
}

/** Text where no ToUnicode map tells it (ISO 32000-1, 9.10.2): by glyph names of known meaning. */
function textByEncoding({ subtype, isSymbolic, encoding }: Parts, name: string | undefined): string | null {
  if (name === undefined || name === '.notdef') return null;
  // The names of a symbolic TrueType font's encoding do not choose its glyphs.
  if (subtype === 'TrueType' && isSymbolic && encoding.base === undefined && encoding.differences.size === 0) return null;
  return textOfGlyphName(name);
}
