import { type ChartContent, type ChartMark, type ChartType, GRID, QUIET } from './chart.ts';
import type { Scale } from './scale.ts';

/** Where the data is drawn. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The middle of a text moved so that neither end sticks out. */
export const inside = (x: number, half: number, frame: Frame): number =>
  Math.max(frame.left + half, Math.min(frame.left + frame.width - half, x));

/** Where a value stands. */
export const yOf = (value: number, { low, high }: { low: number; high: number }, frame: Frame): number =>
  frame.top + frame.height * (1 - (value - low) / (high - low || 1));

/** Least and greatest value; of stacks, their sums. */
export function extentOf({ series, labels, stacked }: ChartContent): [number, number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (let item = 0; item < labels.length; item++) {
    let [above, below] = [0, 0];
    for (const { values } of series) {
      const value = values[item];
      if (value === undefined) continue;
      if (value > 0) above += value;
      else below += value;
      if (stacked) {
        least = Math.min(least, below);
        greatest = Math.max(greatest, above);
      } else {
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
    }
  }
  return least > greatest ? [0, 0] : [least, greatest];
}

/** How much of the width the numbers of the axis take. */
export function gridWidth(chart: ChartContent, scale: Scale, type: ChartType): number {
  return Math.max(...scale.ticks.map((tick) => type.measure(chart.tick(tick), false))) + type.size * 0.6;
}

/** Thin lines at the ticks with their numbers to the left; gives what is left for the data. */
export function drawGrid(chart: ChartContent, scale: Scale, frame: Frame, type: ChartType, marks: ChartMark[]): Frame {
  const texts = scale.ticks.map((tick) => chart.tick(tick));
  const room = gridWidth(chart, scale, type);
  const inner = { ...frame, left: frame.left + room, width: frame.width - room };
  scale.ticks.forEach((tick, i) => {
    const y = yOf(tick, scale, inner);
    marks.push({ kind: 'rect', x: inner.left, y: y - 0.25, width: inner.width, height: 0.5, fill: GRID });
    const baseline = y + type.size * 0.34;
    marks.push({ kind: 'text', text: texts[i]!, x: inner.left - type.size * 0.6, baseline, anchor: 'end', color: QUIET, bold: false });
  });
  return inner;
}
