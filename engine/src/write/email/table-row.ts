import type { Align, ResolvedCell, ResolvedNode, ResolvedTable } from '../../resolve/resolved.ts';
import { linesOf, type PlacedCell, placeCells, type RowMark, type TableLine } from '../../resolve/resolved-table.ts';
import type { TableStyle } from '../../template/model.ts';
import { legibleOn, type ScreenBrand } from '../html/brand-css.ts';
import { escapeAscii } from '../html/escape.ts';
import { type RunLook, runsToHtml } from '../html/runs.ts';
import { canBeStacked, scopeOf } from '../html/table.ts';
import { plainText } from '../text/write-text.ts';
import { textCss } from './body-writer.ts';

/** What a table needs of the message that it stands in. */
export interface TableMessage {
  readonly screen: ScreenBrand;
  readonly look: RunLook;
  /** Content of any kind in a cell. */
  nodes(nodes: readonly ResolvedNode[]): string;
}

/** A data table as a row of the message. */
export function tableRow(table: ResolvedTable, message: TableMessage): string {
  return new MessageTable(table, message).write();
}

/** A table's markup around its rows, and that of a row of plain text. */
export interface PlainTable {
  readonly before: string;
  readonly after: string;
  row(cells: readonly ResolvedCell[]): string;
}

/** A table that has nothing but one row of plain text after the other. */
export function plainTable(table: ResolvedTable, message: TableMessage): PlainTable {
  const written = new MessageTable(table, message);
  return { before: `${written.before()}<tbody>`, after: `</tbody>${written.after()}`, row: (cells) => written.plainRow(cells) };
}

type Role = 'header' | 'data' | 'group' | 'footer';

class MessageTable {
  readonly #table: ResolvedTable;
  readonly #message: TableMessage;
  readonly #base: string;
  readonly #stacked: boolean;
  readonly #labels: readonly string[];
  /** Openings of plain cells, by column. */
  readonly #opened: readonly string[];

  constructor(table: ResolvedTable, message: TableMessage) {
    this.#table = table;
    this.#message = message;
    const { screen } = message;
    const brandTable = screen.brand.tableStyles?.[table.style] ?? {};
    const text = textCss({ ...screen.style(brandTable.cell ?? 'body'), fontSize: 14, align: 'left' });
    this.#base = `padding:7px 6px;vertical-align:top;${text};border-bottom:1px solid ${brandTable.ruleColor ?? '#d4d8da'}`;
    this.#stacked = canBeStacked(table);
    this.#labels = table.columns.map(({ header }) => (this.#stacked ? label(plainText(header)) : ''));
    this.#opened = table.columns.map(({ align }) => `<td class="ph-t ph-rule" style="${this.#css(align, nowrap(align))}">`);
  }

  write(): string {
    return this.before() + this.#bodies() + this.after();
  }

  before(): string {
    const { summary, columns, headerRows } = this.#table;
    const named = summary === '' ? '' : ` aria-label="${escapeAscii(summary)}"`;
    const header =
      headerRows?.map(({ cells }) => cells) ?? (columns.some((c) => c.header.length > 0) ? [columns.map((c) => ({ runs: c.header }))] : []);
    const head = header.map((cells) => this.#row(cells, 'header', true)).join('');
    return (
      `<tr><td style="padding:0 0 20px"><table${this.#stacked ? ' class="ph-stack"' : ''} width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse"${named}>` +
      `${head === '' ? '' : `<thead>${head}</thead>`}`
    );
  }

  after(): string {
    const foot = this.#table.footer.map((row) => this.#row(row.cells, 'footer', row.style !== 'plain')).join('');
    return `${foot === '' ? '' : `<tfoot>${foot}</tfoot>`}</table></td></tr>`;
  }

  #bodies(): string {
    const { groups, rows, irregular, marks } = this.#table;
    if (groups === undefined && irregular !== true && marks === undefined) {
      let html = '';
      for (const row of rows) html += this.plainRow(row);
      return `<tbody>${html}</tbody>`;
    }
    const line = (item: TableLine): string => {
      if (item.kind === 'data') return this.#dataRow(rows[item.index] as readonly ResolvedCell[], marks?.[item.index]);
      if (item.kind === 'header') return this.#row(item.row.cells, 'group', true);
      return this.#row(item.row.cells, 'footer', item.row.style !== 'plain');
    };
    const body = (of: ResolvedTable): string => `<tbody>${linesOf(of).map(line).join('')}</tbody>`;
    return groups === undefined ? body(this.#table) : groups.map((group) => body({ ...this.#table, groups: [group] })).join('');
  }

  /** A row of plain text, as nearly all are. */
  plainRow(row: readonly ResolvedCell[]): string {
    let html = '<tr>';
    for (let i = 0; i < row.length; i++) html += `${this.#opened[i]}${this.#labels[i]}${this.#content(row[i] as ResolvedCell)}</td>`;
    return `${html}</tr>`;
  }

  #dataRow(cells: readonly ResolvedCell[], mark: RowMark | undefined): string {
    const looks = {
      ...(mark?.background === undefined ? {} : { background: mark.background }),
      ...(mark?.cellStyle === undefined ? {} : { style: mark.cellStyle }),
    };
    return this.#row(mark === undefined ? cells : cells.map((cell) => ({ ...looks, ...cell })), 'data', mark?.style !== undefined);
  }

  #row(cells: readonly ResolvedCell[], role: Role, strong: boolean): string {
    return `<tr>${placeCells(cells, this.#table.columns.length)
      .map((cell) => this.#cell(cell, role, strong))
      .join('')}</tr>`;
  }

  #cell({ cell, column, span }: PlacedCell, role: Role, strong: boolean): string {
    const scope = scopeOf(cell, column, span, role, this.#table.columns.length);
    const tag = scope === undefined ? 'td' : 'th';
    const spread = span > 1 && role !== 'header' ? 'left' : undefined;
    const own = this.#table.columns[column];
    const align = cell.align ?? spread ?? own?.align ?? 'left';
    const spans = (span > 1 ? ` colspan="${span}"` : '') + (cell.rowSpan === undefined ? '' : ` rowspan="${cell.rowSpan}"`);
    const says = scope === undefined ? '' : ` scope="${scope}"`;
    const ground = this.#ground(cell, role);
    const css = this.#css(
      align,
      this.#extraCss(cell, role, strong, align, scope !== undefined, column) + this.#onGround(cell, role, ground),
    );
    const named = role === 'data' ? (this.#labels[column] ?? '') : '';
    return `<${tag}${says}${spans} class="ph-t${role === 'header' || ground !== undefined ? ' ph-th' : ''} ph-rule" style="${css}">${named}${this.#content(cell)}</${tag}>`;
  }

  #extraCss(cell: ResolvedCell, role: Role, strong: boolean, align: Align, isHeader: boolean, column: number): string {
    const { screen } = this.#message;
    const valign = cell.valign ?? (role === 'data' ? this.#table.columns[column]?.valign : undefined) ?? 'top';
    let css = strong ? ';font-weight:bold' : isHeader ? ';font-weight:normal' : '';
    if (role !== 'header') css += nowrap(align);
    if (cell.style !== undefined) {
      const style = screen.style(cell.style);
      css += `;color:${style.color}${style.bold ? ';font-weight:bold' : ''}${style.italic ? ';font-style:italic' : ''}`;
    }
    if (valign !== 'top') css += `;vertical-align:${valign}`;
    return css;
  }

  get #style(): TableStyle {
    return this.#message.screen.brand.tableStyles?.[this.#table.style] ?? {};
  }

  #ground({ background }: ResolvedCell, role: Role): string | undefined {
    return background ?? (role === 'header' ? this.#style.headerBackground : role === 'group' ? this.#style.groupBackground : undefined);
  }

  /** The colour behind a cell, and one of the text that can be read on it. */
  #onGround(cell: ResolvedCell, role: Role, ground: string | undefined): string {
    if (ground === undefined) return '';
    const { cell: usual = 'body', header = usual, group = usual } = this.#style;
    const { screen } = this.#message;
    const wanted = screen.style(cell.style ?? (role === 'header' ? header : role === 'group' ? group : usual)).color;
    const color = legibleOn(ground, wanted);
    return `${color === screen.style(usual).color ? '' : `;color:${color}`};background-color:${ground}`;
  }

  #css(align: Align, extra: string): string {
    return `${this.#base};text-align:${align === 'decimal' ? 'right' : align}${extra}`;
  }

  #content(cell: ResolvedCell): string {
    const { look } = this.#message;
    if (cell.body !== undefined) return this.#message.nodes(cell.body);
    const note = cell.note === undefined ? '' : `<br><span style="font-size:12px">${runsToHtml(cell.note, look)}</span>`;
    return runsToHtml(cell.runs, look) + note;
  }
}

const nowrap = (align: Align): string => (align === 'decimal' || align === 'right' ? ';white-space:nowrap' : '');

const label = (header: string): string =>
  header === ''
    ? ''
    : `<span class="ph-label" style="display:none;max-height:0;overflow:hidden;font-size:0;mso-hide:all">${escapeAscii(header)}: </span>`;
