import type { ResolvedNode, Run } from './resolved.ts';

export type Align = 'left' | 'right' | 'center' | 'decimal';
export type VerticalAlign = 'top' | 'middle' | 'bottom';
export type Width = { readonly fixed: number } | { readonly share: number } | 'auto';

/** A cell stands in its `column`; where that is absent, right behind the cell before it. */
export interface ResolvedCell {
  readonly runs: readonly Run[];
  readonly note?: readonly Run[];
  readonly column?: number;
  readonly span?: number;
  /** Rows that the cell takes; the rows below then have no cell in its columns. */
  readonly rowSpan?: number;
  readonly align?: Align;
  readonly valign?: VerticalAlign;
  /** A header cell of its row. */
  readonly rowHeader?: boolean;
  /** `#rrggbb`. */
  readonly background?: string;
  /** Paragraph style instead of the table's. */
  readonly style?: string;
  /** Content of any kind instead of `runs`. */
  readonly body?: readonly ResolvedNode[];
}

export interface ResolvedColumn {
  readonly header: readonly Run[];
  readonly width: Width;
  readonly align: Align;
  /** Millimetres. */
  readonly minWidth?: number;
  readonly maxWidth?: number;
  readonly valign?: VerticalAlign;
  readonly rowHeader?: boolean;
  /** Points. */
  readonly border?: { readonly left?: number; readonly right?: number };
}

/** A row beside the data: of a header, a footer, a group. */
export interface ResolvedTableRow {
  readonly style: 'plain' | 'total' | 'subtotal';
  readonly cells: readonly ResolvedCell[];
}

/** What a data row has beyond its cells. */
export interface RowMark {
  /** `#rrggbb`. */
  readonly background?: string;
  /** Paragraph style of cells that have none of their own. */
  readonly cellStyle?: string;
  readonly keepWithNext?: boolean;
  readonly style?: 'total' | 'subtotal';
}

/** Data rows that belong together, `from` up to but without `to`. Groups in a group follow one another without gaps. */
export interface ResolvedGroup {
  readonly from: number;
  readonly to: number;
  readonly header: readonly ResolvedTableRow[];
  /** The header as it stands where the group goes on on a new page. */
  readonly continued: readonly ResolvedTableRow[];
  readonly footer: readonly ResolvedTableRow[];
  readonly keep?: 'together' | 'page';
  readonly groups: readonly ResolvedGroup[];
}

export interface ResolvedTable {
  readonly type: 'table';
  readonly source: string;
  readonly style: string;
  readonly summary: string;
  readonly columns: readonly ResolvedColumn[];
  /** One cell per column, unless cells span. */
  readonly rows: readonly (readonly ResolvedCell[])[];
  /** Where a row is nothing but a plain text in each column: the texts of all rows, one behind the other. `rows` says the same. */
  readonly texts?: readonly string[];
  readonly footer: readonly ResolvedTableRow[];
  /** Sums carried over page breaks. */
  readonly carry?: {
    readonly forward: readonly Run[];
    readonly brought: readonly Run[];
    /** Formatted sum of the first `rows` rows for every column that carries one, '' for the others. */
    textAfter(rows: number): readonly string[];
  };
  /** Instead of the columns' headers. */
  readonly headerRows?: readonly ResolvedTableRow[];
  /** At the foot of every page after which the table goes on. */
  readonly pageFooter?: readonly ResolvedTableRow[];
  /** By row; absent where no row has one. */
  readonly marks?: readonly (RowMark | undefined)[];
  readonly groups?: readonly ResolvedGroup[];
  /** Whether a row can have other cells than one plain text per column. */
  readonly irregular?: boolean;
  readonly repeatHeader?: boolean;
  readonly breakRows?: boolean;
}

/** How many data rows a table has. */
export const rowCount = (table: ResolvedTable): number =>
  table.texts === undefined ? table.rows.length : table.texts.length / Math.max(1, table.columns.length);

/** A cell in its place. */
export interface PlacedCell {
  readonly cell: ResolvedCell;
  readonly column: number;
  readonly span: number;
}

/** The cells of a row with the columns that they stand in. */
export function placeCells(cells: readonly ResolvedCell[], columns: number): PlacedCell[] {
  const placed: PlacedCell[] = [];
  const onePerColumn = cells.length === columns;
  let next = 0;
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as ResolvedCell;
    // A row with all its cells may leave those under a span in.
    if (onePerColumn && cell.column === undefined && i < next) continue;
    const column = cell.column ?? next;
    if (column >= columns) break;
    const span = Math.min(cell.span ?? 1, columns - column);
    placed.push({ cell, column, span });
    next = column + span;
  }
  return placed;
}

/** Rows of a table in the order in which they are read. */
export type TableLine =
  | { readonly kind: 'data'; readonly index: number }
  | { readonly kind: 'header' | 'footer'; readonly row: ResolvedTableRow; readonly group: ResolvedGroup; readonly level: number };

/** The rows of a table with those of its groups among them. */
export function linesOf(table: ResolvedTable): TableLine[] {
  const lines: TableLine[] = [];
  const data = (from: number, to: number): void => {
    for (let index = from; index < to; index++) lines.push({ kind: 'data', index });
  };
  const add = (group: ResolvedGroup, level: number): void => {
    for (const row of group.header) lines.push({ kind: 'header', row, group, level });
    if (group.groups.length === 0) data(group.from, group.to);
    for (const inner of group.groups) add(inner, level + 1);
    for (const row of group.footer) lines.push({ kind: 'footer', row, group, level });
  };
  if (table.groups === undefined) data(0, table.rows.length);
  else for (const group of table.groups) add(group, 1);
  return lines;
}
