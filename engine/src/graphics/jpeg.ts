/** What a JPEG file says of itself before its picture (ITU T.81; Exif 3.0; ICC.1, annex B.4). */
export interface JpegFacts {
  readonly width: number;
  readonly height: number;
  /** 1 gray, 3 colour, 4 CMYK. */
  readonly channels: number;
  /** Bits per channel. */
  readonly precision: number;
  /** Start-of-frame marker: 0xc0 baseline, 0xc1 extended, 0xc2 progressive; PDF knows no others. */
  readonly frame: number;
  /** Written by Adobe, whose CMYK is inverted. */
  readonly adobe: boolean;
  /** How the picture is to be turned, 1 to 8 (Exif, tag 0x0112); 1 is upright. */
  readonly orientation: number;
  /** The embedded colour profile. */
  readonly profile?: Uint8Array;
}

const ASCII = new TextDecoder('latin1');

/** Walks the markers to the picture; undefined where the bytes are no JPEG, or end before. */
export function readJpeg(bytes: Uint8Array): JpegFacts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const profiles = new Map<number, Uint8Array>();
  let [adobe, orientation] = [false, 1];
  let frame: Pick<JpegFacts, 'width' | 'height' | 'channels' | 'precision' | 'frame'> | undefined;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9 || marker === 0xda) break;
    const length = view.getUint16(at + 2);
    const content = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || at + 2 + length > bytes.length) break;
    if (isFrame(marker) && content.length >= 6) frame ??= frameOf(view, at + 4, marker);
    else if (marker === 0xe1) orientation = orientationOf(content) ?? orientation;
    else if (marker === 0xe2 && startsWith(content, 'ICC_PROFILE\0')) profiles.set(content[12]!, content.subarray(14));
    else if (marker === 0xee && startsWith(content, 'Adobe')) adobe = true;
    at += 2 + length;
  }
  if (frame === undefined) return undefined;
  const parts = [...profiles].sort(([a], [b]) => a - b).map(([, part]) => part);
  return { ...frame, adobe, orientation, ...(parts.length === 0 ? {} : { profile: joined(parts) }) };
}

/** Start of frame: 0xc0 to 0xcf but the tables (c4, cc) and the extension (c8). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function frameOf(view: DataView, at: number, frame: number) {
  return {
    precision: view.getUint8(at),
    height: view.getUint16(at + 1),
    width: view.getUint16(at + 3),
    channels: view.getUint8(at + 5),
    frame,
  };
}

const startsWith = (content: Uint8Array, text: string): boolean => ASCII.decode(content.subarray(0, text.length)) === text;

/** The orientation in Exif's first directory, which is laid out like TIFF. */
function orientationOf(content: Uint8Array): number | undefined {
  if (!startsWith(content, 'Exif\0\0') || content.length < 16) return undefined;
  const tiff = new DataView(content.buffer, content.byteOffset + 6, content.byteLength - 6);
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return undefined;
  const count = tiff.getUint16(directory, little);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + i * 12;
    if (entry + 12 > tiff.byteLength) return undefined;
    if (tiff.getUint16(entry, little) !== 0x0112) continue;
    const value = tiff.getUint16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : undefined;
  }
  return undefined;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
