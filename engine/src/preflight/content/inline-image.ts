import { isSpace, PdfDict, PdfName, type PdfValue, type Resolver } from '../read/index.ts';
import { Keyword, type Lexer } from '../read/lexer.ts';

const maxEntries = 64;

/**
 * Reads an inline image after `BI`, up to behind its `EI`.
 * @returns its dictionary, keys as written.
 */
export function readInlineImage(lexer: Lexer, resolver: Resolver): PdfDict {
  const entries = new Map<string, PdfValue>();
  let key: string | undefined;
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) {
    if (token instanceof Keyword) {
      if (token.text === 'ID' || token.text === 'EI') {
        if (token.text === 'ID') skipData(lexer);
        break;
      }
    } else if (key !== undefined) {
      if (entries.size < maxEntries) entries.set(key, token);
      key = undefined;
    } else if (token instanceof PdfName) key = token.value;
  }
  return new PdfDict(entries, resolver);
}

/** Goes behind the `EI` that ends the data: set off by white space and followed by what can be text, not more of an image. */
function skipData(lexer: Lexer): void {
  const { bytes, end } = lexer;
  for (let at = bytes.indexOf(0x45, lexer.pos + 1); at >= 0 && at + 1 < end; at = bytes.indexOf(0x45, at + 1)) {
    if (bytes[at + 1] !== 0x49 || !isSpace(bytes[at - 1]) || (at + 2 < end && !isSpace(bytes[at + 2]))) continue;
    if (!looksLikeText(bytes, at + 2, Math.min(at + 12, end))) continue;
    lexer.pos = at + 2;
    return;
  }
  lexer.pos = end;
}

function looksLikeText(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at]! >= 0x7f || (bytes[at]! < 0x20 && !isSpace(bytes[at]))) return false;
  return true;
}

/** The full key of an inline image's short one (ISO 32000-1, table 93). */
export const inlineKeys: Readonly<Record<string, string>> = {
  BPC: 'BitsPerComponent',
  CS: 'ColorSpace',
  D: 'Decode',
  DP: 'DecodeParms',
  F: 'Filter',
  H: 'Height',
  IM: 'ImageMask',
  I: 'Interpolate',
  W: 'Width',
};

/** The full name of an inline image's short colour space. */
export const inlineSpaces: Readonly<Record<string, string>> = { G: 'DeviceGray', RGB: 'DeviceRGB', CMYK: 'DeviceCMYK', I: 'Indexed' };

/** An entry of an inline image under its full or short key. */
export function inlineEntry(dict: PdfDict, key: string): PdfValue {
  const short = Object.entries(inlineKeys).find(([, full]) => full === key)?.[0];
  return dict.get(key) ?? (short === undefined ? null : dict.get(short));
}
