import type { ModuleGrid } from './module-grid.ts';
import { bestMask, masked } from './qr-mask.ts';
import { type QrSymbol, qrSymbol } from './qr-symbol.ts';
import { errorCorrection } from './reed-solomon.ts';

/**
 * QR codes with error correction level M, as payment codes require. Our own, because a general barcode library takes twenty
 * milliseconds for each and a run has one per document; `qr-code.test.ts` holds it against that library.
 */

/** Error-correction codewords per block and number of blocks, level M, versions 1 to 40 (ISO/IEC 18004:2015, table 9). */
const CORRECTION = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28,
];
const BLOCKS = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45,
  47, 49,
];

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

/** How the payload is packed into bits. */
interface Mode {
  readonly indicator: number;
  /** Bits of the character count for versions 1–9, 10–26, 27–40. */
  readonly countBits: readonly [number, number, number];
  readonly count: number;
  readonly bits: number;
  write(append: (value: number, bits: number) => void): void;
}

/**
 * Encodes a payload in the smallest version that holds it.
 * @param mask 0 to 7 to force a mask; by default the best one by the standard's rules.
 * @throws Error when the payload is too long (over 2,331 bytes).
 */
export function qrCode(payload: string, mask?: number): ModuleGrid {
  const mode = chooseMode(payload);
  const version = smallestVersion(mode);
  const symbol = qrSymbol(version);
  const unmasked = placeData(symbol, interleave(packBits(mode, version), version));
  const chosen = mask ?? bestMask(symbol, unmasked);
  return { width: symbol.size, height: symbol.size, modules: masked(symbol, unmasked, chosen) };
}

function chooseMode(payload: string): Mode {
  if (/^[0-9]+$/.test(payload)) return numericMode(payload);
  if (/^[0-9A-Z $%*+./:-]+$/.test(payload)) return alphanumericMode(payload);
  const bytes = new TextEncoder().encode(payload);
  return {
    indicator: 4,
    countBits: [8, 16, 16],
    count: bytes.length,
    bits: bytes.length * 8,
    write: (append) => {
      for (const byte of bytes) append(byte, 8);
    },
  };
}

function numericMode(digits: string): Mode {
  const rest = [0, 4, 7][digits.length % 3]!;
  return {
    indicator: 1,
    countBits: [10, 12, 14],
    count: digits.length,
    bits: Math.floor(digits.length / 3) * 10 + rest,
    write: (append) => {
      for (let i = 0; i < digits.length; i += 3) {
        const group = digits.slice(i, i + 3);
        append(Number(group), group.length * 3 + 1);
      }
    },
  };
}

function alphanumericMode(text: string): Mode {
  const value = (i: number): number => ALPHANUMERIC.indexOf(text[i]!);
  return {
    indicator: 2,
    countBits: [9, 11, 13],
    count: text.length,
    bits: Math.floor(text.length / 2) * 11 + (text.length % 2) * 6,
    write: (append) => {
      for (let i = 0; i + 1 < text.length; i += 2) append(value(i) * 45 + value(i + 1), 11);
      if (text.length % 2 === 1) append(value(text.length - 1), 6);
    },
  };
}

const countBits = (mode: Mode, version: number): number => mode.countBits[version <= 9 ? 0 : version <= 26 ? 1 : 2];

/**
 * Codewords that fit into a symbol: modules that are in no pattern, by eights. Reckoned, since drawing the symbol of every version up to the
 * one that fits took thirty milliseconds of the first document.
 */
function codewords(version: number): number {
  const size = version * 4 + 17;
  // Three finders with their separators, two timing patterns between them, format information with its dark module.
  const fixed = 3 * 64 + 2 * (size - 16) + 31;
  const count = version === 1 ? 0 : Math.floor(version / 7) + 2;
  // Those in the rows of the finders cover five modules of a timing pattern each.
  const alignment = count === 0 ? 0 : (count * count - 3) * 25 - (count - 2) * 10;
  const versions = version >= 7 ? 36 : 0;
  return (size * size - fixed - alignment - versions) >> 3;
}

const dataCodewords = (version: number): number => codewords(version) - CORRECTION[version - 1]! * BLOCKS[version - 1]!;

function smallestVersion(mode: Mode): number {
  for (let version = 1; version <= 40; version++) {
    if (4 + countBits(mode, version) + mode.bits <= dataCodewords(version) * 8) return version;
  }
  throw new Error(`A QR code holds at most 2331 bytes, the payload has ${mode.count}`);
}

/** Header, payload, terminator and padding. */
function packBits(mode: Mode, version: number): Uint8Array {
  const data = new Uint8Array(dataCodewords(version));
  let length = 0;
  const append = (value: number, bits: number): void => {
    for (let i = bits - 1; i >= 0; i--, length++) data[length >> 3]! |= ((value >>> i) & 1) << (7 - (length & 7));
  };
  append(mode.indicator, 4);
  append(mode.count, countBits(mode, version));
  mode.write(append);
  // Up to four zero bits end the data, then the byte is filled up; the array is zero already.
  length = Math.min(length + 4, data.length * 8);
  for (let at = (length + 7) >> 3, pad = 0xec; at < data.length; at++, pad ^= 0xec ^ 0x11) data[at] = pad;
  return data;
}

/** Splits the data into blocks, computes their error correction, and deals out both in turn. */
function interleave(data: Uint8Array, version: number): Uint8Array {
  const blockCount = BLOCKS[version - 1]!;
  const correction = CORRECTION[version - 1]!;
  const total = codewords(version);
  const shortBlocks = blockCount - (total % blockCount);
  const shortLength = Math.floor(total / blockCount) - correction;
  const all = new Uint8Array(total);
  const dataLength = total - correction * blockCount;
  let from = 0;
  for (let block = 0; block < blockCount; block++) {
    const length = shortLength + (block < shortBlocks ? 0 : 1);
    const part = data.subarray(from, from + length);
    from += length;
    // The last codeword of the longer blocks comes after one round over all, which short blocks sit out.
    for (let i = 0; i < length; i++)
      all[i < shortLength ? i * blockCount + block : shortLength * blockCount + block - shortBlocks] = part[i]!;
    const extra = errorCorrection(part, correction);
    for (let i = 0; i < correction; i++) all[dataLength + i * blockCount + block] = extra[i]!;
  }
  return all;
}

function placeData(symbol: QrSymbol, bytes: Uint8Array): Uint8Array {
  const modules = symbol.patterns.slice();
  for (let i = 0; i < bytes.length * 8; i++) modules[symbol.dataOrder[i]!] = (bytes[i >> 3]! >>> (7 - (i & 7))) & 1;
  return modules;
}
