import { deflate } from '#runtime';
import { ImageError, imageSize } from '../../graphics/image-size.ts';
import { decodePng, type Png } from '../../graphics/png.ts';
import { readSvg } from '../../graphics/svg/read-svg.ts';
import { encodeDrawing } from './drawing-form.ts';
import { streamObject } from './objects.ts';

/**
 * An image as PDF objects, the image itself first, then its opacity where it has one.
 * @throws ImageError when it is damaged or in CMYK, which the sRGB output intent forbids.
 */
export function encodeImage(name: string, bytes: Uint8Array, first: number): Uint8Array[] {
  const facts = imageSize(name, bytes);
  if (facts.type === 'svg') return encodeDrawing(readSvg(bytes).drawing!, first);
  if (facts.type === 'png') return encodePng(decodePng(name, bytes), first);
  if (facts.channels !== 1 && facts.channels !== 3) {
    throw new ImageError(name, 'it is a CMYK photograph', 'Convert it to sRGB and save it as JPEG again.');
  }
  const space = facts.channels === 1 ? '/DeviceGray' : '/DeviceRGB';
  return [streamObject(first, `${head(facts.width, facts.height, space, 8)}/Filter/DCTDecode`, bytes)];
}

const head = (width: number, height: number, space: string, depth: number): string =>
  `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace${space}/BitsPerComponent ${depth}`;

function encodePng(png: Png, first: number): Uint8Array[] {
  const opacity = opacityOf(png);
  const mask = opacity === undefined ? '' : `/SMask ${first + 1} 0 R`;
  const objects = [png.color === 'gray-alpha' || png.color === 'rgb-alpha' ? withoutAlpha(png, first, mask) : asItIs(png, first, mask)];
  if (opacity !== undefined) {
    const entries = `${head(png.width, png.height, '/DeviceGray', 8)}/Filter/FlateDecode`;
    objects.push(streamObject(first + 1, entries, deflate(opacity, true)));
  }
  return objects;
}

/** PDF understands PNG's row filters, so the data goes in unchanged. */
function asItIs(png: Png, first: number, mask: string): Uint8Array {
  let space = png.color === 'rgb' ? '/DeviceRGB' : '/DeviceGray';
  if (png.palette !== undefined && png.color === 'palette') {
    const hex = Array.from(png.palette, (byte) => byte.toString(16).padStart(2, '0')).join('');
    space = `[/Indexed/DeviceRGB ${png.palette.length / 3 - 1}<${hex}>]`;
  }
  const parms = `/DecodeParms<</Predictor 15/Colors ${png.channels}/BitsPerComponent ${png.depth}/Columns ${png.width}>>`;
  return streamObject(first, `${head(png.width, png.height, space, png.depth)}${mask}/Filter/FlateDecode${parms}`, png.compressed);
}

/**
 * The colours of an image with opacity. Pictures of up to 256 colours, as most logos are once their soft edges are in the
 * opacity, become one byte per pixel; the colour of pixels that nobody sees is that of their neighbour.
 */
function withoutAlpha(png: Png, first: number, mask: string): Uint8Array {
  const bytes = png.depth / 8;
  const colors = (png.channels - 1) * bytes;
  const pixels = png.width * png.height;
  const plain = new Uint8Array(pixels * colors);
  for (let i = 0; i < pixels; i++) {
    const from = i * (colors + bytes);
    const hidden = i > 0 && png.rows[from + colors] === 0;
    for (let c = 0; c < colors; c++) plain[i * colors + c] = hidden ? plain[(i - 1) * colors + c]! : png.rows[from + c]!;
  }
  const indexed = png.depth === 8 && colors === 3 ? indexColors(plain) : undefined;
  if (indexed !== undefined) {
    const space = `[/Indexed/DeviceRGB ${indexed.palette.length / 6 - 1}<${indexed.palette}>]`;
    return streamObject(first, `${head(png.width, png.height, space, 8)}${mask}/Filter/FlateDecode`, deflate(indexed.indexes, true));
  }
  const space = png.color === 'rgb-alpha' ? '/DeviceRGB' : '/DeviceGray';
  return streamObject(first, `${head(png.width, png.height, space, png.depth)}${mask}/Filter/FlateDecode`, deflate(plain, true));
}

/** Colours in the order in which they appear; `undefined` when there are more than 256. */
function indexColors(rgb: Uint8Array): { palette: string; indexes: Uint8Array } | undefined {
  const indexOf = new Map<number, number>();
  const indexes = new Uint8Array(rgb.length / 3);
  for (let i = 0; i < indexes.length; i++) {
    const color = (rgb[i * 3]! << 16) | (rgb[i * 3 + 1]! << 8) | rgb[i * 3 + 2]!;
    let index = indexOf.get(color);
    if (index === undefined) {
      index = indexOf.size;
      if (index === 256) return undefined;
      indexOf.set(color, index);
    }
    indexes[i] = index;
  }
  return { palette: [...indexOf.keys()].map((color) => color.toString(16).padStart(6, '0')).join(''), indexes };
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
