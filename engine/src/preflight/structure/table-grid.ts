/**
 * Tables as grids: which cell covers which place, by rows, column and row spans. A cell takes the first free place of its row, as in
 * HTML; so holes and overlaps show.
 */
import type { PdfValue } from '../read/values.ts';
import { attributeOf, nameIn, type StructElement, type Structure, stringsIn } from './tree.ts';

/** A cell in its place. */
export interface GridCell {
  readonly element: StructElement;
  readonly isHeader: boolean;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly scope: 'Row' | 'Column' | 'Both' | undefined;
  /** IDs of the headers it names. */
  readonly headers: readonly string[];
}

/** A table as grid. */
export interface TableGrid {
  readonly rows: readonly StructElement[];
  readonly cells: readonly GridCell[];
  /** Places by row; undefined where no cell lies. */
  readonly places: readonly (readonly (GridCell | undefined)[])[];
  /** Cells that lie upon others. */
  readonly overlapping: readonly GridCell[];
}

const maxSpan = 1000;
const maxPlaces = 4_000_000;

const sectionTypes = new Set(['THead', 'TBody', 'TFoot']);

/** Rows of a table in the order THead, TBody, TFoot as written. */
function rowsOf(table: StructElement): StructElement[] {
  return table.children.flatMap((child) => {
    if (child.standardType === 'TR') return [child];
    return sectionTypes.has(child.standardType) ? child.children.filter(({ standardType }) => standardType === 'TR') : [];
  });
}

/** Lays out a table. */
export function gridOf(table: StructElement, structure: Structure): TableGrid {
  const rows = rowsOf(table);
  const places: (GridCell | undefined)[][] = rows.map(() => []);
  const cells: GridCell[] = [];
  const overlapping: GridCell[] = [];
  let left = maxPlaces;
  rows.forEach((row, index) => {
    let column = 0;
    for (const element of row.children) {
      if (element.standardType !== 'TH' && element.standardType !== 'TD') continue;
      while (places[index]![column]) column++;
      const cell = cellAt(element, structure, index, column);
      left -= cell.rowSpan * cell.columnSpan;
      if (left < 0) return;
      if (!put(cell, places)) overlapping.push(cell);
      cells.push(cell);
      column += cell.columnSpan;
    }
  });
  return { rows, cells, places, overlapping };
}

function cellAt(element: StructElement, structure: Structure, row: number, column: number): GridCell {
  const attribute = (key: string): PdfValue => attributeOf(element, structure, 'Table', key);
  const span = (key: string): number => {
    const value = attribute(key);
    return typeof value === 'number' && value >= 1 ? Math.min(Math.floor(value), maxSpan) : 1;
  };
  const scope = nameIn(attribute('Scope'));
  return {
    element,
    isHeader: element.standardType === 'TH',
    row,
    column,
    rowSpan: span('RowSpan'),
    columnSpan: span('ColSpan'),
    scope: scope === 'Row' || scope === 'Column' || scope === 'Both' ? scope : undefined,
    headers: stringsIn(attribute('Headers')),
  };
}

/** @returns whether all places of the cell were free. Rows that do not exist are made: the last row spans over the table's end. */
function put(cell: GridCell, places: (GridCell | undefined)[][]): boolean {
  let isFree = true;
  for (let row = cell.row; row < cell.row + cell.rowSpan; row++) {
    if (!places[row]) places[row] = [];
    for (let column = cell.column; column < cell.column + cell.columnSpan; column++) {
      if (places[row]![column]) isFree = false;
      else places[row]![column] = cell;
    }
  }
  return isFree;
}

/** How a data cell comes by its headers. */
export interface CellHeaders {
  /** By Headers that are there, or by Scope. */
  readonly isConnected: boolean;
  /** IDs in Headers that no header cell has. */
  readonly unknown: readonly string[];
  /** A header cell without Scope in its row or column. */
  readonly hasUnscoped: boolean;
}

/** Looks for the headers of a data cell: by its Headers, else by the scope of header cells in its rows and columns. */
export function headersOf(cell: GridCell, grid: TableGrid, ids: ReadonlySet<string>): CellHeaders {
  const unknown = cell.headers.filter((id) => !ids.has(id));
  if (cell.headers.length > 0 && unknown.length === 0) return { isConnected: true, unknown, hasUnscoped: false };
  let isConnected = false;
  let hasUnscoped = false;
  const look = (other: GridCell | undefined, direction: 'Row' | 'Column'): void => {
    if (!other?.isHeader) return;
    if (other.scope === direction || other.scope === 'Both') isConnected = true;
    else if (other.scope === undefined) hasUnscoped = true;
  };
  for (let row = cell.row; row < cell.row + cell.rowSpan; row++) for (const other of new Set(grid.places[row])) look(other, 'Row');
  for (const places of grid.places)
    for (let column = cell.column; column < cell.column + cell.columnSpan; column++) look(places[column], 'Column');
  return { isConnected, unknown, hasUnscoped };
}
