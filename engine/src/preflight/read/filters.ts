import { decodeAscii85, decodeAsciiHex, decodeRunLength } from './ascii.ts';
import { inflateLeniently } from './flate.ts';
import { decodeLzw } from './lzw.ts';
import { undoPredictor } from './predictor.ts';
import { type DecodedStream, nameOf, PdfArray, PdfDict, type PdfValue } from './values.ts';

/** A filter with its parameters, under its long name. */
export interface FilterUse {
  readonly name: string;
  readonly parameters: PdfDict | undefined;
}

/** Longest data of one stream; an A0 scan in colour at 300 dpi is 420 MB, but images stay undecoded. */
const LONGEST_STREAM = 256 * 1024 * 1024;
const MOST_FILTERS = 16;

/** Short names, allowed in inline images only (ISO 32000-1, Table 94). */
const shortNames: Readonly<Record<string, string>> = {
  AHx: 'ASCIIHexDecode',
  A85: 'ASCII85Decode',
  LZW: 'LZWDecode',
  Fl: 'FlateDecode',
  RL: 'RunLengthDecode',
  CCF: 'CCITTFaxDecode',
  DCT: 'DCTDecode',
};
const imageFilters = new Set(['DCTDecode', 'JPXDecode', 'JBIG2Decode', 'CCITTFaxDecode']);

/** The filters of a stream or inline image, from the values of `Filter` and `DecodeParms`, in the order of decoding. */
export function filtersOf(filter: PdfValue, parameters: PdfValue): FilterUse[] {
  const names = filter instanceof PdfArray ? [...filter] : filter === null ? [] : [filter];
  const all = parameters instanceof PdfArray ? [...parameters] : [parameters];
  return names.flatMap((value, i) => {
    const name = nameOf(value);
    const own = all[i];
    return name === undefined ? [] : [{ name: shortNames[name] ?? name, parameters: own instanceof PdfDict ? own : undefined }];
  });
}

/** Runs data through filters, as far as that is possible. */
export function applyFilters(raw: Uint8Array, filters: readonly FilterUse[], limit: number = LONGEST_STREAM): DecodedStream {
  let bytes = raw;
  let fault: string | undefined = filters.length > MOST_FILTERS ? `there are ${filters.length} filters` : undefined;
  for (const { name, parameters } of filters.slice(0, MOST_FILTERS)) {
    if (imageFilters.has(name)) return { bytes, image: name, ...(fault && { fault }) };
    const result = applyFilter(bytes, name, parameters, limit);
    bytes = result.bytes;
    fault ??= result.fault;
  }
  return { bytes, ...(fault && { fault }) };
}

function applyFilter(
  bytes: Uint8Array,
  name: string,
  parameters: PdfDict | undefined,
  limit: number,
): { bytes: Uint8Array; fault?: string } {
  switch (name) {
    case 'FlateDecode': {
      const result = inflateLeniently(bytes, limit);
      return { ...result, bytes: predicted(result.bytes, parameters) };
    }
    case 'LZWDecode':
      return { bytes: predicted(decodeLzw(bytes, parameters?.number('EarlyChange') !== 0, limit), parameters) };
    case 'ASCIIHexDecode':
      return { bytes: decodeAsciiHex(bytes) };
    case 'ASCII85Decode':
      return { bytes: decodeAscii85(bytes) };
    case 'RunLengthDecode':
      return { bytes: decodeRunLength(bytes, limit) };
    case 'Crypt':
      return { bytes };
    default:
      return { bytes, fault: `the filter ${name} is unknown` };
  }
}

function predicted(bytes: Uint8Array, parameters: PdfDict | undefined): Uint8Array {
  const predictor = parameters?.number('Predictor') ?? 1;
  if (predictor < 2) return bytes;
  return undoPredictor(bytes, {
    predictor,
    colors: parameters?.number('Colors') ?? 1,
    bitsPerComponent: parameters?.number('BitsPerComponent') ?? 8,
    columns: parameters?.number('Columns') ?? 1,
  });
}
