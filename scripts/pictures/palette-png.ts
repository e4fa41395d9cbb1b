import { crc32, deflateSync } from 'node:zlib';
import type { Picture } from './picture.ts';

/** Colours of a picture; text in one ink and its soft edges take a dozen. */
const MOST_COLORS = 160;
/** Colours closer than this are one, so that edges do not crowd out what is rare and bright. */
const STEP = 12;

/** Name of the text chunk that says what a picture was made of. */
const SOURCE = 'Source';

/** A small PNG of few colours, with a note of what it was made of. */
export function palettePng(picture: Picture, source: string): Buffer {
  const { width, height, pixels } = picture;
  const { palette, indexOf } = choose(pixels);
  const stride = width + 1;
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * stride + 1 + x] = indexOf.get(colorAt(pixels, (y * width + x) * 4))!;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const colors = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('tEXt', Buffer.from(`${SOURCE}\0${source}`, 'latin1')),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** What a picture of `palettePng` says that it was made of. */
export function sourceOf(png: Buffer): string | undefined {
  for (let at = 8; at + 8 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const text = png.toString('latin1', at + 8, at + 8 + length);
    if (png.toString('latin1', at + 4, at + 8) === 'tEXt' && text.startsWith(`${SOURCE}\0`)) return text.slice(SOURCE.length + 1);
    at += length + 12;
  }
  return undefined;
}

const colorAt = (pixels: Uint8Array, at: number): number => (pixels[at]! << 16) | (pixels[at + 1]! << 8) | pixels[at + 2]!;

/** The most frequent colours that differ visibly, and the nearest of them for each colour of the picture. */
function choose(pixels: Uint8Array): { palette: number[]; indexOf: Map<number, number> } {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const color = colorAt(pixels, at);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  const palette: number[] = [];
  for (const [color] of [...counts].sort((a, b) => b[1] - a[1]))
    if (palette.length < MOST_COLORS && palette.every((other) => distance(color, other) > STEP)) palette.push(color);
  const nearest = (color: number) =>
    palette.reduce((best, other, i) => (distance(color, other) < distance(color, palette[best]!) ? i : best), 0);
  return { palette, indexOf: new Map([...counts.keys()].map((color) => [color, nearest(color)])) };
}

const distance = (a: number, b: number): number =>
  Math.abs((a >> 16) - (b >> 16)) + Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)) + Math.abs((a & 255) - (b & 255));

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
