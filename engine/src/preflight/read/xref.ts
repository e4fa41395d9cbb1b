import { isDigit, isSpace, lastIndexOf, standsAt } from './characters.ts';
import { Lexer } from './lexer.ts';
import { type ObjectContext, readObject } from './object-reader.ts';
import { PdfDict, PdfStream } from './values.ts';

/** Where an object is. */
export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'file'; readonly offset: number; readonly gen: number }
  | { readonly kind: 'stream'; readonly stream: number; readonly index: number };

/** How a cross-reference table is written. */
export interface TableSyntax {
  /** The white space between `xref` and the first subsection. */
  readonly gapAfterKeyword: string;
  /** All subsection headers are `first count` with exactly one blank. */
  readonly headersComply: boolean;
  /** Entries that are not `nnnnnnnnnn ggggg n` with a two-byte end of line. */
  readonly oddEntries: number;
}

/** One cross-reference section with its trailer. */
export interface Revision {
  readonly offset: number;
  readonly kind: 'table' | 'stream';
  readonly trailer: PdfDict;
  readonly entries: ReadonlyMap<number, XrefEntry>;
  readonly syntax: TableSyntax | undefined;
}

/** Highest object number that is read; PDF's own limit is 8,388,607. */
const HIGHEST_NUMBER = 8_388_607;
const MOST_REVISIONS = 1000;

/**
 * The cross-reference sections, newest first, following `Prev` and `XRefStm`.
 * @param shift bytes before the header, by which some writers forget to move offsets
 */
export function readRevisions(context: ObjectContext, shift: number): Revision[] {
  const keyword = lastIndexOf(context.bytes, 'startxref');
  if (keyword < 0) return [];
  const lexer = new Lexer(context.bytes, { resolver: context }, keyword + 9);
  const first = lexer.next();
  if (typeof first !== 'number') return [];
  const revisions: Revision[] = [];
  const seen = new Set<number>();
  const waiting = [first];
  for (let offset = waiting.shift(); offset !== undefined && revisions.length < MOST_REVISIONS; offset = waiting.shift()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    const revision = readSection(context, offset) ?? (shift > 0 ? readSection(context, offset + shift) : undefined);
    if (revision === undefined) return [];
    revisions.push(revision);
    // The stream of a hybrid file comes before the table's own entries' ancestors.
    for (const key of ['XRefStm', 'Prev']) {
      const next = revision.trailer.number(key);
      if (next !== undefined) waiting.push(next);
    }
  }
  return revisions;
}

function readSection(context: ObjectContext, offset: number): Revision | undefined {
  let at = offset;
  while (isSpace(context.bytes[at])) at++;
  return standsAt(context.bytes, at, 'xref') ? readTable(context, at) : readXrefStream(context, offset);
}

function readTable(context: ObjectContext, offset: number): Revision | undefined {
  const { bytes } = context;
  const entries = new Map<number, XrefEntry>();
  let at = offset + 4;
  while (isSpace(bytes[at])) at++;
  const gapAfterKeyword = String.fromCharCode(...bytes.subarray(offset + 4, Math.min(at, offset + 4 + 64)));
  let headersComply = true;
  let oddEntries = 0;
  while (isDigit(bytes[at])) {
    const header = readHeader(bytes, at);
    if (header === undefined) return undefined;
    headersComply &&= header.complies;
    at = header.end;
    for (let i = 0; i < header.count; i++) {
      const entry = readEntry(bytes, at);
      if (entry === undefined) break;
      if (!entry.complies) oddEntries++;
      at = entry.end;
      const number = header.first + i;
      if (number <= HIGHEST_NUMBER && !entries.has(number)) entries.set(number, entry.entry);
    }
  }
  if (!standsAt(bytes, at, 'trailer')) return undefined;
  const trailer = new Lexer(bytes, { resolver: context, references: true }, at + 7).next();
  if (!(trailer instanceof PdfDict)) return undefined;
  return { offset, kind: 'table', trailer, entries, syntax: { gapAfterKeyword, headersComply, oddEntries } };
}

function readHeader(bytes: Uint8Array, at: number): { first: number; count: number; complies: boolean; end: number } | undefined {
  const text = String.fromCharCode(...bytes.subarray(at, at + 64));
  const match = /^(\d{1,10})([\0\t\n\f\r ]+)(\d{1,10})([\0\t\n\f\r ]+)/.exec(text);
  if (match === null) return undefined;
  return { first: Number(match[1]), count: Number(match[3]), complies: match[2] === ' ', end: at + match[0].length };
}

function readEntry(bytes: Uint8Array, at: number): { entry: XrefEntry; complies: boolean; end: number } | undefined {
  const text = String.fromCharCode(...bytes.subarray(at, at + 40));
  const match = /^(\d+)[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+([nf])[\0\t\n\f\r ]*/.exec(text);
  if (match === null) return undefined;
  const entry: XrefEntry = match[3] === 'n' ? { kind: 'file', offset: Number(match[1]), gen: Number(match[2]) } : { kind: 'free' };
  return { entry, complies: /^\d{10} \d{5} [nf](?: \r| \n|\r\n)$/.test(text.slice(0, 20)), end: at + match[0].length };
}

function readXrefStream(context: ObjectContext, offset: number): Revision | undefined {
  const value = readObject(context, offset)?.value;
  if (!(value instanceof PdfStream) || value.dict.name('Type') !== 'XRef') return undefined;
  const widths = value.dict.array('W')?.numbers();
  if (widths === undefined || widths.length < 3 || widths.some((width) => width < 0 || width > 8)) return undefined;
  const [kindWidth, secondWidth, thirdWidth] = widths as [number, number, number];
  const { bytes } = value.decode();
  const index = value.dict.array('Index')?.numbers() ?? [0, value.dict.number('Size') ?? 0];
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  const field = (width: number, preset: number): number => {
    if (width === 0) return preset;
    let number = 0;
    for (let i = 0; i < width; i++) number = number * 256 + bytes[at++]!;
    return number;
  };
  const rowWidth = kindWidth + secondWidth + thirdWidth;
  for (let section = 0; section + 1 < index.length; section += 2) {
    for (let i = 0; i < index[section + 1]! && at + rowWidth <= bytes.length && rowWidth > 0; i++) {
      const kind = field(kindWidth, 1);
      const second = field(secondWidth, 0);
      const third = field(thirdWidth, 0);
      const number = index[section]! + i;
      if (number > HIGHEST_NUMBER || entries.has(number)) continue;
      if (kind === 0) entries.set(number, { kind: 'free' });
      else if (kind === 1) entries.set(number, { kind: 'file', offset: second, gen: third });
      else if (kind === 2) entries.set(number, { kind: 'stream', stream: second, index: third });
    }
  }
  return { offset, kind: 'stream', trailer: value.dict, entries, syntax: undefined };
}
