import { pagePictures } from '@posthorn/engine/preview';
import { PNG } from 'pngjs';

/** A picture in red, green, blue and opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const STRIP_DPI = 116;
const PAGE_DPI = 76;
/** Most sheets beside each other. */
const MOST_SHEETS = 4;
const GAP = 14;
const EDGE = 0xb8;

/** The content of a document's first page, cut below the last thing drawn. */
export async function stripPicture(pdf: Uint8Array): Promise<Picture> {
  const page = await draw(pdf, STRIP_DPI, [1]).then(([first]) => first!);
  const margin = Math.round((STRIP_DPI / 25.4) * 3);
  const { top, bottom } = inked(page);
  return cut(page, Math.max(0, top - margin), Math.min(page.height, bottom + margin));
}

/** The pages of a document beside each other, each with a thin edge. */
export async function sheetsPicture(pdf: Uint8Array): Promise<Picture> {
  return besideEachOther((await draw(pdf, PAGE_DPI)).slice(0, MOST_SHEETS), MOST_SHEETS);
}

/** The first page of each document, in rows of some. */
export async function firstPagesPicture(pdfs: readonly Uint8Array[], perRow: number, dpi: number): Promise<Picture> {
  return besideEachOther(await Promise.all(pdfs.map(async (pdf) => (await draw(pdf, dpi, [1]))[0]!)), perRow);
}

function besideEachOther(pages: readonly Picture[], perRow: number): Picture {
  const column = Math.max(...pages.map((page) => page.width)) + GAP;
  const row = Math.max(...pages.map((page) => page.height)) + GAP;
  const width = column * Math.min(perRow, pages.length) + GAP;
  const height = row * Math.ceil(pages.length / perRow) + GAP;
  const pixels = new Uint8Array(width * height * 4).fill(255);
  pages.forEach((page, i) => {
    const left = GAP + (i % perRow) * column;
    const top = GAP + Math.floor(i / perRow) * row;
    for (let y = 0; y < page.height; y++)
      pixels.set(page.pixels.subarray(y * page.width * 4, (y + 1) * page.width * 4), ((y + top) * width + left) * 4);
    frame(pixels, width, { left, top, right: left + page.width - 1, bottom: top + page.height - 1 });
  });
  return { width, height, pixels };
}

async function draw(pdf: Uint8Array, dpi: number, pages?: number[]): Promise<Picture[]> {
  const pictures = await pagePictures(pdf, { dpi, ...(pages === undefined ? {} : { pages }) });
  return pictures.map(({ png }) => {
    const { width, height, data } = PNG.sync.read(Buffer.from(png));
    return { width, height, pixels: data };
  });
}

/** The rows between which something is drawn. */
function inked({ width, height, pixels }: Picture): { top: number; bottom: number } {
  const drawn = (y: number) => pixels.subarray(y * width * 4, (y + 1) * width * 4).some((value) => value < 250);
  let top = 0;
  while (top < height - 1 && !drawn(top)) top++;
  let bottom = height - 1;
  while (bottom > top && !drawn(bottom)) bottom--;
  return { top, bottom: bottom + 1 };
}

function cut({ width, pixels }: Picture, top: number, bottom: number): Picture {
  return { width, height: bottom - top, pixels: pixels.subarray(top * width * 4, bottom * width * 4) };
}

function frame(pixels: Uint8Array, width: number, edge: { left: number; top: number; right: number; bottom: number }): void {
  const dot = (x: number, y: number) => pixels.fill(EDGE, (y * width + x) * 4, (y * width + x) * 4 + 3);
  for (let x = edge.left; x <= edge.right; x++) for (const y of [edge.top, edge.bottom]) dot(x, y);
  for (let y = edge.top; y <= edge.bottom; y++) for (const x of [edge.left, edge.right]) dot(x, y);
}
