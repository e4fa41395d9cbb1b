/** How PDF spells numbers, strings and colours (ISO 32000-1, 7.3). Everything is a string of characters up to U+00FF. */

/** Texts of the hundredths from 0 to 1,200 points, filled as they occur: printing numbers is a tenth of the work otherwise. */
const spelled: string[] = new Array(120_001);

/** A length in hundredths of a point, a whole number, as PDF spells it. */
export function hundredths(value: number): string {
  if (value < 0) return `-${hundredths(-value)}`;
  if (value > 120_000) return String(value / 100);
  let text = spelled[value];
  if (text === undefined) {
    text = String(value / 100);
    spelled[value] = text;
  }
  return text;
}

/** Points to whole hundredths. */
export const toHundredths = (points: number): number => Math.round(points * 100);

/** Points, rounded to hundredths. */
export const length = (points: number): string => hundredths(Math.round(points * 100));

const escapes: { readonly [character: string]: string } = { '(': '\\(', ')': '\\)', '\\': '\\\\', '\r': '\\r', '\n': '\\n' };

/** Bytes (one per character) for the inside of a literal string. */
export function escapeBytes(text: string): string {
  return /[()\\\r\n]/.test(text) ? text.replace(/[()\\\r\n]/g, (character) => escapes[character]!) : text;
}

/** PDF/A allows strings of 32,767 bytes (ISO 19005-2, 6.1.13); longer ones, such as an endless alternative text, are cut. */
const LONGEST_STRING = 16_000;

/** A text string: literal where it is ASCII, otherwise UTF-16 with byte order mark in hexadecimal. */
export function textString(text: string): string {
  if (text.length > LONGEST_STRING) return textString(text.slice(0, LONGEST_STRING).toWellFormed());
  return isPrintableAscii(text) ? `(${escapeBytes(text)})` : `<feff${utf16Hex(text)}>`;
}

function isPrintableAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e) return false;
  }
  return true;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes in hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) text += HEX[bytes[i]!]!;
  return text;
}

/** UTF-16BE in hexadecimal; a lone surrogate becomes U+FFFD. */
export function utf16Hex(text: string): string {
  let digits = '';
  const wellFormed = text.toWellFormed();
  for (let i = 0; i < wellFormed.length; i++) {
    const code = wellFormed.charCodeAt(i);
    digits += HEX[code >> 8]! + HEX[code & 255]!;
  }
  return digits;
}

/** A name; characters other than letters, digits, `-`, `_`, `+`, `.` are escaped. */
export function name(text: string): string {
  return `/${text.replace(/[^A-Za-z0-9_+.-]/g, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}

const colors = new Map<string, string>();

/** `#rrggbb` as the operands of `rg`/`RG`, or of `g`/`G` (one number) where it is a gray. */
export function colorOperands(color: string): string {
  let operands = colors.get(color);
  if (operands === undefined) {
    operands = computeColor(color);
    if (colors.size < 1000) colors.set(color, operands);
  }
  return operands;
}

function computeColor(color: string): string {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (match === null) throw new Error(`“${color}” is no colour of the form #rrggbb`);
  const [red, green, blue] = [match[1]!, match[2]!, match[3]!].map((part) =>
    String(Math.round((Number.parseInt(part, 16) / 255) * 1000) / 1000),
  );
  return red === green && green === blue ? red! : `${red} ${green} ${blue}`;
}

/** Operator that sets the fill colour. */
export function fillColor(color: string): string {
  const operands = colorOperands(color);
  return operands.includes(' ') ? `${operands} rg` : `${operands} g`;
}

/** Operator that sets the stroke colour. */
export function strokeColor(color: string): string {
  const operands = colorOperands(color);
  return operands.includes(' ') ? `${operands} RG` : `${operands} G`;
}

/** Bytes as a hexadecimal string. */
export function hexString(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return `<${hex}>`;
}

const unescaped: { readonly [escaped: string]: string } = { r: '\r', n: '\n' };

/** The bytes of a string as this writer spells it: `(…)` or `<…>`. */
export function textBytes(token: string): Uint8Array {
  if (token.startsWith('<')) return Uint8Array.from(token.slice(1, -1).match(/../g) ?? [], (hex) => Number.parseInt(hex, 16));
  const plain = token.slice(1, -1).replace(/\\([\s\S])/g, (_, escaped: string) => unescaped[escaped] ?? escaped);
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}
