import { inflate } from '#runtime';
import { passesOf } from './deinterlace.ts';
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
  /** The image data as it stands in the file, filtered rows in zlib format; not of an interlaced file. */
  readonly compressed?: Uint8Array;
  /** Rows without filter, each `stride` bytes. */
  readonly rows: Uint8Array;
  readonly stride: number;
  /** Three bytes per entry. */
  readonly palette?: Uint8Array;
  /** Chunk tRNS: opacity per palette entry, or the one transparent gray or colour in 16 bits per channel. */
  readonly transparency?: Uint8Array;
  /** Chunk iCCP: the colour profile. */
  readonly profile?: Uint8Array;
}

const COLORS: { readonly [type: number]: Png['color'] } = { 0: 'gray', 2: 'rgb', 3: 'palette', 4: 'gray-alpha', 6: 'rgb-alpha' };

/** Bits per channel that each kind may have (11.2.1). */
const DEPTHS: { readonly [color in Png['color']]: readonly number[] } = {
  gray: [1, 2, 4, 8, 16],
  rgb: [8, 16],
  palette: [1, 2, 4, 8],
  'gray-alpha': [8, 16],
  'rgb-alpha': [8, 16],
};

/** Larger pictures are not unpacked: A4 at 600 dpi in full colour has 105 MB. */
const MOST_BYTES = 256_000_000;

/**
 * Decodes a PNG (PNG specification, third edition). Never unpacks more than the size in its header calls for.
 * @throws ImageError when it is damaged, or larger than what can be unpacked.
 */
export function decodePng(name: string, bytes: Uint8Array): Png {
  const { width, height, channels } = imageSize(name, bytes);
  const depth = bytes[24]!;
  const color = COLORS[bytes[25]!]!;
  const damaged = (): ImageError => new ImageError(name, 'its data is damaged', 'Save the PNG again.');
  if (!DEPTHS[color].includes(depth) || bytes[28]! > 1) throw damaged();
  const chunks = readChunks(name, bytes);
  const stride = Math.ceil((width * channels * depth) / 8);
  const distance = Math.max(1, (channels * depth) >> 3);
  const passes = bytes[28] === 1 ? passesOf(width, height, channels * depth) : [{ height, stride }];
  const length = passes.reduce((sum, pass) => sum + (pass.stride + 1) * pass.height, 0);
  if (length > MOST_BYTES) throw new ImageError(name, `it unpacks to ${Math.round(length / 1e6)} MB`, 'Scale it down, or save it as JPEG.');
  // Nothing packs better than 1 to 1032: less data cannot hold the picture, and no memory is set aside for it.
  if (chunks.data.length * 1033 < length) throw damaged();
  let filtered: Uint8Array;
  try {
    filtered = inflate(chunks.data, length);
  } catch (cause) {
    throw Object.assign(damaged(), { cause });
  }
  if (filtered.length !== length) throw damaged();
  const rows = bytes[28] === 1 ? whole(filtered, width, height, channels * depth, distance) : unfilter(filtered, stride, height, distance);
  if (color === 'palette' && (chunks.palette === undefined || chunks.palette.length % 3 !== 0)) throw damaged();
  return {
    width,
    height,
    depth,
    color,
    channels,
    ...(bytes[28] === 1 ? {} : { compressed: chunks.data }),
    rows,
    stride,
    ...(chunks.palette === undefined ? {} : { palette: chunks.palette }),
    ...(chunks.transparency === undefined ? {} : { transparency: chunks.transparency }),
    ...profileOf(chunks.profile),
  };
}

function readChunks(
  name: string,
  bytes: Uint8Array,
): { data: Uint8Array; palette?: Uint8Array; transparency?: Uint8Array; profile?: Uint8Array } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let palette: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  let profile: Uint8Array | undefined;
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    if (at + 12 + length > bytes.length) throw new ImageError(name, 'it is cut off', 'Upload the file again.');
    const content = bytes.subarray(at + 8, at + 8 + length);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'IDAT') data.push(content);
    else if (type === 'PLTE') palette = content;
    else if (type === 'tRNS') transparency = content;
    else if (type === 'iCCP') profile = content;
    else if (type === 'IEND') break;
    at += 12 + length;
  }
  const joined = new Uint8Array(data.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of data) {
    joined.set(part, to);
    to += part.length;
  }
  return { data: joined, ...(palette ? { palette } : {}), ...(transparency ? { transparency } : {}), ...(profile ? { profile } : {}) };
}

/** A profile behind its name, packed; one that cannot be unpacked is as good as none. */
function profileOf(chunk: Uint8Array | undefined): { profile?: Uint8Array } {
  const end = chunk?.indexOf(0) ?? -1;
  if (chunk === undefined || end < 1) return {};
  try {
    return { profile: inflate(chunk.subarray(end + 2), MOST_PROFILE) };
  } catch {
    return {};
  }
}

const MOST_PROFILE = 4_000_000;

/** Puts the passes of an interlaced picture together. */
function whole(filtered: Uint8Array, width: number, height: number, bitsPerPixel: number, distance: number): Uint8Array {
  const picture = new Uint8Array(Math.ceil((width * bitsPerPixel) / 8) * height);
  let at = 0;
  for (const pass of passesOf(width, height, bitsPerPixel)) {
    const length = (pass.stride + 1) * pass.height;
    pass.place(unfilter(filtered.subarray(at, at + length), pass.stride, pass.height, distance), picture);
    at += length;
  }
  return picture;
}

/**
 * Undoes the row filters (clause 9). `distance` is how many bytes back the pixel to the left is. A loop for each filter: a picture is the largest
 * thing that a process has to go through before its first document, with code that nothing has compiled yet.
 */
function unfilter(filtered: Uint8Array, stride: number, height: number, distance: number): Uint8Array {
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const from = y * (stride + 1) + 1;
    const type = filtered[from - 1]!;
    const to = y * stride;
    const row = filtered.subarray(from, from + stride);
    // Above the first row there are zeros: nothing to add, or for Paeth what is to the left.
    if (type === 0 || (type === 2 && y === 0)) rows.set(row, to);
    else if (type === 1 || (type > 3 && y === 0)) addLeft(rows, to, row, distance);
    else if (type === 2) for (let x = 0; x < stride; x++) rows[to + x] = row[x]! + rows[to - stride + x]!;
    else if (type === 3) addMean(rows, to, row, distance);
    else addNearest(rows, to, row, distance);
  }
  return rows;
}

function addLeft(rows: Uint8Array, to: number, row: Uint8Array, distance: number): void {
  rows.set(row, to);
  for (let x = distance; x < row.length; x++) rows[to + x]! += rows[to + x - distance]!;
}

function addMean(rows: Uint8Array, to: number, row: Uint8Array, distance: number): void {
  for (let x = 0; x < row.length; x++) {
    const left = x >= distance ? rows[to + x - distance]! : 0;
    const up = to > 0 ? rows[to - row.length + x]! : 0;
    rows[to + x] = row[x]! + ((left + up) >> 1);
  }
}

/** Paeth's filter, in a row that is not the first: to the first pixel the one above it is added. */
function addNearest(rows: Uint8Array, to: number, row: Uint8Array, distance: number): void {
  const above = to - row.length;
  for (let x = 0; x < distance && x < row.length; x++) rows[to + x] = row[x]! + rows[above + x]!;
  for (let x = distance; x < row.length; x++) {
    const left = rows[to + x - distance]!;
    const up = rows[above + x]!;
    const corner = rows[above + x - distance]!;
    const toLeft = Math.abs(up - corner);
    const toUp = Math.abs(left - corner);
    const toCorner = Math.abs(left + up - 2 * corner);
    rows[to + x] = row[x]! + (toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
  }
}
