import type { ResolvedTable } from '../../resolve/resolved-table.ts';
import { NOT_PLAIN, type PlainType } from '../../text/plain-type.ts';
import type { Scope } from '../scope.ts';
import type { LayoutTableStyle } from '../styles.ts';
import type { Cell } from './cell.ts';
import type { TableColumns } from './columns.ts';
import type { DataRows } from './data-rows.ts';

/** Texts side by side on one line, in columns; the same list of texts and places for all rows of a table. */
export interface PlainRow {
  readonly type: PlainType;
  readonly texts: readonly string[];
  /** Left edge of each text, points from the region's left. */
  readonly xs: Float64Array;
  /** The row's are those from an index up to another. An empty text takes no part. */
  readonly from: number;
  readonly to: number;
}

/** Rows that are nothing but a text in each column: where all of a row's stay on one line, no object is made for any of its cells. */
export class PlainRows implements DataRows {
  readonly length: number;
  readonly #table: ResolvedTable;
  readonly #texts: readonly string[];
  readonly #type: PlainType;
  readonly #xs: Float64Array;
  #columns: TableColumns | undefined;
  /** Of each column the left edge of its text, and the room that it has; points. */
  #lefts: number[] = [];
  #rooms: number[] = [];

  constructor(table: ResolvedTable, texts: readonly string[], type: PlainType) {
    this.#table = table;
    this.#texts = texts;
    this.#type = type;
    this.#xs = new Float64Array(texts.length);
    this.length = texts.length / table.columns.length;
  }

  at(row: number): readonly Cell[] {
    return this.#table.columns.map((_, column) => this.#cell(row, column));
  }

  visit(column: number, show: (cell: Cell) => void): void {
    for (let row = 0; row < this.length; row++) show(this.#cell(row, column));
  }

  #cell(row: number, column: number): Cell {
    const text = this.#texts[row * this.#table.columns.length + column] as string;
    const align = this.#table.columns[column]?.align ?? 'left';
    return { runs: text === '' ? [] : [{ text }], note: undefined, column, span: 1, align, special: undefined };
  }

  /** Says where the columns stand, before rows are set. */
  place(columns: TableColumns): void {
    this.#columns = columns;
    this.#lefts = this.#table.columns.map((_, i) => columns.leftOf(i, 1) + columns.padding);
    this.#rooms = this.#table.columns.map((_, i) => columns.rightOf(i, 1) - columns.padding - (this.#lefts[i] as number));
  }

  /** Sets a row; undefined where a text needs more than its line, or there is none. */
  set(row: number): PlainRow | undefined {
    const count = this.#table.columns.length;
    const from = row * count;
    let found = false;
    for (let column = 0; column < count; column++) {
      const text = this.#texts[from + column] as string;
      if (text === '') continue;
      const x = this.#leftOf(text, column);
      if (x === undefined) return undefined;
      this.#xs[from + column] = x;
      found = true;
    }
    return found ? { type: this.#type, texts: this.#texts, xs: this.#xs, from, to: from + count } : undefined;
  }

  #leftOf(text: string, column: number): number | undefined {
    const width = this.#type.width(text);
    if (width === NOT_PLAIN) return undefined;
    const { align } = this.#table.columns[column] as ResolvedTable['columns'][number];
    const inset = align === 'decimal' ? (this.#columns as TableColumns).decimals.inset(column, [{ text }]) : 0;
    const rest = Math.max(1, (this.#rooms[column] as number) - inset) - width;
    if (rest < 0) return undefined;
    const left = this.#lefts[column] as number;
    return align === 'left' ? left : align === 'center' ? left + rest / 2 : left + rest;
  }
}

/** The rows of a table of plain texts; undefined where its cells have to be set as paragraphs. */
export function plainRows(scope: Scope, table: ResolvedTable, style: LayoutTableStyle): PlainRows | undefined {
  const { texts } = table;
  if (!scope.plainRows || texts === undefined || scope.parent === null) return undefined;
  const type = scope.typesetter.plainType(style.cell, scope.language);
  return type === undefined ? undefined : new PlainRows(table, texts, type);
}
