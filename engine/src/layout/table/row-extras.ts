import { fill } from '../fill.ts';
import type { Painter } from '../painter.ts';
import { type Placed, paintPlaced, stack } from '../slab.ts';
import type { RowLook } from './row.ts';

/** A stretch of a row, from the region's left. */
export interface Stretch {
  readonly x: number;
  readonly width: number;
}

/** Content of any kind in a cell: slabs with their places from `top` on. */
export interface CellStack {
  readonly placed: readonly Placed[];
  readonly top: number;
  readonly height: number;
}

/** What only some rows have. */
export interface RowExtras {
  /** Backgrounds of cells. */
  readonly fills: readonly (Stretch & { readonly color: string })[];
  readonly stacks: readonly CellStack[];
  /** Where the line below the row is drawn; all along it if undefined. */
  readonly ruled?: readonly Stretch[] | undefined;
  /** Upright lines, `x` their middle. */
  readonly uprights: readonly Stretch[];
}

/** Paints what lies behind a row's text. */
export function paintUnder(painter: Painter, extras: RowExtras, look: RowLook, x: number, y: number, height: number): void {
  const rect = (stretch: Stretch, top: number, high: number, fillColor: string): void => {
    painter.items.push({ kind: 'rect', owner: null, x: x + stretch.x, y: top, width: stretch.width, height: high, fill: fillColor });
  };
  for (const part of extras.fills) rect(part, y, height, part.color);
  for (const { x: middle, width } of extras.uprights) rect({ x: middle - width / 2, width }, y, height, look.ruleColor);
  if (look.ruleBelow === 0) return;
  for (const part of extras.ruled ?? []) rect(part, y + height - look.ruleBelow, look.ruleBelow, look.ruleColor);
}

/** Paints the cells of any content. */
export function paintStacks(painter: Painter, extras: RowExtras, x: number, y: number): void {
  for (const { placed, top } of extras.stacks) paintPlaced(painter, placed, x, y + top);
}

/** Cuts a row's extras at a height from its top; what stays whole stays above. Where a stack is cut, its rest begins at the cut. */
export function splitExtras(extras: RowExtras, limit: number): { readonly upper: RowExtras; readonly lower: RowExtras } {
  const upper: CellStack[] = [];
  const lower: CellStack[] = [];
  for (const { placed, top } of extras.stacks) {
    const slabs = placed.map(({ slab }) => slab);
    const filled = fill(slabs, 0, limit - top, false);
    if (filled.overfull) {
      lower.push(stackOf(placed, top));
      continue;
    }
    const rest = slabs.slice(filled.next);
    if (filled.rest !== undefined) rest[0] = filled.rest;
    if (filled.placed.length > 0) upper.push(stackOf(filled.placed, top));
    if (rest.length > 0) lower.push(stackOf(stack(rest), limit));
  }
  return { upper: { ...extras, stacks: upper, ruled: [] }, lower: { ...extras, stacks: lower } };
}

/** The same extras with their stacks further down. */
export function moved(extras: RowExtras, by: number): RowExtras {
  return by === 0 ? extras : { ...extras, stacks: extras.stacks.map((one) => ({ ...one, top: one.top + by })) };
}

/** Slabs in their places, `top` below the row's top. */
export function stackOf(placed: readonly Placed[], top: number): CellStack {
  const last = placed.at(-1);
  return { placed, top, height: last === undefined ? 0 : last.y + last.slab.height };
}
