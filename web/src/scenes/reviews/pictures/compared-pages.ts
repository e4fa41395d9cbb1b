import type { PDFDocumentProxy } from '../../../parts/pdf-document.ts';
import { openPdf } from '../../../parts/pdf-document.ts';
import { differingPlaces, type Marked } from './marks.ts';

/** A page of both versions; one side is missing where one has more pages. */
export interface PagePair extends Marked {
  /** Counted from 1. */
  readonly page: number;
  readonly before: boolean;
  readonly after: boolean;
  /** Of the newer page, else of the older; address of a small picture. */
  readonly thumbnail: string;
}

/** Dots at which pages are compared: 1 is 72 an inch. */
const COMPARED_AT = 1;
const THUMBNAIL_WIDTH = 120;

export interface Opened {
  readonly before: PDFDocumentProxy | undefined;
  readonly after: PDFDocumentProxy;
}

/** Opens both letters. Gives a way to close them. */
export function openBoth(before: string | undefined, after: string): { readonly opened: Promise<Opened>; readonly close: () => void } {
  const older = before === undefined ? undefined : openPdf(before);
  const newer = openPdf(after);
  return {
    opened: Promise.all([older?.document, newer.document]).then(([first, second]) => ({ before: first, after: second! })),
    close: () => {
      older?.close();
      newer.close();
    },
  };
}

/** Compares page after page and tells each as soon as it is known. */
export async function comparePages({ before, after }: Opened, tell: (pair: PagePair) => void, stale: () => boolean): Promise<void> {
  const pages = Math.max(before?.numPages ?? 0, after.numPages);
  for (let page = 1; page <= pages && !stale(); page++) {
    const older = before && page <= before.numPages ? await pictureOf(before, page, COMPARED_AT) : undefined;
    const newer = page <= after.numPages ? await pictureOf(after, page, COMPARED_AT) : undefined;
    const shown = (newer ?? older)!;
    if (!stale())
      tell({ page, before: !!older, after: !!newer, thumbnail: thumbnailOf(shown), ...markedOf(older, newer, before !== undefined) });
  }
}

/** A page drawn. `scale` 1 is 72 dots an inch. */
export async function pictureOf(document: PDFDocumentProxy, number: number, scale: number): Promise<HTMLCanvasElement> {
  const page = await document.getPage(number);
  const viewport = page.getViewport({ scale });
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport }).promise;
  return canvas;
}

function markedOf(older: HTMLCanvasElement | undefined, newer: HTMLCanvasElement | undefined, comparing: boolean): Marked {
  if (!comparing) return { share: 0, marks: [] };
  if (!older || !newer) return { share: 1, marks: [] };
  const { width, height } = newer;
  if (older.width !== width || older.height !== height) return { share: 1, marks: [{ x: 0, y: 0, width, height }] };
  const pixels = (canvas: HTMLCanvasElement) =>
    canvas.getContext('2d', { willReadFrequently: true })!.getImageData(0, 0, width, height).data;
  const marked = differingPlaces(pixels(older), pixels(newer), width, height);
  const share = (mark: number, whole: number) => (100 * mark) / whole;
  // In per cent of the page, so that they fit at any size.
  const marks = marked.marks.map(({ x, y, ...size }) => ({
    x: share(x, width),
    y: share(y, height),
    width: share(size.width, width),
    height: share(size.height, height),
  }));
  return { share: marked.share, marks };
}

function thumbnailOf(picture: HTMLCanvasElement): string {
  const small = document.createElement('canvas');
  small.width = THUMBNAIL_WIDTH;
  small.height = Math.round((THUMBNAIL_WIDTH * picture.height) / picture.width);
  const context = small.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, small.width, small.height);
  return small.toDataURL('image/png');
}
