import { latin1 } from '#runtime';
import type { Fragment, PdfOutput } from './pdf-output.ts';
import { LONGEST_NUMBER, spellHundredths, spellInteger } from './spell-number.ts';

/** Below this many bytes a loop copies faster than `TypedArray.set`, whose call costs some thirty nanoseconds. */
const SHORT = 48;

/** Bytes that stand behind a backslash in a literal string instead of the byte itself; 0 for bytes that stand for themselves. */
const ESCAPED = new Uint8Array(256);
for (const [byte, letter] of ['((', '))', '\\\\', '\rr', '\nn']) ESCAPED[byte!.charCodeAt(0)] = letter!.charCodeAt(0);

const SPACE = 0x20;
const BACKSLASH = 0x5c;

/**
 * Bytes put together in one growing buffer. Pages and small objects are written straight into it: as strings they would be made of
 * some ten thousand pieces per document, joined, and then copied into bytes once more, which took twice as long and most of the
 * garbage.
 */
export class ByteWriter implements PdfOutput {
  #bytes: Uint8Array;
  length = 0;
  /** Nothing is repeated here. */
  readonly stream = -1;
  readonly sum = 0;
  readonly weighted = 0;

  constructor(capacity = 4096) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Forgets what was written; the memory is used again. */
  clear(): void {
    this.length = 0;
  }

  /** The memory, of which the first `length` bytes were written. Valid until the next write. */
  get memory(): Uint8Array {
    return this.#bytes;
  }

  /** What was written. Valid until the next write. */
  view(from = 0): Uint8Array {
    return this.#bytes.subarray(from, this.length);
  }

  /** A copy of what was written from an index on. */
  copy(from: number): Uint8Array {
    return this.#bytes.slice(from, this.length);
  }

  byte(value: number): void {
    if (this.length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.length++] = value;
  }

  /** A space; returns the writer, for what comes after it. */
  space(): this {
    this.byte(SPACE);
    return this;
  }

  /** One byte inside of a literal string. */
  stringByte(value: number): void {
    if (this.length + 2 > this.#bytes.length) this.#grow(2);
    const escaped = ESCAPED[value]!;
    if (escaped !== 0) {
      this.#bytes[this.length++] = BACKSLASH;
      this.#bytes[this.length++] = escaped;
    } else this.#bytes[this.length++] = value;
  }

  put(fragment: Fragment): void {
    this.bytes(fragment.bytes);
  }

  repeat(): boolean {
    return false;
  }

  bytes(bytes: Uint8Array, end = bytes.length): void {
    const count = end;
    if (this.length + count > this.#bytes.length) this.#grow(count);
    if (count < SHORT) {
      const all = this.#bytes;
      let at = this.length;
      for (let i = 0; i < count; i++) all[at++] = bytes[i]!;
    } else this.#bytes.set(count === bytes.length ? bytes : bytes.subarray(0, count), this.length);
    this.length += count;
  }

  /** Some of other bytes, from an index up to another. */
  part(source: Uint8Array, from: number, to: number): void {
    if (this.length + to - from > this.#bytes.length) this.#grow(to - from);
    if (to - from < SHORT) {
      const all = this.#bytes;
      let at = this.length;
      for (let i = from; i < to; i++) all[at++] = source[i]!;
    } else this.#bytes.set(source.subarray(from, to), this.length);
    this.length += to - from;
  }

  /** Characters up to U+00FF, a byte each. */
  text(text: string): void {
    const count = text.length;
    if (this.length + count > this.#bytes.length) this.#grow(count);
    if (count < SHORT) {
      const all = this.#bytes;
      let at = this.length;
      for (let i = 0; i < count; i++) all[at++] = text.charCodeAt(i);
    } else this.#bytes.set(latin1(text), this.length);
    this.length += count;
  }

  /** A whole number in decimal notation. */
  integer(value: number): void {
    if (this.length + LONGEST_NUMBER > this.#bytes.length) this.#grow(LONGEST_NUMBER);
    this.length = spellInteger(this.#bytes, this.length, value);
  }

  /** A number that is given in hundredths, a whole number, as PDF spells it: `70.87`, `-3.5`, `12`. */
  hundredths(value: number): void {
    if (this.length + LONGEST_NUMBER > this.#bytes.length) this.#grow(LONGEST_NUMBER);
    this.length = spellHundredths(this.#bytes, this.length, value);
  }

  /** Points, rounded to hundredths. */
  points(value: number): void {
    this.hundredths(Math.round(value * 100));
  }

  #grow(count: number): void {
    const larger = new Uint8Array(Math.max(this.length + count, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }
}
