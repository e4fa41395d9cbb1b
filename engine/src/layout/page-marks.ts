import type { LineMark, PageMark } from '../template/masters.ts';
import type { Painter } from './painter.ts';
import type { Scope } from './scope.ts';
import { paintSlot, type SlotContent } from './slots.ts';
import { mm } from './units.ts';

const MARK_COLOR = '#808080';
const MARK_THICKNESS = 0.25;

/**
 * Paints what a master has for folding and punching, and what production puts into its slots.
 * @param contents asked for when there is a slot
 */
export function paintMarks(
  scope: Scope,
  painter: Painter,
  marks: readonly PageMark[],
  contents: () => { readonly [slot: string]: SlotContent | undefined },
): void {
  let given: { readonly [slot: string]: SlotContent | undefined } | undefined;
  for (const mark of marks) {
    if (mark.type === 'line') paintLineMark(painter, mark);
    else {
      given ??= contents();
      paintSlot(scope, painter, mark, Object.hasOwn(given, mark.name) ? given[mark.name] : undefined);
    }
  }
}

function paintLineMark(painter: Painter, { x, y, length, thickness = MARK_THICKNESS }: LineMark): void {
  const top = mm(y) - thickness / 2;
  painter.items.push({ kind: 'rect', owner: null, x: mm(x), y: top, width: mm(length), height: thickness, fill: MARK_COLOR });
}
