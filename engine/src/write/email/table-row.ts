import type { Align, ResolvedCell, ResolvedTable } from '../../resolve/resolved.ts';
import type { ScreenBrand } from '../html/brand-css.ts';
import { escapeAscii } from '../html/escape.ts';
import { type RunLook, runsToHtml } from '../html/runs.ts';
import { plainText } from '../text/write-text.ts';
import { textCss } from './body-writer.ts';

/** Tables of more columns are stacked on small screens, every cell with its column's name. */
const COLUMNS_ON_A_PHONE = 3;

/** A data table as a row of the message. */
export function tableRow(table: ResolvedTable, screen: ScreenBrand, look: RunLook): string {
  const brandTable = screen.brand.tableStyles?.[table.style] ?? {};
  const rule = `border-bottom:1px solid ${brandTable.ruleColor ?? '#d4d8da'}`;
  const base = `padding:7px 6px;vertical-align:top;${textCss({ ...screen.style(brandTable.cell ?? 'body'), fontSize: 14, align: 'left' })}`;
  const css = (align: Align, extra: string) => `${base};${rule};text-align:${align === 'decimal' ? 'right' : align}${extra}`;
  const stacked = table.columns.length > COLUMNS_ON_A_PHONE;
  const labels = table.columns.map((c) => (stacked ? label(plainText(c.header)) : ''));
  const cells = table.columns.map((c) => `<td class="ph-t ph-rule" style="${css(c.align, nowrap(c.align))}">`);
  const head = table.columns.map((c) => {
    const ground = brandTable.headerBackground === undefined ? '' : `;background-color:${brandTable.headerBackground}`;
    return `<th scope="col" class="ph-t ph-th ph-rule" style="${css(c.align, `;font-weight:bold${ground}`)}">${runsToHtml(c.header, look)}</th>`;
  });
  let rows = '';
  for (const row of table.rows) {
    rows += '<tr>';
    for (let i = 0; i < row.length; i++) rows += `${cells[i]}${labels[i]}${cellText(row[i]!, look)}</td>`;
    rows += '</tr>';
  }
  const footer = table.footer.map((row) => `<tr>${footerCells(row.cells, row.style !== 'plain', table, css, look)}</tr>`).join('');
  const summary = table.summary === '' ? '' : ` aria-label="${escapeAscii(table.summary)}"`;
  const header = table.columns.some((c) => c.header.length > 0) ? `<thead><tr>${head.join('')}</tr></thead>` : '';
  return (
    `<tr><td style="padding:0 0 20px"><table${stacked ? ' class="ph-stack"' : ''} width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse"${summary}>` +
    `${header}<tbody>${rows}</tbody>${footer === '' ? '' : `<tfoot>${footer}</tfoot>`}</table></td></tr>`
  );
}

const nowrap = (align: Align): string => (align === 'decimal' || align === 'right' ? ';white-space:nowrap' : '');

const label = (header: string): string =>
  header === ''
    ? ''
    : `<span class="ph-label" style="display:none;max-height:0;overflow:hidden;font-size:0;mso-hide:all">${escapeAscii(header)}: </span>`;

function cellText(cell: ResolvedCell, look: RunLook): string {
  const note = cell.note === undefined ? '' : `<br><span style="font-size:12px">${runsToHtml(cell.note, look)}</span>`;
  return runsToHtml(cell.runs, look) + note;
}

function footerCells(
  cells: readonly ResolvedCell[],
  strong: boolean,
  table: ResolvedTable,
  css: (align: Align, extra: string) => string,
  look: RunLook,
): string {
  let column = 0;
  return cells
    .map((cell, i) => {
      const span = cell.span ?? 1;
      const align = cell.align ?? (span > 1 ? 'left' : table.columns[column]!.align);
      column += span;
      const tag = i === 0 ? 'th scope="row"' : 'td';
      const attributes = `${span > 1 ? ` colspan="${span}"` : ''} class="ph-t ph-rule"`;
      const weight = strong ? ';font-weight:bold' : ';font-weight:normal';
      return `<${tag}${attributes} style="${css(align, weight + nowrap(align))}">${cellText(cell, look)}</${i === 0 ? 'th' : 'td'}>`;
    })
    .join('');
}
