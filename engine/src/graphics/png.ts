import { inflate } from '#runtime';
import { ImageError, imageSize } from './image-size.ts';

/** A PNG taken apart. */
export interface Png {
  readonly width: number;
  readonly height: number;
  /** Bits per channel: 1, 2, 4, 8 or 16. */
  readonly depth: number;
  readonly color: 'gray' | 'rgb' | 'palette' | 'gray-alpha' | 'rgb-alpha';
  /** Channels per pixel as stored. */
  readonly channels: number;
  /** The image data as it stands in the file: filtered rows in zlib format. */
  readonly compressed: Uint8Array;
  /** Rows without filter, each `stride` bytes. */
  readonly rows: Uint8Array;
  readonly stride: number;
  /** Three bytes per entry. */
  readonly palette?: Uint8Array;
  /** Chunk tRNS: opacity per palette entry, or the one transparent gray or colour in 16 bits per channel. */
  readonly transparency?: Uint8Array;
}

const COLORS: { readonly [type: number]: Png['color'] } = { 0: 'gray', 2: 'rgb', 3: 'palette', 4: 'gray-alpha', 6: 'rgb-alpha' };

/**
 * Decodes a PNG (PNG specification, third edition). Never unpacks more than the size in its header calls for.
 * @throws ImageError when it is damaged or interlaced.
 */
export function decodePng(name: string, bytes: Uint8Array): Png {
  const { width, height, channels } = imageSize(name, bytes);
  const depth = bytes[24]!;
  const color = COLORS[bytes[25]!]!;
  if (bytes[28] !== 0) throw new ImageError(name, 'it is interlaced', 'Save the PNG without interlacing.');
  const chunks = readChunks(name, bytes);
  const stride = Math.ceil((width * channels * depth) / 8);
  const damaged = (): ImageError => new ImageError(name, 'its data is damaged', 'Save the PNG again.');
  let filtered: Uint8Array;
  try {
    filtered = inflate(chunks.data, (stride + 1) * height);
  } catch (cause) {
    throw Object.assign(damaged(), { cause });
  }
  if (filtered.length !== (stride + 1) * height) throw damaged();
  if (color === 'palette' && (chunks.palette === undefined || chunks.palette.length % 3 !== 0)) throw damaged();
  return {
    width,
    height,
    depth,
    color,
    channels,
    compressed: chunks.data,
    rows: unfilter(filtered, stride, height, Math.max(1, (channels * depth) >> 3)),
    stride,
    ...(chunks.palette === undefined ? {} : { palette: chunks.palette }),
    ...(chunks.transparency === undefined ? {} : { transparency: chunks.transparency }),
  };
}

function readChunks(name: string, bytes: Uint8Array): { data: Uint8Array; palette?: Uint8Array; transparency?: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let palette: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) throw new ImageError(name, 'it is cut off', 'Upload the file again.');
    const content = bytes.subarray(at + 8, at + 8 + length);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'IDAT') data.push(content);
    else if (type === 'PLTE') palette = content;
    else if (type === 'tRNS') transparency = content;
    else if (type === 'IEND') break;
    at += 12 + length;
  }
  const joined = new Uint8Array(data.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of data) {
    joined.set(part, to);
    to += part.length;
  }
  return { data: joined, ...(palette ? { palette } : {}), ...(transparency ? { transparency } : {}) };
}

/** Undoes the row filters (clause 9). `distance` is how many bytes back the pixel to the left is. */
function unfilter(filtered: Uint8Array, stride: number, height: number, distance: number): Uint8Array {
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const type = filtered[y * (stride + 1)]!;
    const from = y * (stride + 1) + 1;
    const to = y * stride;
    for (let x = 0; x < stride; x++) {
      const left = x >= distance ? rows[to + x - distance]! : 0;
      const up = y > 0 ? rows[to - stride + x]! : 0;
      const corner = y > 0 && x >= distance ? rows[to - stride + x - distance]! : 0;
      rows[to + x] = filtered[from + x]! + predict(type, left, up, corner);
    }
  }
  return rows;
}

function predict(type: number, left: number, up: number, corner: number): number {
  if (type === 0) return 0;
  if (type === 1) return left;
  if (type === 2) return up;
  if (type === 3) return (left + up) >> 1;
  const estimate = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
}
