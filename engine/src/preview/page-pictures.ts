import { encodePng } from '../graphics/encode-png.ts';
import { drawBitmap, withPdf } from './pdfium.ts';

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

/**
 * Pages of a PDF as PNG pictures, drawn by PDFium. It is loaded when it is first needed (4 MB of WebAssembly, a quarter of a
 * second), and an optional dependency: without it everything else works.
 * @throws Error when the bytes are no PDF, or PDFium is not installed
 */
export async function pagePictures(pdf: Uint8Array, options: PictureOptions = {}): Promise<PagePicture[]> {
  return await withPdf(pdf, options.wasm, async (document) => {
    const count = document.getPageCount();
    const wanted = options.pages ?? Array.from({ length: count }, (_, i) => i + 1);
    const pictures: PagePicture[] = [];
    for (const page of wanted) {
      if (page < 1 || page > count) continue;
      const { width, height, data } = await drawBitmap(document, page, options.dpi ?? 96);
      pictures.push({ page, width, height, png: encodePng(width, height, data) });
    }
    return pictures;
  });
}
