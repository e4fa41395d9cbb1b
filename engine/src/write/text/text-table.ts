import type { Align, ResolvedCell, ResolvedTable } from '../../resolve/resolved.ts';
import { textWidth, wrap } from './wrap.ts';
import { plainText } from './write-text.ts';

/** Blanks between columns. */
const GAP = 2;
/** No column is made narrower than this for the sake of others. */
const LEAST = 6;

interface Row {
  readonly cells: readonly { readonly text: string; readonly span: number; readonly align: Align }[];
  readonly ruled: boolean;
}

/** A table as aligned columns of text, cells wrapped where it would be too wide. */
export function textTable(table: ResolvedTable, width: number): string[] {
  const aligns = table.columns.map((c) => c.align);
  const header: Row = { cells: table.columns.map((c) => ({ text: plainText(c.header), span: 1, align: c.align })), ruled: false };
  const rows = table.rows.map((cells) => rowOf(cells, aligns, false));
  const footer = table.footer.map((row) => rowOf(row.cells, aligns, row.style !== 'plain'));
  const widths = columnWidths([header, ...rows, ...footer], aligns.length, width);
  const rule = '-'.repeat(widths.reduce((sum, w) => sum + w, 0) + GAP * (widths.length - 1));
  const lines: string[] = [];
  if (header.cells.some((c) => c.text !== '')) lines.push(...rowLines(header, widths), rule);
  for (const row of rows) lines.push(...rowLines(row, widths));
  for (const [i, row] of footer.entries()) {
    if (i === 0 || row.ruled) lines.push(rule);
    lines.push(...rowLines(row, widths));
  }
  return lines;
}

function rowOf(cells: readonly ResolvedCell[], aligns: readonly Align[], ruled: boolean): Row {
  let column = 0;
  return {
    ruled,
    cells: cells.map((cell) => {
      const span = cell.span ?? 1;
      const align = cell.align ?? (span > 1 ? 'left' : aligns[column]) ?? 'left';
      column += span;
      const note = cell.note === undefined ? '' : `\n${plainText(cell.note)}`;
      return { text: plainText(cell.runs) + note, span, align };
    }),
  };
}

function columnWidths(rows: readonly Row[], columns: number, width: number): number[] {
  const widths = new Array<number>(columns).fill(1);
  for (const row of rows) {
    let column = 0;
    for (const cell of row.cells) {
      if (cell.span === 1) widths[column] = Math.max(widths[column] ?? 1, ...cell.text.split('\n').map(textWidth));
      column += cell.span;
    }
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
  let column = 0;
  const cells = row.cells.map((cell) => {
    const own = widths.slice(column, column + cell.span);
    column += cell.span;
    const width = own.reduce((sum, w) => sum + w, 0) + GAP * Math.max(0, own.length - 1);
    return { lines: wrap(cell.text, width, true), width, align: cell.align };
  });
  const height = Math.max(1, ...cells.map((c) => c.lines.length));
  return Array.from({ length: height }, (_, i) =>
    cells
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
