/**
 * Type 1 font programs (Adobe Type 1 Font Format) as the rules on fonts need them: which glyphs there are, their widths and the
 * built-in encoding. The PostScript is not run: encoding, `lenIV`, subroutines and charstrings stand in it in a form that all
 * interpreters and writers agree on.
 */
import { type Encoding, encodingNamed } from './glyph-names.ts';
import { decryptType1, widthOfType1 } from './type1-charstring.ts';

/** A Type 1 font program. */
export interface Type1Font {
  readonly kind: 'type1';
  /** Names of all glyphs of the program, in its order. */
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** Built-in encoding: glyph names by code. */
  readonly encoding: Encoding;
  /** Advance width in thousandths of text space; null where the glyph is missing or its charstring broken. */
  readonly widthOf: (name: string) => number | null;
}

const maxGlyphs = 65536;
const maxSubroutines = 65536;

/** @returns null where the bytes are no Type 1 font with charstrings. */
export function parseType1(bytes: Uint8Array): Type1Font | null {
  const plain = withoutPfbHeaders(bytes);
  const eexec = findWord(plain, 'eexec', 0);
  if (eexec < 0) return null;
  const clear = latin1(plain.subarray(0, eexec));
  const secret = decryptType1(binaryPart(plain, eexec + 5), 55665, 4);
  const text = latin1(secret);
  const lenIv = Number(/\/lenIV\s+(-?\d+)/.exec(text)?.[1] ?? 4);
  const charstringsAt = text.search(/\/CharStrings\b/);
  if (charstringsAt < 0) return null;
  const subroutines = readSubroutines(secret, text, charstringsAt, lenIv);
  const charstrings = readCharstrings(secret, text, charstringsAt, lenIv);
  if (charstrings.size === 0) return null;
  const scale = Number(/\/FontMatrix\s*\[\s*([-+.\deE]+)/.exec(clear)?.[1] ?? 0.001) * 1000 || 1;
  const widths = new Map<string, number | null>();
  const widthOf = (name: string): number | null => {
    const code = charstrings.get(name);
    if (!code) return null;
    if (!widths.has(name)) {
      const width = widthOfType1(code, subroutines);
      widths.set(name, width === null ? null : width * scale);
    }
    return widths.get(name) ?? null;
  };
  return { kind: 'type1', names: [...charstrings.keys()], has: (name) => charstrings.has(name), encoding: readEncoding(clear), widthOf };
}

/** Takes the segments of a printer font binary file apart, which some writers embed as it is. */
function withoutPfbHeaders(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x80) return bytes;
  const parts: Uint8Array[] = [];
  for (let at = 0; bytes[at] === 0x80 && (bytes[at + 1] === 1 || bytes[at + 1] === 2); ) {
    const length = bytes[at + 2]! + bytes[at + 3]! * 256 + bytes[at + 4]! * 65536 + bytes[at + 5]! * 16777216;
    parts.push(bytes.subarray(at + 6, at + 6 + length));
    at += 6 + length;
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The encrypted part: binary, or written in hexadecimal digits. */
function binaryPart(bytes: Uint8Array, start: number): Uint8Array {
  let at = start;
  while (at < bytes.length && (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a || bytes[at] === 0x0d)) at++;
  const head = latin1(bytes.subarray(at, at + 8));
  if (!/^[0-9a-fA-F\s]{8}$/.test(head)) return bytes.subarray(at);
  const digits = latin1(bytes.subarray(at)).replace(/[^0-9a-fA-F]/g, '');
  return Uint8Array.from({ length: digits.length >> 1 }, (_, index) => Number.parseInt(digits.slice(index * 2, index * 2 + 2), 16));
}

function readCharstrings(bytes: Uint8Array, text: string, from: number, lenIv: number): Map<string, Uint8Array> {
  const charstrings = new Map<string, Uint8Array>();
  const pattern = /\/([^\s/[\]{}()<>%]*)\s+(\d+)\s+(?:RD|-\||\S+)\s|\bend\b/g;
  pattern.lastIndex = from + '/CharStrings'.length;
  const begin = /\bbegin\b/g;
  begin.lastIndex = pattern.lastIndex;
  if (begin.exec(text)) pattern.lastIndex = begin.lastIndex;
  for (let match = pattern.exec(text); match?.[2] && charstrings.size < maxGlyphs; match = pattern.exec(text)) {
    const end = pattern.lastIndex + Number(match[2]);
    if (end > bytes.length) break;
    charstrings.set(match[1]!, plainCode(bytes.subarray(pattern.lastIndex, end), lenIv));
    pattern.lastIndex = end;
  }
  return charstrings;
}

function readSubroutines(bytes: Uint8Array, text: string, before: number, lenIv: number): Map<number, Uint8Array> {
  const subroutines = new Map<number, Uint8Array>();
  const start = text.search(/\/Subrs\b/);
  if (start < 0) return subroutines;
  const pattern = /\bdup\s+(\d+)\s+(\d+)\s+\S+\s|\/CharStrings\b/g;
  pattern.lastIndex = start;
  for (let match = pattern.exec(text); match?.[2] && subroutines.size < maxSubroutines; match = pattern.exec(text)) {
    const end = pattern.lastIndex + Number(match[2]);
    if (end > bytes.length || (start < before && match.index > before)) break;
    subroutines.set(Number(match[1]), plainCode(bytes.subarray(pattern.lastIndex, end), lenIv));
    pattern.lastIndex = end;
  }
  return subroutines;
}

const plainCode = (code: Uint8Array, lenIv: number): Uint8Array => (lenIv < 0 ? code : decryptType1(code, 4330, lenIv));

function readEncoding(clear: string): Encoding {
  if (/\/Encoding\s+StandardEncoding\b/.test(clear)) return encodingNamed('StandardEncoding');
  const start = clear.search(/\/Encoding\b/);
  const encoding: (string | undefined)[] = new Array(256).fill(undefined);
  if (start < 0) return encoding;
  const pattern = /\bdup\s+(\d+#[0-9a-fA-F]+|\d+)\s*\/([^\s/[\]{}()<>%]+)\s+put\b|\b(?:readonly|def)\b/g;
  // The first `def` may close the loop that fills the array with .notdef; the one after the last `dup` ends the encoding.
  const first = clear.indexOf('dup', start);
  pattern.lastIndex = first < 0 ? start : first;
  for (let match = pattern.exec(clear); match?.[2]; match = pattern.exec(clear)) {
    const [base, digits] = match[1]!.includes('#') ? match[1]!.split('#') : ['10', match[1]!];
    const code = Number.parseInt(digits!, Number(base));
    if (code >= 0 && code < 256) encoding[code] = match[2];
  }
  return encoding;
}

function findWord(bytes: Uint8Array, word: string, from: number): number {
  for (let at = bytes.indexOf(word.charCodeAt(0), from); at >= 0; at = bytes.indexOf(word.charCodeAt(0), at + 1)) {
    let step = 1;
    while (step < word.length && bytes[at + step] === word.charCodeAt(step)) step++;
    if (step === word.length) return at;
  }
  return -1;
}

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}
