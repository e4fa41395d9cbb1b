import type { ResolvedCell, ResolvedNode, ResolvedTable, ResolvedTableRow } from '../../resolve/resolved.ts';
import { linesOf, type PlacedCell, placeCells, type RowMark, type TableLine } from '../../resolve/resolved-table.ts';
import { plainText } from '../text/write-text.ts';
import { escapeHtml } from './escape.ts';
import { type RunLook, runsToHtml } from './runs.ts';
import { styleClass } from './style-sheet.ts';
import { tableClass } from './table-css.ts';

/** Tables of more columns are stacked on small screens, every cell with its column's name. */
const COLUMNS_ON_A_PHONE = 3;

/** What a table needs of the page that it stands on. */
export interface TablePage {
  readonly look: RunLook;
  nodes(nodes: readonly ResolvedNode[]): string;
  /** The class of a background; the page's style sheet then has it. */
  groundClass(color: string): string;
}

/** A table with its caption, header cells with their scope, and a frame that scrolls on small screens. */
export function tableHtml(table: ResolvedTable, page: TablePage): string {
  return new TableWriter(table, page).write();
}

/** Whether a table can become a list of cards where there is no room for its columns. */
export const canBeStacked = ({ columns, headerRows, rows, irregular }: ResolvedTable): boolean =>
  columns.length > COLUMNS_ON_A_PHONE &&
  headerRows === undefined &&
  !(irregular === true && rows.some((row) => row.some(({ rowSpan, span }) => rowSpan !== undefined || span !== undefined)));

class TableWriter {
  readonly #table: ResolvedTable;
  readonly #page: TablePage;
  readonly #stacked: boolean;
  readonly #labels: readonly string[];

  constructor(table: ResolvedTable, page: TablePage) {
    this.#table = table;
    this.#page = page;
    this.#stacked = canBeStacked(table);
    this.#labels = table.columns.map(({ header }) => (this.#stacked && header.length > 0 ? escapeHtml(plainText(header)) : ''));
  }

  write(): string {
    const { summary, footer } = this.#table;
    const caption = summary === '' ? '' : `<caption class="unseen">${escapeHtml(summary)}</caption>`;
    const label = summary === '' ? '' : ` role="region" aria-label="${escapeHtml(summary)}"`;
    const classes = [this.#stacked ? 'stack' : '', this.#table.style === 'table' ? '' : tableClass(this.#table.style)].filter(
      (name) => name !== '',
    );
    const open = `<table${classes.length === 0 ? '' : ` class="${classes.join(' ')}"`}${this.#role('table')}>`;
    const foot = footer.map((row) => this.#row(row.style, row.cells, 'footer')).join('\n');
    return (
      `<div class="scroll" tabindex="0"${label}>${open}${caption}${this.#head()}\n` +
      `${this.#bodies()}${foot === '' ? '' : `<tfoot${this.#role('rowgroup')}>\n${foot}\n</tfoot>\n`}</table></div>\n`
    );
  }

  /** Parts of a table that is stacked say what they are: their display hides it from some readers. */
  #role(role: string): string {
    return this.#stacked ? ` role="${role}"` : '';
  }

  #head(): string {
    const { columns, headerRows } = this.#table;
    const open = `<thead${this.#role('rowgroup')}>`;
    if (headerRows !== undefined) return `${open}${headerRows.map((row) => this.#row('', row.cells, 'header')).join('\n')}</thead>`;
    if (columns.every(({ header }) => header.length === 0)) return '';
    return `${open}${this.#row(
      '',
      columns.map(({ header }) => ({ runs: header })),
      'header',
    )}</thead>`;
  }

  /** One body, or one for each of the outer groups. */
  #bodies(): string {
    const { groups, rows, marks } = this.#table;
    const open = `<tbody${this.#role('rowgroup')}>\n`;
    const line = (item: TableLine): string => {
      if (item.kind === 'data') return this.#dataRow(rows[item.index] as readonly ResolvedCell[], marks?.[item.index]);
      return this.#row(item.kind === 'header' ? 'group' : item.row.style, item.row.cells, item.kind === 'header' ? 'group' : 'footer');
    };
    if (groups === undefined) return `${open}${linesOf(this.#table).map(line).join('\n')}\n</tbody>\n`;
    return groups
      .map(
        (group) =>
          `${open}${linesOf({ ...this.#table, groups: [group] })
            .map(line)
            .join('\n')}\n</tbody>\n`,
      )
      .join('');
  }

  #dataRow(cells: readonly ResolvedCell[], mark: RowMark | undefined): string {
    if (mark === undefined) return this.#row('', cells, 'data');
    const ground = mark.background === undefined ? '' : this.#page.groundClass(mark.background);
    const classes = [mark.style ?? '', ground].filter((name) => name !== '').join(' ');
    const styled = mark.cellStyle === undefined ? cells : cells.map((cell) => ({ style: mark.cellStyle as string, ...cell }));
    return this.#row(classes, styled, 'data');
  }

  #row(classes: string | ResolvedTableRow['style'], cells: readonly ResolvedCell[], role: 'header' | 'data' | 'group' | 'footer'): string {
    const name = classes === '' ? '' : ` class="${classes}"`;
    const placed = placeCells(cells, this.#table.columns.length);
    return `<tr${name}${this.#role('row')}>${placed.map((cell) => this.#cell(cell, role)).join('')}</tr>`;
  }

  #cell({ cell, column, span }: PlacedCell, role: 'header' | 'data' | 'group' | 'footer'): string {
    const scope = scopeOf(cell, column, span, role, this.#table.columns.length);
    const tag = scope === undefined ? 'td' : 'th';
    const spans = (span > 1 ? ` colspan="${span}"` : '') + (cell.rowSpan === undefined ? '' : ` rowspan="${cell.rowSpan}"`);
    const label = role === 'data' && this.#labels[column] !== '' ? ` data-label="${this.#labels[column]}"` : '';
    const says = scope === undefined ? '' : ` scope="${scope}"`;
    const ariaRole = this.#role(scope === undefined ? 'cell' : scope.startsWith('row') ? 'rowheader' : 'columnheader');
    return `<${tag}${says}${spans}${ariaRole}${this.#cellClass(cell, column, span, role)}${label}>${this.#content(cell)}</${tag}>`;
  }

  #content(cell: ResolvedCell): string {
    const { look } = this.#page;
    if (cell.body !== undefined) return `<div>${this.#page.nodes(cell.body)}</div>`;
    const note = cell.note === undefined ? '' : `<br><small>${runsToHtml(cell.note, look)}</small>`;
    const text = runsToHtml(cell.runs, look) + note;
    // Beside its label the cell's content is one thing.
    return this.#stacked && note !== '' ? `<div>${text}</div>` : text;
  }

  #cellClass(cell: ResolvedCell, column: number, span: number, role: string): string {
    const own = this.#table.columns[column];
    const spread = span > 1 && role !== 'header' ? 'left' : undefined;
    const align = cell.align ?? spread ?? own?.align ?? 'left';
    const valign = cell.valign ?? (role === 'data' ? own?.valign : undefined) ?? 'top';
    const classes = [
      align === 'left' ? '' : `a-${align === 'decimal' ? 'right' : align}`,
      valign === 'top' ? '' : `v-${valign}`,
      cell.body === undefined ? '' : 'any',
      cell.style === undefined ? '' : styleClass(cell.style),
      cell.background === undefined ? '' : this.#page.groundClass(cell.background),
    ].filter((name) => name !== '');
    return classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  }
}

/** Which cells a cell is the header of; undefined for data. The first cell of a footer says what the row is about. */
export function scopeOf(cell: ResolvedCell, column: number, span: number, role: string, columns: number): string | undefined {
  if (role === 'header') return span > 1 ? 'colgroup' : 'col';
  if (cell.rowHeader === true) return 'row';
  if (column > 0 || role === 'data') return undefined;
  return role === 'group' && span === columns ? 'rowgroup' : 'row';
}
