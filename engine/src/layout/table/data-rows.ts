import type { ResolvedTable } from '../../resolve/resolved-table.ts';
import { type Cell, cellAt, cellsOf, plainCellsOf } from './cell.ts';

/** The data rows of a table, as its columns and its body ask for them. */
export interface DataRows {
  readonly length: number;
  /** The cells of a row. */
  at(row: number): readonly Cell[];
  /** Shows the cell that begins in a column, row by row. */
  visit(column: number, show: (cell: Cell) => void): void;
}

/** Rows whose cells are there as such. */
export class CellRows implements DataRows {
  readonly #rows: readonly (readonly Cell[])[];

  constructor(table: ResolvedTable) {
    const place = table.irregular === true ? cellsOf : plainCellsOf;
    this.#rows = table.rows.map((cells) => place(cells, table));
  }

  get length(): number {
    return this.#rows.length;
  }

  at(row: number): readonly Cell[] {
    return this.#rows[row] as readonly Cell[];
  }

  visit(column: number, show: (cell: Cell) => void): void {
    for (const row of this.#rows) {
      const cell = cellAt(row, column);
      if (cell !== undefined) show(cell);
    }
  }
}
