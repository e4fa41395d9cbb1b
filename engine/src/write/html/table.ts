import type { Align, ResolvedCell, ResolvedTable } from '../../resolve/resolved.ts';
import { escapeHtml } from './escape.ts';
import { type RunLook, runsToHtml } from './runs.ts';

/** A table with its caption, header cells with their scope, and a frame that scrolls on small screens. */
export function tableHtml(table: ResolvedTable, look: RunLook): string {
  const aligns = table.columns.map((c) => c.align);
  const caption = table.summary === '' ? '' : `<caption class="unseen">${escapeHtml(table.summary)}</caption>`;
  const hasHeader = table.columns.some((c) => c.header.length > 0);
  const header = table.columns.map((c) => `<th scope="col"${alignClass(c.align)}>${runsToHtml(c.header, look)}</th>`).join('');
  let rows = '';
  for (const cells of table.rows) rows += `<tr>${cells.map((cell, i) => cellHtml(cell, aligns[i]!, look)).join('')}</tr>\n`;
  const footer = table.footer.map((row) => `<tr class="${row.style}">${footerCells(row.cells, aligns, look)}</tr>`).join('\n');
  const label = table.summary === '' ? '' : ` role="region" aria-label="${escapeHtml(table.summary)}"`;
  return (
    `<div class="scroll" tabindex="0"${label}><table>${caption}${hasHeader ? `<thead><tr>${header}</tr></thead>` : ''}\n` +
    `<tbody>\n${rows}</tbody>\n${footer === '' ? '' : `<tfoot>\n${footer}\n</tfoot>\n`}</table></div>\n`
  );
}

function cellHtml(cell: ResolvedCell, align: Align, look: RunLook): string {
  const note = cell.note === undefined ? '' : `<br><small>${runsToHtml(cell.note, look)}</small>`;
  return `<td${spanOf(cell)}${alignClass(cell.align ?? align)}>${runsToHtml(cell.runs, look)}${note}</td>`;
}

/** The first cell says what the row is about. */
function footerCells(cells: readonly ResolvedCell[], aligns: readonly Align[], look: RunLook): string {
  let column = 0;
  let html = '';
  for (const [i, cell] of cells.entries()) {
    const align = cell.align ?? ((cell.span ?? 1) > 1 ? 'left' : aligns[column]!);
    column += cell.span ?? 1;
    if (i === 0) html += `<th scope="row"${spanOf(cell)}${alignClass(align)}>${runsToHtml(cell.runs, look)}</th>`;
    else html += cellHtml(cell, align, look);
  }
  return html;
}

const spanOf = (cell: ResolvedCell): string => (cell.span === undefined || cell.span < 2 ? '' : ` colspan="${cell.span}"`);

const alignClass = (align: Align): string => (align === 'left' ? '' : ` class="a-${align === 'decimal' ? 'right' : align}"`);
