import { latin1 } from '#runtime';

/** Below this many bytes a loop copies faster than `TypedArray.set`, whose call costs some thirty nanoseconds. */
const SHORT = 48;

/** Bytes that stand behind a backslash in a literal string instead of the byte itself; 0 for bytes that stand for themselves. */
const ESCAPED = new Uint8Array(256);
for (const [byte, letter] of ['((', '))', '\\\\', '\rr', '\nn']) ESCAPED[byte!.charCodeAt(0)] = letter!.charCodeAt(0);

const SPACE = 0x20;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const BACKSLASH = 0x5c;

/**
 * Bytes put together in one growing buffer. Pages and small objects are written straight into it: as strings they would be made of
 * some ten thousand pieces per document, joined, and then copied into bytes once more, which took twice as long and most of the
 * garbage.
 */
export class ByteWriter {
  #bytes: Uint8Array;
  length = 0;

  constructor(capacity = 4096) {
    this.#bytes = new Uint8Array(capacity);
  }

  /** Forgets what was written; the memory is used again. */
  clear(): void {
    this.length = 0;
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

  put(bytes: Uint8Array): void {
    const count = bytes.length;
    if (this.length + count > this.#bytes.length) this.#grow(count);
    if (count < SHORT) {
      const all = this.#bytes;
      let at = this.length;
      for (let i = 0; i < count; i++) all[at++] = bytes[i]!;
    } else this.#bytes.set(bytes, this.length);
    this.length += count;
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
    // Twenty digits, a sign, and the fraction that `hundredths` may add.
    if (this.length + 24 > this.#bytes.length) this.#grow(24);
    if (value < 0) {
      this.#bytes[this.length++] = MINUS;
      this.#digits(-value);
    } else this.#digits(value);
  }

  /** A number that is given in hundredths, a whole number, as PDF spells it: `70.87`, `-3.5`, `12`. */
  hundredths(value: number): void {
    if (value < 0) {
      this.byte(MINUS);
      value = -value;
    }
    const whole = Math.floor(value / 100);
    this.integer(whole);
    const fraction = value - whole * 100;
    if (fraction === 0) return;
    const tenths = (fraction / 10) | 0;
    const rest = fraction - tenths * 10;
    // `integer` has left room for these.
    const all = this.#bytes;
    all[this.length++] = POINT;
    all[this.length++] = ZERO + tenths;
    if (rest !== 0) all[this.length++] = ZERO + rest;
  }

  /** Points, rounded to hundredths. */
  points(value: number): void {
    this.hundredths(Math.round(value * 100));
  }

  #digits(value: number): void {
    const all = this.#bytes;
    if (value < 10) {
      all[this.length++] = ZERO + value;
      return;
    }
    let count = 2;
    for (let limit = 100; value >= limit; limit *= 10) count++;
    let rest = value;
    for (let at = this.length + count - 1; at >= this.length; at--) {
      const next = Math.floor(rest / 10);
      all[at] = ZERO + rest - next * 10;
      rest = next;
    }
    this.length += count;
  }

  #grow(count: number): void {
    const larger = new Uint8Array(Math.max(this.length + count, this.#bytes.length * 2));
    larger.set(this.#bytes.subarray(0, this.length));
    this.#bytes = larger;
  }
}
