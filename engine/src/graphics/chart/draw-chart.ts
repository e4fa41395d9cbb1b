import { drawBars } from './bars.ts';
import { type ChartContent, type ChartMark, type ChartPicture, type ChartType, seriesColors } from './chart.ts';
import { drawDoughnut } from './doughnut.ts';
import type { Frame } from './frame.ts';
import { drawHead } from './head.ts';
import { drawLines, namesItself } from './lines.ts';
import { drawRows } from './rows.ts';

/**
 * Draws a chart in a width, and a height where one is given. Little ink beside the data: no frame, thin grid, numbers at the bars
 * where they fit in place of an axis, names at the lines in place of a key.
 */
export function drawChart(chart: ChartContent, type: ChartType, width: number, height: number | undefined): ChartPicture {
  const marks: ChartMark[] = [];
  const colors = seriesColors(chart);
  const keyed = chart.series.length > 1 && chart.kind !== 'doughnut' && (chart.kind === 'bar' || !namesItself(chart));
  const top = drawHead(chart, keyed ? colors : undefined, width, type, marks);
  const whole = Math.max(height ?? usualHeight(chart, type, width, top), top + type.size * 5);
  const frame: Frame = { left: 0, top, width, height: whole - top };
  if (chart.labels.length > 0) {
    if (chart.kind === 'doughnut') drawDoughnut(chart, frame, type, marks);
    else if (chart.kind !== 'bar') drawLines(chart, colors, frame, type, marks);
    else if (chart.horizontal) drawRows(chart, colors, frame, type, marks);
    else drawBars(chart, colors, frame, type, marks);
  }
  return { width, height: whole, marks };
}

function usualHeight(chart: ChartContent, type: ChartType, width: number, top: number): number {
  if (chart.kind === 'bar' && chart.horizontal) {
    const rows = chart.stacked ? 1 : Math.sqrt(chart.series.length);
    return top + chart.labels.length * type.size * 1.9 * rows;
  }
  if (chart.kind === 'doughnut') return top + Math.max(Math.min(width * 0.34, type.size * 14), chart.labels.length * type.size * 1.5);
  return top + Math.max(type.size * 11, Math.min(width * 0.38, type.size * 20));
}
