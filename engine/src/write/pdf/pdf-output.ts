import { latin1 } from '#runtime';

/**
 * Bytes that come again and again in a stream, such as an operator: it knows where the stream has them already. It has to be the same
 * object in every document that writes it (a constant): what repeats may not depend on what was composed before.
 */
export class Fragment {
  readonly bytes: Uint8Array;
  /** What it adds to the two sums of Adler-32: of its bytes, and of these sums after each byte. */
  readonly sum: number;
  readonly weighted: number;
  /** The stream that had it last, and where. */
  stream = 0;
  at = 0;

  constructor(text: string) {
    this.bytes = latin1(text);
    let [sum, weighted] = [0, 0];
    for (const byte of this.bytes) {
      sum += byte;
      weighted += sum;
    }
    this.sum = sum;
    this.weighted = weighted;
  }
}

/** Where pages and small objects are written: into memory as they are (`ByteWriter`) or compressed as they come (`DeflateWriter`). */
export interface PdfOutput {
  /** Bytes written so far, as they are before compression. */
  readonly length: number;
  /** Different for every stream. */
  readonly stream: number;
  /** The sums of Adler-32 so far, from which `repeat` is told later what it repeats. */
  readonly sum: number;
  readonly weighted: number;
  byte(value: number): void;
  /** A space; returns the writer, for what comes after it. */
  space(): PdfOutput;
  /** Bytes that are not known to repeat, up to an index. */
  bytes(bytes: Uint8Array, end?: number): void;
  /** Characters up to U+00FF, a byte each. */
  text(text: string): void;
  /** A whole number in decimal notation. */
  integer(value: number): void;
  /** A number that is given in hundredths, a whole number, as PDF spells it: `70.87`, `-3.5`, `12`. */
  hundredths(value: number): void;
  put(fragment: Fragment): void;
  /**
   * Writes what this stream has from a place on once more. False, and nothing written, where that would not pay.
   * @param sum what the bytes add to the sum, and `weighted` to the sum of sums when the sum is 0 before them
   */
  repeat(from: number, count: number, sum: number, weighted: number): boolean;
}
