import { isAscii, isUtf8 } from 'node:buffer';
import type { CsvFormat } from './row.ts';

/** How a file says that it is written. */
export interface DetectedFormat {
  readonly delimiter: string;
  readonly encoding: NonNullable<CsvFormat['encoding']>;
}

/** In the order in which they are taken where a header has as many of one as of another. */
const delimiters = [';', ',', '\t', '|'] as const;

/** What stands between the columns of a header: what it has most of, outside of quotes. */
export function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return delimiters.toSorted((a, b) => count(b) - count(a))[0]!;
}

/**
 * Tells UTF-8 and Windows-1252 apart while a file passes by. A file is UTF-8 where it has letters that can be nothing else; a single broken character
 * then spoils its row only. Where it has none, and others that are no UTF-8, it is Windows-1252.
 */
export class EncodingWatch {
  #proven = false;
  #broken = false;

  /** @param text some of the file, in whole lines */
  see(text: Buffer): void {
    if (this.#proven || isAscii(text)) return;
    this.#proven = isUtf8(text) || linesOf(text).some((line) => !isAscii(line) && isUtf8(line));
    this.#broken ||= !isUtf8(text);
  }

  get encoding(): DetectedFormat['encoding'] {
    return this.#broken && !this.#proven ? 'windows-1252' : 'utf-8';
  }
}

/** A byte order mark of UTF-16 tells the encoding; undefined where there is none. */
export function utf16Of(start: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  return start[0] === 0xfe && start[1] === 0xff ? 'utf-16be' : undefined;
}

const linesOf = (text: Buffer): Buffer[] =>
  text
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'));
