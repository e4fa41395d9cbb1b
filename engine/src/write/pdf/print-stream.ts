import { sha256 } from '#runtime';
import { ByteWriter } from './byte-writer.ts';
import { leastOf, PLAIN_CLAIMS } from './claims.ts';
import { ComposedPiece, PieceResources } from './composed-piece.ts';
import { CopiedPiece } from './copied-piece.ts';
import { catalogDictionary, FILE_HEADER } from './file-frame.ts';
import { isMailPiece } from './mail-piece.ts';
import { infoDictionary, xmpPacket } from './metadata.ts';
import { CrossReferences, ObjectStream, writeStreamObject } from './objects.ts';
import { Identifiers } from './print-identifiers.ts';
import { indexFacts, partMetadata } from './print-index.ts';
import { SharedParts } from './shared-parts.ts';
import type { PieceTarget, StreamPiece } from './stream-piece.ts';
import { TreeBuilder, type TreeChild } from './tree-builder.ts';
import type { SharedResources } from './write-piece.ts';

export interface PrintStreamOptions {
  readonly title: string;
  readonly author?: string;
  /** Of the stream as a whole; each piece keeps its own. */
  readonly language: string;
  /** Each piece begins on a front side: pieces with an odd number of pages get a blank one. */
  readonly duplex?: boolean;
  /** What the pieces are printed on, for their weight; grams per square metre. */
  readonly paper?: { readonly grams: number };
  /** ISO 8601; no dates without it. */
  readonly now?: string;
}

/** Where a mail piece is in the stream: an entry of the index beside it. Pages and sheets count from 1. */
export interface PieceEntry {
  readonly piece: number;
  readonly firstPage: number;
  /** With the blank page that duplex may add. */
  readonly pages: number;
  readonly firstSheet: number;
  readonly sheets: number;
  /** Byte of the stream from which on it has what is the piece's own. */
  readonly offset: number;
  /** Lines of the address, where they were given. */
  readonly address?: readonly string[];
  /** Paper of the piece in grams, where the stream knows its paper: for envelopes and postage. */
  readonly grams?: number;
}

/** What is known of a mail piece beside its PDF. */
export interface PieceFacts {
  /** Kept with the piece in the document-part metadata (PDF/VT), e.g. `{ Reference: '536365' }`. */
  readonly [key: string]: string | readonly string[] | undefined;
  /** Lines of the address; also `Address` of the metadata. */
  readonly address?: readonly string[];
}

export interface PrintStreamTotals {
  readonly pieces: number;
  readonly pages: number;
  readonly sheets: number;
  readonly bytes: number;
}

export interface PrintStream {
  /** Takes what composed pieces share: before the first of them; more than once does no harm, and only what is used is written. */
  share(resources: SharedResources): void;
  /**
   * Adds a document as the next mail piece: a PDF, or what was composed `forPrintStream`, which takes a tenth of the time.
   * @throws ForeignPdfError when it was not made by this engine; the stream can go on without it.
   */
  append(document: Uint8Array, facts?: PieceFacts): Promise<PieceEntry>;
  /** Writes what closes the file. @throws Error when no piece was added. */
  finish(): Promise<PrintStreamTotals>;
}

/** Takes the bytes of the file in their order, some hundred kilobytes at a time; where it gives a promise, the stream waits for it. */
export type PrintStreamSink = (chunk: Uint8Array) => undefined | void | Promise<void>;

/**
 * Joins documents of our writer into one file for a printer line. Memory stays constant but for eight bytes per object: every
 * piece goes to the sink at once, and fonts, images and the colour profile are written once, found again by their content.
 */
export function createPrintStream(sink: PrintStreamSink, options: PrintStreamOptions): PrintStream {
  return new PdfPrintStream(sink, options);
}

/** Small objects that are compressed together. */
const OBJECTS_PER_STREAM = 500;
/** Bytes put together before they go to the sink: a call for each page would take longer than the page. */
const GATHERED = 256 * 1024;

class PdfPrintStream implements PrintStream, PieceTarget {
  readonly #sink: PrintStreamSink;
  readonly #options: PrintStreamOptions;
  readonly #references = new CrossReferences();
  readonly shared = new SharedParts({
    allocate: () => this.allocate(),
    add: (number, text) => this.add(number, text),
    addStream: (number, dictionary, data) => this.addStream(number, dictionary.slice(2, -2).replace(/\/Length \d+$/, ''), data),
  });
  readonly #resources = new PieceResources();
  /** Everything is put together in the same memory again and again: small objects, the same with their index, and what goes to the sink. */
  readonly #body = new ByteWriter(64 * 1024);
  readonly #indexed = new ByteWriter(64 * 1024);
  readonly #out = new ByteWriter(GATHERED + 64 * 1024);
  #small = new ObjectStream(this.#body);
  /** Bytes that the sink has. */
  #flushed = 0;
  #next = 1;
  #pieces = 0;
  #pages = 0;
  #sheets = 0;
  /** What all pieces so far are. */
  #claims = PLAIN_CLAIMS;
  /** Next key of the parent tree. */
  key = 0;
  #profile: number | undefined;
  /** Hash over what the sink has, for the identifier. */
  #digest: Uint8Array = new Uint8Array(32);
  readonly #tops: number[] = [];
  readonly identifiers = new Identifiers();
  readonly #catalog = this.allocate();
  readonly #pageRoot = this.allocate();
  readonly #structureRoot = this.allocate();
  readonly top = this.allocate();
  readonly #parentRoot = this.allocate();
  readonly #partRoot = this.allocate();
  readonly #pageTree: TreeBuilder;
  readonly #parentTree: TreeBuilder;
  readonly #partTree: TreeBuilder;

  constructor(sink: PrintStreamSink, options: PrintStreamOptions) {
    this.#sink = sink;
    this.#options = options;
    const target = { allocate: () => this.allocate(), add: (number: number, text: string) => this.add(number, text) };
    this.#pageTree = new TreeBuilder(target, this.#pageRoot, (parent, children) => {
      const count = children.reduce((sum, child) => sum + child.last - child.first + 1, 0);
      return `<</Type/Pages${parent === undefined ? '' : `/Parent ${parent} 0 R`}/Count ${count}/Kids[${listOf(children)}]>>`;
    });
    this.#parentTree = new TreeBuilder(target, this.#parentRoot, (parent, children) => {
      const limits = parent === undefined ? '' : `/Limits[${children[0]?.first} ${children.at(-1)?.last}]`;
      return `<<${limits}/Kids[${listOf(children)}]>>`;
    });
    this.#partTree = new TreeBuilder(target, this.#partRoot, (parent, children) => {
      return `<</Type/DPart/Parent ${parent ?? this.#catalog} 0 R/DParts[[${listOf(children)}]]>>`;
    });
    this.#out.bytes(FILE_HEADER);
  }

  share(resources: SharedResources): void {
    this.#resources.share(resources);
  }

  async append(document: Uint8Array, facts: PieceFacts = {}): Promise<PieceEntry> {
    const piece: StreamPiece = isMailPiece(document) ? new ComposedPiece(document, this.#resources) : new CopiedPiece(document);
    const firstPage = this.#pages + 1;
    const offset = this.#position;
    if (piece.claims !== this.#claims) this.#claims = leastOf(this.#claims, piece.claims);
    this.#profile ??= piece.profile(this);
    const part = piece.begin(this);
    const [first, last] = piece.writePages(this, part);
    const blank = this.#options.duplex === true && piece.pageCount % 2 === 1 ? this.#addBlankPage(piece.lastBox, part) : undefined;
    piece.writeStructure(this);
    this.#addPart(part, first, blank ?? last, facts);
    const pages = piece.pageCount + (blank === undefined ? 0 : 1);
    const sheets = this.#options.duplex === true ? pages / 2 : pages;
    const place = { piece: ++this.#pieces, firstPage, pages, firstSheet: this.#sheets + 1, sheets, offset };
    const entry = { ...place, ...indexFacts(facts, this.#options.paper, sheets, piece.pageSize) };
    this.#sheets += sheets;
    if (this.#out.length >= GATHERED) await this.#flush();
    return entry;
  }

  async finish(): Promise<PrintStreamTotals> {
    if (this.#pieces === 0 || this.#profile === undefined) throw new Error('A print stream needs at least one mail piece');
    this.#pageTree.finish();
    this.#parentTree.finish();
    this.#partTree.finish();
    this.#finishStructure();
    const { title, author = '', language, now } = this.#options;
    const facts = { title, author, language, claims: this.#claims, ...(now === undefined ? {} : { now }) };
    const metadata = this.allocate();
    this.addStream(metadata, '/Type/Metadata/Subtype/XML', xmpPacket(facts));
    const parts = `/DPartRoot<</Type/DPartRoot/DPartRootNode ${this.#partRoot} 0 R/RecordLevel 2/NodeNameList[/Stream/Group/Piece]>>`;
    const catalog = catalogDictionary(this.#pageRoot, this.#structureRoot, metadata, this.#profile, language);
    this.add(this.#catalog, `${catalog.slice(0, -2)}${parts}>>`);
    const info = this.allocate();
    this.add(info, infoDictionary(facts));
    this.#closeSmall();
    this.#close(info);
    await this.#flush();
    return { pieces: this.#pieces, pages: this.#pages, sheets: this.#sheets, bytes: this.#position };
  }

  get piece(): number {
    return this.#pieces + 1;
  }

  get pageParent(): number {
    return this.#pageTree.parent;
  }

  addPage(number: number, text: string): void {
    this.add(number, text);
    this.#pages++;
    this.#pageTree.add({ number, first: this.#pages, last: this.#pages });
  }

  addStructure(top: number, leaf: number, keys: number): void {
    this.#tops.push(top);
    this.#parentTree.add({ number: leaf, first: this.key, last: this.key + keys - 1 });
    this.key += keys;
  }

  #addBlankPage(box: string, part: number): number {
    const number = this.allocate();
    this.addPage(number, `<</Type/Page/Parent ${this.pageParent} 0 R${box}/Resources<<>>/Tabs/S/DPart ${part} 0 R>>`);
    return number;
  }

  #addPart(part: number, start: number, end: number, facts: PieceFacts): void {
    const entries = partMetadata(facts);
    const pages = `/Start ${start} 0 R${end === start ? '' : `/End ${end} 0 R`}`;
    this.add(part, `<</Type/DPart/Parent ${this.#partTree.parent} 0 R${pages}/DPM<<${entries}>>>>`);
    this.#partTree.add({ number: part, first: this.#pieces, last: this.#pieces });
  }

  #finishStructure(): void {
    const root = `<</Type/StructTreeRoot/K ${this.top} 0 R/ParentTree ${this.#parentRoot} 0 R/ParentTreeNextKey ${this.key}${this.identifiers.entry}>>`;
    this.add(this.#structureRoot, root);
    const kids = this.#tops.map((number) => `${number} 0 R`).join(' ');
    this.add(this.top, `<</S/Document/P ${this.#structureRoot} 0 R/K[${kids}]>>`);
  }

  #close(info: number): void {
    const digest = sha256([this.#digest, this.#out.view()]);
    const id = Array.from(digest.subarray(0, 16), hexByte).join('');
    const offset = this.#position;
    const trailer = `/Root ${this.#catalog} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]`;
    this.#out.bytes(this.#references.write(this.allocate(), offset, trailer));
    this.#out.text(`startxref\n${offset}\n%%EOF\n`);
  }

  allocate(count = 1): number {
    const first = this.#next;
    this.#next += count;
    return first;
  }

  add(number: number, text: string): void {
    this.begin(number).text(text);
    this.end();
  }

  begin(number: number): ByteWriter {
    return this.#small.begin(number);
  }

  end(): void {
    this.#small.end();
    if (this.#small.numbers.length >= OBJECTS_PER_STREAM) this.#closeSmall();
  }

  addStream(number: number, entries: string, data: Uint8Array): void {
    this.#references.inFile(number, this.#position);
    writeStreamObject(this.#out, number, entries, data);
  }

  #closeSmall(): void {
    const number = this.allocate();
    this.#small.numbers.forEach((member, index) => {
      this.#references.inStream(member, number, index);
    });
    const { entries, data } = this.#small.compressed(this.#indexed);
    this.addStream(number, entries, data);
    this.#small = new ObjectStream(this.#body);
  }

  get #position(): number {
    return this.#flushed + this.#out.length;
  }

  async #flush(): Promise<void> {
    const bytes = this.#out.copy(0);
    this.#digest = sha256([this.#digest, bytes]);
    const written = this.#sink(bytes);
    if (written !== undefined) await written;
    this.#flushed += this.#out.length;
    this.#out.clear();
  }
}

const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0');

const listOf = (children: readonly TreeChild[]): string => children.map((child) => `${child.number} 0 R`).join(' ');
