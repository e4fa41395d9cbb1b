/** Classes of bytes, ISO 32000-1, 7.2.2. */

const SPACE = 1;
const DELIMITER = 2;

const classes = new Uint8Array(256);
for (const byte of [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]) classes[byte] = SPACE;
for (const character of '()<>[]{}/%') classes[character.charCodeAt(0)] = DELIMITER;

const hexValues = new Int8Array(256).fill(-1);
for (let digit = 0; digit < 16; digit++) {
  hexValues[digit.toString(16).charCodeAt(0)] = digit;
  hexValues[digit.toString(16).toUpperCase().charCodeAt(0)] = digit;
}

/** NUL, tab, line feed, form feed, carriage return, blank. */
export const isSpace = (byte: number | undefined): boolean => byte !== undefined && classes[byte] === SPACE;

/** Neither white space nor a delimiter: part of a number, keyword or name. */
export const isRegular = (byte: number | undefined): boolean => byte !== undefined && classes[byte] === 0;

export const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Carriage return or line feed. */
export const isEol = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;

/** The value of a hexadecimal digit, or -1. */
export const hexValue = (byte: number | undefined): number => (byte === undefined ? -1 : hexValues[byte]!);

/** Length of the end-of-line marker at `at`: 2 for CR LF, 1 for one of them, else 0. */
export function eolLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x0d) return bytes[at + 1] === 0x0a ? 2 : 1;
  return bytes[at] === 0x0a ? 1 : 0;
}

/** True when the ASCII `word` stands at `at`. */
export function standsAt(bytes: Uint8Array, at: number, word: string): boolean {
  if (at < 0 || at + word.length > bytes.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** Offset of the first `word` at or after `from` and before `end`, or -1. */
export function indexOf(bytes: Uint8Array, word: string, from: number, end: number = bytes.length): number {
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first, Math.max(0, from)); at >= 0 && at + word.length <= end; at = bytes.indexOf(first, at + 1))
    if (standsAt(bytes, at, word)) return at;
  return -1;
}

/** Offset of the last `word` that begins at or before `from`, or -1. */
export function lastIndexOf(bytes: Uint8Array, word: string, from: number = bytes.length): number {
  const first = word.charCodeAt(0);
  for (let at = bytes.lastIndexOf(first, from); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(first, at - 1))
    if (standsAt(bytes, at, word)) return at;
  return -1;
}

const latin1Decoder = new TextDecoder('latin1');

/** One character per byte. (The decoder called latin1 is windows-1252, so bytes 80 to 9F are put right.) */
export function bytesToText(bytes: Uint8Array): string {
  let plain = true;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i]! >= 0x80 && bytes[i]! < 0xa0) {
      plain = false;
      break;
    }
  }
  if (plain) return latin1Decoder.decode(bytes);
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}
