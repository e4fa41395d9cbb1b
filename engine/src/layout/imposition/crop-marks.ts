import type { DrawItem } from '../display-list.ts';
import { mm } from '../units.ts';

/** Free space between a page and a mark, and length of a mark; points. */
const OFFSET = mm(2);
const LENGTH = mm(5);
/** A shorter mark is not worth it. */
const LEAST = mm(1);
const THICKNESS = 0.25;

/** The edges of the pages on a sheet, and the sheet's size; points. */
export interface Cuts {
  readonly across: readonly number[];
  readonly down: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Lines in the margins of a sheet, as far as there is room, where it is to be cut. */
export function cropMarks({ across, down, width, height }: Cuts): DrawItem[] {
  const items: DrawItem[] = [];
  const line = (x: number, y: number, wide: number, high: number): void => {
    items.push({ kind: 'rect', owner: null, x, y, width: wide, height: high, fill: '#000000' });
  };
  const [left, right] = [across[0] ?? 0, across.at(-1) ?? width];
  const [top, bottom] = [down[0] ?? 0, down.at(-1) ?? height];
  const reach = (room: number): number => Math.min(LENGTH, room - OFFSET);
  for (const x of across) {
    const middle = x - THICKNESS / 2;
    const [above, below] = [reach(top), reach(height - bottom)];
    if (above >= LEAST) line(middle, top - OFFSET - above, THICKNESS, above);
    if (below >= LEAST) line(middle, bottom + OFFSET, THICKNESS, below);
  }
  for (const y of down) {
    const middle = y - THICKNESS / 2;
    const [before, behind] = [reach(left), reach(width - right)];
    if (before >= LEAST) line(left - OFFSET - before, middle, before, THICKNESS);
    if (behind >= LEAST) line(right + OFFSET, middle, behind, THICKNESS);
  }
  return items;
}
