import { CLOSE, CURVE, LINE, MOVE } from '../outline.ts';
import { type ChartContent, type ChartMark, type ChartType, QUIET, tones } from './chart.ts';
import { cut } from './fit-labels.ts';
import type { Frame } from './frame.ts';

/** Radius of the hole in parts of the ring's. */
const HOLE = 0.62;
/** Between the ring and the names, in letter sizes. */
const GAP = 2;

/** A ring of shares with the sum in its middle, and beside it every share with its name, number and percentage. */
export function drawDoughnut(chart: ChartContent, frame: Frame, type: ChartType, marks: ChartMark[]): void {
  const values = chart.series[0]!.values.map((value) => Math.max(0, value ?? 0));
  const sum = values.reduce((a, b) => a + b, 0);
  const colors = chart.series[0]!.color === undefined ? tones(chart.color, values.length) : tones(chart.series[0]!.color, values.length);
  const key = keyOf(chart, values, sum, type);
  // The ring gives way to the names, down to a quarter of the width.
  const radius =
    Math.min(frame.height, Math.max(frame.width * 0.25, Math.min(frame.width * 0.42, frame.width - key.width - GAP * type.size))) / 2;
  const [cx, cy] = [frame.left + radius, frame.top + frame.height / 2];
  let turn = 0;
  values.forEach((value, i) => {
    const share = sum === 0 ? 0 : value / sum;
    if (share > 0) marks.push({ kind: 'area', outline: slice(cx, cy, radius, turn, turn + share), fill: colors[i]! });
    turn += share;
  });
  // Fine gaps part the shares, also where colours print alike.
  turn = 0;
  for (const value of values) {
    if (values.filter((v) => v > 0).length > 1 && value > 0)
      marks.push({ kind: 'stroke', outline: spoke(cx, cy, radius, turn), color: '#ffffff', width: 1.2 });
    turn += sum === 0 ? 0 : value / sum;
  }
  const total = chart.format(sum);
  if (chart.showValues && type.measure(total, true) < radius * HOLE * 1.8) {
    marks.push({ kind: 'text', text: total, x: cx, baseline: cy + type.size * 0.34, anchor: 'middle', color: type.ink, bold: true });
  }
  drawShares(chart, key, colors, cx + radius + type.size * GAP, frame, type, marks);
}

/** Numbers and percentages beside the names, and how much room all want. */
interface Key {
  readonly numbers: readonly string[];
  readonly percents: readonly string[];
  readonly numberRoom: number;
  readonly percentRoom: number;
  /** With the names whole. */
  readonly width: number;
}

function keyOf(chart: ChartContent, values: readonly number[], sum: number, type: ChartType): Key {
  const numbers = values.map((value) => chart.format(value));
  const percents = values.map((value) => chart.percent(sum === 0 ? 0 : value / sum));
  const widest = (texts: readonly string[]): number => Math.max(...texts.map((text) => type.measure(text, false)));
  const numberRoom = widest(numbers) + type.size;
  const percentRoom = widest(percents) + type.size;
  const width = type.size * PATCH * 1.6 + widest(chart.labels) + numberRoom + percentRoom + SLACK;
  return { numbers, percents, numberRoom, percentRoom, width };
}

/** So that the widest name is not cut for the last digit of a sum of fractions, points. */
const SLACK = 0.01;

/** Side of a colour patch in letter sizes. */
const PATCH = 0.75;

function drawShares(
  chart: ChartContent,
  key: Key,
  colors: readonly string[],
  left: number,
  frame: Frame,
  type: ChartType,
  marks: ChartMark[],
): void {
  const { numbers, percents, numberRoom, percentRoom } = key;
  const line = Math.min(type.size * 1.7, frame.height / numbers.length);
  const top = frame.top + (frame.height - line * numbers.length) / 2;
  const patch = type.size * PATCH;
  const end = Math.min(frame.left + frame.width, left + key.width);
  const room = Math.max(type.size * 3, end - left - patch * 1.6 - numberRoom - percentRoom);
  numbers.forEach((number, i) => {
    const baseline = top + line * (i + 0.5) + type.size * 0.34;
    marks.push({ kind: 'rect', x: left, y: baseline - patch * 0.92, width: patch, height: patch, fill: colors[i]! });
    const plain = { kind: 'text', baseline, bold: false } as const;
    marks.push({ ...plain, text: cut(chart.labels[i]!, room, type), x: left + patch * 1.6, anchor: 'start', color: type.ink });
    marks.push({ ...plain, text: number, x: left + patch * 1.6 + room + numberRoom, anchor: 'end', color: type.ink });
    marks.push({ ...plain, text: percents[i]!, x: left + patch * 1.6 + room + numberRoom + percentRoom, anchor: 'end', color: QUIET });
  });
}

/** A part of the ring; turns count from the top, clockwise. */
function slice(cx: number, cy: number, radius: number, from: number, to: number): number[] {
  const outer = arc(cx, cy, radius, from, to);
  const inner = arc(cx, cy, radius * HOLE, to, from);
  return [MOVE, ...point(cx, cy, radius, from), ...outer, LINE, ...point(cx, cy, radius * HOLE, to), ...inner, CLOSE];
}

const spoke = (cx: number, cy: number, radius: number, turn: number): number[] => [
  ...[MOVE, ...point(cx, cy, radius * HOLE * 0.98, turn), LINE, ...point(cx, cy, radius * 1.01, turn)],
];

function point(cx: number, cy: number, radius: number, turn: number): [number, number] {
  const angle = (turn - 0.25) * 2 * Math.PI;
  return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)];
}

/** Curves of a quarter turn at most. */
function arc(cx: number, cy: number, radius: number, from: number, to: number): number[] {
  const count = Math.max(1, Math.ceil(Math.abs(to - from) * 4));
  const step = (to - from) / count;
  const handle = (4 / 3) * Math.tan((step * Math.PI) / 2);
  const curves: number[] = [];
  for (let i = 0; i < count; i++) {
    const [a, b] = [from + i * step, from + (i + 1) * step].map((turn) => (turn - 0.25) * 2 * Math.PI) as [number, number];
    const at = (u: number, v: number): [number, number] => [cx + radius * u, cy + radius * v];
    curves.push(CURVE, ...at(Math.cos(a) - handle * Math.sin(a), Math.sin(a) + handle * Math.cos(a)));
    curves.push(...at(Math.cos(b) + handle * Math.sin(b), Math.sin(b) - handle * Math.cos(b)), ...at(Math.cos(b), Math.sin(b)));
  }
  return curves;
}
