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

/** A rectangle on a page, in millimetres from its left and upper edge. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What of PDFium the package carries without offering it. */
interface TextModule {
  readonly wasmExports: { malloc(bytes: number): number; free(at: number): void };
  readonly HEAPU8: Uint8Array;
  _FPDFText_LoadPage(page: number): number;
  _FPDFText_ClosePage(text: number): void;
  /** Corners in points from the lower left; how many UTF-16 units there are, where the buffer has no room for any. */
  _FPDFText_GetBoundedText(text: number, left: number, top: number, right: number, bottom: number, buffer: number, units: number): number;
}

const POINTS_PER_MM = 72 / 25.4;

/** The words within a rectangle of a page. */
export function textWithin(document: PdfDocument, number: number, { x, y, width, height }: Box): string {
  const page = document.getPage(number - 1);
  const { module, pageIdx } = page as unknown as { readonly module: TextModule; readonly pageIdx: number };
  const top = page.getOriginalSize().originalHeight - y * POINTS_PER_MM;
  const corners = [x * POINTS_PER_MM, top, (x + width) * POINTS_PER_MM, top - height * POINTS_PER_MM] as const;
  const text = module._FPDFText_LoadPage(pageIdx);
  const units = module._FPDFText_GetBoundedText(text, ...corners, 0, 0);
  const buffer = module.wasmExports.malloc((units + 1) * 2);
  try {
    const written = module._FPDFText_GetBoundedText(text, ...corners, buffer, units);
    return new TextDecoder('utf-16le').decode(module.HEAPU8.slice(buffer, buffer + written * 2)).replaceAll('\0', '');
  } finally {
    module.wasmExports.free(buffer);
    module._FPDFText_ClosePage(text);
  }
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
