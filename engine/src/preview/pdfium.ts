import type { PDFiumLibrary } from '@hyzyla/pdfium';

/** PDFium: loaded when it is first needed. */

export type PdfDocument = Awaited<ReturnType<PDFiumLibrary['loadDocument']>>;

/** Larger pictures are drawn smaller: A4 at 600 dpi has 35 million pixels. */
const MOST_PIXELS = 50_000_000;

let library: Promise<PDFiumLibrary> | undefined;

/**
 * Opens a PDF as long as something is done with it.
 * @throws Error when the bytes are no PDF, or PDFium is not installed
 */
export async function withPdf<T>(pdf: Uint8Array, wasm: ArrayBuffer | undefined, use: (document: PdfDocument) => Promise<T>): Promise<T> {
  library ??= load(wasm);
  const document = await (await library.catch(forget)).loadDocument(pdf);
  try {
    return await use(document);
  } finally {
    document.destroy();
  }
}

/** The pixels of a page, four bytes each. */
export async function drawBitmap(
  document: PdfDocument,
  number: number,
  dpi: number,
): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8Array }> {
  const page = document.getPage(number - 1);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const largest = Math.sqrt(MOST_PIXELS / Math.max(1, originalWidth * originalHeight));
  const scale = Math.min(Math.min(600, Math.max(8, dpi)) / 72, largest);
  const { width, height, data } = await page.render({ scale, render: 'bitmap', renderFormFields: true });
  return { width, height, data };
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
