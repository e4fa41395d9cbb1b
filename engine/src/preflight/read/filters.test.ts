import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { applyFilters, filtersOf } from './filters.ts';
import { bytesToText } from './index.ts';
import { PdfArray, PdfDict, PdfName, type PdfValue } from './values.ts';

const resolver = { resolve: (value: PdfValue): PdfValue => value };
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const dict = (entries: Record<string, PdfValue>): PdfDict => new PdfDict(new Map(Object.entries(entries)), resolver);

function decode(data: Uint8Array, name: string, parameters?: Record<string, PdfValue>): string {
  return bytesToText(applyFilters(data, filtersOf(new PdfName(name), parameters ? dict(parameters) : null)).bytes);
}

test('ASCIIHex, ASCII85, RunLength and LZW give what ISO 32000-1 says', () => {
  expect(decode(bytes('48 65 6c6C 6F7>'), 'ASCIIHexDecode')).toBe('Hellop');
  expect(decode(bytes('87cURD]i,"Ebo80~>'), 'ASCII85Decode')).toBe('Hello World!');
  expect(decode(bytes('z~>'), 'ASCII85Decode')).toBe('\0\0\0\0');
  expect(decode(Uint8Array.of(2, 65, 66, 67, 254, 68, 128, 1), 'RunLengthDecode')).toBe('ABCDDD');
  // The example of 7.4.4.2.
  expect(decode(Uint8Array.of(0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01), 'LZWDecode')).toBe('-----A---B');
});

test('predictors of PNG are undone row by row', () => {
  const rows = Uint8Array.of(0, 1, 2, 3, 1, 1, 1, 1, 2, 1, 1, 1, 3, 2, 2, 2, 4, 1, 1, 1);
  const decoded = applyFilters(deflateSync(rows), filtersOf(new PdfName('FlateDecode'), dict({ Predictor: 15, Columns: 3 }))).bytes;
  expect([...decoded]).toEqual([1, 2, 3, 1, 2, 3, 2, 3, 4, 3, 5, 6, 4, 6, 7]);
});

test('several filters are undone one after the other, down to an image', () => {
  const filters = new PdfArray([new PdfName('ASCIIHexDecode'), new PdfName('FlateDecode')], resolver);
  const hex = `${deflateSync(bytes('text')).toString('hex')}>`;
  expect(bytesToText(applyFilters(bytes(hex), filtersOf(filters, null)).bytes)).toBe('text');
  const image = new PdfArray([new PdfName('ASCIIHexDecode'), new PdfName('DCTDecode')], resolver);
  expect(applyFilters(bytes('ffd8>'), filtersOf(image, null))).toEqual({ bytes: Uint8Array.of(0xff, 0xd8), image: 'DCTDecode' });
});

test('damaged data give what came before the damage, and say so', () => {
  const whole = deflateSync(bytes('abc'.repeat(10_000)));
  const cut = applyFilters(whole.subarray(0, whole.length - 20), filtersOf(new PdfName('FlateDecode'), null));
  expect(bytesToText(cut.bytes.subarray(0, 6))).toBe('abcabc');
  const broken = applyFilters(Uint8Array.of(0x78, 0x9c, 0xff, 0xff, 0xff), filtersOf(new PdfName('FlateDecode'), null));
  expect(broken.fault).toContain('damaged');
});

test('a decompression bomb is cut off at the limit', () => {
  const bomb = deflateSync(new Uint8Array(50_000_000));
  const { bytes: out, fault } = applyFilters(bomb, filtersOf(new PdfName('FlateDecode'), null), 1_000_000);
  expect(out).toHaveLength(1_000_000);
  expect(fault).toContain('longer than');
});
