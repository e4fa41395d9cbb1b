import { deflate } from '#runtime';
import { imageSize } from '../../graphics/image-size.ts';
import { decodePng, type Png } from '../../graphics/png.ts';
import { readSvg } from '../../graphics/svg/read-svg.ts';
import { encodeDrawing } from './drawing-form.ts';
import { DEVICE, imageHead as head, profileObject } from './image-profile.ts';
import { encodeJpeg } from './jpeg-image.ts';
import { streamObject } from './objects.ts';

/**
 * An image as PDF objects, the image itself first, then what it needs: its opacity, its colour profile.
 * @throws ImageError when it is damaged, or in CMYK without a profile, which the sRGB output intent forbids.
 */
export function encodeImage(name: string, bytes: Uint8Array, first: number): Uint8Array[] {
  const { type } = imageSize(name, bytes);
  if (type === 'svg') return encodeDrawing(readSvg(bytes).drawing!, first);
  return type === 'png' ? encodePng(decodePng(name, bytes), first) : encodeJpeg(name, bytes, first);
}

function encodePng(png: Png, first: number): Uint8Array[] {
  const split = png.depth === 8 && png.color === 'rgb-alpha' ? splitColors(png.rows) : undefined;
  const opacity = split === undefined ? opacityOf(png) : split.opacity;
  const mask = opacity === undefined ? '' : `/SMask ${first + 1} 0 R`;
  const gray = png.color === 'gray' || png.color === 'gray-alpha';
  const number = first + (opacity === undefined ? 1 : 2);
  const profile = profileObject(png.profile, gray ? 1 : 3, number);
  const base = profile === undefined ? DEVICE[gray ? 1 : 3]! : `[/ICCBased ${number} 0 R]`;
  const alpha = png.color === 'gray-alpha' || png.color === 'rgb-alpha';
  const objects = [
    split !== undefined
      ? withPalette(png, first, mask, base, split)
      : alpha
        ? withoutAlpha(png, first, mask, base)
        : asItIs(png, first, mask, base),
  ];
  if (opacity !== undefined) {
    const entries = `${head(png.width, png.height, '/DeviceGray', 8)}/Filter/FlateDecode`;
    objects.push(streamObject(first + 1, entries, deflate(opacity, true)));
  }
  return profile === undefined ? objects : [...objects, profile];
}

/** PDF understands PNG's row filters, so the data goes in unchanged; only interlaced pictures are packed anew. */
function asItIs(png: Png, first: number, mask: string, base: string): Uint8Array {
  let space = base;
  if (png.palette !== undefined && png.color === 'palette') {
    const hex = Array.from(png.palette, (byte) => byte.toString(16).padStart(2, '0')).join('');
    space = `[/Indexed${base} ${png.palette.length / 3 - 1}<${hex}>]`;
  }
  const entries = `${head(png.width, png.height, space, png.depth)}${mask}/Filter/FlateDecode`;
  if (png.compressed === undefined) return streamObject(first, entries, deflate(png.rows, true));
  const parms = `/DecodeParms<</Predictor 15/Colors ${png.channels}/BitsPerComponent ${png.depth}/Columns ${png.width}>>`;
  return streamObject(first, entries + parms, png.compressed);
}

/** One byte per pixel. */
function withPalette(png: Png, first: number, mask: string, base: string, { palette, indexes }: SplitColors): Uint8Array {
  const colors = palette.map((color) => color.toString(16).padStart(6, '0')).join('');
  const space = `[/Indexed${base} ${palette.length - 1}<${colors}>]`;
  return streamObject(first, `${head(png.width, png.height, space, 8)}${mask}/Filter/FlateDecode`, deflate(indexes, true));
}

/** The colours of an image with opacity, where they are too many for a palette. */
function withoutAlpha(png: Png, first: number, mask: string, base: string): Uint8Array {
  const bytes = png.depth / 8;
  const colors = (png.channels - 1) * bytes;
  const pixels = png.width * png.height;
  const plain = new Uint8Array(pixels * colors);
  for (let i = 0; i < pixels; i++) {
    const from = i * (colors + bytes);
    const hidden = i > 0 && png.rows[from + colors] === 0;
    for (let c = 0; c < colors; c++) plain[i * colors + c] = hidden ? plain[(i - 1) * colors + c]! : png.rows[from + c]!;
  }
  return streamObject(first, `${head(png.width, png.height, base, png.depth)}${mask}/Filter/FlateDecode`, deflate(plain, true));
}

interface SplitColors {
  /** Colours in the order in which they appear, 0xRRGGBB. */
  readonly palette: readonly number[];
  readonly indexes: Uint8Array;
  /** Undefined when all is opaque. */
  readonly opacity: Uint8Array | undefined;
}

/**
 * Colours and opacity of pixels of red, green, blue and opacity, apart. Pictures of up to 256 colours, as most logos are once their
 * soft edges are in the opacity, become one byte per pixel; the colour of pixels that nobody sees is that of their neighbour. A logo is mostly
 * runs of equal pixels, so that a pixel is compared with the one before it first.
 * @returns undefined when there are more colours.
 */
function splitColors(rows: Uint8Array): SplitColors | undefined {
  const pixels = new Uint32Array(rows.buffer, rows.byteOffset, rows.length >> 2);
  const indexOf = new Map<number, number>();
  const indexes = new Uint8Array(pixels.length);
  const opacity = new Uint8Array(pixels.length);
  let opaque = true;
  let index = 0;
  for (let i = 0; i < pixels.length; i++) {
    if (i > 0 && pixels[i] === pixels[i - 1]) {
      indexes[i] = index;
      opacity[i] = opacity[i - 1]!;
      continue;
    }
    const at = i * 4;
    const visible = rows[at + 3]!;
    opacity[i] = visible;
    if (visible !== 255) opaque = false;
    if (visible > 0 || i === 0) {
      const color = (rows[at]! << 16) | (rows[at + 1]! << 8) | rows[at + 2]!;
      index = indexOf.get(color) ?? indexOf.size;
      if (index === 256) return undefined;
      indexOf.set(color, index);
    }
    indexes[i] = index;
  }
  return { palette: [...indexOf.keys()], indexes, opacity: opaque ? undefined : opacity };
}

/** Opacity per pixel in 8 bits; `undefined` when all is opaque. */
function opacityOf(png: Png): Uint8Array | undefined {
  const at = opacityAt(png);
  if (at === undefined) return undefined;
  const opacity = new Uint8Array(png.width * png.height);
  let opaque = true;
  for (let y = 0; y < png.height; y++) {
    for (let x = 0; x < png.width; x++) {
      const value = at(x, y);
      opacity[y * png.width + x] = value;
      if (value !== 255) opaque = false;
    }
  }
  return opaque ? undefined : opacity;
}

function opacityAt(png: Png): ((x: number, y: number) => number) | undefined {
  const { rows, stride, depth, channels, transparency, color } = png;
  if (color === 'gray-alpha' || color === 'rgb-alpha') {
    const bytes = depth / 8;
    return (x, y) => rows[y * stride + (x + 1) * channels * bytes - bytes]!;
  }
  if (transparency === undefined) return undefined;
  if (color === 'palette') return (x, y) => transparency[sample(png, x, y, 0)] ?? 255;
  const clear = Array.from({ length: channels }, (_, c) => (transparency[c * 2]! << 8) | transparency[c * 2 + 1]!);
  return (x, y) => (clear.every((value, c) => sample(png, x, y, c) === value) ? 0 : 255);
}

/** A stored sample of 1 to 16 bits. */
function sample(png: Png, x: number, y: number, channel: number): number {
  const { rows, stride, depth, channels } = png;
  const bit = (x * channels + channel) * depth;
  const at = y * stride + (bit >> 3);
  if (depth === 16) return (rows[at]! << 8) | rows[at + 1]!;
  return (rows[at]! >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}
