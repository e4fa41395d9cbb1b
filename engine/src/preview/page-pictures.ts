import type { PDFiumLibrary } from '@hyzyla/pdfium';
import { encodePng } from '../graphics/encode-png.ts';

/** A page as a picture. */
export interface PagePicture {
  /** Counted from 1. */
  readonly page: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly png: Uint8Array;
}

export interface PictureOptions {
  /** Dots per inch; 96 if absent, 600 at most. */
  readonly dpi?: number;
  /** Pages to draw, counted from 1; all if absent. Numbers of pages that are not there are left out. */
  readonly pages?: readonly number[];
  /** The bytes of `@hyzyla/pdfium/pdfium.wasm`, where they cannot be read from a file: in a browser. Wanted once. */
  readonly wasm?: ArrayBuffer;
}

/** Larger pictures are drawn smaller: A4 at 600 dpi has 35 million pixels. */
const MOST_PIXELS = 50_000_000;

let library: Promise<PDFiumLibrary> | undefined;

/**
 * Pages of a PDF as PNG pictures, drawn by PDFium. It is loaded when it is first needed (4 MB of WebAssembly, a quarter of a
 * second), and an optional dependency: without it everything else works.
 * @throws Error when the bytes are no PDF, or PDFium is not installed
 */
export async function pagePictures(pdf: Uint8Array, options: PictureOptions = {}): Promise<PagePicture[]> {
  library ??= load(options.wasm);
  const document = await (await library.catch(forget)).loadDocument(pdf);
  try {
    const count = document.getPageCount();
    const wanted = options.pages ?? Array.from({ length: count }, (_, i) => i + 1);
    const pictures: PagePicture[] = [];
    for (const page of wanted) if (page >= 1 && page <= count) pictures.push(await draw(document, page, options.dpi ?? 96));
    return pictures;
  } finally {
    document.destroy();
  }
}

type Document = Awaited<ReturnType<PDFiumLibrary['loadDocument']>>;

async function draw(document: Document, number: number, dpi: number): Promise<PagePicture> {
  const page = document.getPage(number - 1);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const largest = Math.sqrt(MOST_PIXELS / Math.max(1, originalWidth * originalHeight));
  const scale = Math.min(Math.min(600, Math.max(8, dpi)) / 72, largest);
  const { width, height, data } = await page.render({ scale, render: 'bitmap', renderFormFields: true });
  return { page: number, width, height, png: encodePng(width, height, data) };
}

async function load(wasm: ArrayBuffer | undefined): Promise<PDFiumLibrary> {
  const { PDFiumLibrary: library } = await import('@hyzyla/pdfium');
  return await library.init(wasm === undefined ? {} : { wasmBinary: wasm });
}

/** What failed once, for want of a file, may be there the next time. */
function forget(cause: unknown): never {
  library = undefined;
  throw new Error('Pictures of pages need the package @hyzyla/pdfium.', { cause });
}
