import { bytesToText, eolLength, indexOf, lastIndexOf } from './characters.ts';

/** The first lines of a file. */
export interface PdfHeader {
  /** Offset of `%PDF-`; not 0 when something stands before it. */
  readonly offset: number;
  /** What stands behind `%PDF-` up to the end of the line, e.g. `1.7`. */
  readonly version: string;
  /** Length of the end-of-line marker behind it. */
  readonly eolLength: number;
  /** The line behind the header when it is a comment, without `%` and its end of line. */
  readonly comment: Uint8Array | undefined;
}

/** Readers look for the header in the first kilobyte. */
const HEADER_WITHIN = 1024;
const LONGEST_LINE = 256;

/** Finds the header; undefined when there is none. */
export function readHeader(bytes: Uint8Array): PdfHeader | undefined {
  const offset = indexOf(bytes, '%PDF-', 0, HEADER_WITHIN + 5);
  if (offset < 0) return undefined;
  const end = endOfLine(bytes, offset);
  const eol = eolLength(bytes, end);
  const next = end + eol;
  return {
    offset,
    version: bytesToText(bytes.subarray(offset + 5, end)),
    eolLength: eol,
    comment: bytes[next] === 0x25 ? bytes.subarray(next + 1, endOfLine(bytes, next)) : undefined,
  };
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && at - from < LONGEST_LINE && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at++;
  return at;
}

/** Number of bytes behind the last `%%EOF` and its end-of-line marker; undefined when there is no `%%EOF`. */
export function bytesAfterEof(bytes: Uint8Array): number | undefined {
  const at = lastIndexOf(bytes, '%%EOF');
  if (at < 0) return undefined;
  return bytes.length - (at + 5) - eolLength(bytes, at + 5);
}
