import type { Fragment, PdfOutput } from '../pdf-output.ts';

const SLOTS = 512;
/** What is known of a pair, side by side so that it is one look into memory. */
const [FIRST, SECOND, STREAM, PLACE, COUNT, SUM, WEIGHTED, FACTS] = [0, 1, 2, 3, 4, 5, 6, 8];

/**
 * Pairs of numbers and the operator behind them, such as the moves from cell to cell of a table, which come again in every row: where
 * the stream has them already.
 */
export class NumberPairs {
  readonly #end: Fragment;
  readonly #known = new Float64Array(SLOTS * FACTS);

  /** @param end what stands behind the numbers */
  constructor(end: Fragment) {
    this.#end = end;
  }

  /** Writes two numbers given in hundredths. */
  write(out: PdfOutput, first: number, second: number): void {
    const known = this.#known;
    const slot = ((first * 31 + second) & (SLOTS - 1)) * FACTS;
    const at = out.length;
    if (known[slot + STREAM] === out.stream && known[slot + FIRST] === first && known[slot + SECOND] === second) {
      if (out.repeat(known[slot + PLACE]!, known[slot + COUNT]!, known[slot + SUM]!, known[slot + WEIGHTED]!)) {
        known[slot + PLACE] = at;
        return;
      }
    }
    const { sum, weighted } = out;
    out.hundredths(first);
    out.space().hundredths(second);
    out.put(this.#end);
    const count = out.length - at;
    known[slot + FIRST] = first;
    known[slot + SECOND] = second;
    known[slot + STREAM] = out.stream;
    known[slot + PLACE] = at;
    known[slot + COUNT] = count;
    known[slot + SUM] = out.sum - sum;
    known[slot + WEIGHTED] = out.weighted - weighted - count * sum;
  }
}
