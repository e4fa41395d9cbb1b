import { deflate, latin1 } from '#runtime';
import {
  filtersOf,
  PdfArray,
  PdfDict,
  type PdfFile,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  type PdfValue,
} from '../../../preflight/read/index.ts';
import { streamObject } from '../objects.ts';
import { hexString, name } from '../syntax.ts';
import { EnclosureError } from './page-list.ts';

const MOST_OBJECTS = 100_000;
const DEEPEST = 60;
/** Bytes of all that is copied: bounds what a file of references to itself costs. */
const BUDGET = 192 * 1024 * 1024;

/** Entries that lead out of what is drawn, or that a document of ours must not have. */
const LEFT_OUT = new Set([
  'StructParents',
  'StructParent',
  'Parent',
  'PieceInfo',
  'Metadata',
  'AF',
  'OC',
  'OPI',
  'Ref',
  'PtData',
  'Length',
]);

/**
 * Copies objects of a given PDF, and all that they refer to, as a writer of ours spells them: dictionaries and streams are objects
 * with new numbers, everything else stands where it is used.
 */
export class ObjectCopier {
  readonly #file: PdfFile;
  readonly #first: number;
  readonly #numbers = new Map<number, number>();
  readonly #objects: (Uint8Array | undefined)[] = [];
  readonly #waiting: { readonly value: PdfDict | PdfStream; readonly number: number }[] = [];
  #copied = 0;

  /** @param first number of the first copied object */
  constructor(file: PdfFile, first: number) {
    this.#file = file;
    this.#first = first;
  }

  /** The copied objects, numbered from `first` on. @throws EnclosureError when they are too many or too large */
  finish(): Uint8Array[] {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) this.#copy(next.value, next.number);
    return this.#objects.map((bytes) => bytes!);
  }

  /** A value as it stands in a dictionary. */
  spell(value: PdfValue, depth = 0): string {
    if (depth > DEEPEST) throw new EnclosureError('its objects are nested too deep');
    if (value instanceof PdfRef) return this.#reference(value, depth);
    const text = this.#plain(value, depth);
    this.#spend(text.length);
    return text;
  }

  /** Adds an object of our own making; returns its number. */
  add(make: (number: number) => Uint8Array): number {
    const number = this.#allocate();
    this.#put(number, make(number));
    return number;
  }

  /** The number of the copy of a stream. */
  stream(stream: PdfStream): number {
    return this.#numberOf(stream.ref.num, stream);
  }

  /** The entries of a dictionary, without those in `except`. */
  entries(dict: PdfDict, except: ReadonlySet<string> = LEFT_OUT, depth = 0): string {
    let text = '';
    for (const [key, value] of dict.entries) {
      if (except.has(key) || LEFT_OUT.has(key)) continue;
      const spelled = this.spell(value, depth + 1);
      if (spelled !== 'null') text += name(key) + (/^[[(</]/.test(spelled) ? '' : ' ') + spelled;
    }
    return text;
  }

  #plain(value: PdfValue, depth: number): string {
    if (value instanceof PdfName) return name(value.value);
    if (value instanceof PdfString) return hexString(value.bytes);
    if (value instanceof PdfArray) return `[${value.items.map((item) => this.spell(item, depth + 1)).join(' ')}]`;
    if (value instanceof PdfDict) return `<<${this.entries(value, LEFT_OUT, depth)}>>`;
    if (typeof value === 'number') return numberText(value);
    return value === null || value instanceof PdfStream ? 'null' : String(value);
  }

  #reference(ref: PdfRef, depth: number): string {
    const value = this.#file.resolve(ref);
    if (value instanceof PdfStream || value instanceof PdfDict) {
      // Pages lead to the whole document.
      if (value instanceof PdfDict && ['Page', 'Pages', 'Catalog', 'StructElem', 'StructTreeRoot'].includes(value.name('Type') ?? ''))
        return 'null';
      return `${this.#numberOf(ref.num, value)} 0 R`;
    }
    return this.spell(value, depth + 1);
  }

  #numberOf(old: number, value: PdfDict | PdfStream): number {
    let number = this.#numbers.get(old);
    if (number === undefined) {
      number = this.#allocate();
      this.#numbers.set(old, number);
      this.#waiting.push({ value, number });
    }
    return number;
  }

  #allocate(): number {
    if (this.#objects.length >= MOST_OBJECTS) throw new EnclosureError(`it has more than ${MOST_OBJECTS} objects`);
    return this.#first + this.#objects.push(undefined) - 1;
  }

  #put(number: number, bytes: Uint8Array): void {
    this.#spend(bytes.length);
    this.#objects[number - this.#first] = bytes;
  }

  #spend(bytes: number): void {
    this.#copied += bytes;
    if (this.#copied > BUDGET) throw new EnclosureError('it is too large');
  }

  #copy(value: PdfDict | PdfStream, number: number): void {
    if (value instanceof PdfDict) this.#put(number, latin1(`${number} 0 obj\n<<${this.entries(value)}>>\nendobj\n`));
    else this.#put(number, this.#stream(value, number));
  }

  /** A stream as it is; compressed anew where its filters are not what PDF/A allows. */
  #stream(stream: PdfStream, number: number): Uint8Array {
    const { dict } = stream;
    if (dict.has('F')) throw new EnclosureError('it keeps data in another file');
    const filters = filtersOf(dict.get('Filter'), dict.get('DecodeParms')).map((filter) => filter.name);
    if (filters.every((filter) => filter !== 'LZWDecode' && filter !== 'Crypt')) {
      return streamObject(number, this.entries(dict), stream.raw);
    }
    const { bytes, image } = stream.decode();
    if (image !== undefined) throw new EnclosureError(`it has an image compressed by ${filters.join(' and ')}`);
    return streamObject(number, `${this.entries(dict, new Set(['Filter', 'DecodeParms']))}/Filter/FlateDecode`, deflate(bytes, true));
  }
}

/** PDF has no exponents. */
function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) return String(value);
  const text = value.toFixed(6).replace(/\.?0+$/, '');
  return text === '-0' || text === '' ? '0' : text;
}
