import { type CsvFormat, type Fault, keptOfLongRow, longestRow, type Row, rowFaults } from './row.ts';

/**
 * Cuts delimited text (RFC 4180) into rows as it arrives. Text comes as Latin-1, one character per byte: delimiters, quotes and
 * line ends are ASCII in every encoding accepted here, and each row is decoded on its own, so that one bad byte spoils one row.
 *
 * A row whose quotes are broken is given out as one faulty line, and reading goes on at the next line: csv-parse, the usual
 * library, ends the file there, and with raw rows and positions it takes four times as long.
 */
export class RowSplitter {
  readonly #delimiter: string;
  readonly #quote: string;
  readonly #decode: (latin1: string) => string | undefined;
  #rest = '';
  #line = 1;
  /** Within a row that is too long: everything up to the next line end belongs to it. */
  #skipping = false;

  constructor(format: CsvFormat = {}) {
    this.#delimiter = format.delimiter ?? ',';
    this.#quote = format.quote ?? '"';
    this.#decode = decoderOf(format.encoding ?? 'utf-8');
  }

  /** Rows that are complete with this text. */
  push(latin1: string): Row[] {
    this.#rest = this.#rest === '' ? latin1 : this.#rest + latin1;
    return this.#take(false);
  }

  /** The rows left at the end of the file. */
  end(): Row[] {
    const rows = this.#take(true);
    this.#rest = '';
    return rows;
  }

  #take(atEnd: boolean): Row[] {
    const rows: Row[] = [];
    let at = 0;
    while (at < this.#rest.length) {
      const next = this.#skipping ? this.#skip(at) : this.#row(at, atEnd, rows);
      if (next < 0) break;
      at = next;
    }
    this.#rest = this.#rest.slice(at);
    return rows;
  }

  #skip(at: number): number {
    const end = this.#rest.indexOf('\n', at);
    if (end < 0) return this.#rest.length;
    this.#skipping = false;
    this.#line++;
    return end + 1;
  }

  /** Reads the row at `at` into `rows`. @returns where the next begins, or -1 when more text is needed */
  #row(at: number, atEnd: boolean, rows: Row[]): number {
    const text = this.#rest;
    const newline = text.indexOf('\n', at);
    if (newline < 0 && !atEnd) return text.length - at > longestRow ? this.#giveUp(at, rows) : -1;
    const end = newline < 0 ? text.length : newline;
    if (end - at > longestRow) return this.#giveUp(at, rows);
    const line = lineAt(text, at, end);
    if (line === '') {
      this.#line++;
      return end + 1;
    }
    if (!line.includes(this.#quote)) {
      rows.push(this.#rowOf(line, line.split(this.#delimiter)));
      this.#line++;
      return end + 1;
    }
    return this.#quotedRow(at, end, atEnd, rows);
  }

  #quotedRow(at: number, endOfLine: number, atEnd: boolean, rows: Row[]): number {
    const text = this.#rest;
    const read = readQuoted(text, at, this.#delimiter, this.#quote);
    // A row that reaches to the end of what has arrived may go on: even its last quote may be half of a doubled one.
    const open = read === 'more' || (read !== 'broken' && read.end >= text.length);
    if (open && !atEnd && text.length - at <= longestRow) return -1;
    if (typeof read === 'string') {
      rows.push(this.#faulty(lineAt(text, at, endOfLine), rowFaults.quote));
      this.#line++;
      return endOfLine + 1;
    }
    rows.push(this.#rowOf(lineAt(text, at, read.end), read.fields));
    for (let i = text.indexOf('\n', at); i >= 0 && i < read.end; i = text.indexOf('\n', i + 1)) this.#line++;
    this.#line++;
    return read.end + 1;
  }

  #giveUp(at: number, rows: Row[]): number {
    rows.push(this.#faulty(this.#rest.slice(at, at + keptOfLongRow), rowFaults.tooLong));
    this.#skipping = true;
    return this.#skip(at);
  }

  #rowOf(raw: string, fields: string[]): Row {
    if (isAscii(raw)) return raw.includes('\0') ? this.#faulty(raw, rowFaults.control) : { line: this.#line, raw, fields };
    const decoded = this.#decode(raw);
    if (decoded === undefined) return this.#faulty(raw, rowFaults.encoding);
    if (decoded.includes('\0')) return this.#faulty(raw, rowFaults.control);
    for (let i = 0; i < fields.length; i++) if (!isAscii(fields[i]!)) fields[i] = this.#decode(fields[i]!)!;
    return { line: this.#line, raw: decoded, fields };
  }

  #faulty(raw: string, fault: Fault): Row {
    return { line: this.#line, raw: (this.#decode(raw) ?? raw).replaceAll('\0', '\uFFFD'), fields: [], fault };
  }
}

/** The text from `at` to `end`, without the carriage return of a CRLF line end. */
const lineAt = (text: string, at: number, end: number): string =>
  text.slice(at, end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end);

// biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what it is
const isAscii = (latin1: string): boolean => !/[^\x00-\x7f]/.test(latin1);

/**
 * Fields of the row at `at` when quotes are in it. A quote opens a field only at its beginning; elsewhere in an unquoted field it
 * is text (`5" nail`). @returns `broken`, `more` when the text ends within a quoted field, or the fields and the place of the line end
 */
function readQuoted(text: string, at: number, delimiter: string, quote: string): 'broken' | 'more' | { fields: string[]; end: number } {
  const fields: string[] = [];
  for (let place = at; ; ) {
    if (text[place] !== quote) {
      const end = plainEnd(text, place, delimiter);
      fields.push(lineAt(text, place, end));
      if (text[end] !== delimiter) return { fields, end };
      place = end + 1;
      continue;
    }
    const close = closingQuote(text, place + 1, quote);
    if (close < 0) return 'more';
    const inner = text.slice(place + 1, close);
    fields.push(inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner);
    const after = text[close + 1] === '\r' && (text[close + 2] === '\n' || close + 2 >= text.length) ? close + 2 : close + 1;
    if (after >= text.length || text[after] === '\n') return { fields, end: after };
    if (text[after] !== delimiter) return 'broken';
    place = after + 1;
  }
}

function plainEnd(text: string, from: number, delimiter: string): number {
  for (let i = from; i < text.length; i++) if (text[i] === delimiter || text[i] === '\n') return i;
  return text.length;
}

function closingQuote(text: string, from: number, quote: string): number {
  for (let i = text.indexOf(quote, from); i >= 0; i = text.indexOf(quote, i + 2)) if (text[i + 1] !== quote) return i;
  return -1;
}

/** Decodes a row; undefined when its bytes are not valid. */
function decoderOf(encoding: 'utf-8' | 'windows-1252'): (latin1: string) => string | undefined {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  return (latin1) => {
    // Five bytes of Windows-1252 stand for nothing; the decoder of the web lets them through as control characters.
    if (encoding === 'windows-1252' && /[\x81\x8d\x8f\x90\x9d]/.test(latin1)) return undefined;
    try {
      return decoder.decode(Buffer.from(latin1, 'latin1'));
    } catch {
      return undefined;
    }
  };
}
