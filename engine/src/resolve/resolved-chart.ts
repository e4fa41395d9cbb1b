import type { ChartContent } from '../graphics/chart/chart.ts';

/** A chart with its numbers read and its texts written. */
export interface ResolvedChart extends ChartContent {
  readonly type: 'chart';
  readonly source: string;
  /** Millimetres. */
  readonly width?: number;
  readonly height?: number;
  readonly align: 'left' | 'right' | 'center';
  readonly style: string;
  readonly alt: string;
}

/** The numbers of a chart as a table of texts, for those who do not see it: heads of the columns, then a row for each item. */
export function chartTable(chart: ResolvedChart): { readonly heads: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const written = (value: number | undefined): string => (value === undefined ? '–' : chart.format(value));
  const heads = ['', ...chart.series.map(({ name }) => name)];
  return { heads, rows: chart.labels.map((label, item) => [label, ...chart.series.map(({ values }) => written(values[item]))]) };
}

/** Items that a text alternative reads out one by one; of more it tells the ends and the extremes. */
const READ_OUT = 26;

/** What the picture shows, in numbers: made where the author has written no alternative text. */
export function chartAlternative(chart: Omit<ResolvedChart, 'alt'>): string {
  const unit = chart.unit === '' ? '' : ` (${chart.unit})`;
  const head = `${chart.title}${unit}`.trim();
  const several = chart.series.length > 1;
  const parts = chart.series.map(({ name, values }) => {
    const said = chart.labels.length <= READ_OUT ? all(chart, values) : extremes(chart, values);
    return several || head === '' ? `${name}: ${said}` : said;
  });
  return head === '' ? parts.join('; ') : `${head}: ${parts.join('; ')}`;
}

type Values = readonly (number | undefined)[];

function all({ labels, format }: Omit<ResolvedChart, 'alt'>, values: Values): string {
  return labels.map((label, i) => `${label} ${values[i] === undefined ? '–' : format(values[i]!)}`).join(', ');
}

function extremes({ labels, format }: Omit<ResolvedChart, 'alt'>, values: Values): string {
  const known = values.flatMap((value, i) => (value === undefined ? [] : [{ value, label: labels[i]! }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return '–';
  const least = known.reduce((a, b) => (b.value < a.value ? b : a));
  const greatest = known.reduce((a, b) => (b.value > a.value ? b : a));
  const said = (item: { value: number; label: string }): string => `${item.label} ${format(item.value)}`;
  return `${said(first)} … ${said(last)}; min. ${said(least)}, max. ${said(greatest)}`;
}
