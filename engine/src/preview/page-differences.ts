import { drawBitmap, type PdfDocument, withPdf } from './pdfium.ts';

/** A page of the newer document that does not look like the one with its number in the older. */
export interface PageDifference {
  /** Counted from 1. */
  readonly page: number;
  /** Share of the page's pixels that are different, 0 to 1; 1 for a page that only one of the two has. */
  readonly share: number;
}

export interface Differences {
  readonly pages: readonly [older: number, newer: number];
  readonly different: readonly PageDifference[];
  /** The words of all pages as they stand there. */
  readonly text: readonly [older: string, newer: string];
}

/** Enough to see a comma, little enough to draw a hundred pages a second. */
const DPI = 60;
/** Of 255: drawing is the same for the same page, so that nothing but rounding is to be forgiven. */
const FORGIVEN = 8;

/**
 * Compares two PDFs as a reader sees them, page by page.
 * @throws Error when one of them is no PDF, or PDFium is not installed
 */
export async function pageDifferences(older: Uint8Array, newer: Uint8Array): Promise<Differences> {
  return await withPdf(older, undefined, (a) => withPdf(newer, undefined, (b) => compare(a, b)));
}

async function compare(a: PdfDocument, b: PdfDocument): Promise<Differences> {
  const pages = [a.getPageCount(), b.getPageCount()] as const;
  const different: PageDifference[] = [];
  for (let page = 1; page <= Math.max(...pages); page++) {
    const share = page > Math.min(...pages) ? 1 : await shareOf(a, b, page);
    if (share > 0) different.push({ page, share });
  }
  return { pages, different, text: [textOf(a), textOf(b)] };
}

async function shareOf(a: PdfDocument, b: PdfDocument, page: number): Promise<number> {
  const older = await drawBitmap(a, page, DPI);
  const newer = await drawBitmap(b, page, DPI);
  if (older.width !== newer.width || older.height !== newer.height) return 1;
  const [x, y] = [older.data, newer.data];
  let count = 0;
  for (let i = 0; i < x.length; i += 4) {
    if (far(x[i]!, y[i]!) || far(x[i + 1]!, y[i + 1]!) || far(x[i + 2]!, y[i + 2]!)) count++;
  }
  return count / (older.width * older.height);
}

const far = (a: number, b: number): boolean => a - b > FORGIVEN || b - a > FORGIVEN;

function textOf(document: PdfDocument): string {
  const pages: string[] = [];
  for (const page of document.pages()) pages.push(page.getText());
  return pages.join('\n');
}
