import type { Expression, Inline, Localized, Node, NodeBase } from '../model.ts';

/** How wide a table column is: `fixed` millimetres, a `share` of what is left, or as wide as its content (`auto`). */
export type ColumnWidth = { readonly fixed: number } | { readonly share: number } | 'auto';

export type CellAlign = 'left' | 'right' | 'center' | 'decimal';
export type VerticalAlign = 'top' | 'middle' | 'bottom';

export interface TableColumn {
  /** Name of the column; a table with `headerRows` has none here. */
  readonly header?: Localized<Inline>;
  readonly width: ColumnWidth;
  /** Bounds of an `auto` or `share` width, millimetres. */
  readonly minWidth?: number;
  readonly maxWidth?: number;
  readonly align?: CellAlign;
  readonly valign?: VerticalAlign;
  /** Shown only if this is true for the record; the other columns get its width. */
  readonly when?: Expression;
  /** The cell's text for one row; the row is bound to the table's `as` name. */
  readonly cell?: Localized<Inline>;
  /** Content of any kind instead of `cell`: images, barcodes, lists, tables. */
  readonly body?: readonly Node[];
  /** A second, smaller line in the cell. */
  readonly note?: Localized<Inline>;
  /** The cell names its row: a header cell for assistive technology. */
  readonly rowHeader?: boolean;
  /** How many columns the cell of a row takes, this one included; 1 if absent. */
  readonly span?: Expression;
  /** Equal texts one below the other become one cell. Within groups, and within merged cells of the columns before. */
  readonly merge?: boolean;
  /** Name of a colour of the brand (or `#rrggbb`) behind the cell; none where it gives ''. */
  readonly background?: Expression;
  /** Name of a paragraph style for the cell; the usual one where it gives ''. */
  readonly style?: Expression;
  /** Lines at the column's edges, points. */
  readonly border?: { readonly left?: number; readonly right?: number };
  /**
   * A decimal expression over the row, summed over all rows already placed. At a page break the sum is printed at the foot
   * of the page in this column (carried forward) and at the head of the next page (brought forward), through `carryFormat`.
   */
  readonly carry?: Expression;
  /** Formats the carried sum, bound to `sum`; e.g. `money(sum, invoice.currency)`. */
  readonly carryFormat?: Expression;
}

/** A cell of a row written by hand. It takes the first columns that are free; `body` instead of `text` holds any content. */
export interface TableCell {
  readonly text?: Localized<Inline>;
  readonly body?: readonly Node[];
  /** Columns and rows that the cell takes; 1 if absent. */
  readonly span?: number;
  readonly rowSpan?: number;
  readonly align?: CellAlign;
  readonly valign?: VerticalAlign;
  /** The cell names its row. */
  readonly rowHeader?: boolean;
  readonly background?: Expression;
  readonly style?: Expression;
}

/** A row written by hand: of a header, a footer, a group, or of a table without `each`. */
export interface TableRow {
  readonly cells: readonly TableCell[];
  readonly style?: 'plain' | 'total' | 'subtotal';
  readonly when?: Expression;
}

/** Rows with the same value of `by` stand together, in the order in which the values first come. */
export interface TableGroup {
  /** Text or a number over the row. */
  readonly by: Expression;
  /**
   * Rows above and below the group's. There the row's name stands for the first row of the group, and `as` for the list of all
   * its rows: `money(sum(rows.map(r, r.amount)), 'EUR')`.
   */
  readonly header?: readonly TableRow[];
  readonly footer?: readonly TableRow[];
  /** Name of the list of the group's rows; `rows` if absent. */
  readonly as?: string;
  /** Put behind the first cell of the header where it is repeated after a page break, e.g. `(continued)`. */
  readonly continued?: Localized<Inline>;
  /** `together`: not broken over pages where it fits on one. `page`: begins on a new page. */
  readonly keep?: 'together' | 'page';
  /** Groups within the group. */
  readonly group?: TableGroup;
}

export interface Table extends NodeBase {
  readonly type: 'table';
  /** The list to iterate over; a table without one has `rows`. */
  readonly each?: Expression;
  /** The name that a row is bound to in the cells; `row` if absent. */
  readonly as?: string;
  readonly columns: readonly TableColumn[];
  /** Rows written by hand, instead of `each`. */
  readonly rows?: readonly TableRow[];
  readonly group?: TableGroup;
  /** Header rows with spans, instead of the columns' `header`. */
  readonly headerRows?: readonly TableRow[];
  /** Whether the header stands on every page; true if absent. */
  readonly repeatHeader?: boolean;
  /** Rows at the foot of every page after which the table goes on. */
  readonly pageFooter?: readonly TableRow[];
  /** Rows after the data rows: totals, taxes. */
  readonly footer?: readonly TableRow[];
  /** Whether rows may be broken over pages; otherwise only those are that are higher than a page. */
  readonly breakRows?: boolean;
  /** A row for which this is true stays on the page of the next row. */
  readonly keepWithNext?: Expression;
  /** Name of a colour of the brand (or `#rrggbb`) behind a row, instead of the stripes; none where it gives ''. */
  readonly rowBackground?: Expression;
  /** Name of a paragraph style for the cells of a row; the usual one where it gives ''. */
  readonly rowStyle?: Expression;
  /** Labels of the carried sum at a page break. */
  readonly carriedForward?: Localized<Inline>;
  readonly broughtForward?: Localized<Inline>;
  /** Name of a table style of the brand; `table` if absent. */
  readonly style?: string;
  /** What the table holds, for assistive technology. */
  readonly summary?: Localized<Inline>;
  /** Shown instead of the table when the list is empty. */
  readonly empty?: readonly Node[];
}
