import { drawBitmap, type PdfDocument, textWithin, withPdf } from './pdfium.ts';

/** A rectangle on pages, in millimetres from the left and upper edge. */
export interface Area {
  readonly pages: 'first' | 'all';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something that is printed within an area: the smallest rectangle around it, in millimetres. */
export interface Printed {
  /** Counted from 1. */
  readonly page: number;
  /** Which of the areas. */
  readonly area: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The words among it, in one line and not all of them where they are many; empty for drawings. */
  readonly text: string;
}

/** A third of a millimetre: a hairline still darkens its pixels. */
const DPI = 75;
const MM_PER_POINT = 25.4 / 72;
/** Of 255: paler than this no printer prints. */
const PALE = 8;
const MOST_TEXT = 60;

/**
 * What is printed within areas of a PDF's pages, at most once for each area and page. It is looked at as it is drawn: what is white, covered or
 * clipped away does not count.
 * @param options `wasm` as for `pagePictures`
 * @throws Error when the bytes are no PDF, or PDFium is not installed
 */
export async function printedWithin(
  pdf: Uint8Array,
  areas: readonly Area[],
  options: { readonly wasm?: ArrayBuffer } = {},
): Promise<Printed[]> {
  return await withPdf(pdf, options.wasm, async (document) => {
    const found: Printed[] = [];
    const pages = areas.some((area) => area.pages === 'all') ? document.getPageCount() : Math.min(1, areas.length);
    for (let page = 1; page <= pages; page++) found.push(...(await printedOn(document, page, areas)));
    return found;
  });
}

async function printedOn(document: PdfDocument, page: number, areas: readonly Area[]): Promise<Printed[]> {
  const bitmap = await drawBitmap(document, page, DPI);
  // Bitmaps have whole pixels, pages do not.
  const mm = (document.getPage(page - 1).getOriginalSize().originalWidth * MM_PER_POINT) / bitmap.width;
  return areas.flatMap((area, index) => {
    const box = page === 1 || area.pages === 'all' ? boxOf(bitmap, area, mm) : undefined;
    return box === undefined ? [] : [{ page, area: index, ...box, text: oneLine(textWithin(document, page, box)) }];
  });
}

interface Bitmap {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The rectangle around all that is not white in an area; pixels on its edge, which are half of what is beside it, are left out. */
function boxOf({ width, height, data }: Bitmap, area: Area, mm: number) {
  const left = Math.max(0, Math.ceil(area.x / mm));
  const top = Math.max(0, Math.ceil(area.y / mm));
  const right = Math.min(width, Math.floor((area.x + area.width) / mm));
  const bottom = Math.min(height, Math.floor((area.y + area.height) / mm));
  const box = { left: right, top: bottom, right: left, bottom: top };
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      if (isPale(data, (y * width + x) * 4)) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x + 1);
      box.top = Math.min(box.top, y);
      box.bottom = Math.max(box.bottom, y + 1);
    }
  }
  if (box.right <= box.left) return undefined;
  const [x, y] = [box.left * mm, box.top * mm];
  return { x, y, width: (box.right - box.left) * mm, height: (box.bottom - box.top) * mm };
}

/** Whether a pixel, laid on white paper, leaves nothing to be seen. */
function isPale(data: Uint8Array, at: number): boolean {
  const cover = data[at + 3]! / 255;
  const seen = (value: number) => (255 - value) * cover;
  return seen(data[at]!) <= PALE && seen(data[at + 1]!) <= PALE && seen(data[at + 2]!) <= PALE;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MOST_TEXT ? line : `${line.slice(0, MOST_TEXT)}…`;
}
