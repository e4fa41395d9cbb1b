import type { Run } from '../../resolve/resolved.ts';
import { type Align, placeCells, type ResolvedCell, type ResolvedTable } from '../../resolve/resolved-table.ts';

/** A cell that stands in a row, whoever it belongs to. */
export interface Cell {
  readonly runs: readonly Run[];
  readonly note?: readonly Run[] | undefined;
  readonly column: number;
  readonly span: number;
  readonly align: Align;
  /** All that it is, where it is more than plain text in its columns. */
  readonly special?: ResolvedCell | undefined;
}

/** The cells of a row in their columns. */
export function cellsOf(row: readonly ResolvedCell[], table: ResolvedTable): Cell[] {
  const { columns } = table;
  return placeCells(row, columns.length).map(({ cell, column, span }) => {
    const { runs, note } = cell;
    const align = cell.align ?? columns[column]?.align ?? 'left';
    return { runs, note, column, span, align, special: isSpecial(cell) ? cell : undefined };
  });
}

/** The cells of a row of plain text, one in each column. */
export function plainCellsOf(row: readonly ResolvedCell[], { columns }: ResolvedTable): Cell[] {
  const cells = new Array<Cell>(row.length);
  for (let i = 0; i < row.length; i++) {
    const { runs, note, align } = row[i] as ResolvedCell;
    cells[i] = { runs, note, column: i, span: 1, align: align ?? columns[i]?.align ?? 'left', special: undefined };
  }
  return cells;
}

function isSpecial({ rowSpan, valign, rowHeader, background, style, body }: ResolvedCell): boolean {
  return (
    rowSpan !== undefined ||
    valign !== undefined ||
    rowHeader !== undefined ||
    background !== undefined ||
    style !== undefined ||
    body !== undefined
  );
}

/** The cell that begins in a column. Nearly always every column has its cell. */
export function cellAt(row: readonly Cell[], column: number): Cell | undefined {
  const cell = row[column];
  return cell === undefined || cell.column !== column ? row.find((other) => other.column === column) : cell;
}
