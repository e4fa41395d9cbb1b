import { indexOf } from './characters.ts';
import { type Decryption, openDecryption } from './decryption.ts';
import { applyFilters, filtersOf } from './filters.ts';
import { bytesAfterEof, type PdfHeader, readHeader } from './frame.ts';
import { Keyword, Lexer, type LexicalNote } from './lexer.ts';
import { type ObjectContext, type PdfObject, readObject } from './object-reader.ts';
import { type Scan, scanFile } from './scan.ts';
import { type DecodedStream, PdfDict, PdfRef, PdfStream, PdfString, type PdfValue, type StreamSyntax } from './values.ts';
import { type Revision, readRevisions, type XrefEntry } from './xref.ts';

/** The bytes are no PDF, or so damaged that nothing can be read. */
export class UnreadablePdfError extends Error {
  constructor(why: string) {
    super(`This file cannot be read as PDF: ${why}`);
    this.name = 'UnreadablePdfError';
  }
}

/** Something that is wrong with the file's own structure, worked around by the reader. */
export interface ReadFault {
  /** Of the cross-references, or of the data of a stream. */
  readonly kind: 'references' | 'data';
  readonly message: string;
  readonly ref?: PdfRef;
}

interface ObjectStreamIndex {
  readonly bytes: Uint8Array;
  readonly offsets: readonly { readonly num: number; readonly offset: number }[];
  readonly ref: PdfRef;
}

/** References to references: no honest file has more than one step. */
const LONGEST_CHAIN = 32;
/** All decoded data of a file together; bounds what a file of bombs costs. */
const DECODED_BUDGET = 1024 * 1024 * 1024;
const MOST_FAULTS = 1000;
/** Objects that overlap, such as strings without end, are read again and again; so often the length of the file, and no more. */
const READ_OVER = 4;
const READ_AT_LEAST = 16 * 1024 * 1024;

/**
 * A PDF opened for checking: its objects, read when they are asked for, and how all is written. Broken cross-references are made
 * good by searching the file; `faults` says so.
 */
export class PdfFile implements ObjectContext {
  readonly bytes: Uint8Array;
  /** Undefined when there is no `%PDF-` in the first kilobyte. */
  readonly header: PdfHeader | undefined;
  /** Bytes behind the last `%%EOF` and its end of line; undefined without `%%EOF`. */
  readonly bytesAfterEof: number | undefined;
  /** Cross-reference sections, newest first; empty when they could not be read and the file was searched. */
  readonly revisions: readonly Revision[];
  /** The newest trailer, or one put together of all found when the file was searched. */
  readonly trailer: PdfDict;
  /** The document's catalog. */
  readonly catalog: PdfDict;
  /** The parameters of a linearised file, ISO 32000-1, Annex F. */
  readonly linearization: PdfDict | undefined;
  readonly #entries = new Map<number, XrefEntry>();
  readonly #objects = new Map<number, PdfObject | undefined>();
  readonly #reading = new Set<number>();
  readonly #objectStreams = new Map<number, ObjectStreamIndex | undefined>();
  #faults: ReadFault[] = [];
  readonly #decryption: Decryption | undefined;
  readonly #keywords = new Map<string, number[]>();
  /** Keys of the entries in order, once these are all there. */
  #numbers: readonly number[] | undefined;
  #decodedBytes = 0;
  #readBytes = 0;
  #scan: Scan | undefined;

  /** @throws UnreadablePdfError */
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.header = readHeader(bytes);
    this.bytesAfterEof = bytesAfterEof(bytes);
    const revisions = readRevisions(this, this.header?.offset ?? 0);
    this.revisions = revisions;
    for (const [index, { trailer, entries }] of revisions.entries()) {
      // A hybrid file hides objects as free ones from old readers; the stream beside the table says where they are.
      const hidden = trailer.number('XRefStm') === undefined ? undefined : revisions[index + 1];
      if (hidden?.kind === 'stream') this.#addEntries(hidden.entries, true);
      this.#addEntries(entries);
    }
    this.trailer = revisions[0]?.trailer ?? this.#rebuild();
    if (this.#findCatalog(this.trailer) === undefined && revisions.length > 0) this.trailer = this.#rebuild();
    this.#decryption = this.#openDecryption();
    const catalog = this.#findCatalog(this.trailer);
    if (catalog === undefined) throw new UnreadablePdfError('it has no catalog');
    this.catalog = catalog;
    this.linearization = this.#findLinearization();
  }

  /** What the reader had to work around. */
  get faults(): readonly ReadFault[] {
    return this.#faults;
  }

  /** The trailer has an `Encrypt` entry. */
  get encrypted(): boolean {
    return this.trailer.has('Encrypt') || this.revisions.some(({ trailer }) => trailer.has('Encrypt'));
  }

  /** Encrypted and not to be opened without a password: strings and streams are not readable. */
  get locked(): boolean {
    return this.encrypted && this.#decryption === undefined;
  }

  /** Number of objects that the cross-references name, without free ones. */
  get objectCount(): number {
    let count = 0;
    for (const entry of this.#entries.values()) if (entry.kind !== 'free') count++;
    return count;
  }

  /** All objects in use, each in its newest version, by number. */
  *objects(): IterableIterator<PdfObject> {
    this.#numbers ??= [...this.#entries.keys()].sort((a, b) => a - b);
    for (const num of this.#numbers) {
      const object = this.object(num);
      if (object !== undefined) yield object;
    }
  }

  /** The object of a number with its place; undefined when it is missing or free. */
  object(num: number): PdfObject | undefined {
    const known = this.#objects.get(num);
    if (known !== undefined || this.#objects.has(num)) return known;
    // An object needed for reading itself, such as a length in the very stream it measures, is null.
    if (this.#reading.has(num)) return undefined;
    this.#reading.add(num);
    try {
      const object = this.#read(num);
      this.#objects.set(num, object);
      return object;
    } finally {
      this.#reading.delete(num);
    }
  }

  /** The object that a reference means. */
  get(ref: PdfRef): PdfObject | undefined {
    const object = this.object(ref.num);
    return object !== undefined && object.ref.gen === ref.gen ? object : undefined;
  }

  resolve(value: PdfValue): PdfValue {
    let at = value;
    for (let step = 0; at instanceof PdfRef; step++) {
      if (step > LONGEST_CHAIN) return null;
      at = this.get(at)?.value ?? null;
    }
    return at;
  }

  next(keyword: 'endstream' | 'endobj', from: number): number {
    let offsets = this.#keywords.get(keyword);
    if (offsets === undefined) {
      offsets = [];
      for (let at = indexOf(this.bytes, keyword, 0); at >= 0; at = indexOf(this.bytes, keyword, at + keyword.length)) offsets.push(at);
      this.#keywords.set(keyword, offsets);
    }
    let low = 0;
    for (let high = offsets.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (offsets[middle]! < from) low = middle + 1;
      else high = middle;
    }
    return offsets[low] ?? -1;
  }

  stringDecryptor(ref: PdfRef): ((bytes: Uint8Array) => Uint8Array) | undefined {
    const decryption = this.#decryption;
    return decryption && ((bytes) => decryption.decryptString(bytes, ref));
  }

  rawStream(dict: PdfDict, ref: PdfRef, syntax: StreamSyntax): Uint8Array {
    const raw = this.bytes.subarray(syntax.start, syntax.end);
    return this.#decryption === undefined ? raw : this.#decryption.decryptStream(raw, ref, dict);
  }

  decodeStream(stream: PdfStream): DecodedStream {
    const filters = filtersOf(stream.dict.get('Filter'), stream.dict.get('DecodeParms'));
    const decoded = applyFilters(stream.raw, filters, Math.min(256 * 1024 * 1024, DECODED_BUDGET - this.#decodedBytes));
    if (filters.length > 0) this.#decodedBytes += decoded.bytes.length;
    if (decoded.fault) this.#fault({ kind: 'data', message: decoded.fault, ref: stream.ref });
    return decoded;
  }

  #fault(fault: ReadFault): void {
    if (this.#faults.length < MOST_FAULTS) this.#faults.push(fault);
  }

  #addEntries(entries: ReadonlyMap<number, XrefEntry>, usedOnly = false): void {
    for (const [num, entry] of entries) if (!this.#entries.has(num) && !(usedOnly && entry.kind === 'free')) this.#entries.set(num, entry);
  }

  #read(num: number): PdfObject | undefined {
    const entry = this.#entries.get(num);
    if (entry === undefined || entry.kind === 'free' || this.#isTired(num)) return undefined;
    if (entry.kind === 'stream') return this.#readCompressed(num, entry.stream, entry.index);
    const shift = this.header?.offset ?? 0;
    for (const offset of shift > 0 ? [entry.offset, entry.offset + shift] : [entry.offset]) {
      const object = readObject(this, offset);
      this.#readBytes += object?.cost ?? 0;
      if (object !== undefined && object.ref.num === num) return object;
    }
    // Entries of numbers never used often point to nowhere; an object that is elsewhere is a fault.
    const found = this.#scanned().objects.get(num);
    if (found === undefined) return undefined;
    this.#fault({ kind: 'references', message: 'the cross-reference does not lead to the object', ref: new PdfRef(num, found.gen) });
    const object = readObject(this, found.offset);
    this.#readBytes += object?.cost ?? 0;
    return object;
  }

  /** So much was read that the objects must overlap by intent. */
  #isTired(num: number): boolean {
    if (this.#readBytes < READ_AT_LEAST + READ_OVER * this.bytes.length) return false;
    this.#fault({ kind: 'data', message: 'objects overlap so much that not all are read', ref: new PdfRef(num, 0) });
    return true;
  }

  #readCompressed(num: number, container: number, index: number): PdfObject | undefined {
    const stream = this.#objectStream(container);
    if (stream === undefined) return undefined;
    const place = stream.offsets[index]?.num === num ? stream.offsets[index] : stream.offsets.find((other) => other.num === num);
    if (place === undefined) return undefined;
    const ref = new PdfRef(num, 0);
    const notes: LexicalNote[] = [];
    const lexer = new Lexer(
      stream.bytes,
      { resolver: this, within: ref, references: true, note: (note) => notes.push(note) },
      place.offset,
    );
    const value = lexer.next();
    const cost = lexer.pos - place.offset;
    this.#readBytes += cost;
    return { ref, value: value === undefined || value instanceof Keyword ? null : value, syntax: undefined, cost, container, notes };
  }

  #objectStream(num: number): ObjectStreamIndex | undefined {
    const known = this.#objectStreams.get(num);
    if (known !== undefined || this.#objectStreams.has(num)) return known;
    const stream = this.object(num)?.value;
    const index = stream instanceof PdfStream ? this.#readIndex(stream) : undefined;
    this.#objectStreams.set(num, index);
    return index;
  }

  #readIndex(stream: PdfStream): ObjectStreamIndex {
    const { bytes } = stream.decode();
    const first = stream.dict.number('First') ?? 0;
    const count = stream.dict.number('N') ?? 0;
    const lexer = new Lexer(bytes, { resolver: this }, 0, Math.min(first, bytes.length));
    const offsets: { num: number; offset: number }[] = [];
    while (offsets.length < count) {
      const num = lexer.next();
      const offset = lexer.next();
      if (typeof num !== 'number' || typeof offset !== 'number') break;
      offsets.push({ num, offset: first + offset });
    }
    return { bytes, offsets, ref: stream.ref };
  }

  #scanned(): Scan {
    this.#scan ??= scanFile(this);
    return this.#scan;
  }

  /** Puts cross-references and trailer together from what stands in the file. */
  #rebuild(): PdfDict {
    this.#fault({ kind: 'references', message: 'the cross-references cannot be read; objects were searched for' });
    const scan = this.#scanned();
    if (scan.objects.size === 0) throw new UnreadablePdfError('it has no objects');
    this.#entries.clear();
    this.#numbers = undefined;
    this.#objects.clear();
    for (const [num, { offset, gen }] of scan.objects) this.#entries.set(num, { kind: 'file', offset, gen });
    const trailers: PdfDict[] = [...scan.trailers];
    for (const num of scan.objects.keys()) {
      const value = this.object(num)?.value;
      if (!(value instanceof PdfStream)) continue;
      if (value.dict.name('Type') === 'XRef') trailers.push(value.dict);
      if (value.dict.name('Type') === 'ObjStm') this.#addContained(num);
    }
    const merged = new Map<string, PdfValue>();
    for (const trailer of trailers) for (const [key, value] of trailer.entries) merged.set(key, value);
    if (this.#findCatalog(new PdfDict(merged, this)) === undefined) {
      const catalog = [...this.objects()].find(({ value }) => value instanceof PdfDict && value.name('Type') === 'Catalog');
      if (catalog !== undefined) merged.set('Root', catalog.ref);
    }
    return new PdfDict(merged, this);
  }

  #addContained(container: number): void {
    this.#numbers = undefined;
    this.#objectStream(container)?.offsets.forEach(({ num }, index) => {
      if (!this.#entries.has(num)) this.#entries.set(num, { kind: 'stream', stream: container, index });
    });
  }

  #findCatalog(trailer: PdfDict): PdfDict | undefined {
    const root = trailer.dict('Root');
    return root !== undefined && (root.has('Pages') || root.name('Type') === 'Catalog') ? root : undefined;
  }

  #openDecryption(): Decryption | undefined {
    const encrypt = this.trailer.dict('Encrypt') ?? this.revisions.map(({ trailer }) => trailer.dict('Encrypt')).find(Boolean);
    if (encrypt === undefined) return undefined;
    const id = this.trailer.array('ID')?.at(0);
    const decryption = openDecryption(encrypt, id instanceof PdfString ? id.bytes : new Uint8Array());
    // What was read up to now was read without the key, and complaints about it mean nothing.
    this.#faults = this.#faults.filter(({ ref }) => ref === undefined);
    this.#objects.clear();
    this.#objectStreams.clear();
    return decryption;
  }

  #findLinearization(): PdfDict | undefined {
    const start = this.header === undefined ? 0 : this.header.offset;
    const text = String.fromCharCode(...this.bytes.subarray(start, start + 1024));
    const match = /\d+[\0\t\n\f\r ]+\d+[\0\t\n\f\r ]+obj/.exec(text);
    const value = match ? readObject(this, start + match.index)?.value : null;
    return value instanceof PdfDict && value.has('Linearized') ? value : undefined;
  }
}

/**
 * Opens any PDF.
 * @throws UnreadablePdfError when the bytes are no PDF or nothing in them can be read
 */
export function openPdf(bytes: Uint8Array): PdfFile {
  return new PdfFile(bytes);
}
