import { dictOf, type PdfDict, type PdfStream } from '../read/values.ts';
import { type CffFont, parseCff } from './cff.ts';
import { parseTrueType, type TrueTypeFont } from './truetype.ts';
import { parseType1, type Type1Font } from './type1.ts';

export type FontProgram = Type1Font | CffFont | TrueTypeFont;

/** The font program of a font descriptor. */
export interface EmbeddedProgram {
  readonly key: 'FontFile' | 'FontFile2' | 'FontFile3';
  readonly stream: PdfStream;
  /** `Subtype` of a FontFile3, e.g. `Type1C`. */
  readonly subtype: string | undefined;
  /** null where the bytes are no font of a kind that is known. */
  readonly font: FontProgram | null;
}

const cache = new WeakMap<PdfStream, FontProgram | null>();

/** @returns the embedded program of a font descriptor, read by what its bytes are and not by its key; undefined where none is embedded. */
export function embeddedProgram(descriptor: PdfDict | undefined): EmbeddedProgram | undefined {
  for (const key of ['FontFile', 'FontFile2', 'FontFile3'] as const) {
    const stream = descriptor?.stream(key);
    if (!stream) continue;
    let font = cache.get(stream);
    if (font === undefined) {
      font = parseFontProgram(stream.decode().bytes);
      cache.set(stream, font);
    }
    return { key, stream, subtype: dictOf(stream)?.name('Subtype'), font };
  }
  return undefined;
}

/** Reads a font program of any of the three kinds. */
export function parseFontProgram(bytes: Uint8Array): FontProgram | null {
  const first = bytes[0];
  if (first === 0x80 || (first === 0x25 && bytes[1] === 0x21)) return parseType1(bytes);
  return parseTrueType(bytes) ?? (first === 1 ? parseCff(bytes) : null) ?? parseType1(bytes);
}
