import { imageType } from './image-type.ts';
import { readJpeg } from './jpeg.ts';
import { readSvg } from './svg/read-svg.ts';

/** What layout and writers need to know of an image without decoding it. */
export interface ImageFacts {
  readonly type: 'png' | 'jpeg' | 'svg';
  /** Pixels; of an SVG CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** JPEG: 1 gray, 3 colour, 4 CMYK. PNG: channels as stored. SVG: 0. */
  readonly channels: number;
}

/** The bytes are no image that the engine can use. */
export class ImageError extends Error {
  readonly hint: string;
  constructor(name: string, why: string, hint: string) {
    super(`Image “${name}” cannot be used: ${why}`);
    this.name = 'ImageError';
    this.hint = hint;
  }
}

/** Larger images are refused: a scan of A3 at 600 dpi has 70 million pixels, more are a mistake or an attack. */
export const MOST_PIXELS = 100_000_000;

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PNG_CHANNELS: { readonly [colorType: number]: number } = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * Reads type and size of a PNG, JPEG or SVG file, of the first two out of their first bytes.
 * @param name asset name, for the error.
 * @throws ImageError when it is neither, damaged, or too large.
 */
export function imageSize(name: string, bytes: Uint8Array): ImageFacts {
  if (imageType(bytes) === 'image/svg+xml') return svgFacts(name, bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const facts = PNG_SIGNATURE.every((byte, i) => bytes[i] === byte)
    ? pngSize(view)
    : bytes[0] === 0xff && bytes[1] === 0xd8
      ? jpegSize(bytes)
      : undefined;
  if (facts === undefined)
    throw new ImageError(name, 'it is no PNG, JPEG or SVG file, or it is damaged', 'Save the image as PNG, JPEG or SVG.');
  if (facts.width === 0 || facts.height === 0) throw new ImageError(name, 'it has no pixels', 'Save the image again.');
  if (facts.width * facts.height > MOST_PIXELS) {
    throw new ImageError(name, `it has ${facts.width} × ${facts.height} pixels`, `Scale it down to at most ${MOST_PIXELS} pixels.`);
  }
  return facts;
}

function svgFacts(name: string, bytes: Uint8Array): ImageFacts {
  const { drawing, problems } = readSvg(bytes);
  if (drawing === undefined) throw new ImageError(name, problems[0]?.message ?? 'it is damaged', problems[0]?.hint ?? '');
  return { type: 'svg', width: drawing.width, height: drawing.height, channels: 0 };
}

function pngSize(view: DataView): ImageFacts | undefined {
  // The header chunk IHDR is always the first: 8 bytes signature, 8 bytes chunk head, then width, height, depth, colour type.
  if (view.byteLength < 33 || view.getUint32(12) !== 0x49484452) return undefined;
  const channels = PNG_CHANNELS[view.getUint8(25)];
  return channels === undefined ? undefined : { type: 'png', width: view.getUint32(16), height: view.getUint32(20), channels };
}

/** A picture that lies on its side is told as it is to stand. */
function jpegSize(bytes: Uint8Array): ImageFacts | undefined {
  const facts = readJpeg(bytes);
  if (facts === undefined) return undefined;
  const { width, height, channels, orientation } = facts;
  return { type: 'jpeg', channels, ...(orientation >= 5 ? { width: height, height: width } : { width, height }) };
}
