import type { DrawItem, LaidOutDocument, LaidOutPage, StructureNode } from '../../layout/display-list.ts';
import { deflateCodes } from './deflate/codes.ts';
import { DeflateWriter } from './deflate/deflate-writer.ts';
import { CONTENT as CONTENT_CODES } from './deflate/trained.ts';
import { DocumentFonts } from './document-fonts.ts';
import { type FurnitureForm, furnitureForm } from './furniture-form.ts';
import { writePageContent } from './page-content.ts';
import type { PdfContext, SharedImage } from './prepare-pdf.ts';
import { StructureMarks } from './structure-marks.ts';

/** Where pages are put together: one document after the other in the same memory. */
const CONTENT = new DeflateWriter(deflateCodes(CONTENT_CODES));

/** The content streams of a document's pages, and what they turn out to need: fonts, images, forms, marks. */
export class DocumentContents {
  readonly fonts: DocumentFonts;
  readonly marks = new StructureMarks();
  readonly images = new Set<SharedImage>();
  /** Forms of furniture with their names in the resources. */
  readonly furniture = new Map<FurnitureForm, string>();
  /** Nodes of annotations, in the order of their keys in the parent tree, which follow those of the pages. */
  readonly annotationOwners: StructureNode[] = [];
  /** Compressed, one for each page. */
  readonly streams: readonly Uint8Array[];
  readonly #context: PdfContext;
  readonly #document: LaidOutDocument;

  constructor(context: PdfContext, document: LaidOutDocument) {
    this.#context = context;
    this.#document = document;
    this.fonts = new DocumentFonts(context.faces);
    this.streams = this.#write();
  }

  /** Tells which node an annotation (object number) belongs to; returns its key in the parent tree. */
  ownAnnotation(owner: StructureNode, page: number, annotation: number): number {
    this.annotationOwners.push(owner);
    this.marks.link(owner, page, annotation);
    return this.#document.pages.length + this.annotationOwners.length - 1;
  }

  #write(): Uint8Array[] {
    const needs = {
      fonts: this.fonts,
      marks: this.marks,
      imageResource: (asset: string) => this.#image(asset),
      furnitureResource: (items: readonly DrawItem[], page: LaidOutPage) => this.#furnitureForm(items, page),
    };
    const { pages } = this.#document;
    // Before the first page is begun: forms that are not there yet are streams of their own.
    for (const page of pages) for (const { items } of page.furniture ?? []) this.#furnitureForm(items, page);
    return pages.map((page, index) => {
      for (const owner of page.imported?.owners ?? []) this.marks.mark(owner, index);
      CONTENT.begin();
      writePageContent(CONTENT, page, index, needs);
      return CONTENT.finish().slice();
    });
  }

  #image(asset: string): string {
    const image = this.#context.images.get(asset);
    if (image === undefined) throw new Error(`Image “${asset}” was not prepared for this program`);
    this.images.add(image);
    return image.resource;
  }

  /** The form of furniture, with the fonts and images that it needs. */
  #furnitureForm(items: readonly DrawItem[], page: LaidOutPage): string | undefined {
    const form = furnitureForm(this.#context, items, page.width, page.height);
    if (form === undefined) return undefined;
    let name = this.furniture.get(form);
    if (name === undefined) {
      name = `P${this.furniture.size + 1}`;
      this.furniture.set(form, name);
      for (const face of form.faces) this.fonts.use(face);
      for (const asset of form.assets) this.#image(asset);
    }
    return name;
  }
}
