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
  /** Rows and columns that are the scope of a header cell in them. */
  readonly scopedRows: ReadonlySet<number>;
  readonly scopedColumns: ReadonlySet<number>;
}

const maxSpan = 1000;
/** Places that the tables of a document may have together. */
const maxPlaces = 10_000_000;
const placesLeft = new WeakMap<Structure, number>();

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
  let left = placesLeft.get(structure) ?? maxPlaces;
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
  placesLeft.set(structure, left);
  return { rows, cells, places, overlapping, ...scopes(cells) };
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
  /** IDs in Headers that no element has. */
  readonly unknown: readonly string[];
}

/** Which rows and columns are the scope of a header cell. */
function scopes(cells: readonly GridCell[]): Pick<TableGrid, 'scopedRows' | 'scopedColumns'> {
  const scopedRows = new Set<number>();
  const scopedColumns = new Set<number>();
  for (const { isHeader, scope, row, column, rowSpan, columnSpan } of cells) {
    if (!isHeader) continue;
    if (scope === 'Row' || scope === 'Both') for (let at = row; at < row + rowSpan; at++) scopedRows.add(at);
    if (scope === 'Column' || scope === 'Both') for (let at = column; at < column + columnSpan; at++) scopedColumns.add(at);
  }
  return { scopedRows, scopedColumns };
}

/** Looks for the headers of a data cell: by its Headers, else by the scope of header cells in its rows and columns. */
export function headersOf(cell: GridCell, grid: TableGrid, ids: ReadonlySet<string>): CellHeaders {
  const unknown = cell.headers.filter((id) => !ids.has(id));
  if (cell.headers.length > 0 && unknown.length === 0) return { isConnected: true, unknown };
  let isConnected = false;
  for (let row = cell.row; row < cell.row + cell.rowSpan; row++) isConnected ||= grid.scopedRows.has(row);
  for (let column = cell.column; column < cell.column + cell.columnSpan; column++) isConnected ||= grid.scopedColumns.has(column);
  return { isConnected, unknown };
}
