import { type ChartContent, type ChartMark, type ChartText, type ChartType, GRID, paler, QUIET } from './chart.ts';
import { cut, fitLabels } from './fit-labels.ts';
import { drawGrid, extentOf, type Frame, gridWidth, inside, yOf } from './frame.ts';
import { scaleFor } from './scale.ts';

/** Bars this many times as wide as the gaps between their groups. */
const BAR_SHARE = 0.68;
const WIDEST_BAR = 5;

/** Upright bars: side by side, or one upon the other. */
export function drawBars(chart: ChartContent, colors: readonly string[], frame: Frame, type: ChartType, marks: ChartMark[]): void {
  const [least, greatest] = extentOf(chart);
  const count = Math.max(2, Math.min(6, Math.floor(frame.height / (type.size * 3.2))));
  const texts = valueTexts(chart, frame, type);
  const scale = scaleFor(least, greatest, count, true);
  const axisWidth = texts === undefined ? gridWidth(chart, scale, type) : 0;
  const labels = fitLabels(chart.labels, chart.shortLabels, (frame.width - axisWidth) / chart.labels.length, type);
  const lines = Math.max(1, ...labels.map((label) => label.length));
  const labelRoom = type.size * (0.65 + 1.25 * lines);
  const numbers = texts === undefined ? 0 : type.size * 1.3;
  const plain: Frame = {
    ...frame,
    top: frame.top + numbers,
    height: frame.height - labelRoom - numbers - (texts !== undefined && least < 0 ? type.size * 1.3 : 0),
  };
  // Bars that carry their numbers need no axis, and may use all the height.
  const range = texts === undefined ? scale : { ...scale, low: Math.min(0, least), high: Math.max(0, greatest) || scale.high };
  const inner = texts === undefined ? drawGrid(chart, scale, plain, type, marks) : plain;
  const band = inner.width / chart.labels.length;
  chart.labels.forEach((_, item) => {
    if (chart.stacked) drawStack(chart, item, colors, inner, range, band, marks);
    else drawGroup(chart, item, colors, inner, range, band, type, texts?.[item], marks);
  });
  const zero = yOf(0, range, inner);
  marks.push({ kind: 'rect', x: inner.left, y: zero - 0.3, width: inner.width, height: 0.6, fill: type.ink });
  const baseline = frame.top + frame.height - type.size * (0.35 + 1.25 * (lines - 1));
  labels.forEach((texts, item) => {
    const bold = chart.highlights?.[item] === true;
    const half = Math.max(0, ...texts.map((text) => type.measure(text, bold))) / 2;
    const x = inside(inner.left + band * (item + 0.5), half, frame);
    texts.forEach((text, line) => {
      const color = bold ? type.ink : QUIET;
      marks.push({ kind: 'text', text, x, baseline: baseline + line * type.size * 1.25, anchor: 'middle', color, bold });
    });
  });
}

/** The numbers to stand on the bars, where all of them fit; for one series, or one with its comparison. */
function valueTexts(chart: ChartContent, frame: Frame, type: ChartType): (string | undefined)[][] | undefined {
  const main = chart.series.filter((s) => !s.comparison);
  if (!chart.showValues || chart.stacked || main.length !== 1) return undefined;
  const band = frame.width / chart.labels.length;
  const texts = chart.labels.map((_, item) =>
    chart.series.map(({ comparison, values }) => (comparison || values[item] === undefined ? undefined : chart.format(values[item]!))),
  );
  const fits = texts.every((group) => group.every((text) => text === undefined || type.measure(text, true) <= band * 0.98));
  return fits ? texts : undefined;
}

function drawGroup(
  chart: ChartContent,
  item: number,
  colors: readonly string[],
  frame: Frame,
  range: { low: number; high: number },
  band: number,
  type: ChartType,
  texts: readonly (string | undefined)[] | undefined,
  marks: ChartMark[],
): void {
  const count = chart.series.length;
  const width = Math.min((band * BAR_SHARE) / count, (type.size * WIDEST_BAR) / Math.sqrt(count));
  const start = frame.left + band * (item + 0.5) - (width * count) / 2;
  const gap = count > 1 ? Math.min(1, width * 0.1) : 0;
  const zero = yOf(0, range, frame);
  orderOf(chart).forEach((index, place) => {
    const value = chart.series[index]!.values[item];
    const x = start + place * width;
    if (value === undefined) {
      if (!chart.series[index]!.comparison) marks.push(gapMark(x + width / 2, zero - type.size * 0.35));
      return;
    }
    const end = yOf(value, range, frame);
    const faded = isFaded(chart, item);
    const fill = faded ? paler(colors[index]!) : colors[index]!;
    marks.push({ kind: 'rect', x, y: Math.min(zero, end), width: width - gap, height: Math.abs(end - zero), fill });
    const text = texts?.[index];
    if (text === undefined) return;
    const baseline = value < 0 ? end + type.size * 1.05 : end - type.size * 0.4;
    marks.push({
      kind: 'text',
      text,
      x: x + width / 2,
      baseline,
      anchor: 'middle',
      color: type.ink,
      bold: chart.highlights?.[item] === true,
    });
  });
}

/** Where one bar stands out, the others step back; beside a comparison, which is pale already, only its texts stand out. */
function isFaded({ highlights, series }: ChartContent, item: number): boolean {
  return series.length === 1 && highlights?.[item] === false && highlights.includes(true);
}

/** What was before stands before what is now. */
function orderOf({ series }: ChartContent): number[] {
  const all = series.map((_, i) => i);
  return [...all.filter((i) => series[i]!.comparison), ...all.filter((i) => !series[i]!.comparison)];
}

const gapMark = (x: number, baseline: number): ChartText => ({
  ...{ kind: 'text', text: '–', x, baseline, anchor: 'middle', color: QUIET, bold: false },
});

function drawStack(
  chart: ChartContent,
  item: number,
  colors: readonly string[],
  frame: Frame,
  range: { low: number; high: number },
  band: number,
  marks: ChartMark[],
): void {
  const width = band * BAR_SHARE;
  const x = frame.left + band * item + (band - width) / 2;
  let [above, below] = [0, 0];
  chart.series.forEach(({ values }, index) => {
    const value = values[item] ?? 0;
    if (value === 0) return;
    const from = value > 0 ? above : below;
    if (value > 0) above += value;
    else below += value;
    const [y1, y2] = [yOf(from, range, frame), yOf(from + value, range, frame)];
    // A fine gap parts one from the next, also where colours print alike.
    const gap = from === 0 ? 0 : Math.min(0.8, Math.abs(y1 - y2) / 2);
    const top = Math.min(y1, y2) + (value < 0 ? gap : 0);
    marks.push({ kind: 'rect', x, y: top, width, height: Math.max(0, Math.abs(y1 - y2) - gap), fill: colors[index]! });
  });
}

/** Where zero lies and how long one is, so that every bar and its number have room. */
function rowScale(
  chart: ChartContent,
  texts: readonly (readonly string[])[],
  left: number,
  width: number,
  type: ChartType,
  [least, greatest]: [number, number],
): { zero: number; scale: number } {
  const room = (negative: boolean): number =>
    Math.max(
      0,
      ...texts.flatMap((row, item) =>
        row.map((text, i) => ((chart.series[i]!.values[item] ?? 0) < 0 === negative ? type.measure(text, true) + type.size * 0.6 : 0)),
      ),
    );
  const [low, high] = [Math.min(0, least), Math.max(0, greatest)];
  const before = low < 0 ? room(true) : 0;
  const scale = Math.max(width * 0.2, width - before - room(false)) / (high - low || 1);
  return { zero: left + before - low * scale, scale };
}

/** Bars from left to right, one under the other, each with its number. */
export function drawRows(chart: ChartContent, colors: readonly string[], frame: Frame, type: ChartType, marks: ChartMark[]): void {
  const [least, greatest] = extentOf(chart);
  const texts = chart.labels.map((_, item) => rowTexts(chart, item));
  const most = Math.min(frame.width * 0.4, Math.max(...chart.labels.map((label) => type.measure(label, true))));
  const left = frame.left + most + type.size * 0.7;
  const { zero, scale } = rowScale(chart, texts, left, frame.left + frame.width - left, type, [least, greatest]);
  const band = frame.height / chart.labels.length;
  const rows = chart.stacked ? 1 : chart.series.length;
  // Rows too thin for letters carry only some labels and no numbers.
  const every = Math.ceil((type.size * 1.1) / band);
  const thick = Math.min((band * 0.72) / rows, type.size * 2.2);
  chart.labels.forEach((label, item) => {
    const middle = frame.top + band * (item + 0.5);
    const bold = chart.highlights?.[item] === true;
    const baseline = middle + type.size * 0.34;
    const text = item % every === 0 ? cut(label, most, type, bold) : '';
    if (text !== '') marks.push({ kind: 'text', text, x: left - type.size * 0.7, baseline, anchor: 'end', color: type.ink, bold });
    if (chart.stacked) {
      drawStackedRow(chart, item, colors, { zero, scale, y: middle - thick / 2, thick }, marks);
      return;
    }
    const order = orderOf(chart).reverse();
    order.forEach((index, place) => {
      const value = chart.series[index]!.values[item];
      const y = middle - (thick * rows) / 2 + place * thick;
      const end = zero + (value ?? 0) * scale;
      const faded = isFaded(chart, item);
      const fill = faded ? paler(colors[index]!) : colors[index]!;
      if (value !== undefined) {
        marks.push({ kind: 'rect', x: Math.min(zero, end), y, width: Math.abs(end - zero), height: thick - (rows > 1 ? 0.8 : 0), fill });
      }
      if (every > 1 || !chart.showValues || (thick < type.size * 0.8 && chart.series[index]!.comparison)) return;
      const negative = value !== undefined && value < 0;
      const x = end + type.size * (negative ? -0.4 : 0.4);
      const color = chart.series[index]!.comparison ? QUIET : type.ink;
      const number = texts[item]![index]!;
      marks.push({
        kind: 'text',
        text: number,
        x,
        baseline: y + thick / 2 + type.size * 0.34,
        anchor: negative ? 'end' : 'start',
        color,
        bold,
      });
    });
  });
  marks.push({ kind: 'rect', x: zero - 0.4, y: frame.top, width: 0.8, height: frame.height, fill: least < 0 ? type.ink : GRID });
}

const rowTexts = (chart: ChartContent, item: number): string[] =>
  chart.stacked || !chart.showValues
    ? []
    : chart.series.map(({ values }) => (values[item] === undefined ? '–' : chart.format(values[item]!)));

function drawStackedRow(
  chart: ChartContent,
  item: number,
  colors: readonly string[],
  at: { zero: number; scale: number; y: number; thick: number },
  marks: ChartMark[],
): void {
  let [above, below] = [0, 0];
  chart.series.forEach(({ values }, index) => {
    const value = values[item] ?? 0;
    if (value === 0) return;
    const from = value > 0 ? above : below;
    if (value > 0) above += value;
    else below += value;
    const [x1, x2] = [at.zero + from * at.scale, at.zero + (from + value) * at.scale];
    const gap = from === 0 ? 0 : Math.min(0.8, Math.abs(x2 - x1) / 2);
    const width = Math.max(0, Math.abs(x2 - x1) - gap);
    marks.push({ kind: 'rect', x: Math.min(x1, x2) + (value > 0 ? gap : 0), y: at.y, width, height: at.thick, fill: colors[index]! });
  });
}
