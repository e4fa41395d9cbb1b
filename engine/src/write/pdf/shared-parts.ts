import { latin1, sha256 } from '#runtime';
import { BoundedCache } from '../../text/bounded-cache.ts';
import { ForeignPdfError, type OwnPdf, renumber } from './read-own-pdf.ts';

/** Shared objects remembered: those of some hundred programs. */
const SHARED_REMEMBERED = 10_000;
/** Honest resources are nested a few steps deep. */
const DEEPEST_SHARED = 100;

/** Where shared objects are written. */
interface Target {
  allocate(): number;
  add(number: number, text: string): void;
  /** `dictionary` as it was read. */
  addStream(number: number, dictionary: string, data: Uint8Array): void;
}

interface Reference {
  /** Number in the piece, and in the stream. */
  readonly old: number;
  readonly number: number;
}

interface Before {
  readonly raw: Uint8Array;
  readonly references: readonly Reference[];
  readonly number: number;
}

/** What pieces of a print stream have in common (fonts, images, the colour profile): written once, found again by its content. */
export class SharedParts {
  readonly #target: Target;
  readonly #byContent = new BoundedCache<string, number>(SHARED_REMEMBERED);
  /**
   * Shared objects of the piece before, by their number in it. Pieces of one program have the same bytes there, and comparing them takes
   * a twentieth of reading and hashing fonts and images again for each.
   */
  readonly #before = new Map<number, Before>();

  constructor(target: Target) {
    this.#target = target;
  }

  /** The number of an object of a piece in the stream; it and all that it refers to is written unless the same is there already. */
  numberOf(piece: { readonly pdf: OwnPdf }, old: number, depth = 0): number {
    if (depth > DEEPEST_SHARED) throw new ForeignPdfError('its objects refer to each other in a circle');
    const before = this.#before.get(old);
    if (before !== undefined && piece.pdf.holds(old, before.raw) && this.#areSame(piece, before.references, depth)) return before.number;
    const { text, data } = piece.pdf.object(old);
    const references: Reference[] = [];
    const renumbered = renumber(text, (reference) => {
      const number = this.numberOf(piece, reference, depth + 1);
      references.push({ old: reference, number });
      return number;
    });
    const number = this.#find(renumbered, data);
    const raw = piece.pdf.rawOf(old);
    if (raw !== undefined) this.#before.set(old, { raw, references, number });
    return number;
  }

  /** Whether all that an object refers to is what it was in the piece before. */
  #areSame(piece: { readonly pdf: OwnPdf }, references: readonly Reference[], depth: number): boolean {
    return references.every(({ old, number }) => this.numberOf(piece, old, depth + 1) === number);
  }

  #find(text: string, data: Uint8Array | undefined): number {
    const key = Array.from(sha256(data === undefined ? [latin1(text)] : [latin1(text), data]), hexByte).join('');
    let number = this.#byContent.get(key);
    if (number === undefined) {
      number = this.#target.allocate();
      this.#byContent.set(key, number);
      if (data === undefined) this.#target.add(number, text);
      else this.#target.addStream(number, text, data);
    }
    return number;
  }
}

const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0');
