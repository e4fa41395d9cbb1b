import { inflate, sameBytes } from '#runtime';

/** An object as it stands in a file of our writer. */
export interface OwnObject {
  /** The dictionary, one character per byte. */
  readonly text: string;
  /** Data of a stream, still compressed. */
  readonly data?: Uint8Array;
}

/** The bytes are no PDF of our writer, or damaged. */
export class ForeignPdfError extends Error {
  constructor(why: string) {
    super(`This PDF cannot go into a print stream: ${why}`);
    this.name = 'ForeignPdfError';
  }
}

/** A table of contents or of small objects is never larger in a document of ours; guards against bombs. */
const LARGEST_INFLATED = 256 * 1024 * 1024;

const decoder = new TextDecoder('latin1');

/**
 * Reads the objects of a PDF that `writePdf` made, of this or an earlier version of the engine. Not a reader for other PDFs: it
 * knows one cross-reference stream, and dictionaries spelled as our writer spells them.
 * @throws ForeignPdfError
 */
export class OwnPdf {
  readonly #bytes: Uint8Array;
  readonly #offsets = new Map<number, number>();
  readonly #small = new Map<number, string>();
  /** Number of the catalog. */
  readonly root: number;
  /** What the trailer says beside what belongs to the cross-references: root, information, identifier. */
  readonly trailer: string;
  /** Where the cross-reference stream begins. */
  readonly tableOffset: number;
  readonly #table: OwnObject;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    const tail = decoder.decode(bytes.subarray(-64));
    const start = /startxref\n(\d+)\n%%EOF\n$/.exec(tail);
    if (start === null) throw new ForeignPdfError('its end is missing');
    const table = this.#readInFile(Number(start[1]));
    const root = /\/Type\/XRef.*\/Root (\d+) 0 R/.exec(table.text);
    if (root === null || table.data === undefined) throw new ForeignPdfError('it has no cross-reference stream as we write it');
    this.root = Number(root[1]);
    this.tableOffset = Number(start[1]);
    this.trailer = /\/Root .*(?=\/Length \d+>>$)/.exec(table.text)?.[0] ?? '';
    if (this.trailer.includes('/Encrypt ')) throw new ForeignPdfError('it is encrypted');
    this.#table = table;
    const streams = this.#readReferences(table.text, table.data);
    for (const stream of streams) this.#readSmallObjects(stream);
  }

  /** @throws ForeignPdfError when there is no object of this number. */
  object(number: number): OwnObject {
    const text = this.#small.get(number);
    if (text !== undefined) return { text };
    const offset = this.#offsets.get(number);
    if (offset === undefined) throw new ForeignPdfError(`object ${number} is missing`);
    return this.#readInFile(offset);
  }

  /** One more than the highest object number. */
  get size(): number {
    return Number(/\/Size (\d+)/.exec(this.#table.text)?.[1] ?? 0);
  }

  /** Whether an object is the cross-reference stream. */
  isTable(number: number): boolean {
    return this.#offsets.get(number) === this.tableOffset;
  }

  /** Where every object is: in an object stream (its number, and the place in it), or for itself in the file. */
  *places(): IterableIterator<{ readonly number: number; readonly stream: number | undefined; readonly index: number }> {
    for (const number of this.#offsets.keys()) yield { number, stream: undefined, index: 0 };
    for (const stream of this.#offsets.keys()) {
      const { text, data } = this.object(stream);
      if (!text.startsWith('<</Type/ObjStm') || data === undefined) continue;
      const count = Number(/\/N (\d+)/.exec(text)?.[1]);
      const first = Number(/\/First (\d+)/.exec(text)?.[1]);
      const numbers = decoder.decode(inflate(data, LARGEST_INFLATED).subarray(0, first)).trim().split(' ');
      for (let index = 0; index < count; index++) yield { number: Number(numbers[index * 2]), stream, index };
    }
  }

  /** Numbers of the objects in object streams, in their order. */
  get smallObjects(): IterableIterator<number> {
    return this.#small.keys();
  }

  /** The number that an entry of a dictionary refers to; `key` with its slash. */
  reference(text: string, key: string): number {
    const at = text.indexOf(`${key} `);
    const match = at < 0 ? null : /^\d+(?= 0 R)/.exec(text.slice(at + key.length + 1, at + key.length + 24));
    if (match === null) throw new ForeignPdfError(`an entry ${key} is missing`);
    return Number(match[0]);
  }

  /** A copy of an object as it stands in the file; undefined for one in an object stream. */
  rawOf(number: number): Uint8Array | undefined {
    const offset = this.#offsets.get(number);
    return offset === undefined ? undefined : this.#bytes.slice(offset, this.#endOf(offset));
  }

  /** Whether an object stands in the file just like this. */
  holds(number: number, raw: Uint8Array): boolean {
    const offset = this.#offsets.get(number);
    return offset !== undefined && sameBytes(this.#bytes.subarray(offset, offset + raw.length), raw);
  }

  /** Where an object ends: with what only ends an object. */
  #endOf(offset: number): number {
    const { text, data } = this.#readInFile(offset);
    const head = `${this.#numberAt(offset)} 0 obj\n${text}\n`.length;
    return offset + head + (data === undefined ? 'endobj\n'.length : 'stream\n'.length + data.length + '\nendstream\nendobj\n'.length);
  }

  #numberAt(offset: number): number {
    return Number.parseInt(decoder.decode(this.#bytes.subarray(offset, offset + 12)), 10);
  }

  #readInFile(offset: number): OwnObject {
    // A dictionary in the file is at most some kilobytes: font widths are the longest.
    let end = offset;
    let text = '';
    for (let length = 4096; ; length *= 4) {
      end = Math.min(this.#bytes.length, offset + length);
      text = decoder.decode(this.#bytes.subarray(offset, end));
      if (/>>\n(stream|endobj)\n/.test(text) || end === this.#bytes.length) break;
    }
    const head = /^\d+ 0 obj\n([\s\S]*?>>)\n(stream|endobj)\n/.exec(text);
    if (head === null) throw new ForeignPdfError(`there is no object at byte ${offset}`);
    const dictionary = head[1]!;
    if (head[2] === 'endobj') return { text: dictionary };
    const size = /\/Length (\d+)>>$/.exec(dictionary);
    const from = offset + head[0].length;
    if (size === null || from + Number(size[1]) > this.#bytes.length) throw new ForeignPdfError('a stream is cut off');
    return { text: dictionary, data: this.#bytes.subarray(from, from + Number(size[1])) };
  }

  /** Notes where objects are; returns the numbers of the object streams. */
  #readReferences(text: string, data: Uint8Array): Set<number> {
    const widths = /\/W\[1 (\d) ([23])\]/.exec(text);
    const offsetBytes = Number(widths?.[1] ?? 0);
    const width = 1 + offsetBytes + Number(widths?.[2] ?? 0);
    if (offsetBytes < 4) throw new ForeignPdfError('its cross-reference stream is none of ours');
    const rows = inflate(data, LARGEST_INFLATED);
    const row = new Uint8Array(width);
    const streams = new Set<number>();
    for (let number = 0; (number + 1) * (width + 1) <= rows.length; number++) {
      for (let c = 0; c < width; c++) row[c] = row[c]! + rows[number * (width + 1) + 1 + c]!;
      let second = 0;
      for (let c = 1; c <= offsetBytes; c++) second = second * 256 + row[c]!;
      if (row[0] === 1) this.#offsets.set(number, second);
      else if (row[0] === 2) streams.add(second);
    }
    return streams;
  }

  #readSmallObjects(stream: number): void {
    const { text, data } = this.object(stream);
    const facts = /\/N (\d+)\/First (\d+)/.exec(text);
    if (facts === null || data === undefined) throw new ForeignPdfError('an object stream is none of ours');
    const content = decoder.decode(inflate(data, LARGEST_INFLATED));
    const first = Number(facts[2]);
    const index = content.slice(0, first).trim().split(' ').map(Number);
    for (let i = 0; i < index.length; i += 2) {
      const from = first + index[i + 1]!;
      const to = i + 3 < index.length ? first + index[i + 3]! : content.length;
      this.#small.set(index[i]!, content.slice(from, to).trimEnd());
    }
  }
}

/** Literal and hexadecimal strings. */
export const STRINGS = /\((?:\\[\s\S]|[^\\)])*\)|<[0-9a-fA-F]*>/g;

/** Literal strings, hexadecimal strings, references: the first two are skipped, since they may look like the third. */
const TOKENS = /\((?:\\[\s\S]|[^\\)])*\)|<[0-9a-fA-F]*>|\b(\d+) 0 R\b/g;

/** Replaces the numbers of all references in a dictionary. */
export function renumber(text: string, numberOf: (old: number) => number): string {
  return text.replace(TOKENS, (token, old: string | undefined) => (old === undefined ? token : `${numberOf(Number(old))} 0 R`));
}
