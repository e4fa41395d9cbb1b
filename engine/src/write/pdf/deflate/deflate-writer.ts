import type { Fragment, PdfOutput } from '../pdf-output.ts';
import { LONGEST_NUMBER, spellHundredths, spellInteger } from '../spell-number.ts';
import { type DeflateCodes, DISTANCE_BASES, DISTANCE_BITS, distanceSymbol, END } from './codes.ts';
import { NUMBER_SUMS, SHORT_NUMBERS } from './short-numbers.ts';

/** How far back deflate can refer. */
const WINDOW = 32_768;
/** Fewer bytes it does not repeat. */
const SHORTEST = 3;
/** Most bytes that one reference repeats; what is left for a second one has to be at least three. */
const LONGEST = 258;
const MODULUS = 65_521;
/** Bytes before the first block. */
const ZLIB_HEADER = 2;
/** In the first byte of a block. */
const LAST_BLOCK = 1;
/** Sums stay whole up to 2^53; they are reduced in time. */
const HIGHEST_SUM = 2 ** 50;

/** Bytes behind a backslash in a literal string; 0 for bytes that stand for themselves. */
const ESCAPED = new Uint8Array(256);
for (const [byte, letter] of ['((', '))', '\\\\', '\rr', '\nn']) ESCAPED[byte!.charCodeAt(0)] = letter!.charCodeAt(0);
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/** Differences of sums, of which `repeat` is told, may be negative. */
const remainder = (sum: number): number => ((sum % MODULUS) + MODULUS) % MODULUS;

let streams = 0;
const NUMBER = new Uint8Array(LONGEST_NUMBER);
/** Bytes whose sums fit into whole numbers of 31 bits, and room for so many characters. */
const STRETCH = 4096;
const CHARACTERS = new Uint8Array(STRETCH);

/**
 * Writes a stream in the zlib format as it comes. zlib looks for repetitions at every byte, which took a third of the writer's time; we
 * know where they are: operators, words and moves come again as a whole. Whoever writes them tells (`put`, `repeat`), and neither they nor
 * their checksum is looked at byte by byte. Codes are made beforehand for streams of a kind (`trained.ts`).
 */
export class DeflateWriter implements PdfOutput {
  length = 0;
  stream = 0;
  readonly #codes: DeflateCodes;
  #out: Uint8Array;
  #at = 0;
  #bits = 0;
  #bitCount = 0;
  #sum = 1;
  #weighted = 0;
  /** The repetition that may still become longer. */
  #repeated = 0;
  #repeatedFrom = 0;

  constructor(codes: DeflateCodes, capacity = 16_384) {
    this.#codes = codes;
    this.#out = new Uint8Array(capacity);
    this.begin();
  }

  /** Begins a stream; the memory is used again. */
  begin(): void {
    const { head, rest, restCount } = this.#codes;
    this.stream = ++streams;
    this.length = 0;
    this.#out.set(head);
    this.#at = head.length;
    this.#bits = rest;
    this.#bitCount = restCount;
    this.#sum = 1;
    this.#weighted = 0;
    this.#repeated = 0;
  }

  /** Ends the stream. What it returns is valid until the next begins. */
  finish(): Uint8Array {
    this.#endBlock();
    return this.#close(this.#sum, this.#weighted);
  }

  /**
   * Ends the stream with what another writer has, whose stream ends as well: as if it had been written here. Bit by bit: blocks that end
   * on a whole byte would have to be stored ones, which poppler reads wrong behind others.
   */
  finishWith(tail: DeflateWriter): Uint8Array {
    this.#out[ZLIB_HEADER]! &= ~LAST_BLOCK;
    this.#endBlock();
    tail.#endBlock();
    this.#join(tail.#out.subarray(ZLIB_HEADER, tail.#at));
    this.#emit(tail.#bits, tail.#bitCount);
    return this.#close(this.#sum + tail.#sum - 1, this.#weighted + tail.length * (this.#sum - 1) + tail.#weighted);
  }

  /** Whole bytes of another writer, moved by as many bits as are not a whole byte here. */
  #join(bytes: Uint8Array): void {
    while (this.#at + bytes.length + 2 > this.#out.length) this.#grow();
    const out = this.#out;
    const by = this.#bitCount;
    let at = this.#at;
    let all = this.#bits;
    let i = 0;
    for (; i + 1 < bytes.length; i += 2) {
      all |= (bytes[i]! | (bytes[i + 1]! << 8)) << by;
      out[at++] = all;
      out[at++] = all >>> 8;
      all >>>= 16;
    }
    this.#at = at;
    this.#bits = all;
    if (i < bytes.length) this.#emit(bytes[i]!, 8);
  }

  #endBlock(): void {
    if (this.#repeated > 0) this.#leaveRepeat();
    const end = this.#codes.literals[END]!;
    this.#emit(end >> 4, end & 15);
  }

  /** Writes the last bits and the checksum. */
  #close(sum: number, weighted: number): Uint8Array {
    if (this.#at + 6 > this.#out.length) this.#grow();
    const out = this.#out;
    let at = this.#at;
    if (this.#bitCount > 0) out[at++] = this.#bits;
    if (this.#bitCount > 8) out[at++] = this.#bits >>> 8;
    const high = remainder(weighted);
    const low = remainder(sum);
    out[at++] = high >> 8;
    out[at++] = high;
    out[at++] = low >> 8;
    out[at++] = low;
    return out.subarray(0, at);
  }

  byte(value: number): void {
    if (this.#repeated > 0) this.#leaveRepeat();
    this.#count(1, value, value);
    const code = this.#codes.literals[value]!;
    this.#emit(code >> 4, code & 15);
  }

  space(): this {
    this.byte(SPACE);
    return this;
  }

  /** One byte inside of a literal string. */
  stringByte(value: number): void {
    const escaped = ESCAPED[value]!;
    if (escaped === 0) this.byte(value);
    else {
      this.byte(BACKSLASH);
      this.byte(escaped);
    }
  }

  bytes(bytes: Uint8Array, count = bytes.length): void {
    for (let from = 0; from < count; from += STRETCH) this.#literals(bytes, from, Math.min(count, from + STRETCH));
  }

  /** Bits and sums are gathered in variables, and the sums as if they began here: as whole numbers of 31 bits. This writes most of a stream. */
  #literals(bytes: Uint8Array, from: number, to: number): void {
    if (this.#repeated > 0) this.#leaveRepeat();
    const count = to - from;
    while (this.#at + count * 2 + 8 > this.#out.length) this.#grow();
    const { literals } = this.#codes;
    const out = this.#out;
    let at = this.#at;
    let all = this.#bits;
    let filled = this.#bitCount;
    let sum = 0;
    let weighted = 0;
    for (let i = from; i < to; i++) {
      const byte = bytes[i]!;
      sum += byte;
      weighted += sum;
      const code = literals[byte]!;
      all |= (code >> 4) << filled;
      filled += code & 15;
      // Written whether they are complete or not: nobody could foretell a branch here.
      out[at] = all;
      out[at + 1] = all >>> 8;
      const complete = filled >> 4;
      at += complete << 1;
      all >>>= complete << 4;
      filled &= 15;
    }
    this.#at = at;
    this.#bits = all;
    this.#bitCount = filled;
    this.#count(count, sum, weighted);
  }

  text(text: string): void {
    const { length } = text;
    for (let from = 0; from < length; from += STRETCH) {
      const count = Math.min(STRETCH, length - from);
      for (let i = 0; i < count; i++) CHARACTERS[i] = text.charCodeAt(from + i);
      this.#literals(CHARACTERS, 0, count);
    }
  }

  /** A whole number in decimal notation; short ones, which most are, as one code. */
  integer(value: number): void {
    const code = value >= 0 && value < SHORT_NUMBERS ? this.#codes.numbers[value]! : 0;
    if (code === 0) {
      this.#literals(NUMBER, 0, spellInteger(NUMBER, 0, value));
      return;
    }
    if (this.#repeated > 0) this.#leaveRepeat();
    const bits = code >>> 5;
    const count = code & 31;
    if (count > 16) {
      this.#emit(bits & 0xffff, 16);
      this.#emit(bits >>> 16, count - 16);
    } else this.#emit(bits, count);
    const sums = NUMBER_SUMS[value]!;
    this.#count(sums & 3, (sums >> 2) & 255, sums >> 10);
  }

  hundredths(value: number): void {
    this.#literals(NUMBER, 0, spellHundredths(NUMBER, 0, value));
  }

  points(value: number): void {
    this.hundredths(Math.round(value * 100));
  }

  put(fragment: Fragment): void {
    const at = this.length;
    if (fragment.stream !== this.stream || !this.repeat(fragment.at, fragment.bytes.length, fragment.sum, fragment.weighted)) {
      fragment.stream = this.stream;
      this.bytes(fragment.bytes);
    }
    fragment.at = at;
  }

  get sum(): number {
    return this.#sum;
  }

  get weighted(): number {
    return this.#weighted;
  }

  repeat(from: number, count: number, sum: number, weighted: number): boolean {
    const goesOn = this.#repeated > 0 && from === this.#repeatedFrom + this.#repeated;
    if (!goesOn) {
      if (count < SHORTEST || this.length - from > WINDOW) return false;
      if (this.#repeated > 0) this.#leaveRepeat();
      this.#repeatedFrom = from;
    }
    this.#repeated += count;
    this.#count(count, sum, weighted);
    return true;
  }

  #leaveRepeat(): void {
    const distance = this.length - this.#repeated - this.#repeatedFrom;
    const symbol = distanceSymbol(distance);
    const code = this.#codes.distances[symbol]!;
    const extra = distance - DISTANCE_BASES[symbol]!;
    let left = this.#repeated;
    while (left > 0) {
      const count = left <= LONGEST ? left : left < LONGEST + 3 ? LONGEST - 3 : LONGEST;
      const length = this.#codes.lengths[count]!;
      this.#emit(length >> 5, length & 31);
      this.#emit(code >> 4, code & 15);
      this.#emit(extra, DISTANCE_BITS[symbol]!);
      left -= count;
    }
    this.#repeated = 0;
  }

  /** Adds bytes to the length and the checksum: their sum, and the sum of sums when it is 0 before them. */
  #count(count: number, sum: number, weighted: number): void {
    const before = this.#sum;
    const sums = this.#weighted + count * before + weighted;
    const tooHigh = sums >= HIGHEST_SUM;
    this.#sum = tooHigh ? (before + sum) % MODULUS : before + sum;
    this.#weighted = tooHigh ? sums % MODULUS : sums;
    this.length += count;
  }

  /** At most 16 bits. */
  #emit(bits: number, count: number): void {
    if (this.#at + 2 > this.#out.length) this.#grow();
    const out = this.#out;
    const at = this.#at;
    const all = this.#bits | (bits << this.#bitCount);
    const filled = this.#bitCount + count;
    const complete = filled >> 4;
    out[at] = all;
    out[at + 1] = all >>> 8;
    this.#at = at + (complete << 1);
    this.#bits = all >>> (complete << 4);
    this.#bitCount = filled & 15;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#out.length * 2);
    larger.set(this.#out);
    this.#out = larger;
  }
}
