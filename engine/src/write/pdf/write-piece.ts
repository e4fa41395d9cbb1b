import { latin1, sha256 } from '#runtime';
import type { LaidOutDocument } from '../../layout/display-list.ts';
import { BoundedCache } from '../../text/bounded-cache.ts';
import { ByteWriter } from './byte-writer.ts';
import { DocumentContents } from './document-contents.ts';
import { type EmbeddedFont, OBJECTS_PER_FONT } from './embedded-font.ts';
import { FILE_HEADER } from './file-frame.ts';
import type { FurnitureForm } from './furniture-form.ts';
import { linkAnnotation } from './link-annotation.ts';
import { type PieceFont, type PiecePage, packPiece, type Texts } from './mail-piece.ts';
import { CrossReferences, concat, ObjectStream, streamObject } from './objects.ts';
import type { PdfContext, SharedObjects } from './prepare-pdf.ts';
import { writeStructure } from './structure.ts';

/** What pieces of a program share (fonts, images, forms, the colour profile). */
export interface SharedResources {
  /** Made of the bytes: the same for the same resources, in every thread. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface WrittenPiece {
  /** For `PrintStream.append`. */
  readonly bytes: Uint8Array;
  /** For `PrintStream.share`, before the first piece that names them. */
  readonly shared: SharedResources;
}

/** Where small objects are put together: one piece after the other in the same memory. */
const SMALL = new ByteWriter(64 * 1024);

/**
 * Writes a laid-out document as a piece of a print stream: its pages and its structure without the file around them, which the stream
 * would only take off again. Pure: the same context and document give the same bytes.
 * @returns undefined for a document that goes into a stream as a whole PDF: one with pages of given PDFs, fields, or notes
 */
export function writePiece(context: PdfContext, document: LaidOutDocument): WrittenPiece | undefined {
  const { pages } = document;
  if (pages.some(({ imported, fields }) => imported !== undefined || fields !== undefined)) return undefined;
  const contents = new DocumentContents(context, document);
  const small = new ObjectStream(SMALL);
  let next = 1;
  const allocate = (): number => next++;
  const pageNumbers = pages.map(allocate);
  next += pages.length;
  const written: PiecePage[] = pages.map(({ width, height, links }, page) => {
    const annotations = links.map((link) => {
      const number = allocate();
      if (link.owner === null) throw new Error('A link has no place in the structure');
      const key = contents.ownAnnotation(link.owner, page, number);
      small.add(number, linkAnnotation(link, { document, page, pageNumbers, key }));
      return number;
    });
    return { width, height, annotations, content: contents.streams[page]! };
  });
  const { marks, annotationOwners } = contents;
  const root = writeStructure(document, { marks, pageNumbers, annotationOwners, allocate, objects: small });
  const structure = takeStructure(small);
  if (structure === undefined) return undefined;
  const fonts = contents.fonts.supplements.map((font) => fontOf(font, allocate));
  const shared = sharedResources(context, contents);
  const { objects, numbers, tree, parents } = structure;
  const facts = { resources: shared.name, language: document.language, count: next - 1, root, tree, top: document.structure.number! };
  return { bytes: packPiece({ ...facts, pages: written, numbers, objects, parents, fonts }), shared };
}

/**
 * The elements and the parent tree out of what `writeStructure` wrote: its last two objects are the root, which is that of the stream,
 * and the tree, whose values get other keys there. Undefined where the root has more than that: identifiers of notes.
 */
function takeStructure(small: ObjectStream): { numbers: number[]; objects: Texts; tree: number; parents: Texts } | undefined {
  const bytes = SMALL.view();
  const { numbers, offsets } = small;
  const elements = numbers.length - 2;
  const decode = (from: number, to?: number): string => latin1Decoder.decode(bytes.subarray(from, to));
  if (decode(offsets[elements]!, offsets[elements + 1]!).includes('/IDTree')) return undefined;
  return {
    numbers: numbers.slice(0, elements),
    objects: { bytes: bytes.subarray(0, offsets[elements]!), ends: offsets.slice(1, elements + 1) },
    tree: numbers[elements + 1]!,
    parents: valuesOf(decode(offsets[elements + 1]!)),
  };
}

const latin1Decoder = new TextDecoder('latin1');

/** The values of a parent tree, `<</Nums[0[…]1[…] 2 17 0 R]>>`, without their keys. */
function valuesOf(tree: string): Texts {
  const ends: number[] = [];
  let values = '';
  for (const [, value] of tree.slice(tree.indexOf('/Nums[') + 6).matchAll(/\d+(\[[^\]]*\]| \d+ 0 R)/g)) {
    values += value;
    ends.push(values.length);
  }
  return { bytes: latin1(values), ends };
}

const OBJECT = /^\d+ 0 obj\n([\s\S]*?>>)\n(stream\n|endobj\n)/;

function fontOf(font: EmbeddedFont, allocate: () => number): PieceFont {
  const first = allocate();
  for (let i = 1; i < OBJECTS_PER_FONT; i++) allocate();
  const objects = font.supplementObjects(first).map((bytes) => {
    const [all, text, kind] = OBJECT.exec(latin1Decoder.decode(bytes))!;
    const length = /\/Length (\d+)>>$/.exec(text!)?.[1];
    return {
      text: latin1(text!),
      ...(kind === 'endobj\n' ? undefined : { data: bytes.subarray(all.length, all.length + Number(length)) }),
    };
  });
  return { resource: font.resource, first, objects };
}

/** Resources of a program's pieces by what is used of them. */
const known = new WeakMap<PdfContext, BoundedCache<string, SharedResources>>();
/** Combinations remembered per program; each has some hundred kilobytes of fonts. */
const MOST_COMBINATIONS = 64;
/** Numbers for forms, since their content is long. */
const formNumbers = new WeakMap<FurnitureForm, number>();
let forms = 0;

function sharedResources(context: PdfContext, { fonts, images, furniture }: DocumentContents): SharedResources {
  let combinations = known.get(context);
  if (combinations === undefined) {
    combinations = new BoundedCache(MOST_COMBINATIONS);
    known.set(context, combinations);
  }
  let key = '';
  const used = fonts.used;
  for (const face of used) key += `${face.font.resource} `;
  for (const image of images) key += `${image.resource} `;
  for (const form of furniture.keys()) {
    if (!formNumbers.has(form)) formNumbers.set(form, ++forms);
    key += `P${formNumbers.get(form)} `;
  }
  let resources = combinations.get(key);
  if (resources === undefined) {
    const bytes = new ResourceWriter(context).write(used, [...images], furniture);
    resources = { name: Array.from(sha256([bytes]).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join(''), bytes };
    combinations.set(key, resources);
  }
  return resources;
}

/** Writes resources as a file that our reader for PDFs can read, whose root names them and the colour profile. */
class ResourceWriter {
  readonly #context: PdfContext;
  readonly #references = new CrossReferences();
  readonly #parts: Uint8Array[] = [FILE_HEADER];
  #position = FILE_HEADER.length;
  #next: number;

  constructor(context: PdfContext) {
    this.#context = context;
    this.#next = context.firstFree;
  }

  write(
    faces: DocumentContents['fonts']['used'],
    images: readonly { readonly resource: string; readonly objects: SharedObjects }[],
    furniture: ReadonlyMap<FurnitureForm, string>,
  ): Uint8Array {
    const { profile, fontObjects } = this.#context;
    this.#share(profile);
    const fonts = faces.map((face) => {
      const objects = fontObjects.get(face)!;
      this.#share(objects);
      return `/${face.font.resource} ${objects.first} 0 R`;
    });
    const drawings = images.map(({ resource, objects }) => {
      this.#share(objects);
      return `/${resource} ${objects.first} 0 R`;
    });
    for (const [{ entries, data }, name] of furniture) {
      const number = this.#next++;
      this.#object(number, streamObject(number, entries, data));
      drawings.push(`/${name} ${number} 0 R`);
    }
    return this.#finish(`<</Font<<${fonts.join('')}>>/XObject<<${drawings.join('')}>>>>`, profile.first);
  }

  #finish(dictionary: string, profile: number): Uint8Array {
    const small = new ObjectStream();
    const [resources, root, stream, table] = [this.#next++, this.#next++, this.#next++, this.#next++];
    small.add(resources, dictionary);
    small.add(root, `<</Resources ${resources} 0 R/DestOutputProfile ${profile} 0 R>>`);
    this.#references.inStream(resources, stream, 0);
    this.#references.inStream(root, stream, 1);
    this.#object(stream, small.write(stream));
    const offset = this.#position;
    const end = [this.#references.write(table, offset, `/Root ${root} 0 R`), latin1(`startxref\n${offset}\n%%EOF\n`)];
    return concat([...this.#parts, ...end]);
  }

  #object(number: number, bytes: Uint8Array): void {
    this.#references.inFile(number, this.#position);
    this.#parts.push(bytes);
    this.#position += bytes.length;
  }

  #share({ first, bytes, offsets }: SharedObjects): void {
    offsets.forEach((offset, i) => {
      this.#references.inFile(first + i, this.#position + offset);
    });
    this.#parts.push(bytes);
    this.#position += bytes.length;
  }
}
