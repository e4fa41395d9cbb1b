import { latin1, sha256 } from '#runtime';
import type { LaidOutDocument, LaidOutPage } from '../../layout/display-list.ts';
import type { ResolvedAttachment } from '../../resolve/attachments.ts';
import { destinationAt, writeBookmarks } from './bookmarks.ts';
import { claimsOf } from './claims.ts';
import { DocumentContents } from './document-contents.ts';
import { OBJECTS_PER_FONT } from './embedded-font.ts';
import { importedPageDictionary, importsOf, leastClaims, type SharedImport } from './enclosure/imports.ts';
import { writeAttachments } from './features/attachments.ts';
import type { DocumentBuilder } from './features/document-builder.ts';
import { FormFields } from './features/form-fields.ts';
import type { XmpExtension } from './features/xmp-extension.ts';
import { catalogDictionary, FILE_HEADER, FILE_HEADER_2 } from './file-frame.ts';
import { linkAnnotation } from './link-annotation.ts';
import { type DocumentFacts, infoDictionary, xmpPacket } from './metadata.ts';
import { CrossReferences, concat, streamObject } from './objects.ts';
import type { PdfContext, SharedObjects } from './prepare-pdf.ts';
import { SmallObjects } from './small-objects.ts';
import { writeStructure } from './structure.ts';
import { hex, length } from './syntax.ts';

export interface WritePdfOptions {
  /** The moment of composition, ISO 8601. Without it the document has no dates. */
  readonly now?: string;
  /** Files to embed; the document is then PDF/A-3. */
  readonly attachments?: readonly ResolvedAttachment[];
  /** Further metadata, such as that of an electronic invoice. */
  readonly extensions?: readonly XmpExtension[];
  /** 1.7 if absent. */
  readonly version?: '1.7' | '2.0';
}

/**
 * Writes a laid-out document as a tagged PDF 1.7 that is PDF/A-2a and PDF/UA-1 at once. Pure: the same context and document
 * give the same bytes.
 */
export function writePdf(context: PdfContext, document: LaidOutDocument, options: WritePdfOptions = {}): Uint8Array {
  return new PdfWriter(context, document, options).write();
}

class PdfWriter {
  readonly #context: PdfContext;
  readonly #document: LaidOutDocument;
  readonly #facts: DocumentFacts;
  readonly #contents: DocumentContents;
  readonly #small = new SmallObjects();
  readonly #references = new CrossReferences();
  readonly #parts: Uint8Array[] = [];
  /** The parts that are this document's own. */
  readonly #own: Uint8Array[] = [];
  readonly #attachments: readonly ResolvedAttachment[];
  readonly #imports: readonly SharedImport[];
  readonly #version: '1.7' | '2.0';
  #form: FormFields | undefined;
  #pageNumbers: readonly number[] = [];
  #position = 0;
  #next: number;

  constructor(context: PdfContext, document: LaidOutDocument, options: WritePdfOptions) {
    this.#context = context;
    this.#document = document;
    this.#contents = new DocumentContents(context, document);
    this.#next = context.firstFree;
    const { title, author, language } = document;
    this.#attachments = options.attachments ?? [];
    this.#version = options.version ?? '1.7';
    this.#imports = importsOf(document.pages, context.imports);
    const claims = claimsOf({ attachments: this.#attachments.length > 0, version: this.#version, enclosed: leastClaims(this.#imports) });
    this.#facts = { title, author, language, claims, now: options.now, extensions: options.extensions };
  }

  write(): Uint8Array {
    const { pages } = this.#document;
    const { streams, fonts, marks, annotationOwners } = this.#contents;
    if (pages.some(({ fields }) => fields !== undefined)) this.#form = new FormFields(pages, fonts, this.#context.typingFonts);
    this.#append(this.#version === '2.0' ? FILE_HEADER_2 : FILE_HEADER);
    this.#shareObjects();
    const resources = this.#resources();
    const tree = this.#allocate();
    const pageNumbers = pages.map(() => this.#allocate());
    this.#pageNumbers = pageNumbers;
    pages.forEach((page, index) => {
      const number = pageNumbers[index]!;
      if (page.imported !== undefined) {
        const links = annotationsEntry(this.#links(page, index));
        this.#small.add(number, importedPageDictionary(page, this.#context.imports, index, tree, links));
        return;
      }
      const content = this.#allocate();
      this.#object(content, streamObject(content, '/Filter/FlateDecode', streams[index]!));
      const fields = this.#form?.annotations(this.#builder(), index, number, page.height, resources) ?? [];
      const annotations = annotationsEntry([...this.#links(page, index), ...fields]);
      this.#small.add(number, pageDictionary(page, index, tree, resources, content, annotations));
    });
    this.#small.add(tree, `<</Type/Pages/Count ${pages.length}/Kids[${pageNumbers.map((number) => `${number} 0 R`).join(' ')}]>>`);
    const structure = writeStructure(this.#document, {
      marks,
      pageNumbers,
      annotationOwners,
      allocate: () => this.#allocate(),
      objects: this.#small,
    });
    return this.#finish(tree, structure);
  }

  #finish(tree: number, structure: number): Uint8Array {
    const metadata = this.#allocate();
    this.#object(metadata, streamObject(metadata, '/Type/Metadata/Subtype/XML', xmpPacket(this.#facts)));
    const files = this.#attachments.length === 0 ? '' : writeAttachments(this.#builder(), this.#attachments, this.#facts.now);
    const more = files + this.#bookmarks() + (this.#form?.catalogEntry(this.#builder()) ?? '');
    const catalog = this.#allocate();
    this.#small.add(catalog, catalogDictionary(tree, structure, metadata, this.#context.profile.first, this.#facts.language, more));
    const info = this.#information();
    const small = this.#allocate();
    this.#object(small, this.#small.write(small, this.#references));
    return this.#close(catalog, info);
  }

  /** The trailer's entry for the information dictionary, which PDF 2.0 leaves to the metadata. */
  #information(): string {
    if (this.#version === '2.0') return '';
    const info = this.#allocate();
    this.#small.add(info, infoDictionary(this.#facts));
    return `/Info ${info} 0 R`;
  }

  #close(catalog: number, info: string): Uint8Array {
    const id = hex(sha256([this.#context.fingerprint, ...this.#own]).subarray(0, 16));
    const offset = this.#position;
    const trailer = `/Root ${catalog} 0 R${info}/ID[<${id}><${id}>]`;
    this.#append(this.#references.write(this.#allocate(), offset, trailer));
    this.#append(latin1(`startxref\n${offset}\n%%EOF\n`));
    return concat(this.#parts);
  }

  #allocate(): number {
    return this.#next++;
  }

  #append(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#position += bytes.length;
  }

  #object(number: number, bytes: Uint8Array): void {
    this.#references.inFile(number, this.#position);
    this.#own.push(bytes);
    this.#append(bytes);
  }

  #shared(objects: SharedObjects): void {
    objects.offsets.forEach((offset, i) => {
      this.#references.inFile(objects.first + i, this.#position + offset);
    });
    this.#append(objects.bytes);
  }

  /** Copies the program's objects that this document uses. */
  #shareObjects(): void {
    this.#shared(this.#context.profile);
    const { fonts, images } = this.#contents;
    for (const face of fonts.used) this.#shared(this.#context.fontObjects.get(face)!);
    for (const image of images) this.#shared(image.objects);
    for (const { objects } of this.#form?.fonts ?? []) this.#shared(objects);
    for (const { objects } of this.#imports) this.#shared(objects);
  }

  /** The resource dictionary that all pages share; writes the supplements of fonts and the forms of furniture. */
  #resources(): number {
    const { fonts: used, images: shown, furniture } = this.#contents;
    const fonts = used.used.map((face) => `/${face.font.resource} ${this.#context.fontObjects.get(face)!.first} 0 R`);
    for (const supplement of used.supplements) {
      const first = this.#next;
      this.#next += OBJECTS_PER_FONT;
      supplement.supplementObjects(first).forEach((bytes, i) => {
        this.#object(first + i, bytes);
      });
      fonts.push(`/${supplement.resource} ${first} 0 R`);
    }
    const images = [...shown].map((image) => `/${image.resource} ${image.objects.first} 0 R`);
    for (const [form, name] of furniture) {
      const number = this.#allocate();
      this.#object(number, streamObject(number, form.entries, form.data));
      images.push(`/${name} ${number} 0 R`);
    }
    const number = this.#allocate();
    const fontEntry = fonts.length === 0 ? '' : `/Font<<${fonts.join('')}>>`;
    const imageEntry = images.length === 0 ? '' : `/XObject<<${images.join('')}>>`;
    this.#small.add(number, `<<${fontEntry}${imageEntry}>>`);
    return number;
  }

  /** What features of their own write with. */
  #builder(): DocumentBuilder {
    return {
      allocate: () => this.#allocate(),
      add: (number, text) => this.#small.add(number, text),
      addStream: (number, entries, data) => this.#object(number, streamObject(number, entries, data)),
      ownAnnotation: (owner, page, annotation) => this.#contents.ownAnnotation(owner, page, annotation),
    };
  }

  #destination(page: number, y: number): string {
    return destinationAt(this.#pageNumbers[page]!, this.#document.pages[page]!.height, y);
  }

  /** The catalog's entry for the bookmarks. */
  #bookmarks(): string {
    const { outline } = this.#document;
    if (outline === undefined) return '';
    return writeBookmarks({ ...this.#builder(), destination: (page, y) => this.#destination(page, y) }, outline);
  }

  /** Writes the link annotations of a page; returns their numbers. */
  #links(page: LaidOutPage, index: number): number[] {
    return page.links.map((link) => {
      const number = this.#allocate();
      if (link.owner === null) throw new Error('A link has no place in the structure');
      const key = this.#contents.ownAnnotation(link.owner, index, number);
      const place = { document: this.#document, page: index, pageNumbers: this.#pageNumbers, key };
      this.#small.add(number, linkAnnotation(link, place));
      return number;
    });
  }
}

const annotationsEntry = (numbers: readonly number[]): string =>
  numbers.length === 0 ? '' : `/Annots[${numbers.map((number) => `${number} 0 R`).join(' ')}]`;

function pageDictionary(page: LaidOutPage, index: number, tree: number, resources: number, content: number, annotations: string): string {
  const box = `/MediaBox[0 0 ${length(page.width)} ${length(page.height)}]`;
  return `<</Type/Page/Parent ${tree} 0 R${box}/Resources ${resources} 0 R/Contents ${content} 0 R/StructParents ${index}/Tabs/S${annotations}>>`;
}
