import { latin1, sha256 } from '#runtime';
import { leastOf, PLAIN_CLAIMS } from './claims.ts';
import { infoDictionary, xmpPacket } from './metadata.ts';
import { CrossReferences, ObjectStream, streamObject } from './objects.ts';
import { hasResources, PieceSource, withoutForm } from './piece-source.ts';
import { FILE_HEADER } from './prepare-pdf.ts';
import { Identifiers } from './print-identifiers.ts';
import { indexFacts, partMetadata } from './print-index.ts';
import { renumber } from './read-own-pdf.ts';
import { SharedParts } from './shared-parts.ts';
import { textString } from './syntax.ts';
import { TreeBuilder, type TreeChild } from './tree-builder.ts';
import { catalogDictionary } from './write-pdf.ts';

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
  /**
   * Adds a document as the next mail piece.
   * @throws ForeignPdfError when it was not made by `writePdf`; the stream can go on without it.
   */
  append(pdf: Uint8Array, facts?: PieceFacts): Promise<PieceEntry>;
  /** Writes what closes the file. @throws Error when no piece was added. */
  finish(): Promise<PrintStreamTotals>;
}

/**
 * Joins documents of our writer into one file for a printer line. Memory stays constant but for eight bytes per object: every
 * piece goes to the sink at once, and fonts, images and the colour profile are written once, found again by their content.
 */
export function createPrintStream(sink: (chunk: Uint8Array) => void | Promise<void>, options: PrintStreamOptions): PrintStream {
  return new PdfPrintStream(sink, options);
}

/** Small objects that are compressed together. */
const OBJECTS_PER_STREAM = 500;

class PdfPrintStream implements PrintStream {
  readonly #sink: (chunk: Uint8Array) => void | Promise<void>;
  readonly #options: PrintStreamOptions;
  readonly #references = new CrossReferences();
  readonly #shared = new SharedParts({
    allocate: () => this.#allocate(),
    add: (number, text) => this.#add(number, text),
    addStream: (number, dictionary, data) => this.#object(number, streamObject(number, withoutLength(dictionary), data)),
  });
  #small = new ObjectStream();
  #chunks: Uint8Array[] = [];
  #position = 0;
  #next = 1;
  #pieces = 0;
  #pages = 0;
  #sheets = 0;
  /** What all pieces so far are. */
  #claims = PLAIN_CLAIMS;
  /** Next key of the parent tree. */
  #key = 0;
  #profile: number | undefined;
  /** Hash over the pieces so far, for the identifier. */
  #digest = new Uint8Array(32);
  readonly #tops: number[] = [];
  readonly #identifiers = new Identifiers();
  readonly #catalog = this.#allocate();
  readonly #pageRoot = this.#allocate();
  readonly #structureRoot = this.#allocate();
  readonly #top = this.#allocate();
  readonly #parentRoot = this.#allocate();
  readonly #partRoot = this.#allocate();
  readonly #pageTree: TreeBuilder;
  readonly #parentTree: TreeBuilder;
  readonly #partTree: TreeBuilder;

  constructor(sink: (chunk: Uint8Array) => void | Promise<void>, options: PrintStreamOptions) {
    this.#sink = sink;
    this.#options = options;
    const target = { allocate: () => this.#allocate(), add: (number: number, text: string) => this.#add(number, text) };
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
    this.#append(FILE_HEADER);
  }

  async append(pdf: Uint8Array, facts: PieceFacts = {}): Promise<PieceEntry> {
    const piece = new PieceSource(pdf);
    this.#digest = new Uint8Array(sha256([this.#digest, pdf]));
    const firstPage = this.#pages + 1;
    const offset = this.#position;
    this.#claims = leastOf(this.#claims, piece.claims);
    const numbers = this.#numbersOf(piece);
    const part = this.#allocate();
    const blank = this.#options.duplex === true && piece.pages.length % 2 === 1 ? this.#allocate() : undefined;
    this.#copyPages(piece, numbers, part);
    if (blank !== undefined) this.#addBlankPage(blank, piece, part);
    this.#copyStructure(piece, numbers);
    this.#addPart(part, numbers.get(piece.pages[0]!)!, blank ?? numbers.get(piece.pages.at(-1)!)!, facts);
    const pages = piece.pages.length + (blank === undefined ? 0 : 1);
    const sheets = this.#options.duplex === true ? pages / 2 : pages;
    const place = { piece: ++this.#pieces, firstPage, pages, firstSheet: this.#sheets + 1, sheets, offset };
    const entry = { ...place, ...indexFacts(facts, this.#options.paper, sheets, piece.pageSize) };
    this.#sheets += sheets;
    await this.#flush();
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
    const metadata = this.#allocate();
    this.#object(metadata, streamObject(metadata, '/Type/Metadata/Subtype/XML', xmpPacket(facts)));
    const parts = `/DPartRoot<</Type/DPartRoot/DPartRootNode ${this.#partRoot} 0 R/RecordLevel 2/NodeNameList[/Stream/Group/Piece]>>`;
    const catalog = catalogDictionary(this.#pageRoot, this.#structureRoot, metadata, this.#profile, language);
    this.#add(this.#catalog, `${catalog.slice(0, -2)}${parts}>>`);
    const info = this.#allocate();
    this.#add(info, infoDictionary(facts));
    this.#closeSmall();
    this.#close(info);
    await this.#flush();
    return { pieces: this.#pieces, pages: this.#pages, sheets: this.#sheets, bytes: this.#position };
  }

  /** New numbers for the objects that belong to the piece alone, and for the shared ones that its pages use. */
  #numbersOf(piece: PieceSource): Map<number, number> {
    const numbers = new Map<number, number>();
    this.#profile ??= this.#shared.numberOf(piece, piece.profile);
    for (const resources of piece.resources) numbers.set(resources, this.#shared.numberOf(piece, resources));
    for (const number of piece.own) {
      if (!numbers.has(number)) numbers.set(number, this.#allocate());
    }
    numbers.set(piece.structureRoot, this.#top);
    return numbers;
  }

  #copyPages(piece: PieceSource, numbers: ReadonlyMap<number, number>, part: number): void {
    for (const old of piece.pages) {
      const number = numbers.get(old)!;
      const page = piece.pdf.object(old).text;
      const content = piece.pdf.reference(page, '/Contents');
      // A page that was given has its resources in itself, and its content is that of other pieces too.
      const newContent = hasResources(page) ? this.#copyContent(piece, content) : this.#shared.numberOf(piece, content);
      const tree = this.#pageTree.parent;
      const numberOf = (ref: number): number => numbers.get(ref) ?? this.#shared.numberOf(piece, ref);
      const renumbered = renumber(page, (ref) => (ref === piece.pageTree ? tree : ref === content ? newContent : numberOf(ref)));
      const keyed = renumbered.replace(/\/StructParents (\d+)/, (_, key: string) => `/StructParents ${Number(key) + this.#key}`);
      this.#add(number, `${keyed.slice(0, -2)}/DPart ${part} 0 R>>`);
      this.#countPage(number);
    }
  }

  #copyContent(piece: PieceSource, old: number): number {
    const { text, data = new Uint8Array(0) } = piece.pdf.object(old);
    const number = this.#allocate();
    this.#object(number, streamObject(number, withoutLength(text), data));
    return number;
  }

  #addBlankPage(number: number, piece: PieceSource, part: number): void {
    const box = /\/MediaBox\[[^\]]*\]/.exec(piece.pdf.object(piece.pages.at(-1)!).text)?.[0] ?? '/MediaBox[0 0 595.28 841.89]';
    this.#add(number, `<</Type/Page/Parent ${this.#pageTree.parent} 0 R${box}/Resources<<>>/Tabs/S/DPart ${part} 0 R>>`);
    this.#countPage(number);
  }

  #countPage(number: number): void {
    this.#pages++;
    this.#pageTree.add({ number, first: this.#pages, last: this.#pages });
  }

  /** Copies structure elements and annotations, and puts the piece's part of the parent tree in its place. */
  #copyStructure(piece: PieceSource, numbers: ReadonlyMap<number, number>): void {
    const numberOf = (old: number): number => numbers.get(old) ?? this.#shared.numberOf(piece, old);
    for (const old of piece.elements) {
      const text = renumber(withoutForm(piece.pdf.object(old).text), numberOf);
      const keyed = text.startsWith('<</Type/Annot')
        ? text.replace(/\/StructParent (\d+)/, (_, key: string) => `/StructParent ${Number(key) + this.#key}`)
        : text;
      const spoken = old === piece.top ? `${keyed.slice(0, -2)}/Lang${textString(piece.language)}>>` : keyed;
      const number = numberOf(old);
      this.#add(number, spoken.includes('/ID(') ? this.#identifiers.rename(spoken, this.#pieces + 1, number) : spoken);
    }
    this.#identifiers.closePiece((text) => {
      const number = this.#allocate();
      this.#add(number, text);
      return number;
    });
    this.#tops.push(numberOf(piece.top));
    const { entries, count } = shiftKeys(renumber(piece.pdf.object(piece.parentTree).text, numberOf), this.#key);
    const leaf = this.#allocate();
    const last = this.#key + count - 1;
    this.#add(leaf, `<</Limits[${this.#key} ${last}]/Nums[${entries}]>>`);
    this.#parentTree.add({ number: leaf, first: this.#key, last });
    this.#key += count;
  }

  #addPart(part: number, start: number, end: number, facts: PieceFacts): void {
    const entries = partMetadata(facts);
    const pages = `/Start ${start} 0 R${end === start ? '' : `/End ${end} 0 R`}`;
    this.#add(part, `<</Type/DPart/Parent ${this.#partTree.parent} 0 R${pages}/DPM<<${entries}>>>>`);
    this.#partTree.add({ number: part, first: this.#pieces, last: this.#pieces });
  }

  #finishStructure(): void {
    const root = `<</Type/StructTreeRoot/K ${this.#top} 0 R/ParentTree ${this.#parentRoot} 0 R/ParentTreeNextKey ${this.#key}${this.#identifiers.entry}>>`;
    this.#add(this.#structureRoot, root);
    const kids = this.#tops.map((number) => `${number} 0 R`).join(' ');
    this.#add(this.#top, `<</S/Document/P ${this.#structureRoot} 0 R/K[${kids}]>>`);
  }

  #close(info: number): void {
    const id = Array.from(this.#digest.subarray(0, 16), hexByte).join('');
    const offset = this.#position;
    const trailer = `/Root ${this.#catalog} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]`;
    this.#append(this.#references.write(this.#allocate(), offset, trailer));
    this.#append(latin1(`startxref\n${offset}\n%%EOF\n`));
  }

  #allocate(): number {
    return this.#next++;
  }

  #add(number: number, text: string): void {
    this.#small.add(number, text);
    if (this.#small.numbers.length >= OBJECTS_PER_STREAM) this.#closeSmall();
  }

  #closeSmall(): void {
    const number = this.#allocate();
    this.#small.numbers.forEach((member, index) => {
      this.#references.inStream(member, number, index);
    });
    const full = this.#small;
    this.#small = new ObjectStream();
    this.#object(number, full.write(number));
  }

  #object(number: number, bytes: Uint8Array): void {
    this.#references.inFile(number, this.#position);
    this.#append(bytes);
  }

  #append(bytes: Uint8Array): void {
    this.#chunks.push(bytes);
    this.#position += bytes.length;
  }

  async #flush(): Promise<void> {
    const chunks = this.#chunks;
    this.#chunks = [];
    for (const chunk of chunks) await this.#sink(chunk);
  }
}

const hexByte = (byte: number): string => byte.toString(16).padStart(2, '0');

const listOf = (children: readonly TreeChild[]): string => children.map((child) => `${child.number} 0 R`).join(' ');

/** The entries of a stream's dictionary as `streamObject` takes them. */
const withoutLength = (dictionary: string): string => dictionary.slice(2, -2).replace(/\/Length \d+$/, '');

/** Moves the keys of a parent tree, `0[…] 1[…] 2 17 0 R`, by an offset. */
function shiftKeys(tree: string, offset: number): { entries: string; count: number } {
  const from = tree.indexOf('/Nums[') + 6;
  let count = 0;
  const entries = tree.slice(from, -3).replace(/(\d+)(\[[^\]]*\]| \d+ 0 R)/g, (_, key: string, value: string) => {
    count++;
    return `${Number(key) + offset}${value}`;
  });
  return { entries, count };
}
