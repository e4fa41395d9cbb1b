import type { TableRow } from '../../template/model.ts';
import type { Context, State } from '../context.ts';
import type { ResolvedCell, ResolvedTableRow } from '../resolved-table.ts';
import { type CellEvaluator, compileHandCell } from './cells.ts';

/** Rows written by hand, on one record. `shown` are the columns that the table has there; all if undefined. */
export type HandRows = (state: State, shown: readonly number[] | undefined) => ResolvedTableRow[];

/** A cell in its place in the grid of all columns. */
interface GridCell {
  readonly column: number;
  readonly span: number;
  readonly rowSpan: number;
  readonly content: CellEvaluator;
}

interface GridRow {
  readonly style: ResolvedTableRow['style'];
  readonly when: ((state: State) => boolean) | undefined;
  readonly cells: readonly GridCell[];
}

const NO_ROWS: HandRows = () => [];

/** Compiles rows that stand together: headers, footers, the rows of a table written by hand. */
export function compileHandRows(ctx: Context, rows: readonly TableRow[] | undefined, columns: number): HandRows {
  if (rows === undefined || rows.length === 0) return NO_ROWS;
  const grid = placeInGrid(ctx, rows, columns);
  const simple = grid.every((row) => row.cells.every((cell) => cell.rowSpan === 1));
  return (state, shown) => {
    const visible = grid.filter((row) => row.when === undefined || row.when(state));
    if (simple && shown === undefined)
      return visible.map((row) => ({ style: row.style, cells: row.cells.map((cell) => plainCell(cell, state)) }));
    const kept = simple ? visible : withoutHidden(grid, visible);
    return kept.map((row) => ({ style: row.style, cells: shownCells(row, state, shown, columns) }));
  };
}

/** Every cell takes the first free columns; cells from above that reach down take theirs first. */
function placeInGrid(ctx: Context, rows: readonly TableRow[], columns: number): GridRow[] {
  /** How many more rows each column is taken for. */
  const taken = new Array<number>(columns).fill(0);
  return rows.map((row, i) => {
    const place = ctx.at(i);
    const when = row.when === undefined ? undefined : place.at('when').expression(row.when, 'condition');
    let column = 0;
    let width = taken.filter((rest) => rest > 0).length;
    const below: { column: number; span: number; rowSpan: number }[] = [];
    const cells = row.cells.map((cell, k): GridCell => {
      while (column < columns && (taken[column] as number) > 0) column++;
      const span = cell.span ?? 1;
      const placed = { column, span, rowSpan: Math.min(cell.rowSpan ?? 1, rows.length - i) };
      below.push(placed);
      width += span;
      column += span;
      return { ...placed, content: compileHandCell(place.at('cells', k), cell) };
    });
    if (width !== columns) {
      place.error('table.wrong-width', `The row is ${width} columns wide; the table has ${columns}.`, { hint: 'Give cells a "span".' });
    }
    for (let c = 0; c < columns; c++) if ((taken[c] as number) > 0) (taken[c] as number)--;
    for (const { column: from, span, rowSpan } of below) for (let c = from; c < Math.min(columns, from + span); c++) taken[c] = rowSpan - 1;
    return { style: row.style ?? 'plain', when: when === undefined ? undefined : (state) => when.evaluate(state) === true, cells };
  });
}

/** Cells that reach over rows which are not shown get lower; one whose own row is not shown moves to the first row that is. */
function withoutHidden(grid: readonly GridRow[], visible: readonly GridRow[]): readonly GridRow[] {
  if (visible.length === grid.length) return visible;
  const shown = new Set(visible);
  const cells = new Map<GridRow, GridCell[]>(visible.map((row) => [row, []]));
  grid.forEach((row, i) => {
    for (const cell of row.cells) {
      const over = grid.slice(i, i + cell.rowSpan).filter((reached) => shown.has(reached));
      const first = over[0];
      if (first !== undefined) cells.get(first)?.push({ ...cell, rowSpan: over.length });
    }
  });
  return visible.map((row) => ({ ...row, cells: (cells.get(row) ?? []).sort((a, b) => a.column - b.column) }));
}

function plainCell({ span, content }: GridCell, state: State): ResolvedCell {
  const cell = content(state);
  return span === 1 ? cell : { ...cell, span };
}

/** The cells of a row in the columns that are shown. */
function shownCells(row: GridRow, state: State, shown: readonly number[] | undefined, columns: number): ResolvedCell[] {
  const cells: ResolvedCell[] = [];
  for (const { column, span, rowSpan, content } of row.cells) {
    const to = Math.min(columns, column + span);
    const from = shown === undefined ? column : shown.findIndex((c) => c >= column);
    const width = shown === undefined ? to - column : shown.filter((c) => c >= column && c < to).length;
    if (width === 0 || from < 0) continue;
    const cell = content(state);
    cells.push({ ...cell, column: from, ...(width > 1 ? { span: width } : {}), ...(rowSpan > 1 ? { rowSpan } : {}) });
  }
  return cells;
}
