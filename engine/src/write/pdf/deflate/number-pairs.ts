import type { Fragment, PdfOutput } from '../pdf-output.ts';

const SLOTS = 512;

/**
 * Pairs of numbers and the operator behind them, such as the moves from cell to cell of a table, which come again in every row: where
 * the stream has them already.
 */
export class NumberPairs {
  readonly #end: Fragment;
  readonly #firsts = new Float64Array(SLOTS);
  readonly #seconds = new Float64Array(SLOTS);
  readonly #streams = new Int32Array(SLOTS);
  readonly #places = new Int32Array(SLOTS);
  readonly #counts = new Int32Array(SLOTS);
  readonly #sums = new Float64Array(SLOTS);
  readonly #weighted = new Float64Array(SLOTS);

  /** @param end what stands behind the numbers */
  constructor(end: Fragment) {
    this.#end = end;
  }

  /** Writes two numbers given in hundredths. */
  write(out: PdfOutput, first: number, second: number): void {
    const slot = (first * 31 + second) & (SLOTS - 1);
    const at = out.length;
    const known = this.#streams[slot] === out.stream && this.#firsts[slot] === first && this.#seconds[slot] === second;
    if (known && out.repeat(this.#places[slot]!, this.#counts[slot]!, this.#sums[slot]!, this.#weighted[slot]!)) {
      this.#places[slot] = at;
      return;
    }
    const { sum, weighted } = out;
    out.hundredths(first);
    out.space().hundredths(second);
    out.put(this.#end);
    const count = out.length - at;
    this.#firsts[slot] = first;
    this.#seconds[slot] = second;
    this.#streams[slot] = out.stream;
    this.#places[slot] = at;
    this.#counts[slot] = count;
    this.#sums[slot] = out.sum - sum;
    this.#weighted[slot] = out.weighted - weighted - count * sum;
  }
}
