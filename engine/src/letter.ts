import type { ComposeOptions, Rendition } from './compose.ts';
import type { Diagnostic } from './diagnostics.ts';
import { barcodePath } from './graphics/barcode.ts';
import { imageSize } from './graphics/image-size.ts';
import { imageType } from './graphics/image-type.ts';
import type { LaidOutDocument, LaidOutPage } from './layout/display-list.ts';
import type { PlacedOffer } from './layout/fillers.ts';
import { type LayoutContext, layOut, prepareLayout } from './layout/layout.ts';
import { textsApart } from './layout/row-texts.ts';
import { type SlotPlace, slotPlaces } from './layout/slots.ts';
import type { LayoutStyle } from './layout/styles.ts';
import { attachmentOf, type ResolvedAttachment, withUniqueNames } from './resolve/attachments.ts';
import type { ResolvedDocument, Run } from './resolve/resolved.ts';
import type { Inline, Template, TemplateBundle } from './template/model.ts';
import { objectsOf } from './template/objects-of.ts';
import type { FontFace } from './text/font-face.ts';
import type { ShapedWord, ShaperStatistics, Typeface } from './text/shaper.ts';
import {
  enclosedPdf,
  enclosuresOf,
  encryptPdf,
  type PdfContext,
  preparePdf,
  repertoire,
  type SharedResources,
  type WritePdfOptions,
  type WrittenPiece,
  writePdf,
  writePiece,
} from './write/pdf/index.ts';

/** A template's letter made ready: fonts read and subset, images encoded. */
export interface Letter {
  readonly shaping: ShaperStatistics;
  write(
    document: ResolvedDocument,
    options: ComposeOptions,
  ): {
    bytes: Uint8Array;
    /** Of a piece for a print stream. */
    shared?: SharedResources;
    pages: number;
    slots: readonly SlotPlace[] | undefined;
    offers: readonly PlacedOffer[];
    diagnostics: readonly Diagnostic[];
  };
}

export type PdfRendition = Extract<Rendition, { format: 'pdf' }>;

/**
 * Makes the letter ready, once per program.
 * @param live takes fonts and images from the last program of the brand; letters that are new go into each document
 * @throws FontError, ImageError when an asset is damaged
 */
export async function prepareLetter(bundle: TemplateBundle, live = false): Promise<Letter> {
  const { template } = bundle;
  const layout = await layoutOf(bundle);
  const last = live ? lastPdfs.get(layout) : undefined;
  const pdf = last !== undefined && serves(last, bundle, layout) ? last : pdfOf(bundle, layout);
  if (live && pdf.imports.size === 0) lastPdfs.set(layout, pdf);
  const ready = {
    ...layout,
    enclosures: new Map([...pdf.imports].map(([asset, { enclosed, pdf }]) => [asset, enclosedPdf(enclosed, pdf)])),
  };
  return {
    get shaping() {
      return layout.typesetter.shaper.statistics;
    },
    write: (document, options) => writeLetter(ready, pdf, document, template, options),
  };
}

function pdfOf(bundle: TemplateBundle, layout: LayoutContext): PdfContext {
  const enclosures = enclosuresOf(bundle);
  return preparePdf({ faces: facesOf(bundle, layout), images: imagesOf(bundle.assets), typing: typingFaces(bundle, layout), enclosures });
}

/** Whether what was made ready for another text of the brand has all that this one needs: fields to type into and enclosed files may be new. */
function serves(pdf: PdfContext, bundle: TemplateBundle, layout: LayoutContext): boolean {
  const encloses = objectsOf(bundle).some(({ type }) => type === 'enclosure');
  return !encloses && [...typingFaces(bundle, layout)].every((face) => pdf.typingFonts.has(face));
}

/** Of live programs. What enclosed files give depends on the template, so that they are read anew. */
const lastPdfs = new WeakMap<LayoutContext, PdfContext>();

interface ReadyLayout {
  readonly assets: TemplateBundle['assets'];
  readonly languages: string;
  readonly layout: Promise<LayoutContext>;
}

/** Fonts read and words shaped stay with their brand: compiling again, as an editor does at every keystroke, finds them ready. */
const layouts = new WeakMap<TemplateBundle['brand'], ReadyLayout>();

function layoutOf(bundle: TemplateBundle): Promise<LayoutContext> {
  const { brand, assets } = bundle;
  const languages = languagesOf(bundle);
  const key = [...new Set(languages)].sort().join(' ');
  const ready = layouts.get(brand);
  if (ready?.assets === assets && ready.languages === key) return ready.layout;
  const readSize = (bytes: Uint8Array) => imageSize('image', bytes);
  const layout = prepareLayout(brand, assets, { imageSize: readSize, barcodePath, languages });
  layouts.set(brand, { assets, languages: key, layout });
  return layout;
}

function writeLetter(layout: LayoutContext, pdf: PdfContext, document: ResolvedDocument, template: Template, options: ComposeOptions) {
  const laidOut = layOut(layout, document, template.letter.master, options.slots, options.sources, true);
  options.inspect?.(textsApart(laidOut.document));
  const pages = laidOut.document.pages.length;
  const slots = laidOut.document.pages.some((page) => page.slots !== undefined) ? slotPlaces(laidOut.document.pages) : undefined;
  const results = { pages, slots, offers: laidOut.offers, diagnostics: laidOut.diagnostics };
  const settings = pdfOptions(document, options, template.letter.pdf?.version ?? '1.7');
  const piece = options.forPrintStream === true && options.encryption === undefined ? pieceOf(pdf, laidOut.document, settings) : undefined;
  if (piece !== undefined) return { ...piece, ...results };
  const plain = writePdf(pdf, options.only === undefined ? laidOut.document : onlyPages(laidOut.document, options.only), settings);
  if (options.encryption === undefined) return { bytes: plain, ...results };
  return {
    ...results,
    bytes: encryptPdf(plain, options.encryption),
    diagnostics: [...laidOut.diagnostics, NOT_ARCHIVABLE],
  };
}

/** The document with blank pages in the place of those that nobody looks at. */
function onlyPages(document: LaidOutDocument, wanted: ReadonlySet<number>): LaidOutDocument {
  const blank = ({ width, height, anchors, imported }: LaidOutPage): LaidOutPage => ({
    ...{ width, height, anchors, items: [], links: [] },
    ...(imported === undefined ? undefined : { imported }),
  });
  return { ...document, pages: document.pages.map((page, i) => (wanted.has(i) ? page : blank(page))) };
}

/** The piece, where it is nothing more than pages: files and another version go into a stream by a whole PDF. */
function pieceOf(pdf: PdfContext, document: LaidOutDocument, { attachments, version }: WritePdfOptions): WrittenPiece | undefined {
  return attachments === undefined && version === '1.7' ? writePiece(pdf, document) : undefined;
}

const NOT_ARCHIVABLE: Diagnostic = {
  severity: 'warning',
  code: 'encryption.not-archivable',
  message: 'An encrypted document is no PDF/A, and does not say that it is.',
  place: { part: 'template', pointer: '/letter' },
  hint: 'Archive the document that is not encrypted, and encrypt the copy that is sent.',
};

/** What the letter's PDF has beside its pages. */
function pdfOptions(
  document: ResolvedDocument,
  { now, attachments: given, metadata }: ComposeOptions,
  version: '1.7' | '2.0',
): WritePdfOptions {
  const own = document.attachments ?? NO_FILES;
  const files = given === undefined || given.length === 0 ? own : [...own, ...given.map(attachmentOf)];
  return {
    version,
    ...(now === undefined ? undefined : { now }),
    ...(files.length === 0 ? undefined : { attachments: withUniqueNames(files) }),
    ...(metadata === undefined ? undefined : { extensions: metadata }),
  };
}

const NO_FILES: readonly ResolvedAttachment[] = [];

/** The faces that the template's fields are filled in with. */
function typingFaces(bundle: TemplateBundle, layout: LayoutContext): Set<FontFace> {
  const language = bundle.template.languages[0] ?? 'en';
  const styles = objectsOf(bundle).flatMap(({ type, style }) => (type === 'field' ? [typeof style === 'string' ? style : 'field'] : []));
  return new Set(styles.map((name) => layout.typesetter.look(layout.styles.paragraph(name), { text: '' }, language).typeface.face));
}

/** The languages of the documents, and of words marked as being in another. */
function languagesOf(bundle: TemplateBundle): string[] {
  const marked = objectsOf(bundle).flatMap(({ type, language }) => (type === 'language' ? [String(language)] : []));
  return [...bundle.template.languages, ...marked];
}

function imagesOf(assets: TemplateBundle['assets']): Record<string, Uint8Array> {
  return Object.fromEntries(Object.entries(assets).filter(([, bytes]) => imageType(bytes) !== undefined));
}

/**
 * The faces of the brand's styles, each with the words that its base font should hold: words of Latin letters, which every face is
 * taken to have, and those of other scripts in the faces that documents will set them in.
 */
function facesOf(bundle: TemplateBundle, layout: LayoutContext): { face: FontFace; words: ShapedWord[] }[] {
  const { typesetter } = layout;
  const language = bundle.template.languages[0] ?? 'en';
  const { latin, others } = byScript(repertoire(bundle.template.languages, textsOf(bundle)));
  const byFace = new Map<FontFace, ShapedWord[]>([...layout.faces.values()].map((face) => [face, []]));
  for (const { style, run, typeface } of typefacesOf(bundle, layout, language)) {
    byFace.get(typeface.face)?.push(typesetter.shaper.shape(typeface, latin));
    for (const word of typesetter.words([{ ...run, text: others }], style, language)) byFace.get(word.face)?.push(word);
  }
  return [...byFace].map(([face, list]) => ({ face, words: list }));
}

/**
 * One long text of all words in Latin letters, which shapes many times faster than word by word and brings the same glyphs, and
 * the other words: HarfBuzz takes a text's script from its first letter.
 */
function byScript(words: readonly string[]): { readonly latin: string; readonly others: string } {
  const isLatin = (word: string) => /^[\p{Script=Latin}\p{Script=Common}]*$/u.test(word);
  return { latin: words.filter(isLatin).join(' '), others: words.filter((word) => !isLatin(word)).join(' ') };
}

/** Every face with the features of the styles that use it: a bold word may stand in any of them. */
function typefacesOf(bundle: TemplateBundle, layout: LayoutContext, language: string) {
  const found = new Map<Typeface, { readonly style: LayoutStyle; readonly run: Run; readonly typeface: Typeface }>();
  const plain = { text: '' };
  for (const name of new Set(['body', ...Object.keys(bundle.brand.styles)])) {
    const style = layout.styles.paragraph(name);
    for (const run of [plain, { ...plain, bold: true }]) {
      const { typeface } = layout.typesetter.look(style, run, language);
      if (!found.has(typeface)) found.set(typeface, { style, run, typeface });
    }
  }
  return found.values();
}

/** The constant texts of a bundle, wherever they stand. */
function textsOf(bundle: TemplateBundle): string[] {
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value.replace(/\{\{.*?\}\}|\*\*|\\/g, ' '));
    else if (value !== null && typeof value === 'object') for (const field of Object.values(value)) visit(field as Inline);
  };
  visit([bundle.template.body, bundle.template.letter, Object.values(bundle.blocks), Object.values(bundle.brand.masters)]);
  visit(bundle.brand.sender);
  return texts;
}
