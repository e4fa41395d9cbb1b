import { fillOf, gapOf, orderOf, stackOf } from './bar-parts.ts';
import { type ChartContent, type ChartMark, type ChartType, QUIET } from './chart.ts';
import { fitLabels } from './fit-labels.ts';
import { drawGrid, extentOf, type Frame, gridWidth, inside, yOf } from './frame.ts';
import { scaleFor } from './scale.ts';

/** Of the room of an item, how much its bars take. */
const BAR_SHARE = 0.68;
/** Widest bar, in letter sizes. */
const WIDEST_BAR = 5;
/** Distance of lines of a label, in letter sizes. */
const LABEL_LEADING = 1.25;

type Texts = readonly (readonly (string | undefined)[])[];

/** Where the bars stand. */
interface Plot {
  readonly frame: Frame;
  readonly range: { readonly low: number; readonly high: number };
  /** Room of one item. */
  readonly band: number;
  /** The numbers on the bars; undefined where an axis has them. */
  readonly texts: Texts | undefined;
  readonly colors: readonly string[];
  readonly type: ChartType;
}

/** Upright bars: side by side, or one upon the other. */
export function drawBars(chart: ChartContent, colors: readonly string[], frame: Frame, type: ChartType, marks: ChartMark[]): void {
  const [least, greatest] = extentOf(chart);
  const count = Math.max(2, Math.min(6, Math.floor(frame.height / (type.size * 3.2))));
  const texts = valueTexts(chart, frame, type);
  const scale = scaleFor(least, greatest, count, true);
  const axisWidth = texts === undefined ? gridWidth(chart, scale, type) : 0;
  const labels = fitLabels(chart.labels, chart.shortLabels, (frame.width - axisWidth) / chart.labels.length, type);
  const lines = Math.max(1, ...labels.map((label) => label.length));
  const [above, below] = texts === undefined ? [0, 0] : [type.size * 1.3, least < 0 ? type.size * 1.3 : 0];
  const height = frame.height - type.size * (0.65 + LABEL_LEADING * lines) - above - below;
  const plain: Frame = { ...frame, top: frame.top + above, height };
  // Bars that carry their numbers need no axis, and may use all the height.
  const range = texts === undefined ? scale : { low: Math.min(0, least), high: Math.max(0, greatest) || scale.high };
  const inner = texts === undefined ? drawGrid(chart, scale, plain, type, marks) : plain;
  const plot: Plot = { frame: inner, range, band: inner.width / chart.labels.length, texts, colors, type };
  for (let item = 0; item < chart.labels.length; item++) {
    if (chart.stacked) drawStack(chart, item, plot, marks);
    else drawGroup(chart, item, plot, marks);
  }
  marks.push({ kind: 'rect', x: inner.left, y: yOf(0, range, inner) - 0.3, width: inner.width, height: 0.6, fill: type.ink });
  drawLabels(chart, labels, plot, frame, frame.top + frame.height - type.size * (0.35 + LABEL_LEADING * (lines - 1)), marks);
}

/** The numbers to stand on the bars, where all of them fit; for one series, or one with its comparison. */
function valueTexts(chart: ChartContent, frame: Frame, type: ChartType): Texts | undefined {
  const main = chart.series.filter((s) => !s.comparison);
  if (!chart.showValues || chart.stacked || main.length !== 1) return undefined;
  const band = frame.width / chart.labels.length;
  const texts = chart.labels.map((_, item) =>
    chart.series.map(({ comparison, values }) => (comparison || values[item] === undefined ? undefined : chart.format(values[item]!))),
  );
  // Beside a comparison a number may not begin before its bar, nor end beyond the bars of the next item.
  const room = chart.series.length > 1 ? band - barWidth(chart, band, type) : band * 0.98;
  const fits = texts.every((group) => group.every((text) => text === undefined || type.measure(text, true) <= room));
  return fits ? texts : undefined;
}

const barWidth = (chart: ChartContent, band: number, type: ChartType): number =>
  Math.min((band * BAR_SHARE) / chart.series.length, (type.size * WIDEST_BAR) / Math.sqrt(chart.series.length));

function drawGroup(chart: ChartContent, item: number, { frame, range, band, texts, colors, type }: Plot, marks: ChartMark[]): void {
  const count = chart.series.length;
  const width = barWidth(chart, band, type);
  const start = frame.left + band * (item + 0.5) - (width * count) / 2;
  const gap = count > 1 ? Math.min(1, width * 0.1) : 0;
  const zero = yOf(0, range, frame);
  const bold = chart.highlights?.[item] === true;
  orderOf(chart).forEach((index, place) => {
    const { values, comparison } = chart.series[index]!;
    const value = values[item];
    const x = start + place * width;
    const text = { kind: 'text', x: x + width / 2, anchor: 'middle' } as const;
    if (value === undefined) {
      if (!comparison) marks.push({ ...text, text: '–', baseline: zero - type.size * 0.35, color: QUIET, bold: false });
      return;
    }
    const end = yOf(value, range, frame);
    const fill = fillOf(chart, colors[index]!, item);
    marks.push({ kind: 'rect', x, y: Math.min(zero, end), width: width - gap, height: Math.abs(end - zero), fill });
    const number = texts?.[item]?.[index];
    const baseline = value < 0 ? end + type.size * 1.05 : end - type.size * 0.4;
    if (number === undefined) return;
    const half = type.measure(number, true) / 2;
    const centre = place > 0 ? inside(Math.max(text.x, x + half), half, frame) : text.x;
    marks.push({ ...text, x: centre, text: number, baseline, color: type.ink, bold });
  });
}

function drawStack(chart: ChartContent, item: number, { frame, range, band, colors }: Plot, marks: ChartMark[]): void {
  const width = band * BAR_SHARE;
  const x = frame.left + band * item + (band - width) / 2;
  for (const { index, from, to } of stackOf(chart, item)) {
    const [y1, y2] = [yOf(from, range, frame), yOf(to, range, frame)];
    const gap = gapOf(from, Math.abs(y1 - y2));
    const y = Math.min(y1, y2) + (to < from ? gap : 0);
    marks.push({ kind: 'rect', x, y, width, height: Math.max(0, Math.abs(y1 - y2) - gap), fill: colors[index]! });
  }
}

/** The labels under their bars, none sticking out of the chart. */
function drawLabels(
  chart: ChartContent,
  labels: readonly string[][],
  plot: Plot,
  whole: Frame,
  baseline: number,
  marks: ChartMark[],
): void {
  const { frame, band, type } = plot;
  labels.forEach((lines, item) => {
    const bold = chart.highlights?.[item] === true;
    const half = Math.max(0, ...lines.map((text) => type.measure(text, bold))) / 2;
    const look = {
      x: inside(frame.left + band * (item + 0.5), half, whole),
      anchor: 'middle',
      color: bold ? type.ink : QUIET,
      bold,
    } as const;
    lines.forEach((text, line) => {
      marks.push({ kind: 'text', text, baseline: baseline + line * type.size * LABEL_LEADING, ...look });
    });
  });
}
