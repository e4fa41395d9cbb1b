/** Digits of a piece's number in an identifier, so that the identifiers of all pieces are in order. */
const DIGITS = 9;
const IDENTIFIER = /\/ID\(((?:\\[\s\S]|[^\\)])*)\)/;
const OF_PIECE = new RegExp(`^\\d{${DIGITS}}-`);

/** An element with an identifier, as it stands between the parentheses of a string. */
interface Identified {
  readonly id: string;
  readonly number: number;
}

/** The identifiers of structure elements (of notes) while pieces are joined: each gets the number of its piece before it. */
export class Identifiers {
  /** Of the piece that is being copied. */
  #open: Identified[] = [];
  readonly #leaves: number[] = [];

  /** An element of a piece under a new number, its identifier changed so that no other piece has it. */
  rename(element: string, piece: number, number: number): string {
    return element.replace(IDENTIFIER, (_, id: string) => {
      const own = `${String(piece).padStart(DIGITS, '0')}-${id}`;
      this.#open.push({ id: own, number });
      return `/ID(${own})`;
    });
  }

  /** The piece is at its end: its part of the tree of identifiers goes to `add`, which gives it a number. */
  closePiece(add: (text: string) => number): void {
    const names = namesOf(this.#open);
    if (names === undefined) return;
    this.#leaves.push(add(`<</Limits[(${names.first})(${names.last})]/Names[${names.list}]>>`));
    this.#open = [];
  }

  /** The root's entry for the tree. */
  get entry(): string {
    return this.#leaves.length === 0 ? '' : `/IDTree<</Kids[${this.#leaves.map((leaf) => `${leaf} 0 R`).join(' ')}]>>`;
  }
}

/** The identifiers of a piece that becomes a document again: what the stream put before them goes. */
export class OwnIdentifiers {
  readonly #found: Identified[] = [];

  restore(element: string, number: number): string {
    return element.replace(IDENTIFIER, (_, id: string) => {
      const own = id.replace(OF_PIECE, '');
      this.#found.push({ id: own, number });
      return `/ID(${own})`;
    });
  }

  get entry(): string {
    const names = namesOf(this.#found);
    return names === undefined ? '' : `/IDTree<</Names[${names.list}]>>`;
  }
}

function namesOf(elements: readonly Identified[]): { first: string; last: string; list: string } | undefined {
  const sorted = elements.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { first: first.id, last: last.id, list: sorted.map(({ id, number }) => `(${id}) ${number} 0 R`).join(' ') };
}
