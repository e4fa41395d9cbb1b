/**
 * A font of a PDF file, as the rules on fonts and the reading of text see it: font dictionary, descriptor, encoding, ToUnicode map and
 * embedded program taken together. `readFont` is the way in; simple and composite fonts answer the same questions.
 */
import { dictOf, type PdfDict, type PdfRef, type PdfStream } from '../read/values.ts';
import type { CMapFile } from './cmap-file.ts';
import type { Code } from './codes.ts';
import type { EmbeddedProgram } from './font-program.ts';

/** What is known of the glyph a code shows. */
export interface GlyphFacts {
  readonly code: number;
  /** CID of composite fonts; undefined where a predefined CMap would have to be known by heart. */
  readonly cid: number | undefined;
  /** Glyph name of simple fonts; undefined where the code has none. */
  readonly name: string | undefined;
  /** Whether the embedded program has the glyph; null where that cannot be told (not embedded, unreadable, CID unknown). */
  readonly present: boolean | null;
  /** Whether the code shows `.notdef`. */
  readonly notdef: boolean;
  /** Width by the font dictionary in thousandths; null where it says none and no default. */
  readonly declaredWidth: number | null;
  /** Width by the embedded program in thousandths; null where it cannot be told. */
  readonly programWidth: number | null;
  /** Text by ToUnicode, encoding or character collection; null where none can be told. */
  readonly text: string | null;
  /** Text by ToUnicode alone. */
  readonly toUnicode: string | undefined;
}

/** What simple and composite fonts have in common. */
export interface PdfFont {
  readonly dict: PdfDict;
  readonly ref: PdfRef | undefined;
  /** `Type0`, `Type1`, `MMType1`, `TrueType`, `Type3`, or what stands there. */
  readonly subtype: string;
  readonly baseFont: string | undefined;
  readonly isComposite: boolean;
  /** The CIDFont of a composite font. */
  readonly descendant: PdfDict | undefined;
  readonly descriptor: PdfDict | undefined;
  readonly program: EmbeddedProgram | undefined;
  /** `Symbolic` is set in the descriptor's flags and `Nonsymbolic` is not, or the font is Symbol or ZapfDingbats without descriptor. */
  readonly isSymbolic: boolean;
  readonly toUnicodeMap: CMapFile | undefined;
  /** Cuts a string into codes. */
  readonly codesOf: (bytes: Uint8Array) => Iterable<Code>;
  /** What a code shows; remembered by code. */
  readonly glyph: (code: Code) => GlyphFacts;
}

/** A bit of the font descriptor's `Flags` (ISO 32000-1, table 123). */
export const symbolicFlag = 4;

/** Whether the descriptor's flags make the font symbolic; where they say neither or both, `Symbolic` alone counts. */
export function isSymbolicFont(descriptor: PdfDict | undefined, baseFont: string | undefined): boolean {
  const flags = descriptor?.number('Flags');
  if (flags === undefined) return /^(?:[A-Z]{6}\+)?(?:Symbol|ZapfDingbats)\b/.test(baseFont ?? '');
  return (flags & symbolicFlag) !== 0;
}

/** The parts every font dictionary has. */
export function commonParts(dict: PdfDict): { subtype: string; baseFont: string | undefined; toUnicodeStream: PdfStream | undefined } {
  return { subtype: dict.name('Subtype') ?? '', baseFont: dict.name('BaseFont'), toUnicodeStream: dict.stream('ToUnicode') };
}

/** Remembers the glyphs of a font by code and length. */
export function rememberGlyphs(find: (code: Code) => GlyphFacts): (code: Code) => GlyphFacts {
  const known = new Map<number, GlyphFacts>();
  return (code) => {
    const key = code.code * 8 + code.length;
    let facts = known.get(key);
    if (!facts) {
      facts = find(code);
      known.set(key, facts);
    }
    return facts;
  };
}

/** First and only descendant of a composite font. */
export function descendantOf(dict: PdfDict): PdfDict | undefined {
  return dictOf(dict.array('DescendantFonts')?.at(0) ?? null);
}
