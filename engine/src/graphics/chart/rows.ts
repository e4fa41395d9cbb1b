import { fillOf, gapOf, orderOf, stackOf } from './bar-parts.ts';
import { type ChartContent, type ChartMark, type ChartType, GRID, QUIET } from './chart.ts';
import { cut } from './fit-labels.ts';
import { extentOf, type Frame } from './frame.ts';

/** Where the rows stand and how their bars are measured. */
interface Rows {
  /** Where zero lies, and how long one is. */
  readonly zero: number;
  readonly scale: number;
  readonly thick: number;
  /** Rows too thin for letters carry no numbers. */
  readonly numbers: boolean;
  readonly type: ChartType;
}

/** Bars from left to right, one under the other, each with its number. */
export function drawRows(chart: ChartContent, colors: readonly string[], frame: Frame, type: ChartType, marks: ChartMark[]): void {
  const [least, greatest] = extentOf(chart);
  const most = Math.min(frame.width * 0.4, Math.max(...chart.labels.map((label) => type.measure(label, true))));
  const left = frame.left + most + type.size * 0.7;
  const band = frame.height / chart.labels.length;
  const every = Math.ceil((type.size * 1.1) / band);
  const numbers = chart.showValues && !chart.stacked && every === 1;
  const thick = Math.min((band * 0.72) / (chart.stacked ? 1 : chart.series.length), type.size * 2.2);
  const measure = scaleOf(chart, numbers, { left, width: frame.left + frame.width - left }, type, [least, greatest]);
  const rows: Rows = { ...measure, thick, numbers, type };
  chart.labels.forEach((label, item) => {
    const middle = frame.top + band * (item + 0.5);
    const bold = chart.highlights?.[item] === true;
    const baseline = middle + type.size * 0.34;
    if (item % every === 0) {
      const text = cut(label, most, type, bold);
      marks.push({ kind: 'text', text, x: left - type.size * 0.7, baseline, anchor: 'end', color: type.ink, bold });
    }
    if (chart.stacked) drawStack(chart, item, colors, rows, middle, marks);
    else drawGroup(chart, item, colors, rows, middle, marks);
  });
  marks.push({ kind: 'rect', x: rows.zero - 0.4, y: frame.top, width: 0.8, height: frame.height, fill: least < 0 ? type.ink : GRID });
}

const numberOf = (chart: ChartContent, value: number | undefined): string => (value === undefined ? '–' : chart.format(value));

/** Where zero lies and how long one is, so that every bar and its number have room. */
function scaleOf(
  chart: ChartContent,
  numbers: boolean,
  { left, width }: { left: number; width: number },
  type: ChartType,
  [least, greatest]: [number, number],
): { zero: number; scale: number } {
  const room = (negative: boolean): number => {
    const values = numbers ? chart.series.flatMap((s) => s.values.filter((value) => (value ?? 0) < 0 === negative)) : [];
    return Math.max(0, ...values.map((value) => type.measure(numberOf(chart, value), true) + type.size * 0.6));
  };
  const [low, high] = [Math.min(0, least), Math.max(0, greatest)];
  const before = low < 0 ? room(true) : 0;
  const scale = Math.max(width * 0.2, width - before - room(false)) / (high - low || 1);
  return { zero: left + before - low * scale, scale };
}

function drawGroup(chart: ChartContent, item: number, colors: readonly string[], rows: Rows, middle: number, marks: ChartMark[]): void {
  const { zero, scale, thick, type } = rows;
  const count = chart.series.length;
  const bold = chart.highlights?.[item] === true;
  orderOf(chart)
    .reverse()
    .forEach((index, place) => {
      const { values, comparison } = chart.series[index]!;
      const value = values[item];
      const y = middle - (thick * count) / 2 + place * thick;
      const end = zero + (value ?? 0) * scale;
      if (value !== undefined) {
        const box = { x: Math.min(zero, end), y, width: Math.abs(end - zero), height: thick - (count > 1 ? 0.8 : 0) };
        marks.push({ kind: 'rect', ...box, fill: fillOf(chart, colors[index]!, item) });
      }
      if (!rows.numbers || (comparison && thick < type.size * 0.8)) return;
      const negative = value !== undefined && value < 0;
      const look = { color: comparison ? QUIET : type.ink, bold, anchor: negative ? 'end' : 'start' } as const;
      const baseline = y + thick / 2 + type.size * 0.34;
      marks.push({ kind: 'text', text: numberOf(chart, value), x: end + type.size * (negative ? -0.4 : 0.4), baseline, ...look });
    });
}

function drawStack(chart: ChartContent, item: number, colors: readonly string[], rows: Rows, middle: number, marks: ChartMark[]): void {
  const { zero, scale, thick } = rows;
  for (const { index, from, to } of stackOf(chart, item)) {
    const length = Math.abs(to - from) * scale;
    const gap = gapOf(from, length);
    const x = zero + Math.min(from, to) * scale + (to > from ? gap : 0);
    marks.push({ kind: 'rect', x, y: middle - thick / 2, width: Math.max(0, length - gap), height: thick, fill: colors[index]! });
  }
}
