import { latin1, sha256 } from '#runtime';
import type { Claims } from './claims.ts';
import { claimsIn } from './claims.ts';
import { catalogDictionary, FILE_HEADER } from './file-frame.ts';
import { infoDictionary, xmpPacket } from './metadata.ts';
import { CrossReferences, concat, ObjectStream, streamObject } from './objects.ts';
import { OwnIdentifiers } from './print-identifiers.ts';
import { ForeignPdfError, OwnPdf, renumber } from './read-own-pdf.ts';

/** A document that was a mail piece of a print stream. */
export interface SplitPiece {
  /** Its number in the stream, from 1. */
  readonly piece: number;
  /** What was kept with it; texts only. */
  readonly facts: { readonly [key: string]: string };
  readonly pdf: Uint8Array;
}

/**
 * Takes a print stream apart into its documents, one after the other. Each has the pages, structure and resources of its piece,
 * without what only the stream added (blank backs of sheets), and can go into a print stream again.
 * @throws ForeignPdfError when it is no print stream of ours
 */
export function* splitPrintStream(bytes: Uint8Array): IterableIterator<SplitPiece> {
  const stream = new StreamSource(bytes);
  let piece = 0;
  for (const part of stream.parts) {
    piece++;
    yield { piece, facts: part.facts, pdf: new PieceWriter(stream, part).write() };
  }
}

interface StreamPart {
  readonly pages: readonly number[];
  readonly facts: { readonly [key: string]: string };
}

/** What is where in a print stream. */
class StreamSource {
  readonly pdf: OwnPdf;
  readonly parts: readonly StreamPart[];
  readonly profile: number;
  readonly structureRoot: number;
  readonly claims: Claims;
  readonly title: string;
  /** Leaves of the parent tree by their first key. */
  readonly #leaves = new Map<number, string>();

  constructor(bytes: Uint8Array) {
    const pdf = new OwnPdf(bytes);
    this.pdf = pdf;
    const catalog = pdf.object(pdf.root).text;
    if (!catalog.includes('/DPartRootNode ')) throw new ForeignPdfError('it has no document parts');
    this.profile = pdf.reference(catalog, '/DestOutputProfile');
    this.structureRoot = pdf.reference(catalog, '/StructTreeRoot');
    const metadata = pdf.object(pdf.reference(catalog, '/Metadata')).data;
    this.claims = claimsIn(metadata);
    this.title = /<rdf:li xml:lang="x-default">([^<]*)</.exec(new TextDecoder().decode(metadata))?.[1] ?? '';
    const pages = this.#leavesOf(pdf.reference(catalog, '/Pages'), '/Kids[');
    const numbers = new Map(pages.map((page, i) => [page, i]));
    const parts = this.#leavesOf(pdf.reference(catalog, '/DPartRootNode'), '/DParts[[');
    this.parts = parts.map((part) => {
      const { text } = pdf.object(part);
      const first = numbers.get(pdf.reference(text, '/Start'))!;
      const last = text.includes('/End ') ? numbers.get(pdf.reference(text, '/End'))! : first;
      // Blank backs have no content.
      const own = pages.slice(first, last + 1).filter((page) => pdf.object(page).text.includes('/Contents '));
      return { pages: own, facts: factsOf(text) };
    });
    for (const leaf of this.#leavesOf(pdf.reference(pdf.object(this.structureRoot).text, '/ParentTree'), '/Kids[')) {
      const { text } = pdf.object(leaf);
      this.#leaves.set(Number(/\/Limits\[(\d+) /.exec(text)?.[1]), text);
    }
  }

  /** The part of the parent tree that begins with a key. */
  parents(key: number): string {
    const leaf = this.#leaves.get(key);
    if (leaf === undefined) throw new ForeignPdfError('a part of its structure is missing');
    return leaf;
  }

  /** Numbers of the leaves of a tree. */
  #leavesOf(root: number, kids: string): number[] {
    const leaves: number[] = [];
    const visit = (number: number, depth: number): void => {
      const { text } = this.pdf.object(number);
      const at = text.indexOf(kids);
      if (at < 0 || depth > 8) leaves.push(number);
      else for (const [, kid] of text.slice(at, text.indexOf(']', at)).matchAll(/(\d+) 0 R/g)) visit(Number(kid), depth + 1);
    };
    visit(root, 0);
    return leaves;
  }
}

/** Puts one piece together as a document of its own. */
class PieceWriter {
  readonly #stream: StreamSource;
  readonly #part: StreamPart;
  readonly #small = new ObjectStream();
  readonly #references = new CrossReferences();
  readonly #parts: Uint8Array[] = [FILE_HEADER];
  readonly #numbers = new Map<number, number>();
  readonly #waiting: number[] = [];
  readonly #identifiers = new OwnIdentifiers();
  /** First key of the piece in the stream's parent tree. */
  readonly #key: number;
  #position = FILE_HEADER.length;
  #next = 1;

  constructor(stream: StreamSource, part: StreamPart) {
    this.#stream = stream;
    this.#part = part;
    const first = stream.pdf.object(part.pages[0]!).text;
    this.#key = Number(/\/StructParents (\d+)/.exec(first)?.[1]);
  }

  write(): Uint8Array {
    const { pdf } = this.#stream;
    const tree = this.#next++;
    const root = this.#next++;
    const parentTree = this.#next++;
    const leaf = this.#stream.parents(this.#key);
    const top = this.#topOf(leaf);
    this.#numbers.set(this.#parentOf(top), root);
    // All before any is copied: links lead from page to page.
    for (const page of this.#part.pages) this.#numbers.set(page, this.#next++);
    const pages = this.#part.pages.map((page) => this.#copyPage(page, tree));
    const language = /\/Lang\(([^)]*)\)>>$/.exec(pdf.object(top).text)?.[1] ?? 'en';
    const newTop = this.#numberOf(top);
    const { entries, count } = this.#ownParents(leaf);
    this.#copyWaiting(top);
    this.#small.add(tree, `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((page) => `${page} 0 R`).join(' ')}]>>`);
    this.#small.add(
      root,
      `<</Type/StructTreeRoot/K ${newTop} 0 R/ParentTree ${parentTree} 0 R/ParentTreeNextKey ${count}${this.#identifiers.entry}>>`,
    );
    this.#small.add(parentTree, `<</Nums[${entries}]>>`);
    return this.#finish(tree, root, language);
  }

  #finish(tree: number, root: number, language: string): Uint8Array {
    const { claims, title } = this.#stream;
    const profile = this.#numberOf(this.#stream.profile);
    this.#copyWaiting(0);
    const facts = { title: this.#part.facts.Title ?? title, author: '', language, claims };
    const metadata = this.#next++;
    this.#object(metadata, streamObject(metadata, '/Type/Metadata/Subtype/XML', xmpPacket(facts)));
    const catalog = this.#next++;
    this.#small.add(catalog, catalogDictionary(tree, root, metadata, profile, language));
    const info = this.#next++;
    this.#small.add(info, infoDictionary(facts));
    const small = this.#next++;
    this.#small.numbers.forEach((number, index) => {
      this.#references.inStream(number, small, index);
    });
    this.#object(small, this.#small.write(small));
    const id = Array.from(sha256(this.#parts).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const offset = this.#position;
    const trailer = `/Root ${catalog} 0 R/Info ${info} 0 R/ID[<${id}><${id}>]`;
    return concat([...this.#parts, this.#references.write(this.#next++, offset, trailer), latin1(`startxref\n${offset}\n%%EOF\n`)]);
  }

  #copyPage(old: number, tree: number): number {
    const number = this.#numbers.get(old)!;
    const text = this.#stream.pdf
      .object(old)
      .text.replace(/\/DPart \d+ 0 R>>$/, '>>')
      .replace(/\/Parent \d+ 0 R/, '')
      .replace(/\/StructParents (\d+)/, (_, key: string) => `/StructParents ${Number(key) - this.#key}`);
    this.#small.add(number, `<</Type/Page/Parent ${tree} 0 R${renumber(text, (ref) => this.#numberOf(ref)).slice('<</Type/Page'.length)}`);
    return number;
  }

  /** The new number of an object, which is copied later. */
  #numberOf(old: number): number {
    let number = this.#numbers.get(old);
    if (number === undefined) {
      number = this.#next++;
      this.#numbers.set(old, number);
      this.#waiting.push(old);
    }
    return number;
  }

  #copyWaiting(top: number): void {
    for (let old = this.#waiting.shift(); old !== undefined; old = this.#waiting.shift()) {
      const { text, data } = this.#stream.pdf.object(old);
      const number = this.#numbers.get(old)!;
      const own = old === top ? text.replace(/\/Lang\([^)]*\)>>$/, '>>') : this.#keyed(text);
      const renumbered = this.#identifiers.restore(
        renumber(own, (ref) => this.#numberOf(ref)),
        number,
      );
      if (data === undefined) this.#small.add(number, renumbered);
      else this.#object(number, streamObject(number, renumbered.slice(2, -2).replace(/\/Length \d+$/, ''), data));
    }
  }

  #keyed(text: string): string {
    if (!text.startsWith('<</Type/Annot')) return text;
    return text.replace(/\/StructParent (\d+)/, (_, key: string) => `/StructParent ${Number(key) - this.#key}`);
  }

  #object(number: number, bytes: Uint8Array): void {
    this.#references.inFile(number, this.#position);
    this.#parts.push(bytes);
    this.#position += bytes.length;
  }

  /** The piece's part of the parent tree, its keys from 0 on. */
  #ownParents(leaf: string): { entries: string; count: number } {
    let count = 0;
    const from = leaf.indexOf('/Nums[') + 6;
    const entries = leaf.slice(from, -3).replace(/(\d+)(\[[^\]]*\]| \d+ 0 R)/g, (_, key: string, value: string) => {
      count++;
      return `${Number(key) - this.#key}${value}`;
    });
    return { entries: renumber(entries, (ref) => this.#numberOf(ref)), count };
  }

  /** The root of the piece's structure: from any element upwards, the last before that of the stream. */
  #topOf(leaf: string): number {
    let element = Number(
      /\[(\d+) 0 R|\] ?\d+ (\d+) 0 R/
        .exec(leaf.slice(leaf.indexOf('/Nums[') + 6))
        ?.slice(1)
        .find(Boolean) ?? 0,
    );
    for (let step = 0; step < 1000; step++) {
      const parent = this.#parentOf(element);
      if (this.#parentOf(parent) === this.#stream.structureRoot) return element;
      element = parent;
    }
    throw new ForeignPdfError('its structure has no root');
  }

  #parentOf(element: number): number {
    return this.#stream.pdf.reference(this.#stream.pdf.object(element).text, '/P');
  }
}

/** Texts of a document part's metadata. */
function factsOf(text: string): Record<string, string> {
  const facts: Record<string, string> = {};
  const metadata = text.slice(text.indexOf('/DPM<<'));
  for (const [, key, literal, hex] of metadata.matchAll(/\/([A-Za-z0-9_]+)(?:\(((?:\\[\s\S]|[^\\)])*)\)|<feff([0-9a-f]*)>)/g)) {
    facts[key!] = hex === undefined ? literal!.replace(/\\([\s\S])/g, '$1') : fromHex(hex);
  }
  return facts;
}

const fromHex = (hex: string): string => hex.replace(/[0-9a-f]{4}/g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));
