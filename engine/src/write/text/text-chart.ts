import { chartTable, type ResolvedChart } from '../../resolve/resolved-chart.ts';
import { textWidth, wrap } from './wrap.ts';

/** Of more items a text tells only how they lie. */
const MOST_ROWS = 60;

/** A chart's numbers in columns. */
export function textChart(chart: ResolvedChart, width: number): string[] {
  if (chart.labels.length > MOST_ROWS) return wrap(`[${chart.alt}]`, width);
  const head = [chart.title, chart.unit].filter((text) => text !== '').join(', ');
  const { heads, rows } = chartTable(chart);
  const all = chart.series.length > 1 ? [heads, ...rows] : rows;
  const widths = heads.map((_, column) => Math.max(...all.map((row) => textWidth(row[column]!))));
  const pad = (text: string, column: number): string => ' '.repeat(widths[column]! - textWidth(text));
  const lines = all.map((row) => row.map((text, c) => (c === 0 ? text + pad(text, c) : pad(text, c) + text)).join('  '));
  if (lines.some((line) => textWidth(line) > width)) return wrap(`[${chart.alt}]`, width);
  return [...(head === '' ? [] : wrap(head, width)), ...lines];
}
