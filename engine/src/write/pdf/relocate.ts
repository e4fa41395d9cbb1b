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
 * Copies dictionaries of our writer, with the numbers of all references and the keys of annotations moved. Byte by byte, since a
 * statement has a thousand references. What stands in strings stays: it may look like a reference.
 */
export function relocate(out: ByteWriter, source: Uint8Array, from: number, to: number, move: Move): void {
  let at = from;
  while (at < to) {
    const byte = source[at]!;
    if (byte >= ZERO && byte <= NINE) at = moveNumber(out, source, at, to, move);
    else if (byte === OPEN) at = copyTo(out, source, at, endOfLiteral(source, at, to));
    else if (byte === LESS && source[at + 1] !== LESS) at = copyTo(out, source, at, endOfHex(source, at, to));
    else if (byte === LESS) at = copyTo(out, source, at, at + 2);
    else if (byte === SLASH) at = copyName(out, source, at, to, move);
    else {
      out.byte(byte);
      at++;
    }
  }
}

/** A number; moved where ` 0 R` follows. */
function moveNumber(out: ByteWriter, source: Uint8Array, from: number, to: number, { base, root, top }: Move): number {
  const end = endOfDigits(source, from, to);
  const refers = source[end] === SPACE && source[end + 1] === ZERO && source[end + 2] === SPACE && source[end + 3] === R;
  if (!refers) return copyTo(out, source, from, end);
  const number = digitsOf(source, from, end);
  out.integer(number === root ? top : number + base);
  return end;
}

/** A name with digits in it is no number. */
function copyName(out: ByteWriter, source: Uint8Array, from: number, to: number, { key }: Move): number {
  if (KEY.every((byte, i) => source[from + i] === byte)) {
    const start = copyTo(out, source, from, from + KEY.length);
    const end = endOfDigits(source, start, to);
    out.integer(digitsOf(source, start, end) + key);
    return end;
  }
  let at = from + 1;
  while (at < to && isRegular(source[at]!)) at++;
  return copyTo(out, source, from, at);
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

function copyTo(out: ByteWriter, source: Uint8Array, from: number, to: number): number {
  for (let i = from; i < to; i++) out.byte(source[i]!);
  return to;
}
