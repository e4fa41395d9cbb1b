import type { ResolvedTable, Run } from '../../resolve/resolved.ts';
import type { NodeFacts, StructureNode } from '../display-list.ts';
import { segmentOwners } from '../paragraph.ts';
import { addNode, type Scope, setText } from '../scope.ts';
import type { Group } from '../slab.ts';
import type { LayoutStyle, LayoutTableStyle } from '../styles.ts';
import type { Cell } from './cell.ts';
import type { TableColumns } from './columns.ts';
import { type CellLine, heightOf, type RowLook, type RowPlace, RowSlab } from './row.ts';

/** What a row is in its table: decides which of its cells are header cells. */
export type RowRole = 'header' | 'data' | 'group' | 'footer';

/** A text of a cell that refers to footnotes, or may. */
export interface NotedText {
  readonly runs: readonly Run[];
  readonly node: StructureNode;
}

/** A row before it is set. */
export interface RowSource {
  readonly cells: readonly Cell[];
  readonly style: LayoutStyle;
  readonly look: RowLook;
  /** The row's node; null for what a page repeats. */
  readonly node: StructureNode | null;
  readonly role: RowRole;
  readonly place: RowPlace;
}

const OF_COLUMN: NodeFacts = { scope: 'Column' };
const OF_ROW: NodeFacts = { scope: 'Row' };

/** Sets the rows of one table. */
export class RowComposer {
  readonly scope: Scope;
  readonly style: LayoutTableStyle;
  readonly columns: TableColumns;
  readonly #table: ResolvedTable;
  readonly #group: Group;
  /** Texts with footnotes, of cells whose row is not made yet. */
  #noted: NotedText[] = [];

  constructor(scope: Scope, table: ResolvedTable, style: LayoutTableStyle, columns: TableColumns, group: Group) {
    this.scope = scope;
    this.#table = table;
    this.style = style;
    this.columns = columns;
    this.#group = group;
  }

  get table(): ResolvedTable {
    return this.#table;
  }

  get group(): Group {
    return this.#group;
  }

  /** A row of plain text, as nearly all are. */
  plainRow({ cells, style, look, node, role, place }: RowSource): RowSlab {
    const lines: CellLine[] = [];
    for (const cell of cells) this.addCell(lines, cell, style, this.cellNode(node, cell, role));
    const slab = new RowSlab(lines, look, this.#group, place, heightOf(lines, look.paddingY));
    if (this.#noted.length > 0) this.attachNotes(slab, this.takeNoted());
    return slab;
  }

  /** The texts with footnotes that were set since the last time. */
  takeNoted(): readonly NotedText[] {
    const noted = this.#noted;
    this.#noted = [];
    return noted;
  }

  /** Lets the notes of texts go with the row that they stand in. */
  attachNotes(slab: RowSlab, noted: readonly NotedText[]): void {
    for (const { runs, node } of noted) this.scope.notes?.addAll({ ...this.scope, parent: node }, runs, slab, this.#table.source);
  }

  cellNode(row: StructureNode | null, cell: Cell, role: RowRole): StructureNode | null {
    if (row === null) return null;
    if (role === 'data' && cell.special === undefined) return addNode(row, 'TD', cell.span > 1 ? { columnSpan: cell.span } : undefined);
    const scope = this.#scopeOf(cell, role);
    const rowSpan = cell.special?.rowSpan ?? 1;
    return addNode(row, scope === undefined ? 'TD' : 'TH', {
      ...scope,
      ...(cell.span > 1 ? { columnSpan: cell.span } : undefined),
      ...(rowSpan > 1 ? { rowSpan } : undefined),
    });
  }

  /** Which cells a cell is the header of; undefined for data. */
  #scopeOf(cell: Cell, role: RowRole): NodeFacts | undefined {
    if (role === 'header') return OF_COLUMN;
    if (cell.special?.rowHeader === true) return OF_ROW;
    if (cell.column > 0 || role === 'data') return undefined;
    // A line all along the table says what the rows below it are; else the first cell names its row.
    return role === 'group' && cell.span === this.#table.columns.length ? OF_COLUMN : OF_ROW;
  }

  /** Sets a cell's text; returns where it ends. */
  addCell(lines: CellLine[], cell: Cell, style: LayoutStyle, node: StructureNode | null): number {
    const end = this.#addText(lines, cell, cell.runs, style, node, this.style.paddingY);
    if (cell.note === undefined || cell.note.length === 0) return end;
    return this.#addText(lines, cell, cell.note, this.style.note, node, end);
  }

  /** Adds a text to a cell from `top` on; returns where it ends. */
  #addText(lines: CellLine[], cell: Cell, runs: readonly Run[], style: LayoutStyle, node: StructureNode | null, top: number): number {
    const { columns } = this;
    const { padding, decimals } = columns;
    const left = columns.leftOf(cell.column, cell.span) + padding;
    const right = columns.rightOf(cell.column, cell.span) - padding;
    const inset = cell.align === 'decimal' && cell.span === 1 ? decimals.inset(cell.column, runs) : 0;
    const align = cell.align === 'decimal' ? 'right' : cell.align;
    const width = Math.max(1, right - left - inset);
    const alignment = align === (columns.fromRight ? 'right' : 'left') && style.align === 'justify' ? 'justify' : align;
    const paragraph = setText(this.scope, runs, style, width, this.#table.source, alignment);
    const owners = segmentOwners(paragraph, node);
    if (paragraph.special && this.scope.notes !== undefined && node !== null) this.#noted.push({ runs, node });
    let y = top;
    for (const line of paragraph.lines) {
      lines.push({ line, owners, style, x: left, top: y });
      y += style.leading;
    }
    return y;
  }
}
