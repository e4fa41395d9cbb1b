import type { ByteWriter } from './byte-writer.ts';

/** Where the numbers and keys of a piece begin in a stream. */
export interface Move {
  /** What is added to object numbers. */
  readonly base: number;
  /** The number of the piece's that stands for the root of its structure, and what takes its place. */
  readonly root: number;
  readonly top: number;
  /** What is added to keys of the parent tree. */
  readonly key: number;
}

const SLASH = 0x2f;
const OPEN = 0x28;
const CLOSE = 0x29;
const BACKSLASH = 0x5c;
const LESS = 0x3c;
const GREATER = 0x3e;
const SPACE = 0x20;
const ZERO = 0x30;
const NINE = 0x39;
const R = 0x52;

/** The entry of an annotation with its key in the parent tree. */
const KEY = [...'/StructParent '].map((character) => character.charCodeAt(0));

/**
 * Copies dictionaries of our writer, with the numbers of all references and the keys of annotations moved. Looked through byte by byte,
 * since a statement has a thousand references; what lies between two of them is copied at once. What stands in strings stays: it may look
 * like a reference.
 */
export function relocate(out: ByteWriter, source: Uint8Array, from: number, to: number, move: Move): void {
  let at = from;
  /** What comes before is written. */
  let copied = from;
  while (at < to) {
    const byte = source[at]!;
    if (byte >= ZERO && byte <= NINE) {
      const end = endOfDigits(source, at, to);
      if (refersFrom(source, end)) {
        out.part(source, copied, at);
        const number = digitsOf(source, at, end);
        out.integer(number === move.root ? move.top : number + move.base);
        copied = end;
      }
      at = end;
    } else if (byte === OPEN) at = endOfLiteral(source, at, to);
    else if (byte === LESS) at = source[at + 1] === LESS ? at + 2 : endOfHex(source, at, to);
    else if (byte !== SLASH) at++;
    else if (isKey(source, at)) {
      const start = at + KEY.length;
      out.part(source, copied, start);
      at = endOfDigits(source, start, to);
      out.integer(digitsOf(source, start, at) + move.key);
      copied = at;
    } else at = endOfName(source, at, to);
  }
  out.part(source, copied, to);
}

/** Whether ` 0 R` follows a number. */
const refersFrom = (source: Uint8Array, end: number): boolean =>
  source[end] === SPACE && source[end + 1] === ZERO && source[end + 2] === SPACE && source[end + 3] === R;

function isKey(source: Uint8Array, from: number): boolean {
  for (let i = 1; i < KEY.length; i++) if (source[from + i] !== KEY[i]) return false;
  return true;
}

/** A name with digits in it is no number. */
function endOfName(source: Uint8Array, from: number, to: number): number {
  let at = from + 1;
  while (at < to && isRegular(source[at]!)) at++;
  return at;
}

const isRegular = (byte: number): boolean =>
  byte > SPACE && byte !== SLASH && byte !== OPEN && byte !== LESS && byte !== GREATER && byte !== 0x5b;

function endOfDigits(source: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && source[at]! >= ZERO && source[at]! <= NINE) at++;
  return at;
}

function digitsOf(source: Uint8Array, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) number = number * 10 + source[i]! - ZERO;
  return number;
}

/** Our literal strings have their parentheses escaped. */
function endOfLiteral(source: Uint8Array, from: number, to: number): number {
  let at = from + 1;
  while (at < to && source[at] !== CLOSE) at += source[at] === BACKSLASH ? 2 : 1;
  return Math.min(to, at + 1);
}

function endOfHex(source: Uint8Array, from: number, to: number): number {
  let at = from + 1;
  while (at < to && source[at] !== GREATER) at++;
  return Math.min(to, at + 1);
}
