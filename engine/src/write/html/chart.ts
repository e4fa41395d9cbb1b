import type { ChartMark, ChartType } from '../../graphics/chart/chart.ts';
import { drawChart } from '../../graphics/chart/draw-chart.ts';
import { spell, svgPath } from '../../graphics/outline.ts';
import { chartTable, type ResolvedChart } from '../../resolve/resolved-chart.ts';
import { escapeHtml } from './escape.ts';

/** CSS pixels; the picture grows and shrinks with the page. */
const WIDTH = 640;
const LEAST_WIDTH = 280;
const SIZE = 13;
const INK = '#1a1a1a';

/**
 * A chart as a drawing within the page, and its numbers as a table for those who do not see it.
 * @param across how many columns stand beside each other where the chart stands
 */
export function chartHtml(chart: ResolvedChart, across: number): string {
  const width =
    chart.width === undefined
      ? Math.max(LEAST_WIDTH, WIDTH / across)
      : Math.min(WIDTH, Math.max(200, Math.round((chart.width * 96) / 25.4)));
  const type: ChartType = { size: SIZE, ink: INK, measure: (text, bold) => estimate(text) * SIZE * (bold ? 1.06 : 1) };
  const height = chart.height === undefined ? undefined : (chart.height * 96) / 25.4;
  const picture = drawChart(chart, type, width, height);
  const box = `viewBox="0 0 ${spell(picture.width)} ${spell(picture.height)}" width="${Math.round(picture.width)}"`;
  const svg = `<svg class="chart" role="img" aria-label="${escapeHtml(chart.alt)}" font-size="${SIZE}" ${box}>${picture.marks.map(markSvg).join('')}</svg>`;
  return `<figure class="chart a-${chart.align}">${svg}${tableOf(chart)}</figure>\n`;
}

/** Width of text in parts of its size: which font a reader has is not known, so it is reckoned rather large. */
function estimate(text: string): number {
  let width = 0;
  for (const c of text) width += /[iljtfr.,:;'’|! ]/.test(c) ? 0.33 : /[mwMW%—…]/.test(c) ? 0.9 : /[A-ZÄÖÜ]/.test(c) ? 0.68 : 0.57;
  return width;
}

function markSvg(mark: ChartMark): string {
  switch (mark.kind) {
    case 'rect':
      return `<rect x="${spell(mark.x)}" y="${spell(mark.y)}" width="${spell(mark.width)}" height="${spell(mark.height)}" fill="${mark.fill}"/>`;
    case 'area':
      return `<path d="${svgPath(mark.outline)}" fill="${mark.fill}"/>`;
    case 'stroke':
      return `<path d="${svgPath(mark.outline)}" fill="none" stroke="${mark.color}" stroke-width="${spell(mark.width)}" stroke-linejoin="round" stroke-linecap="round"/>`;
    case 'text': {
      const anchor = mark.anchor === 'start' ? '' : ` text-anchor="${mark.anchor}"`;
      const weight = mark.bold ? ' font-weight="bold"' : '';
      return `<text x="${spell(mark.x)}" y="${spell(mark.baseline)}" fill="${mark.color}"${anchor}${weight}>${escapeHtml(mark.text)}</text>`;
    }
  }
}

function tableOf(chart: ResolvedChart): string {
  const { heads, rows } = chartTable(chart);
  const head = heads.map((text) => (text === '' ? '<td></td>' : `<th scope="col">${escapeHtml(text)}</th>`)).join('');
  const body = rows.map(([label = '', ...cells]) => `<tr><th scope="row">${escapeHtml(label)}</th>${cells.map(cell).join('')}</tr>`);
  return `<div class="unseen"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

const cell = (text: string): string => `<td>${escapeHtml(text)}</td>`;
