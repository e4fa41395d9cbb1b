import type { StructureNode } from '../display-list.ts';
import type { Painter } from '../painter.ts';
import type { Group } from '../slab.ts';
import type { LayoutStyle } from '../styles.ts';
import type { PlainRow } from './plain-rows.ts';
import { type CellLine, type RowLook, type RowPlace, RowSlab } from './row.ts';

const NO_LINES: readonly CellLine[] = [];

/** A row of plain texts, which stays whole and comes to the page as one item. */
export class PlainRowSlab extends RowSlab {
  readonly #row: PlainRow;
  readonly #node: StructureNode;
  readonly #style: LayoutStyle;

  constructor(row: PlainRow, node: StructureNode, style: LayoutStyle, look: RowLook, group: Group, place: RowPlace) {
    super(NO_LINES, look, group, place, look.paddingY + style.leading + look.paddingY);
    this.#row = row;
    this.#node = node;
    this.#style = style;
  }

  protected override paintTexts(painter: Painter, x: number, y: number): void {
    const baseline = y + this.look.paddingY + this.#style.baseline;
    painter.items.push({ kind: 'row', owner: this.#node, row: this.#row, x, baseline });
  }
}
