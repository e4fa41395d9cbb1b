import type { Align, ResolvedTable } from '../../../resolve/resolved.ts';
import type { TextLines } from '../../text/text-lines.ts';
import { cellOf, GAP, headerOf, layOut, type Row } from '../../text/text-table.ts';
import { isBlankAtEnd } from '../../text/wrap.ts';
import { blockLines } from '../../text/write-text.ts';

/** The text of a table that has nothing but rows of one plain text per column. */
export class TextTable {
  readonly aligns: readonly Align[];
  readonly header: readonly Row[];
  /** The texts of the header's only row, '' where a column has none; undefined where the header is more than that. */
  readonly headings: readonly string[] | undefined;

  constructor(table: ResolvedTable) {
    this.aligns = table.columns.map(({ align }) => align);
    this.header = headerOf(table, blockLines);
    const [{ cells } = { cells: [] }, ...others] = this.header;
    const isPlain = others.length === 0 && cells.length === this.aligns.length;
    const isNarrow = cells.every(({ text, width, span }) => span === 1 && width === text.length && !text.includes('\n'));
    this.headings = isPlain && isNarrow ? cells.map(({ text }) => text) : undefined;
  }
}

/** Blanks by their number. */
const BLANKS = Array.from({ length: 80 }, (_, count) => ' '.repeat(count));

/** The rows of such a table for one record: its cells one after the other. */
export class TextRows {
  readonly #table: TextTable;
  /** How wide each column is for its cells so far. */
  readonly #columns: number[] = [];
  readonly #texts: string[] = [];
  /** Whether every cell is a line of characters of one column each. */
  #plain: boolean;

  constructor(table: TextTable) {
    this.#table = table;
    this.#plain = table.headings !== undefined;
    for (let i = 0; i < table.aligns.length; i++) this.#columns.push(Math.max(1, table.headings?.[i]?.length ?? 0));
  }

  /** A cell whose characters take one column each. */
  add(column: number, text: string): void {
    this.#texts.push(text);
    if (text.length > (this.#columns[column] as number)) this.#columns[column] = text.length;
  }

  /** Any other. */
  addOther(text: string): void {
    this.#texts.push(text);
    this.#plain = false;
  }

  writeTo(lines: TextLines, width: number): void {
    const { header, aligns } = this.#table;
    const joined = this.#plain ? this.#joined(width) : undefined;
    if (joined === undefined) lines.block(layOut({ header, rows: this.#rows(), footer: [] }, aligns.length, width));
    else if (joined !== '') {
      lines.lines(joined);
      lines.end();
    }
  }

  /** All lines in one, where each cell has a column that it fits in; undefined otherwise, and where a line has nothing on it. */
  #joined(width: number): string | undefined {
    const { headings = [], aligns } = this.#table;
    let total = GAP * (aligns.length - 1);
    for (let i = 0; i < aligns.length; i++) total += this.#columns[i] as number;
    if (total > width) return undefined;
    let joined = '';
    if (headings.some((text) => text !== '')) {
      const line = this.#line(headings, 0);
      if (line === '') return undefined;
      joined = `${line}\n${'-'.repeat(total)}`;
    }
    for (let first = 0; first < this.#texts.length; first += aligns.length) {
      const line = this.#line(this.#texts, first);
      if (line === '') return undefined;
      joined += joined === '' ? line : `\n${line}`;
    }
    return joined;
  }

  /** The line of a row, whose first cell is that. */
  #line(texts: readonly string[], first: number): string {
    const { aligns } = this.#table;
    let line = '';
    let last = '';
    /** Blanks that are still to be written, if anything comes behind them. */
    let blanks = 0;
    for (let i = 0; i < aligns.length; i++) {
      const text = texts[first + i] as string;
      const align = aligns[i];
      const free = (this.#columns[i] as number) - text.length;
      const before = align === 'right' || align === 'decimal' ? free : align === 'center' ? free >> 1 : 0;
      if (text !== '') {
        line += (BLANKS[blanks + before] as string) + text;
        last = text;
        blanks = 0;
      } else blanks += before;
      blanks += free - before + GAP;
    }
    return isBlankAtEnd(last) ? line.trimEnd() : line;
  }

  #rows(): Row[] {
    const { aligns } = this.#table;
    const rows: Row[] = [];
    for (let first = 0; first < this.#texts.length; first += aligns.length)
      rows.push({ ruled: false, cells: aligns.map((align, i) => cellOf(this.#texts[first + i] as string, i, 1, align)) });
    return rows;
  }
}
