import type { PageMark } from '../template/masters.ts';
import type { Painter } from './painter.ts';
import { mm } from './units.ts';

const MARK_COLOR = '#808080';
const MARK_THICKNESS = 0.25;

/** Paints what a master has for folding and punching. */
export function paintMarks(painter: Painter, marks: readonly PageMark[]): void {
  for (const { x, y, length, thickness = MARK_THICKNESS } of marks) {
    const top = mm(y) - thickness / 2;
    painter.items.push({ kind: 'rect', owner: null, x: mm(x), y: top, width: mm(length), height: thickness, fill: MARK_COLOR });
  }
}
