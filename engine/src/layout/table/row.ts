import type { SetLine } from '../../text/set-lines.ts';
import { type Painter, paintLine, type SegmentOwners } from '../painter.ts';
import type { Beside, Group, Slab } from '../slab.ts';

/** A line of a cell: its top and baseline from the row's top, its left edge from the region's. */
export interface CellLine {
  readonly line: SetLine;
  readonly owners: SegmentOwners;
  readonly x: number;
  readonly top: number;
  readonly baseline: number;
  readonly height: number;
}

/** What a row looks like apart from its text. */
export interface RowLook {
  readonly x: number;
  readonly width: number;
  readonly paddingY: number;
  readonly background: string | undefined;
  readonly ruleColor: string;
  /** Thickness of the lines above and below the row, points. */
  readonly ruleAbove: number;
  readonly ruleBelow: number;
}

/** A row of a table: lines of text side by side on a background. */
export class RowSlab implements Slab {
  readonly height: number;
  before = 0;
  after = 0;
  breakAfter: Slab['breakAfter'] = 'allowed';
  beside?: readonly Beside[];
  readonly group: Group | undefined;
  readonly rest: boolean;
  /** How many data rows are done when this row is: what a carried sum counts. */
  readonly rowsDone: number;
  readonly #lines: readonly CellLine[];
  readonly #look: RowLook;

  constructor(lines: readonly CellLine[], look: RowLook, group: Group | undefined, rowsDone: number, rest = false) {
    this.#lines = lines;
    this.#look = look;
    this.group = group;
    this.rowsDone = rowsDone;
    this.rest = rest;
    let bottom = 0;
    for (const { top, height } of lines) if (top + height > bottom) bottom = top + height;
    this.height = bottom + look.paddingY;
  }

  paint(painter: Painter, x: number, y: number): void {
    const look = this.#look;
    const left = x + look.x;
    if (look.background !== undefined) {
      painter.items.push({ kind: 'rect', owner: null, x: left, y, width: look.width, height: this.height, fill: look.background });
    }
    if (look.ruleAbove > 0) this.#paintRule(painter, left, y, look.ruleAbove);
    if (look.ruleBelow > 0) this.#paintRule(painter, left, y + this.height - look.ruleBelow, look.ruleBelow);
    for (const { line, owners, x: offset, baseline } of this.#lines) paintLine(painter, line, owners, x + offset, y + baseline);
  }

  #paintRule(painter: Painter, x: number, y: number, thickness: number): void {
    const { width, ruleColor } = this.#look;
    painter.items.push({ kind: 'rect', owner: null, x, y, width, height: thickness, fill: ruleColor });
  }

  /** Only a row that is higher than a page is cut, between lines. */
  split(height: number): readonly [Slab, Slab] | undefined {
    const { paddingY } = this.#look;
    const limit = height - paddingY;
    const upper = this.#lines.filter(({ top, height: line }) => top + line <= limit);
    const lower = this.#lines.filter(({ top, height: line }) => top + line > limit);
    if (upper.length === 0 || lower.length === 0) return undefined;
    const shift = paddingY - Math.min(...lower.map(({ top }) => top));
    const moved = lower.map((line) => ({ ...line, top: line.top + shift, baseline: line.baseline + shift }));
    const first = new RowSlab(upper, { ...this.#look, ruleBelow: 0 }, this.group, this.rowsDone - 1, this.rest);
    if (this.beside !== undefined) first.beside = this.beside;
    const second = new RowSlab(moved, { ...this.#look, ruleAbove: 0 }, this.group, this.rowsDone, true);
    second.after = this.after;
    second.breakAfter = this.breakAfter;
    return [first, second];
  }
}
