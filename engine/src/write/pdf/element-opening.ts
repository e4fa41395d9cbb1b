import { Fragment, type PdfOutput } from './pdf-output.ts';

const PAGE = new Fragment('/Pg ');
const REFERENCE = new Fragment(' 0 R');

/**
 * The beginning of an element up to its kids: cells of a row have it in common. An element that is one piece of content, as nearly all
 * are, is written by this and the number of its mark.
 */
class Opening {
  readonly #type: Fragment;
  #parent = 0;
  #page = 0;
  #kids: Fragment | undefined;
  #stream = 0;
  #at = 0;
  #count = 0;
  #sum = 0;
  #weighted = 0;

  constructor(type: string) {
    this.#type = new Fragment(`<</S/${type}/P `);
  }

  /**
   * @param page object number; 0 for none
   * @param kids how the kids begin
   */
  write(out: PdfOutput, parent: number, page: number, kids: Fragment | undefined): void {
    const at = out.length;
    const known = this.#stream === out.stream && this.#parent === parent && this.#page === page && this.#kids === kids;
    if (!known || !out.repeat(this.#at, this.#count, this.#sum, this.#weighted)) {
      const { sum, weighted } = out;
      out.put(this.#type);
      out.integer(parent);
      out.put(REFERENCE);
      if (page > 0) {
        out.put(PAGE);
        out.integer(page);
        out.put(REFERENCE);
      }
      if (kids !== undefined) out.put(kids);
      this.#parent = parent;
      this.#page = page;
      this.#kids = kids;
      this.#stream = out.stream;
      this.#count = out.length - at;
      this.#sum = out.sum - sum;
      this.#weighted = out.weighted - weighted - this.#count * sum;
    }
    this.#at = at;
  }
}

const OPENINGS = new Map<string, Opening>();

/** The beginning of elements of a type. */
export function openingOf(type: string): Opening {
  let opening = OPENINGS.get(type);
  if (opening === undefined) {
    opening = new Opening(type);
    OPENINGS.set(type, opening);
  }
  return opening;
}
