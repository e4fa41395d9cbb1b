import type { Align, ResolvedCell, ResolvedTable, Run } from '../../resolve/resolved.ts';
import type { Extent } from '../../text/typesetter.ts';
import { columnWidths } from '../column-widths.ts';
import type { StructureNode } from '../display-list.ts';
import { segmentOwners } from '../paragraph.ts';
import { addNode, type Scope, setText } from '../scope.ts';
import type { Group, Slab } from '../slab.ts';
import type { LayoutStyle, LayoutTableStyle } from '../styles.ts';
import { DecimalColumns } from './decimal.ts';
import { type CellLine, type RowLook, RowSlab } from './row.ts';

/** Space around a table, points. */
const TABLE_SPACE = 8;
/** The line above a total is this much thicker than the table's other lines. */
const TOTAL_RULE = 2;

/** A cell that stands in a row, whoever it belongs to. */
interface Cell {
  readonly runs: readonly Run[];
  readonly note?: readonly Run[] | undefined;
  readonly column: number;
  readonly span: number;
  readonly align: Align;
}

/** Adds a table: its header, data and footer rows as slabs of one group. */
export function addTable(scope: Scope, table: ResolvedTable): void {
  new TableFlow(scope, table).add();
}

/** A table on its way over pages: repeats its header, carries its sums. */
class TableFlow implements Group {
  readonly parent: Group | undefined;
  readonly tailHeight: number;
  readonly #scope: Scope;
  readonly #table: ResolvedTable;
  readonly #style: LayoutTableStyle;
  /** Left edges of the columns, and the right edge of the last; points from the region's left. */
  readonly #edges: readonly number[];
  readonly #rows: readonly (readonly Cell[])[];
  readonly #footerRows: readonly (readonly Cell[])[];
  readonly #decimals: DecimalColumns;
  readonly #node: StructureNode | null;
  readonly #footers = new Set<Slab>();
  #sums: { readonly rows: number; readonly texts: readonly string[] } | undefined;

  constructor(scope: Scope, table: ResolvedTable) {
    this.parent = scope.group;
    this.#scope = scope;
    this.#table = table;
    this.#style = scope.styles.table(table.style);
    this.#rows = table.rows.map((cells) => placedCells(cells, table));
    this.#footerRows = table.footer.map(({ cells }) => placedCells(cells, table));
    this.#decimals = new DecimalColumns(scope, table, this.#style);
    this.#edges = this.#columnEdges();
    this.#node = addNode(scope.parent, 'Table', table.summary === '' ? undefined : { summary: table.summary });
    this.tailHeight = this.#carryHeight();
  }

  add(): void {
    const { out } = this.#scope;
    const start = out.length;
    if (this.#hasHeader()) out.push(this.#headerRow(addNode(this.#node, 'THead'), 0));
    this.#addRows();
    this.#addFooter();
    const first = out[start];
    if (first === undefined) return;
    first.before = TABLE_SPACE;
    (out.at(-1) as Slab).after = TABLE_SPACE;
  }

  /** On the next page: the header again, and the sum so far. Both were read before, so they are artifacts. */
  head(next: Slab): readonly Slab[] {
    const slabs: Slab[] = [];
    if (this.#hasHeader()) slabs.push(this.#headerRow(null, 0));
    const rows = next instanceof RowSlab ? (next.rest ? next.rowsDone - 1 : this.#rowsBefore(next)) : 0;
    if (this.#table.carry !== undefined && rows > 0) slabs.push(this.#carryRow(this.#table.carry.brought, rows, false));
    return slabs;
  }

  tail(last: Slab): readonly Slab[] {
    const { carry } = this.#table;
    if (carry === undefined || !(last instanceof RowSlab) || last.rowsDone === 0) return [];
    return [this.#carryRow(carry.forward, last.rowsDone, true)];
  }

  #rowsBefore(next: RowSlab): number {
    return next.rowsDone === this.#table.rows.length && this.#footers.has(next) ? next.rowsDone : next.rowsDone - 1;
  }

  #hasHeader(): boolean {
    return this.#table.columns.some(({ header }) => header.length > 0);
  }

  #columnEdges(): number[] {
    const { columns } = this.#table;
    const widths = columnWidths(
      columns.map(({ width }) => width),
      this.#scope.width,
      (i) => this.#extent(i),
    );
    const edges = [this.#scope.x];
    for (const width of widths) edges.push((edges.at(-1) as number) + width);
    return edges;
  }

  /** How wide the content of an `auto` column is, over all rows. */
  #extent(column: number): Extent {
    const { typesetter, language } = this.#scope;
    const { header, cell, note, total } = this.#style;
    let natural = 0;
    let least = 0;
    const grow = (runs: readonly Run[], style: LayoutStyle): void => {
      const extent = typesetter.measure(runs, style, language);
      if (extent.natural > natural) natural = extent.natural;
      if (extent.least > least) least = extent.least;
    };
    grow(this.#table.columns[column]?.header ?? [], header);
    for (const row of this.#rows) {
      for (const { column: at, span, runs, note: second } of row) {
        if (at !== column || span > 1) continue;
        grow(runs, cell);
        if (second !== undefined) grow(second, note);
      }
    }
    for (const row of this.#footerRows) {
      for (const { column: at, span, runs } of row) if (at === column && span === 1) grow(runs, total);
    }
    const carried = this.#sumsAfter(this.#table.rows.length)[column];
    if (carried !== undefined && carried !== '') grow([{ text: carried }], this.#style.carry);
    const padding = 2 * this.#style.paddingX + 0.02;
    const decimals = this.#decimals.extraWidth(column);
    return { natural: natural + decimals + padding, least: least + decimals + padding };
  }

  #headerRow(head: StructureNode | null, rowsDone: number): RowSlab {
    const { headerBackground, rule } = this.#style;
    const cells = this.#table.columns.map(({ header, align }, column) => ({ runs: header, column, span: 1, align }));
    const look = this.#look(headerBackground, 0, headerBackground === undefined ? rule * TOTAL_RULE : 0);
    const row = this.#row(cells, this.#style.header, look, addNode(head, 'TR'), 'TH', rowsDone);
    row.breakAfter = 'avoid';
    return row;
  }

  #addRows(): void {
    const body = this.#rows.length === 0 ? null : addNode(this.#node, 'TBody');
    const last = this.#rows.length - 1;
    this.#rows.forEach((cells, i) => {
      const look = this.#look(i % 2 === 1 ? this.#style.zebra : undefined, 0, this.#style.rule);
      const row = this.#row(cells, this.#style.cell, look, addNode(body, 'TR'), 'TD', i + 1);
      // Totals without a row above them would say nothing.
      if (i === last && this.#table.footer.length > 0) row.breakAfter = 'avoid';
      this.#scope.out.push(row);
    });
  }

  #addFooter(): void {
    const { footer } = this.#table;
    const foot = footer.length === 0 ? null : addNode(this.#node, 'TFoot');
    footer.forEach(({ style }, i) => {
      const { cell, total, rule } = this.#style;
      const look = this.#look(undefined, style === 'total' ? rule * TOTAL_RULE : 0, 0);
      const text = style === 'plain' ? cell : total;
      const cells = this.#footerRows[i] as readonly Cell[];
      const row = this.#row(cells, text, look, addNode(foot, 'TR'), 'TD', this.#table.rows.length);
      if (i < footer.length - 1) row.breakAfter = 'avoid';
      this.#footers.add(row);
      this.#scope.out.push(row);
    });
  }

  /** A label in the columns before the first sum, and the sums. */
  #carryRow(label: readonly Run[], rows: number, foot: boolean): RowSlab {
    const texts = this.#sumsAfter(rows);
    const firstSum = texts.findIndex((text) => text !== '');
    const cells: Cell[] = [{ runs: label, column: 0, span: Math.max(1, firstSum), align: 'left' }];
    texts.forEach((text, column) => {
      if (text !== '' && column > 0)
        cells.push({ runs: [{ text }], column, span: 1, align: this.#table.columns[column]?.align ?? 'right' });
    });
    const look = this.#look(undefined, 0, foot ? 0 : this.#style.rule);
    return this.#row(cells, this.#style.carry, look, null, 'TD', rows);
  }

  /** The sums of the first rows, formatted, by column. The last answer is remembered: widths and heights ask for the same. */
  #sumsAfter(rows: number): readonly string[] {
    if (this.#sums?.rows !== rows) this.#sums = { rows, texts: this.#table.carry?.textAfter(rows) ?? [] };
    return this.#sums.texts;
  }

  #carryHeight(): number {
    const { carry, rows } = this.#table;
    return carry === undefined || rows.length < 2 ? 0 : this.#carryRow(carry.forward, rows.length, true).height;
  }

  #look(background: string | undefined, ruleAbove: number, ruleBelow: number): RowLook {
    const { ruleColor, paddingY } = this.#style;
    return { x: this.#scope.x, width: this.#scope.width, paddingY, background, ruleColor, ruleAbove, ruleBelow };
  }

  #row(
    cells: readonly Cell[],
    style: LayoutStyle,
    look: RowLook,
    node: StructureNode | null,
    type: 'TH' | 'TD',
    rowsDone: number,
  ): RowSlab {
    const lines: CellLine[] = [];
    for (const cell of cells) {
      const owner = addNode(node, type, cellAttributes(type, cell.span));
      const top = this.#addText(lines, cell, cell.runs, style, owner, this.#style.paddingY);
      if (cell.note !== undefined && cell.note.length > 0) this.#addText(lines, cell, cell.note, this.#style.note, owner, top);
    }
    return new RowSlab(lines, look, this, rowsDone);
  }

  /** Adds a text to a cell from `top` on; returns where it ends. */
  #addText(lines: CellLine[], cell: Cell, runs: readonly Run[], style: LayoutStyle, node: StructureNode | null, top: number): number {
    const { paddingX } = this.#style;
    const left = (this.#edges[cell.column] as number) + paddingX;
    const right = (this.#edges[cell.column + cell.span] as number) - paddingX;
    const inset = cell.align === 'decimal' && cell.span === 1 ? this.#decimals.inset(cell.column, runs) : 0;
    const align = cell.align === 'decimal' ? 'right' : cell.align;
    const width = Math.max(1, right - left - inset);
    const paragraph = setText(
      this.#scope,
      runs,
      style,
      width,
      this.#table.source,
      align === 'left' && style.align === 'justify' ? 'justify' : align,
    );
    const owners = segmentOwners(paragraph, node);
    let y = top;
    for (const line of paragraph.lines) {
      lines.push({ line, owners, x: left, top: y, baseline: y + style.baseline, height: style.leading });
      y += style.leading;
    }
    return y;
  }
}

const HEADER_CELL = { scope: 'Column' } as const;

function cellAttributes(type: 'TH' | 'TD', span: number): Omit<StructureNode, 'type' | 'children'> | undefined {
  const scope = type === 'TH' ? HEADER_CELL : undefined;
  return span > 1 ? { ...scope, columnSpan: span } : scope;
}

/**
 * The cells of a row in their columns. A row has one cell per column, those under a span being skipped; or fewer, which then
 * follow each other.
 */
function placedCells(cells: readonly ResolvedCell[], table: ResolvedTable): Cell[] {
  const { columns } = table;
  const onePerColumn = cells.length === columns.length;
  const placed: Cell[] = [];
  let column = 0;
  for (let i = 0; i < cells.length && column < columns.length; i++) {
    if (onePerColumn && i < column) continue;
    const cell = cells[i] as ResolvedCell;
    const span = Math.min(cell.span ?? 1, columns.length - column);
    placed.push({ runs: cell.runs, note: cell.note, column, span, align: cell.align ?? columns[column]?.align ?? 'left' });
    column += span;
  }
  return placed;
}
