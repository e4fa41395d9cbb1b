import type { ResolvedTable, ResolvedTableRow, Run } from '../../resolve/resolved.ts';
import type { ResolvedGroup } from '../../resolve/resolved-table.ts';
import type { StructureNode } from '../display-list.ts';
import type { Painter } from '../painter.ts';
import { addNode, type Scope } from '../scope.ts';
import { type Group, keepTogether, type Slab, stackHeight } from '../slab.ts';
import { structureNode } from '../structure-node.ts';
import type { LayoutStyle, LayoutTableStyle } from '../styles.ts';
import { type Cell, cellsOf } from './cell.ts';
import { TableColumns } from './columns.ts';
import { CellRows, type DataRows } from './data-rows.ts';
import { type Joined, joinedRows, repeatedLines } from './joined-rows.ts';
import { PlainRowSlab } from './plain-row-slab.ts';
import { type PlainRows, plainRows } from './plain-rows.ts';
import { RepeatSlab, RoomSlab, RowSlab } from './row.ts';
import { RowComposer, type RowSource } from './row-composer.ts';
import type { Stretch } from './row-extras.ts';
import { hasUprights, TableLooks, uprightsOf } from './table-looks.ts';

/** Space around a table, points. */
const TABLE_SPACE = 8;

/** Adds a table: its header, data and footer rows as slabs of one group. */
export function addTable(scope: Scope, table: ResolvedTable): void {
  if (table.columns.length > 0) new TableFlow(scope, table).add();
}

/** A table on its way over pages: repeats its header and the headers of its groups, carries its sums. */
class TableFlow implements Group {
  readonly parent: Group | undefined;
  readonly tailHeight: number;
  readonly decorate?: Group['decorate'];
  readonly #scope: Scope;
  readonly #table: ResolvedTable;
  readonly #style: LayoutTableStyle;
  readonly #header: readonly (readonly Cell[])[];
  readonly #rows: DataRows;
  /** The same where they are plain texts. */
  readonly #plain: PlainRows | undefined;
  readonly #footer: readonly (readonly Cell[])[];
  readonly #composer: RowComposer;
  readonly #looks: TableLooks;
  readonly #uprights: readonly Stretch[];
  readonly #node: StructureNode | null;
  #sums: { readonly rows: number; readonly texts: readonly string[] } | undefined;

  constructor(scope: Scope, table: ResolvedTable) {
    this.parent = scope.group;
    this.#scope = scope;
    this.#table = table;
    this.#style = scope.styles.table(table.style);
    this.#header = headerCells(table);
    this.#plain = hasUprights(table, this.#style) ? undefined : plainRows(scope, table, this.#style);
    this.#rows = this.#plain ?? new CellRows(table);
    this.#footer = table.footer.map(({ cells }) => cellsOf(cells, table));
    const inGroups = rowsOfGroups(table.groups).map(({ cells }) => cellsOf(cells, table));
    const others = inGroups.length === 0 ? this.#footer : [...this.#footer, ...inGroups];
    const rows = { header: this.#header, data: this.#rows, others, sums: this.#sumsAfter(this.#rows.length) };
    const columns = new TableColumns(scope, table, rows, this.#style);
    this.#plain?.place(columns);
    this.#composer = new RowComposer(scope, table, this.#style, columns, this);
    this.#looks = new TableLooks(columns, this.#style);
    this.#uprights = uprightsOf(table, columns, this.#style);
    this.#node = addNode(scope.parent, 'Table', table.summary === '' ? undefined : { summary: table.summary });
    this.tailHeight = this.#tailHeight();
    if (this.#style.border > 0) this.decorate = (painter, x, top, bottom) => this.#frame(painter, x, top, bottom);
  }

  add(): void {
    const { out } = this.#scope;
    const start = out.length;
    if (this.#header.length > 0) out.push(...this.#headerRows(addNode(this.#node, 'THead'), 0));
    this.#addBody();
    this.#addFooter();
    const first = out[start];
    if (first === undefined) return;
    first.before = TABLE_SPACE;
    (out.at(-1) as Slab).after = TABLE_SPACE;
  }

  /** On the next page: the header again, the sum so far, the groups and cells that go on. All were read before: artifacts. */
  head(next: Slab): readonly Slab[] {
    const slabs: Slab[] = this.#table.repeatHeader === false ? [] : this.#headerRows(null, 0);
    if (!(next instanceof RowSlab)) return slabs;
    const { rowsDone, data, groups, joined } = next.place;
    const done = data ? rowsDone - 1 : rowsDone;
    if (this.#table.carry !== undefined && done > 0) slabs.push(this.#carryRow(this.#table.carry.brought, done, false));
    for (const group of (groups ?? []) as readonly ResolvedGroup[]) {
      for (const row of group.continued) slabs.push(this.#otherRow(row, 'group', null, { rowsDone: done, data: false }));
    }
    if (next.overhang > 0) slabs.push(new RoomSlab(next));
    if (joined !== undefined) slabs.push(new RepeatSlab(next, repeatedLines(this.#composer, joined as readonly Joined[])));
    return slabs;
  }

  tail(last: Slab): readonly Slab[] {
    const { carry, pageFooter } = this.#table;
    const slabs: Slab[] = [];
    if (!(last instanceof RowSlab)) return slabs;
    const { rowsDone } = last.place;
    if (carry !== undefined && rowsDone > 0) slabs.push(this.#carryRow(carry.forward, rowsDone, true));
    for (const row of pageFooter ?? []) slabs.push(this.#otherRow(row, 'footer', null, { rowsDone, data: false }));
    return slabs;
  }

  #headerRows(head: StructureNode | null, rowsDone: number): RowSlab[] {
    const { header } = this.#style;
    const place = { rowsDone, data: false };
    const last = this.#header.length - 1;
    const sources = this.#header.map((cells, i): RowSource => {
      return { cells, style: header, look: this.#looks.header(i === last), node: addNode(head, 'TR'), role: 'header', place };
    });
    const slabs = this.#compose(sources);
    for (const slab of slabs) slab.breakAfter = 'avoid';
    return slabs;
  }

  /** Rows that no cell joins to others are set one by one, plain ones without detours. */
  #compose(sources: readonly RowSource[]): RowSlab[] {
    const special = this.#uprights.length > 0 || sources.some(({ cells }) => cells.some((cell) => cell.special !== undefined));
    return special ? joinedRows(this.#composer, sources, this.#uprights) : sources.map((source) => this.#composer.plainRow(source));
  }

  #addBody(): void {
    const { groups } = this.#table;
    if (groups !== undefined) for (const group of groups) this.#addGroup(group, addNode(this.#node, 'TBody'), []);
    else if (this.#rows.length > 0) this.#addRows(0, this.#rows.length, addNode(this.#node, 'TBody'), undefined);
    const last = this.#scope.out.at(-1);
    // Totals without a row above them would say nothing.
    if (this.#table.footer.length > 0 && this.#rows.length > 0 && last !== undefined) last.breakAfter = 'avoid';
  }

  #addGroup(group: ResolvedGroup, body: StructureNode | null, outer: readonly ResolvedGroup[]): void {
    const { out } = this.#scope;
    const start = out.length;
    if (group.keep === 'page' && group.from > 0) (out.at(-1) as Slab).breakAfter = 'forced';
    for (const row of group.header) {
      const place = { rowsDone: group.from, data: false, groups: outer };
      const slab = this.#otherRow(row, 'group', addNode(body, 'TR'), place);
      slab.breakAfter = 'avoid';
      out.push(slab);
    }
    const open = [...outer, group];
    if (group.groups.length === 0) this.#addRows(group.from, group.to, body, open);
    for (const inner of group.groups) this.#addGroup(inner, body, open);
    for (const row of group.footer) {
      (out.at(-1) as Slab).breakAfter = 'avoid';
      out.push(this.#otherRow(row, 'footer', addNode(body, 'TR'), { rowsDone: group.to, data: false, groups: open }));
    }
    if (group.keep === 'together' && stackHeight(out, start) <= this.#scope.pageHeight) keepTogether(out, start);
  }

  /** Adds data rows; `groups` are those that they are in. */
  #addRows(from: number, to: number, body: StructureNode | null, groups: readonly ResolvedGroup[] | undefined): void {
    if (this.#table.irregular === true || this.#uprights.length > 0) {
      this.#addSpecialRows(from, to, body, groups);
      return;
    }
    for (let i = from; i < to; i++) {
      const slab =
        this.#plainRow(i, i - from, body, groups) ?? this.#composer.plainRow(this.#dataRow(i, i - from, addNode(body, 'TR'), groups));
      this.#addRow(slab, i);
    }
  }

  /** Rows that cells join are set together, and share a stripe. */
  #addSpecialRows(from: number, to: number, body: StructureNode | null, groups: readonly ResolvedGroup[] | undefined): void {
    let stripe = 0;
    for (let i = from; i < to; stripe++) {
      const sources: RowSource[] = [];
      for (let row = i, until = this.#joinedUntil(i, to); row < until; row++) {
        sources.push(this.#dataRow(row, stripe, addNode(body, 'TR'), groups));
      }
      for (const slab of joinedRows(this.#composer, sources, this.#uprights)) this.#addRow(slab, i++);
    }
  }

  #addRow(slab: RowSlab, index: number): void {
    const { marks, breakRows } = this.#table;
    if (breakRows === true) slab.divisible = true;
    if (marks?.[index]?.keepWithNext === true) slab.breakAfter = 'avoid';
    this.#scope.out.push(slab);
  }

  /** A row of plain texts in the table's own style; undefined where it has to be set cell by cell. */
  #plainRow(index: number, stripe: number, body: StructureNode | null, groups: readonly ResolvedGroup[] | undefined): RowSlab | undefined {
    const mark = this.#table.marks?.[index];
    if (body === null || mark?.cellStyle !== undefined || mark?.style !== undefined) return undefined;
    const row = this.#plain?.set(index);
    if (row === undefined) return undefined;
    const look = mark === undefined ? this.#looks.data(stripe) : this.#looks.marked(mark, stripe);
    const node = structureNode('TR', undefined, row);
    body.children.push(node);
    return new PlainRowSlab(row, node, this.#style.cell, look, this, placeOf(index, groups));
  }

  #dataRow(index: number, stripe: number, node: StructureNode | null, groups: readonly ResolvedGroup[] | undefined): RowSource {
    const mark = this.#table.marks?.[index];
    const place = placeOf(index, groups);
    const cells = this.#rows.at(index);
    if (mark === undefined) return { cells, style: this.#style.cell, look: this.#looks.data(stripe), node, role: 'data', place };
    const style = mark.cellStyle === undefined ? this.#styleOf(mark.style ?? 'plain') : this.#scope.styles.paragraph(mark.cellStyle);
    return { cells, style, look: this.#looks.marked(mark, stripe), node, role: 'data', place };
  }

  /** The row after the last that cells join to the row at `start`. */
  #joinedUntil(start: number, to: number): number {
    let until = start + 1;
    for (let i = start; i < until; i++) {
      for (const { special } of this.#rows.at(i)) {
        if (special?.rowSpan !== undefined) until = Math.min(to, Math.max(until, i + special.rowSpan));
      }
    }
    return until;
  }

  #addFooter(): void {
    const { footer } = this.#table;
    const foot = footer.length === 0 ? null : addNode(this.#node, 'TFoot');
    const place = { rowsDone: this.#rows.length, data: false };
    const sources = footer.map(({ style }, i): RowSource => {
      const cells = this.#footer[i] as readonly Cell[];
      return { cells, style: this.#styleOf(style), look: this.#looks.footer(style), node: addNode(foot, 'TR'), role: 'footer', place };
    });
    this.#compose(sources).forEach((slab, i) => {
      if (i < footer.length - 1) slab.breakAfter = 'avoid';
      this.#scope.out.push(slab);
    });
  }

  /** A row of a group, or one that stands on every page. */
  #otherRow(row: ResolvedTableRow, role: 'group' | 'footer', node: StructureNode | null, place: RowSource['place']): RowSlab {
    const look = role === 'group' ? this.#looks.groupHeader() : this.#looks.footer(row.style);
    const style = role === 'group' && row.style === 'plain' ? this.#style.group : this.#styleOf(row.style);
    const [slab] = this.#compose([{ cells: cellsOf(row.cells, this.#table), style, look, node, role, place }]);
    return slab as RowSlab;
  }

  #styleOf(style: ResolvedTableRow['style']): LayoutStyle {
    return style === 'plain' ? this.#style.cell : this.#style.total;
  }

  /** A label in the columns before the first sum, and the sums. */
  #carryRow(label: readonly Run[], rows: number, foot: boolean): RowSlab {
    const { fromRight } = this.#composer.columns;
    const texts = this.#sumsAfter(rows);
    const firstSum = texts.findIndex((text) => text !== '');
    const cells: Cell[] = [{ runs: label, column: 0, span: Math.max(1, firstSum), align: fromRight ? 'right' : 'left' }];
    texts.forEach((text, column) => {
      if (text !== '' && column > 0)
        cells.push({ runs: [{ text }], column, span: 1, align: this.#table.columns[column]?.align ?? 'right' });
    });
    const look = this.#looks.carry(foot);
    const place = { rowsDone: rows, data: false };
    const [slab] = this.#compose([{ cells, style: this.#style.carry, look, node: null, role: 'footer', place }]);
    return slab as RowSlab;
  }

  /** The sums of the first rows, formatted, by column. The last answer is remembered: widths and heights ask for the same. */
  #sumsAfter(rows: number): readonly string[] {
    if (this.#sums?.rows !== rows) this.#sums = { rows, texts: this.#table.carry?.textAfter(rows) ?? [] };
    return this.#sums.texts;
  }

  #tailHeight(): number {
    const { carry, pageFooter } = this.#table;
    const rows = this.#rows.length;
    let height = carry === undefined || rows === 0 ? 0 : this.#carryRow(carry.forward, rows, true).height;
    for (const row of pageFooter ?? []) height += this.#otherRow(row, 'footer', null, { rowsDone: 0, data: false }).height;
    return height;
  }

  /** A line around the part of the table that is on one page, just outside of it. */
  #frame(painter: Painter, x: number, top: number, bottom: number): void {
    const { border, ruleColor } = this.#style;
    const { left, width } = this.#composer.columns;
    painter.items.push({
      ...{ kind: 'rect', owner: null, x: x + left - border / 2, y: top - border / 2 },
      ...{ width: width + border, height: bottom - top + border, stroke: ruleColor, strokeWidth: border },
    });
  }
}

const placeOf = (index: number, groups: readonly ResolvedGroup[] | undefined): RowSource['place'] =>
  groups === undefined ? { rowsDone: index + 1, data: true } : { rowsDone: index + 1, data: true, groups };

function headerCells(table: ResolvedTable): Cell[][] {
  const { columns, headerRows } = table;
  if (headerRows !== undefined) return headerRows.map(({ cells }) => cellsOf(cells, table));
  if (columns.every(({ header }) => header.length === 0)) return [];
  return [columns.map(({ header, align }, column) => ({ runs: header, column, span: 1, align }))];
}

function rowsOfGroups(groups: readonly ResolvedGroup[] | undefined): ResolvedTableRow[] {
  return (groups ?? []).flatMap((group) => [...group.header, ...group.footer, ...rowsOfGroups(group.groups)]);
}
