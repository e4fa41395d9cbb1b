import type { ResolvedTable, Run } from '../../resolve/resolved.ts';
import { isRightToLeftLanguage } from '../../text/scripts.ts';
import type { Extent } from '../../text/typesetter.ts';
import { columnWidths } from '../column-widths.ts';
import type { Scope } from '../scope.ts';
import type { LayoutStyle, LayoutTableStyle } from '../styles.ts';
import { mm } from '../units.ts';
import { type Cell, cellAt } from './cell.ts';
import { contentExtent } from './content-extent.ts';
import type { DataRows } from './data-rows.ts';
import { DecimalColumns } from './decimal.ts';

/** Padding left and right where the columns have too little room, points. */
const TIGHT_PADDING = 1;

/** All rows of a table that its columns are made for. */
export interface TableRows {
  readonly header: readonly (readonly Cell[])[];
  readonly data: DataRows;
  /** Footers, and the rows of groups. */
  readonly others: readonly (readonly Cell[])[];
  /** Formatted sums of all rows, by column. */
  readonly sums: readonly string[];
}

/** Where the columns of a table stand. */
export class TableColumns {
  /**
   * Edges of the columns, the first where text begins; points from the region's left. In languages from right to left the columns
   * follow each other so as well.
   */
  readonly edges: readonly number[];
  readonly fromRight: boolean;
  readonly decimals: DecimalColumns;
  /** Left and right of the text in a cell, points. */
  readonly padding: number;

  constructor(scope: Scope, table: ResolvedTable, rows: TableRows, style: LayoutTableStyle) {
    this.decimals = new DecimalColumns(scope, table, rows.data, style);
    const bounds = table.columns.map(({ minWidth, maxWidth }) => ({
      least: minWidth === undefined ? undefined : mm(minWidth),
      most: maxWidth === undefined ? undefined : mm(maxWidth),
    }));
    let missing = 0;
    const widths = columnWidths(
      table.columns.map(({ width }) => width),
      scope.width,
      (i) => this.#extent(scope, rows, style, i),
      { bounds, tooNarrow: (by) => (missing = by) },
    );
    if (missing > 0) tellTooWide(scope, table, missing);
    this.padding = missing > 0 ? Math.min(style.paddingX, TIGHT_PADDING) : style.paddingX;
    this.fromRight = isRightToLeftLanguage(scope.language);
    const edges = [this.fromRight ? scope.x + scope.width : scope.x];
    for (const width of widths) edges.push((edges.at(-1) as number) + (this.fromRight ? -width : width));
    this.edges = edges;
  }

  /** Left edge of the table. */
  get left(): number {
    return this.leftOf(0, this.edges.length - 1);
  }

  get width(): number {
    return this.rightOf(0, this.edges.length - 1) - this.left;
  }

  /** Left edge of a cell over `span` columns. */
  leftOf(column: number, span: number): number {
    return this.edges[this.fromRight ? column + span : column] as number;
  }

  rightOf(column: number, span: number): number {
    return this.edges[this.fromRight ? column : column + span] as number;
  }

  /** How wide the content of an `auto` column is, over all rows. */
  #extent(scope: Scope, rows: TableRows, style: LayoutTableStyle, column: number): Extent {
    const { typesetter, language } = scope;
    let natural = 0;
    let least = 0;
    const grow = (runs: readonly Run[], look: LayoutStyle): void => {
      const extent = typesetter.measure(runs, look, language);
      if (extent.natural > natural) natural = extent.natural;
      if (extent.least > least) least = extent.least;
    };
    const growBy = (cell: Cell | undefined, look: LayoutStyle): void => {
      if (cell === undefined || cell.span > 1) return;
      if (cell.special?.body === undefined) grow(cell.runs, look);
      else {
        const extent = contentExtent(scope, cell.special.body);
        natural = Math.max(natural, extent.natural);
        least = Math.max(least, extent.least);
      }
      if (cell.note !== undefined) grow(cell.note, style.note);
    };
    for (const row of rows.header) growBy(cellAt(row, column), style.header);
    rows.data.visit(column, (cell) => growBy(cell, style.cell));
    for (const row of rows.others) growBy(cellAt(row, column), style.total);
    const carried = rows.sums[column];
    if (carried !== undefined && carried !== '') grow([{ text: carried }], style.carry);
    const padding = 2 * style.paddingX + 0.02;
    const decimals = this.decimals.extraWidth(column);
    return { natural: natural + decimals + padding, least: least + decimals + padding };
  }
}

function tellTooWide(scope: Scope, table: ResolvedTable, missing: number): void {
  const by = ((missing * 25.4) / 72).toFixed(1);
  scope.findings.warn('layout.table-too-wide', `The table’s columns need ${by} mm more than there is; words are cut.`, table.source, {
    hint: 'Give it fewer columns, a smaller style, or another page.',
  });
}
