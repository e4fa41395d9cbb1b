import { bytesToText, type PdfStream } from '../../read/index.ts';

/** Header of an ICC profile (ICC.1:2004-10, 7.2). */
export interface IccHeader {
  /** The signature `acsp` is there and the data are as long as they say. */
  readonly valid: boolean;
  /** E.g. 4.2. */
  readonly version: number;
  /** E.g. `mntr`. */
  readonly deviceClass: string;
  /** E.g. `RGB `. */
  readonly colorSpace: string;
}

const cache = new WeakMap<PdfStream, IccHeader>();

/** Reads the header of a profile. */
export function readIcc(stream: PdfStream): IccHeader {
  let header = cache.get(stream);
  if (header === undefined) {
    const { bytes } = stream.decode();
    const text = (from: number, to: number): string => bytesToText(bytes.subarray(from, to));
    const size = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    header = {
      valid: bytes.length >= 128 && text(36, 40) === 'acsp' && size <= bytes.length,
      version: (bytes[8] ?? 0) + ((bytes[9] ?? 0) >> 4) / 10,
      deviceClass: text(12, 16),
      colorSpace: text(16, 20),
    };
    cache.set(stream, header);
  }
  return header;
}

/** Number of components of a colour space of a profile. */
export const iccComponents: Readonly<Record<string, number>> = { GRAY: 1, 'RGB ': 3, CMYK: 4, 'Lab ': 3 };
