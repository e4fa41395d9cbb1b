/**
 * What can be wrong with the fonts of a file, where PDF/UA-1 (7.21) and PDF/A-2 and -3 (6.2.11) ask for the same in the same words.
 * Each function yields the faults of one condition; the rules of the standards give them their clauses.
 */
import type { FontUse, ShownCode } from '../../content/facts.ts';
import type { CffFont } from '../../fonts/cff.ts';
import { baseCMapOf, type CompositeFont } from '../../fonts/composite-font.ts';
import { type GlyphFacts, symbolicFlag } from '../../fonts/font.ts';
import { isListedGlyphName } from '../../fonts/glyph-names.ts';
import { predefinedCMap } from '../../fonts/predefined-cmaps.ts';
import type { AnyFont } from '../../fonts/read-font.ts';
import type { TrueTypeFont } from '../../fonts/truetype.ts';
import { dictOf, isName, type PdfDict, PdfStream } from '../../read/values.ts';
import type { Fault } from '../../rule.ts';
import type { Subject } from '../../subject.ts';

const nameOf = ({ baseFont, subtype, dict }: AnyFont): string => baseFont ?? dict.name('Name') ?? `a ${subtype} font`;

const fault = ({ font, page }: FontUse, what: string): Fault => ({ what: `${nameOf(font)}: ${what}`, page, object: font.ref });

function* each(subject: Subject, find: (use: FontUse) => string | undefined): Iterable<Fault> {
  for (const use of subject.content.fonts.values()) {
    const what = find(use);
    if (what !== undefined) yield fault(use, what);
  }
}

function* eachComposite(subject: Subject, find: (font: CompositeFont) => string | undefined): Iterable<Fault> {
  yield* each(subject, ({ font }) => (font.isComposite ? find(font) : undefined));
}

/** First code of each font for which `isWrong`, told with how many there are. */
function* eachGlyph(subject: Subject, isWrong: (glyph: GlyphFacts, code: ShownCode) => boolean, what: string): Iterable<Fault> {
  for (const use of subject.content.fonts.values()) {
    const wrong = [...use.codes.values()].filter((code) => isWrong(use.font.glyph(code), code));
    const [first] = wrong;
    if (!first) continue;
    const code = first.code
      .toString(16)
      .toUpperCase()
      .padStart(first.length * 2, '0');
    yield { ...fault(use, `${what} (code ${code}${wrong.length > 1 ? ` and ${wrong.length - 1} others` : ''}).`), page: first.page };
  }
}

const systemInfo = (dict: PdfDict | undefined): PdfDict | undefined => dictOf(dict?.get('CIDSystemInfo') ?? null);

/** CIDSystemInfo of CIDFont and CMap do not fit: registry or ordering differ, or the CIDFont's supplement is newer than the CMap's. */
export function incompatibleCollections(subject: Subject): Iterable<Fault> {
  return eachComposite(subject, ({ encoding, descendant }) => {
    if (encoding.name === undefined || encoding.predefined?.identity || /^Identity-[HV]$/.test(encoding.name)) return undefined;
    const own = systemInfo(descendant);
    const map = systemInfo(encoding.stream?.dict);
    const known = encoding.predefined;
    const registry = known?.registry ?? map?.string('Registry')?.latin1 ?? encoding.file?.registry;
    const ordering = known?.ordering ?? map?.string('Ordering')?.latin1 ?? encoding.file?.ordering;
    const supplement = map?.number('Supplement') ?? encoding.file?.supplement ?? 0;
    if (registry === undefined && ordering === undefined && !encoding.stream) return undefined;
    if (own?.string('Registry')?.latin1 !== registry || own?.string('Ordering')?.latin1 !== ordering)
      return 'the CIDFont and its CMap have different character collections.';
    // Which supplement a predefined CMap has depends on its edition.
    const isNewer = !known && (own?.number('Supplement') ?? 0) > supplement;
    return isNewer ? 'the CIDFont has a newer supplement than the CMap.' : undefined;
  });
}

/** An embedded Type 2 CIDFont has no CIDToGIDMap, or one that is neither a stream nor Identity. */
export function missingGlyphMaps(subject: Subject): Iterable<Fault> {
  return eachComposite(subject, ({ descendant, program }) => {
    if (descendant?.name('Subtype') !== 'CIDFontType2' || !program) return undefined;
    const map = descendant.get('CIDToGIDMap');
    return map instanceof PdfStream || isName(map, 'Identity') ? undefined : 'the CIDFont has no CIDToGIDMap.';
  });
}

/** A CMap is neither embedded nor one of those every reader knows. */
export function cmapsNotEmbedded(subject: Subject): Iterable<Fault> {
  return eachComposite(subject, ({ encoding }) =>
    encoding.stream || encoding.predefined ? undefined : `the CMap ${encoding.name ?? 'without name'} is not embedded.`,
  );
}

/** The writing mode in an embedded CMap is another than in its dictionary. */
export function differingWritingModes(subject: Subject): Iterable<Fault> {
  return eachComposite(subject, ({ encoding }) => {
    if (!encoding.stream) return undefined;
    const told = encoding.stream.dict.number('WMode') ?? 0;
    const written = encoding.file?.wMode ?? 0;
    return told === written ? undefined : `WMode is ${told} in the dictionary of the CMap and ${written} in the CMap.`;
  });
}

/** An embedded CMap builds on another than those every reader knows. */
export function foreignBaseCMaps(subject: Subject): Iterable<Fault> {
  return eachComposite(subject, ({ encoding }) => {
    const base = encoding.stream && baseCMapOf(encoding);
    return base && (base.name === undefined || !predefinedCMap(base.name)) ? `its CMap builds on the CMap ${base.name ?? ''}.` : undefined;
  });
}

/** A font that is seen is not embedded, or what is embedded is no font. */
export function fontsNotEmbedded(subject: Subject): Iterable<Fault> {
  return each(subject, ({ font, rendered }) => {
    if (!rendered || font.subtype === 'Type3') return undefined;
    if (!font.program) return 'the font is not embedded.';
    return font.program.font ? undefined : 'the embedded font program cannot be read.';
  });
}

/** Glyphs that are seen are not in the embedded font. */
export function absentGlyphs(subject: Subject): Iterable<Fault> {
  return eachGlyph(subject, ({ present }, { rendered }) => rendered && present === false, 'glyphs are not in the embedded font');
}

const isSubset = (font: AnyFont): boolean => /^[A-Z]{6}\+/.test((font.descendant ?? font.dict).name('BaseFont') ?? font.baseFont ?? '');

/** CharSet of a Type 1 subset does not list all glyphs of the font. */
export function incompleteCharSets(subject: Subject): Iterable<Fault> {
  return each(subject, ({ font }) => {
    if (font.isComposite || (font.subtype !== 'Type1' && font.subtype !== 'MMType1') || !isSubset(font)) return undefined;
    const listed = font.descriptor?.string('CharSet')?.latin1;
    const program = font.program?.font;
    if (listed === undefined || !program || program.kind === 'truetype' || program.names.length === 0) return undefined;
    const names = new Set(listed.split('/').map((name) => name.trim()));
    const missing = program.names.filter((name) => name !== '.notdef' && !names.has(name));
    const own = new Set(['', '.notdef', ...program.names]);
    const surplus = [...names].filter((name) => !own.has(name));
    if (missing.length > 0) return `CharSet does not list the glyph ${missing[0]}.`;
    return surplus.length > 0 ? `CharSet lists the glyph ${surplus[0]}, which the font has not.` : undefined;
  });
}

/** CIDSet of a subset does not name all CIDs of the font, or names others. */
export function incompleteCidSets(subject: Subject): Iterable<Fault> {
  return eachComposite(subject, (font) => {
    const set = font.descriptor?.stream('CIDSet');
    const program = font.program?.font;
    if (!set || !program || program.kind === 'type1' || !isSubset(font)) return undefined;
    const bits = set.decode().bytes;
    const isNamed = (cid: number): boolean => ((bits[cid >> 3] ?? 0) & (0x80 >> (cid & 7))) !== 0;
    const cids = cidsOf(font, program);
    const missing = cids.needed.find((cid) => !isNamed(cid));
    if (missing !== undefined) return `CIDSet does not name CID ${missing}.`;
    for (let cid = 1; cid < bits.length * 8; cid++)
      if (isNamed(cid) && !cids.has(cid)) return `CIDSet names CID ${cid}, which the font has not.`;
    return undefined;
  });
}

/** CIDs that a font has, and those of them that CIDSet has to name: of TrueType fonts those that lead to an outline. */
function cidsOf(font: CompositeFont, program: TrueTypeFont | CffFont): { readonly needed: readonly number[]; has(cid: number): boolean } {
  const cff = program.kind === 'cff' ? program : program.cff;
  if (cff) return { needed: cff.cids.filter((cid) => cid !== 0), has: (cid) => cff.glyphOfCid(cid) !== undefined };
  const { glyphCount, isDrawn } = program as TrueTypeFont;
  const has = (cid: number): boolean => {
    const glyph = font.glyphOfCid(cid);
    return glyph > 0 && glyph < glyphCount;
  };
  const needed: number[] = [];
  for (let cid = 1; cid < glyphCount; cid++) if (has(cid) && isDrawn(font.glyphOfCid(cid))) needed.push(cid);
  return { needed, has };
}

/** Widths in dictionary and program may differ by one thousandth, for rounding. */
const tolerance = 1;

/** Widths in the font dictionary are not those of the embedded font. */
export function differingWidths(subject: Subject): Iterable<Fault> {
  return eachGlyph(
    subject,
    ({ declaredWidth, programWidth, present }, { rendered }) =>
      rendered && present === true && declaredWidth !== null && programWidth !== null && Math.abs(declaredWidth - programWidth) > tolerance,
    'widths differ between font dictionary and embedded font',
  );
}

const trueTypeProgram = (font: AnyFont): TrueTypeFont | undefined => {
  const program = font.subtype === 'TrueType' ? font.program?.font : undefined;
  return program?.kind === 'truetype' ? program : undefined;
};

/** `Symbolic` in the flags decides; without descriptor a font counts as what its name says. */
const isSymbolic = (font: AnyFont): boolean => {
  const flags = font.descriptor?.number('Flags');
  return flags === undefined ? font.isSymbolic : (flags & symbolicFlag) !== 0;
};

const hasCmap = (program: TrueTypeFont, platform: number, encoding: number): boolean =>
  program.cmaps.some((table) => table.platform === platform && table.encoding === encoding);

/** A non-symbolic TrueType font has no cmap but that for symbols, or none. */
export function missingCmaps(subject: Subject): Iterable<Fault> {
  return each(subject, ({ font, rendered }) => {
    const program = trueTypeProgram(font);
    if (!program || !rendered || isSymbolic(font)) return undefined;
    const isFound = program.cmaps.some(({ platform, encoding }) => platform !== 3 || encoding !== 0);
    return isFound ? undefined : 'the font has no cmap table to look its characters up by.';
  });
}

/** A non-symbolic TrueType font has another encoding than it may have. */
export function wrongEncodings(subject: Subject): Iterable<Fault> {
  return each(subject, ({ font, rendered }) => {
    if (font.isComposite || font.subtype !== 'TrueType' || !rendered || isSymbolic(font)) return undefined;
    const { base, differences } = font.encoding;
    if (base !== 'MacRomanEncoding' && base !== 'WinAnsiEncoding')
      return 'the encoding of a non-symbolic TrueType font is neither MacRomanEncoding nor WinAnsiEncoding.';
    const odd = [...differences.values()].find((name) => !isListedGlyphName(name) && name !== '.notdef');
    if (odd !== undefined) return `the name ${odd} in Differences is not in the Adobe Glyph List.`;
    const program = trueTypeProgram(font);
    return differences.size > 0 && program && !hasCmap(program, 3, 1)
      ? 'with Differences, the font needs a Unicode cmap (3,1).'
      : undefined;
  });
}

/** A symbolic TrueType font has an encoding. */
export function symbolicEncodings(subject: Subject): Iterable<Fault> {
  return each(subject, ({ font, rendered }) =>
    font.subtype === 'TrueType' && rendered && isSymbolic(font) && font.dict.has('Encoding')
      ? 'a symbolic TrueType font has an encoding.'
      : undefined,
  );
}

/** A symbolic TrueType font has several cmaps and none is the symbol one. */
export function ambiguousCmaps(subject: Subject): Iterable<Fault> {
  return each(subject, ({ font, rendered }) => {
    const program = trueTypeProgram(font);
    if (!program || !rendered || !isSymbolic(font)) return undefined;
    return program.cmaps.length === 1 || hasCmap(program, 3, 0)
      ? undefined
      : 'a symbolic TrueType font needs one cmap, or a symbol cmap (3,0).';
  });
}

/** Codes whose text cannot be told. */
export function codesWithoutText(subject: Subject): Iterable<Fault> {
  return eachGlyph(subject, ({ text }) => text === null, 'characters have no Unicode value');
}

/** ToUnicode gives values that are no characters. */
export function impossibleText(subject: Subject): Iterable<Fault> {
  const impossible = ['\u0000', '\ufeff', '\ufffe'];
  return eachGlyph(
    subject,
    ({ toUnicode }) => toUnicode !== undefined && impossible.some((character) => toUnicode.includes(character)),
    'ToUnicode gives U+0000, U+FEFF or U+FFFE',
  );
}

/** `.notdef` is shown. */
export function shownNotdef(subject: Subject): Iterable<Fault> {
  return eachGlyph(subject, ({ notdef }) => notdef, 'the glyph .notdef is shown');
}
