import type { ResolvedCell, ResolvedTable, Width } from '../../resolve/resolved.ts';
import { linesOf, type PlacedCell, placeCells } from '../../resolve/resolved-table.ts';
import type { TableStyle } from '../../template/model.ts';
import { textWidth } from '../text/wrap.ts';
import { plainText } from '../text/write-text.ts';
import type { Body } from './body.ts';
import { hex, twips, twipsOf } from './xml.ts';

type Role = 'header' | 'group' | 'data' | 'footer';

/** A table, its header repeated on every page. @param room its width, millimetres */
export function tableXml(table: ResolvedTable, style: TableStyle, room: number, body: Body): string {
  const widths = columnWidths(
    table.columns.map(({ width }, column) => (width === 'auto' ? { fixed: wantedWidth(table, column, room) } : width)),
    room,
  );
  const taken = new Array<number>(widths.length).fill(0);
  const row = (cells: readonly ResolvedCell[], role: Role, strong: boolean): string => {
    const keep = role === 'header' && table.repeatHeader !== false ? '<w:tblHeader/>' : '';
    return `<w:tr><w:trPr><w:cantSplit/>${keep}</w:trPr>${rowCells(placeCells(cells, widths.length), taken, widths, (cell) =>
      cellXml(cell, { table, style, widths, role, strong }, body),
    )}</w:tr>`;
  };
  const hasHeader = table.columns.some(({ header }) => header.length > 0);
  const header =
    table.headerRows?.map(({ cells }) => cells) ?? (hasHeader ? [table.columns.map((column) => ({ runs: column.header }))] : []);
  const rows = [
    ...header.map((cells) => row(cells, 'header', true)),
    ...linesOf(table).map((line) => {
      if (line.kind === 'data') return row(table.rows[line.index] ?? [], 'data', table.marks?.[line.index]?.style !== undefined);
      return row(line.row.cells, line.kind === 'header' ? 'group' : 'footer', line.row.style !== 'plain' || line.kind === 'header');
    }),
    ...table.footer.map(({ cells, style: kind }) => row(cells, 'footer', kind !== 'plain')),
  ];
  if (rows.length === 0) return '';
  const rule = `w:val="single" w:sz="4" w:space="0" w:color="${hex(style.ruleColor ?? '#d4d8da')}"`;
  const grid = widths.map((width) => `<w:gridCol w:w="${twipsOf(width)}"/>`).join('');
  const padding = twips(style.padding?.[1] ?? 3);
  return (
    `<w:tbl><w:tblPr>${body.mirrored ? '<w:bidiVisual/>' : ''}<w:tblW w:w="${twipsOf(room)}" w:type="dxa"/><w:tblBorders><w:bottom ${rule}/><w:insideH ${rule}/></w:tblBorders><w:tblLayout w:type="fixed"/>` +
    `<w:tblCellMar><w:left w:w="${padding}" w:type="dxa"/><w:right w:w="${padding}" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
    `<w:tblGrid>${grid}</w:tblGrid>${rows.join('')}</w:tbl>`
  );
}

/** What a column's longest text takes, reckoned with the usual width of letters, millimetres. */
function wantedWidth({ columns, rows }: ResolvedTable, column: number, room: number): number {
  let longest = textWidth(plainText(columns[column]?.header ?? []));
  for (const row of rows) {
    const cell = row.length === columns.length ? row[column] : undefined;
    if (cell !== undefined && cell.body === undefined) longest = Math.max(longest, textWidth(plainText(cell.runs)));
  }
  return Math.min(room / 2, longest * LETTER + CELL_PADDING);
}

/** Millimetres: a letter of body text, and the space at the sides of a cell. */
const LETTER = 1.9;
const CELL_PADDING = 4;

/** Millimetres. Word lays out tables with fixed widths alone as they are meant; `auto` is a share of what is left. */
export function columnWidths(wanted: readonly Width[], room: number): number[] {
  const fixed = wanted.map((width) => (typeof width === 'object' && 'fixed' in width ? width.fixed : 0));
  const shares = wanted.map((width) => (width === 'auto' ? 0.6 : 'share' in width ? width.share : 0));
  const left = Math.max(room * 0.1, room - fixed.reduce((sum, width) => sum + width, 0));
  const total = shares.reduce((sum, share) => sum + share, 0);
  const raw = wanted.map((_, i) => (shares[i]! > 0 ? (shares[i]! / total) * left : fixed[i]!));
  const scale = room / raw.reduce((sum, width) => sum + width, 0);
  return raw.map((width) => width * scale);
}

/** The cells of a row, with the parts of cells that reach down from above. */
function rowCells(cells: readonly PlacedCell[], taken: number[], widths: readonly number[], write: (cell: PlacedCell) => string): string {
  let xml = '';
  for (let column = 0; column < widths.length; ) {
    const placed = cells.find((cell) => cell.column === column);
    const above = taken[column]!;
    const span = placed?.span ?? 1;
    if (above > 0) {
      taken[column] = above - 1;
      xml += `<w:tc><w:tcPr><w:tcW w:w="${twipsOf(widths[column]!)}" w:type="dxa"/><w:vMerge/></w:tcPr><w:p/></w:tc>`;
      column += 1;
      continue;
    }
    if (placed === undefined) xml += `<w:tc><w:tcPr><w:tcW w:w="${twipsOf(widths[column]!)}" w:type="dxa"/></w:tcPr><w:p/></w:tc>`;
    else {
      for (let i = column; i < column + span; i++) taken[i] = (placed.cell.rowSpan ?? 1) - 1;
      xml += write(placed);
    }
    column += span;
  }
  return xml;
}

interface InTable {
  readonly table: ResolvedTable;
  readonly style: TableStyle;
  readonly widths: readonly number[];
  readonly role: Role;
  readonly strong: boolean;
}

const ALIGNMENT = { left: 'left', right: 'right', decimal: 'right', center: 'center' } as const;

function cellXml({ cell, column, span }: PlacedCell, { table, style, widths, role, strong }: InTable, body: Body): string {
  const width = widths.slice(column, column + span).reduce((sum, own) => sum + own, 0);
  const own = { header: style.headerBackground, group: style.groupBackground, data: undefined, footer: undefined }[role];
  const background = cell.background ?? own;
  const valign = cell.valign ?? table.columns[column]?.valign ?? 'top';
  const properties = [
    `<w:tcW w:w="${twipsOf(width)}" w:type="dxa"/>`,
    span > 1 ? `<w:gridSpan w:val="${span}"/>` : '',
    cell.rowSpan === undefined ? '' : '<w:vMerge w:val="restart"/>',
    background === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${hex(background)}"/>`,
    valign === 'top' ? '' : `<w:vAlign w:val="${valign === 'middle' ? 'center' : 'bottom'}"/>`,
  ];
  const align = ALIGNMENT[cell.align ?? (span > 1 && role !== 'header' ? 'left' : table.columns[column]?.align) ?? 'left'];
  const look = cell.style ?? (role === 'header' ? style.header : style.cell) ?? 'body';
  const bold = (runs: ResolvedCell['runs']) => (strong ? runs.map((run) => ({ bold: true, ...run })) : runs);
  const text = [bold(cell.runs), ...(cell.note === undefined ? [] : [cell.note])].map((runs) =>
    body.paragraph(look, runs, `<w:spacing w:before="40" w:after="40"/><w:jc w:val="${align}"/>`),
  );
  // A cell ends with a paragraph, even behind a table.
  const content = cell.body === undefined ? text.join('') : `${body.nodes(cell.body, width)}`;
  return `<w:tc><w:tcPr>${properties.join('')}</w:tcPr>${content.endsWith('</w:p>') ? content : `${content}<w:p/>`}</w:tc>`;
}
