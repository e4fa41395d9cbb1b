import type { Fragment, PdfOutput } from '../pdf-output.ts';

/** A number and what stands behind it, such as a reference to an object: where the stream has them already, by the number. */
export class NumberedFragments {
  readonly #end: Fragment;
  #streams = new Int32Array(1024);
  #places = new Int32Array(1024);
  #counts = new Uint8Array(1024);
  #sums = new Float64Array(1024);
  #weighted = new Float64Array(1024);

  /** @param end what stands behind the number */
  constructor(end: Fragment) {
    this.#end = end;
  }

  write(out: PdfOutput, number: number): void {
    if (number >= this.#streams.length) this.#grow(number);
    const at = out.length;
    if (this.#streams[number] === out.stream) {
      if (out.repeat(this.#places[number]!, this.#counts[number]!, this.#sums[number]!, this.#weighted[number]!)) {
        this.#places[number] = at;
        return;
      }
    }
    const { sum, weighted } = out;
    out.integer(number);
    out.put(this.#end);
    const count = out.length - at;
    this.#streams[number] = out.stream;
    this.#places[number] = at;
    this.#counts[number] = count;
    this.#sums[number] = out.sum - sum;
    this.#weighted[number] = out.weighted - weighted - count * sum;
  }

  #grow(number: number): void {
    const size = Math.max(number + 1, this.#streams.length * 2);
    const larger = <T extends { set(from: T): void }>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#streams = larger(this.#streams, new Int32Array(size));
    this.#places = larger(this.#places, new Int32Array(size));
    this.#counts = larger(this.#counts, new Uint8Array(size));
    this.#sums = larger(this.#sums, new Float64Array(size));
    this.#weighted = larger(this.#weighted, new Float64Array(size));
  }
}
