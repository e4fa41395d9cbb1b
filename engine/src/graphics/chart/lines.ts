import { mix } from '../contrast.ts';
import { CLOSE, ellipseOutline, LINE, MOVE } from '../outline.ts';
import { type ChartContent, type ChartMark, type ChartType, QUIET, readable } from './chart.ts';
import { cut, fitLabels } from './fit-labels.ts';
import { drawGrid, extentOf, type Frame, inside, yOf } from './frame.ts';
import { type Scale, scaleFor } from './scale.ts';

/** As many series carry their names at their ends instead of in a key. */
const DIRECT_LABELS = 5;

/** Whether the series are named at the ends of their lines. */
export const namesItself = (chart: ChartContent): boolean => chart.series.length > 1 && chart.series.length <= DIRECT_LABELS;

/** Lines, or areas under them. */
export function drawLines(chart: ChartContent, colors: readonly string[], frame: Frame, type: ChartType, marks: ChartMark[]): void {
  const area = chart.kind === 'area';
  const layers = area && chart.stacked ? sums(chart) : chart.series.map(({ values }) => values);
  const [least, greatest] = extentOf(chart);
  const count = Math.max(2, Math.min(6, Math.floor(frame.height / (type.size * 3.2))));
  const scale = scaleFor(least, greatest, count, area);
  const direct = namesItself(chart);
  const widest = direct ? Math.max(...chart.series.map((s) => type.measure(s.name, true))) : lastNumber(chart, type);
  const room = Math.min(frame.width * 0.3, widest + type.size);
  const plain = { ...frame, height: frame.height - type.size * 1.9, width: frame.width - room };
  const inner = drawGrid(chart, scale, plain, type, marks);
  const step = inner.width / Math.max(1, chart.labels.length - 1);
  const xs = chart.labels.map((_, i) => (chart.labels.length === 1 ? inner.left + inner.width / 2 : inner.left + i * step));
  if (area) drawAreas(chart, layers, colors, inner, scale, xs, marks);
  if (scale.low <= 0 && scale.high >= 0)
    marks.push({ kind: 'rect', x: inner.left, y: yOf(0, scale, inner) - 0.4, width: inner.width, height: 0.6, fill: type.ink });
  const order = chart.series.map((_, i) => i).sort((a, b) => Number(chart.series[b]!.comparison) - Number(chart.series[a]!.comparison));
  for (const i of order) {
    const stacked = area && chart.stacked;
    if (!stacked) drawLine(layers[i]!, xs, colors[i]!, chart.series[i]!.comparison ? 1.1 : 1.8, inner, scale, marks);
  }
  if (direct) nameEnds(chart, layers, colors, inner, scale, type, room, marks);
  else numberLast(chart, layers[0]!, colors[0]!, xs, inner, scale, type, marks);
  drawLabels(chart, xs, step, frame, type, marks);
}

/** Each series on top of those before it. */
function sums({ series, labels }: ChartContent): number[][] {
  const heights = new Array<number>(labels.length).fill(0);
  return series.map(({ values }) =>
    labels.map((_, item) => {
      heights[item]! += values[item] ?? 0;
      return heights[item]!;
    }),
  );
}

function lastNumber(chart: ChartContent, type: ChartType): number {
  const last = chart.series[0]!.values.findLast((value) => value !== undefined);
  return chart.showValues && last !== undefined ? type.measure(chart.format(last), true) : 0;
}

type Layer = readonly (number | undefined)[];

function drawAreas(
  chart: ChartContent,
  layers: readonly Layer[],
  colors: readonly string[],
  frame: Frame,
  scale: Scale,
  xs: readonly number[],
  marks: ChartMark[],
): void {
  layers.forEach((layer, index) => {
    const below = chart.stacked && index > 0 ? layers[index - 1]! : undefined;
    for (const [from, to] of stretches(layer)) {
      const outline: number[] = [];
      for (let i = from; i <= to; i++) outline.push(i === from ? MOVE : LINE, xs[i]!, yOf(layer[i]!, scale, frame));
      for (let i = to; i >= from; i--) outline.push(LINE, xs[i]!, yOf(below?.[i] ?? Math.max(0, scale.low), scale, frame));
      outline.push(CLOSE);
      marks.push({ kind: 'area', outline, fill: chart.stacked ? colors[index]! : mix(colors[index]!, '#ffffff', 0.78) });
      if (chart.stacked && index > 0)
        marks.push({ kind: 'stroke', outline: outline.slice(0, 3 * (to - from + 1)), color: '#ffffff', width: 0.8 });
    }
  });
}

function drawLine(layer: Layer, xs: readonly number[], color: string, width: number, frame: Frame, scale: Scale, marks: ChartMark[]): void {
  for (const [from, to] of stretches(layer)) {
    if (from === to) {
      marks.push({
        kind: 'area',
        outline: ellipseOutline(xs[from]!, yOf(layer[from]!, scale, frame), width * 1.3, width * 1.3),
        fill: color,
      });
      continue;
    }
    const outline: number[] = [];
    for (let i = from; i <= to; i++) outline.push(i === from ? MOVE : LINE, xs[i]!, yOf(layer[i]!, scale, frame));
    marks.push({ kind: 'stroke', outline, color, width });
  }
}

/** First and last place of every stretch without a gap. */
function stretches(layer: Layer): [number, number][] {
  const found: [number, number][] = [];
  layer.forEach((value, i) => {
    if (value === undefined) return;
    if (i > 0 && layer[i - 1] !== undefined) found.at(-1)![1] = i;
    else found.push([i, i]);
  });
  return found;
}

/** The names of the series to the right of their last points, moved apart where they would meet. */
function nameEnds(
  chart: ChartContent,
  layers: readonly Layer[],
  colors: readonly string[],
  frame: Frame,
  scale: Scale,
  type: ChartType,
  room: number,
  marks: ChartMark[],
): void {
  const height = type.size * 1.25;
  const ends = layers.map((layer, i) => {
    const last = layer.findLast((value) => value !== undefined) ?? 0;
    const below = chart.kind === 'area' && chart.stacked && i > 0 ? (layers[i - 1]!.findLast((v) => v !== undefined) ?? 0) : undefined;
    return { i, y: yOf(below === undefined ? last : (last + below) / 2, scale, frame) };
  });
  ends.sort((a, b) => a.y - b.y);
  for (let k = 1; k < ends.length; k++) ends[k]!.y = Math.max(ends[k]!.y, ends[k - 1]!.y + height);
  const over = Math.max(0, ends.at(-1)!.y - (frame.top + frame.height));
  for (let k = ends.length - 1; k >= 0; k--) {
    const limit = k === ends.length - 1 ? ends[k]!.y - over : Math.min(ends[k]!.y, ends[k + 1]!.y - height);
    ends[k]!.y = limit;
  }
  for (const { i, y } of ends) {
    const { name, comparison } = chart.series[i]!;
    const text = cut(name, room - type.size * 0.6, type, !comparison);
    const x = frame.left + frame.width + type.size * 0.5;
    marks.push({ kind: 'text', text, x, baseline: y + type.size * 0.34, anchor: 'start', color: readable(colors[i]!), bold: !comparison });
  }
}

/** A dot and its number at the end of a line that stands alone. */
function numberLast(
  chart: ChartContent,
  layer: Layer,
  color: string,
  xs: readonly number[],
  frame: Frame,
  scale: Scale,
  type: ChartType,
  marks: ChartMark[],
): void {
  const at = layer.findLastIndex((value) => value !== undefined);
  if (!chart.showValues || at < 0 || chart.series.length > 1) return;
  const y = yOf(layer[at]!, scale, frame);
  marks.push({ kind: 'area', outline: ellipseOutline(xs[at]!, y, 2.4, 2.4), fill: color });
  const text = chart.format(layer[at]!);
  marks.push({
    kind: 'text',
    text,
    x: xs[at]! + type.size * 0.6,
    baseline: y + type.size * 0.34,
    anchor: 'start',
    color: type.ink,
    bold: true,
  });
}

function drawLabels(chart: ChartContent, xs: readonly number[], step: number, frame: Frame, type: ChartType, marks: ChartMark[]): void {
  const baseline = frame.top + frame.height - type.size * 0.35;
  // On two lines a label would not stand under its point.
  fitLabels(chart.labels, chart.shortLabels, step || frame.width, type, 1).forEach(([text], i) => {
    if (text === undefined) return;
    const x = inside(xs[i]!, type.measure(text, false) / 2, frame);
    marks.push({ kind: 'text', text, x, baseline, anchor: 'middle', color: QUIET, bold: false });
  });
}
