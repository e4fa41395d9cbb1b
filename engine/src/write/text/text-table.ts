import type { Align, ResolvedCell, ResolvedNode, ResolvedTable } from '../../resolve/resolved.ts';
import { linesOf, placeCells } from '../../resolve/resolved-table.ts';
import { textWidth, wrap } from './wrap.ts';
import { plainText } from './write-text.ts';

/** Blanks between columns. */
export const GAP = 2;
/** No column is made narrower than this for the sake of others. */
const LEAST = 6;

/** Content of cells is broken when the widths of the columns are known. */
const UNBROKEN = 10_000;

export interface Cell {
  readonly text: string;
  /** Columns of text that the cell takes when it is not wrapped. */
  readonly width: number;
  readonly column: number;
  readonly span: number;
  readonly align: Align;
}

export interface Row {
  readonly cells: readonly Cell[];
  /** A line stands above it. */
  readonly ruled: boolean;
}

/** Content of any kind as lines of a width. */
export type BlockLines = (nodes: readonly ResolvedNode[], width: number) => string[];

/** A table as aligned columns of text, cells wrapped where it would be too wide. */
export function textTable(table: ResolvedTable, width: number, blockLines: BlockLines): string[] {
  const toRow = (cells: readonly ResolvedCell[], ruled: boolean): Row => rowOf(cells, table, ruled, blockLines);
  const header = headerOf(table, blockLines);
  const rows = linesOf(table).map((line) => {
    if (line.kind === 'data') return toRow(table.rows[line.index] as readonly ResolvedCell[], table.marks?.[line.index]?.style === 'total');
    return toRow(line.row.cells, line.kind === 'header' || line.row.style !== 'plain');
  });
  const footer = table.footer.map((row) => toRow(row.cells, row.style !== 'plain'));
  return layOut({ header, rows, footer }, table.columns.length, width);
}

/** The rows of a table's header. */
export function headerOf(table: ResolvedTable, blockLines: BlockLines): Row[] {
  const rows = table.headerRows?.map(({ cells }) => cells) ?? [table.columns.map((c) => ({ runs: c.header, align: c.align }))];
  return rows.map((cells) => rowOf(cells, table, false, blockLines));
}

/** Rows as lines, the columns as wide as their cells want and the whole allows. */
export function layOut(
  { header, rows, footer }: { readonly header: readonly Row[]; readonly rows: readonly Row[]; readonly footer: readonly Row[] },
  columns: number,
  width: number,
): string[] {
  const widths = columnWidths([...header, ...rows, ...footer], columns, width);
  const rule = '-'.repeat(widths.reduce((sum, w) => sum + w, 0) + GAP * (widths.length - 1));
  const lines: string[] = [];
  if (header.some(({ cells }) => cells.some((c) => c.text !== ''))) {
    for (const row of header) lines.push(...rowLines(row, widths));
    lines.push(rule);
  }
  for (const row of rows) {
    if (row.ruled && lines.at(-1) !== rule) lines.push(rule);
    lines.push(...rowLines(row, widths));
  }
  for (const [i, row] of footer.entries()) {
    if (i === 0 || row.ruled) lines.push(rule);
    lines.push(...rowLines(row, widths));
  }
  return lines;
}

function rowOf(cells: readonly ResolvedCell[], table: ResolvedTable, ruled: boolean, blockLines: BlockLines): Row {
  return {
    ruled,
    cells: placeCells(cells, table.columns.length).map(({ cell, column, span }) => {
      const align = cell.align ?? (span > 1 ? 'left' : table.columns[column]?.align) ?? 'left';
      const note = cell.note === undefined ? '' : `\n${plainText(cell.note)}`;
      const text = cell.body === undefined ? plainText(cell.runs) + note : blockLines(cell.body, UNBROKEN).join('\n').trimEnd();
      return cellOf(text, column, span, align);
    }),
  };
}

export function cellOf(text: string, column: number, span: number, align: Align): Cell {
  return { text, width: widthOf(text), column, span, align };
}

const widthOf = (text: string): number =>
  text.includes('\n') ? Math.max(...text.split('\n').map((line) => textWidth(line))) : textWidth(text);

function columnWidths(rows: readonly Row[], columns: number, width: number): number[] {
  const widths = new Array<number>(columns).fill(1);
  for (const { cells } of rows) {
    for (const { width: own, column, span } of cells) if (span === 1 && own > (widths[column] as number)) widths[column] = own;
  }
  let over = widths.reduce((sum, w) => sum + w, 0) + GAP * (columns - 1) - width;
  while (over > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if (widths[widest]! <= LEAST) break;
    widths[widest]! -= 1;
    over -= 1;
  }
  return widths;
}

function rowLines(row: Row, widths: readonly number[]): string[] {
  const line = singleLine(row, widths);
  return line === undefined ? wrappedLines(row, widths) : [line];
}

/** A row of cells that fit in their columns, as most do; undefined for any other. */
function singleLine({ cells }: Row, widths: readonly number[]): string | undefined {
  if (cells.length !== widths.length) return undefined;
  let line = '';
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] as Cell;
    const free = (widths[i] as number) - cell.width;
    if (cell.span !== 1 || cell.column !== i || free < 0 || cell.text.includes('\n')) return undefined;
    const before = cell.align === 'right' || cell.align === 'decimal' ? free : cell.align === 'center' ? free >> 1 : 0;
    line += (i === 0 ? '' : blanks(GAP)) + blanks(before) + cell.text + blanks(free - before);
  }
  return line.trimEnd();
}

const BLANKS = ' '.repeat(80);
const blanks = (count: number): string => (count <= 80 ? BLANKS.slice(0, count) : ' '.repeat(count));

function wrappedLines(row: Row, widths: readonly number[]): string[] {
  /** Blanks in the columns that a cell from above takes. */
  const filled: { lines: string[]; width: number; align: Align }[] = [];
  let next = 0;
  const skip = (to: number): void => {
    for (; next < to; next++) filled.push({ lines: [], width: widths[next] as number, align: 'left' });
  };
  for (const cell of row.cells) {
    skip(cell.column);
    const own = widths.slice(cell.column, cell.column + cell.span);
    next = cell.column + cell.span;
    const width = own.reduce((sum, w) => sum + w, 0) + GAP * Math.max(0, own.length - 1);
    filled.push({ lines: wrap(cell.text, width, true), width, align: cell.align });
  }
  skip(widths.length);
  const height = filled.reduce((most, { lines }) => Math.max(most, lines.length), 1);
  return Array.from({ length: height }, (_, i) =>
    filled
      .map((c) => pad(c.lines[i] ?? '', c.width, c.align))
      .join(' '.repeat(GAP))
      .trimEnd(),
  );
}

function pad(text: string, width: number, align: Align): string {
  const free = Math.max(0, width - textWidth(text));
  if (align === 'right' || align === 'decimal') return ' '.repeat(free) + text;
  if (align === 'center') return ' '.repeat(Math.floor(free / 2)) + text + ' '.repeat(Math.ceil(free / 2));
  return text + ' '.repeat(free);
}
