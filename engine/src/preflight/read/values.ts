import { bytesToText } from './characters.ts';
import { decodeTextString } from './text-string.ts';

/** What can stand in a PDF file. A missing entry of a dictionary is `null`, as ISO 32000-1, 7.3.9 has it. */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream;

/** Follows references; a `PdfFile` is one. */
export interface Resolver {
  /** The value itself, or what the reference leads to (through any number of references), or `null`. */
  resolve(value: PdfValue): PdfValue;
}

/** A name; `value` has one character per byte, `#` escapes undone. */
export class PdfName {
  readonly value: string;

  constructor(value: string) {
    this.value = value;
  }
}

/** A string as its bytes, decrypted where the file is encrypted. */
export class PdfString {
  readonly bytes: Uint8Array;
  /** Written as `<…>`. */
  readonly hex: boolean;

  constructor(bytes: Uint8Array, hex: boolean) {
    this.bytes = bytes;
    this.hex = hex;
  }

  /** One character per byte. */
  get latin1(): string {
    return bytesToText(this.bytes);
  }

  /** Read as a text string (ISO 32000-1, 7.9.2.2). */
  get text(): string {
    return decodeTextString(this.bytes);
  }
}

/** A reference to an indirect object. */
export class PdfRef {
  readonly num: number;
  readonly gen: number;

  constructor(num: number, gen: number) {
    this.num = num;
    this.gen = gen;
  }

  toString(): string {
    return `${this.num} ${this.gen} R`;
  }
}

/** An array. `at` and iteration follow references, `raw` does not. */
export class PdfArray {
  readonly items: readonly PdfValue[];
  /** The indirect object in which it stands; undefined in trailers and content streams. */
  readonly within: PdfRef | undefined;
  readonly #resolver: Resolver;

  constructor(items: readonly PdfValue[], resolver: Resolver, within?: PdfRef) {
    this.items = items;
    this.within = within;
    this.#resolver = resolver;
  }

  get length(): number {
    return this.items.length;
  }

  at(index: number): PdfValue {
    return this.#resolver.resolve(this.items[index] ?? null);
  }

  raw(index: number): PdfValue {
    return this.items[index] ?? null;
  }

  /** All items as numbers; undefined when one of them is none. */
  numbers(): number[] | undefined {
    const numbers: number[] = [];
    for (const item of this) {
      if (typeof item !== 'number') return undefined;
      numbers.push(item);
    }
    return numbers;
  }

  *[Symbol.iterator](): IterableIterator<PdfValue> {
    for (const item of this.items) yield this.#resolver.resolve(item);
  }
}

/** A dictionary. `get` and the getters by type follow references, `raw` does not. */
export class PdfDict {
  readonly entries: ReadonlyMap<string, PdfValue>;
  /** The indirect object in which it stands; undefined in trailers and content streams. */
  readonly within: PdfRef | undefined;
  readonly #resolver: Resolver;

  constructor(entries: ReadonlyMap<string, PdfValue>, resolver: Resolver, within?: PdfRef) {
    this.entries = entries;
    this.within = within;
    this.#resolver = resolver;
  }

  get(key: string): PdfValue {
    const value = this.entries.get(key);
    return value === undefined ? null : this.#resolver.resolve(value);
  }

  raw(key: string): PdfValue {
    return this.entries.get(key) ?? null;
  }

  /** The key is there and its value not `null`. */
  has(key: string): boolean {
    return this.get(key) !== null;
  }

  /** All keys, also those whose value is `null`. */
  keys(): IterableIterator<string> {
    return this.entries.keys();
  }

  /** The value when it is a name, as text. */
  name(key: string): string | undefined {
    const value = this.get(key);
    return value instanceof PdfName ? value.value : undefined;
  }

  number(key: string): number | undefined {
    const value = this.get(key);
    return typeof value === 'number' ? value : undefined;
  }

  boolean(key: string): boolean | undefined {
    const value = this.get(key);
    return typeof value === 'boolean' ? value : undefined;
  }

  string(key: string): PdfString | undefined {
    const value = this.get(key);
    return value instanceof PdfString ? value : undefined;
  }

  array(key: string): PdfArray | undefined {
    const value = this.get(key);
    return value instanceof PdfArray ? value : undefined;
  }

  /** The value when it is a dictionary (not that of a stream). */
  dict(key: string): PdfDict | undefined {
    const value = this.get(key);
    return value instanceof PdfDict ? value : undefined;
  }

  stream(key: string): PdfStream | undefined {
    const value = this.get(key);
    return value instanceof PdfStream ? value : undefined;
  }
}

/** How a stream is written in the file. */
export interface StreamSyntax {
  /** Offset of its first byte of data. */
  readonly start: number;
  /** Offset behind its last byte: by `Length` when that is true, else by where `endstream` is found. */
  readonly end: number;
  /** What follows the keyword `stream`. */
  readonly keywordEol: 'lf' | 'crlf' | 'cr' | 'none';
  /** The value of `Length`, resolved. */
  readonly declaredLength: number | undefined;
  /** `Length` is the number of bytes before the end-of-line marker before `endstream`. */
  readonly lengthCorrect: boolean;
  /** `endstream` stands behind an end-of-line marker that is not part of the data. */
  readonly endstreamAfterEol: boolean;
}

/** What decoding a stream gives. */
export interface DecodedStream {
  readonly bytes: Uint8Array;
  /** The filter at which decoding stopped because it gives an image: `DCTDecode`, `JPXDecode`, `JBIG2Decode`, `CCITTFaxDecode`. */
  readonly image?: string;
  /** What is wrong with the data; `bytes` is what could be read. */
  readonly fault?: string;
}

/** A stream. Its data are decoded when first asked for. */
export class PdfStream {
  readonly dict: PdfDict;
  readonly ref: PdfRef;
  readonly syntax: StreamSyntax;
  readonly #decode: (stream: PdfStream) => DecodedStream;
  readonly #raw: () => Uint8Array;
  #decoded: DecodedStream | undefined;

  constructor(
    dict: PdfDict,
    ref: PdfRef,
    syntax: StreamSyntax,
    sources: { raw: () => Uint8Array; decode: (stream: PdfStream) => DecodedStream },
  ) {
    this.dict = dict;
    this.ref = ref;
    this.syntax = syntax;
    this.#raw = sources.raw;
    this.#decode = sources.decode;
  }

  /** The data as they stand in the file, decrypted. */
  get raw(): Uint8Array {
    return this.#raw();
  }

  /** The data through all filters but those of images. */
  decode(): DecodedStream {
    this.#decoded ??= this.#decode(this);
    return this.#decoded;
  }
}

/** The dictionary of a dictionary or stream. */
export function dictOf(value: PdfValue): PdfDict | undefined {
  if (value instanceof PdfStream) return value.dict;
  return value instanceof PdfDict ? value : undefined;
}

/** The text of a name. */
export function nameOf(value: PdfValue): string | undefined {
  return value instanceof PdfName ? value.value : undefined;
}

/** True when both are the same simple value. */
export function isName(value: PdfValue, ...names: readonly string[]): boolean {
  return value instanceof PdfName && names.includes(value.value);
}
