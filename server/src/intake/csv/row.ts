/** How a delimited text file is written. */
export interface CsvFormat {
  /** One character; `,` by default. */
  readonly delimiter?: string;
  /** One character; `"` by default. Doubled within a quoted field. */
  readonly quote?: string;
  /** `utf-8` by default. */
  readonly encoding?: 'utf-8' | 'windows-1252';
}

/** What is wrong with a row or with one of its fields: constant texts, so that equal faults can be counted. */
export interface Fault {
  /** Column or field at fault, '' for the whole row. */
  readonly field: string;
  readonly code: string;
  readonly reason: string;
  readonly hint?: string;
}

/** One row of the file, as it was read. */
export interface Row {
  /** The line of the file that the row begins on, the header being line 1. */
  readonly line: number;
  /** The row's text without its line end; cut off when the row is too long to be kept. */
  readonly raw: string;
  readonly fields: readonly string[];
  /** The row could not be read: its fields mean nothing. */
  readonly fault?: Fault;
}

/** A row of more characters than this cannot be a row of data; most often a quote was never closed. */
export const longestRow = 1024 * 1024;

/** What is kept of a row that is too long. */
export const keptOfLongRow = 10_000;

export const rowFaults = {
  tooLong: {
    field: '',
    code: 'row-too-long',
    reason: 'The row is longer than one million characters',
    hint: 'Look for a line end that is missing, or shorten the field; the raw row is kept in part only',
  },
  quote: {
    field: '',
    code: 'quote-broken',
    reason: 'A quoted field is not closed, or text follows its closing quote',
    hint: 'Close the quote, and double quotes that belong to the text ("")',
  },
  encoding: {
    field: '',
    code: 'bytes-invalid',
    reason: 'The row has bytes that are not valid in the encoding of the file',
    hint: 'Check "encoding" in the mapping (utf-8 or windows-1252), or write the file again in that encoding',
  },
  control: {
    field: '',
    code: 'control-character',
    reason: 'The row has a NUL character, which no text holds',
    hint: 'Remove it; the program that wrote the file may be at fault',
  },
} as const satisfies Record<string, Fault>;
