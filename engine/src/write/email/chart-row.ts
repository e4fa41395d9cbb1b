import { seriesColors, tones } from '../../graphics/chart/chart.ts';
import { chartTable, type ResolvedChart } from '../../resolve/resolved-chart.ts';
import type { ScreenBrand } from '../html/brand-css.ts';
import { escapeAscii } from '../html/escape.ts';
import { textCss } from './body-writer.ts';

/** Of more numbers a message shows no bars, of more items only how they lie. */
const MOST_BARS = 40;
const MOST_ROWS = 60;

/**
 * A chart as a row of the message: a table of its numbers with bars of coloured cells, which every mail reader shows, where
 * they show no drawings.
 */
export function chartRow(chart: ResolvedChart, screen: ScreenBrand): string {
  const body = screen.style('body');
  const css = `${textCss({ ...body, fontSize: 14, align: 'left' })};padding:3px 6px 3px 0`;
  const title = [chart.title, chart.unit].filter((text) => text !== '');
  const head = title.map(
    (text, i) => `<p style="margin:0;${textCss({ ...body, bold: i === 0 && chart.title !== '' })}">${escapeAscii(text)}</p>`,
  );
  const content =
    chart.labels.length > MOST_ROWS
      ? `<p style="margin:0;${css}">${escapeAscii(chart.alt)}</p>`
      : chart.labels.length * chart.series.length > MOST_BARS
        ? numbers(chart, css)
        : bars(chart, css);
  return `<tr><td class="ph-t" style="padding:4px 0 18px">${head.join('')}${content}</td></tr>`;
}

function bars(chart: ResolvedChart, css: string): string {
  const { rows } = chartTable(chart);
  const greatest = Math.max(0, ...chart.series.flatMap(({ values }) => values.map((value) => Math.abs(value ?? 0))));
  const colors = chart.kind === 'doughnut' ? tones(chart.color, chart.labels.length) : seriesColors(chart);
  let html = '';
  rows.forEach(([label = '', ...cells], item) => {
    chart.series.forEach(({ name, values }, i) => {
      const color = colors[chart.kind === 'doughnut' ? item : i]!;
      const share = greatest === 0 ? 0 : Math.round((Math.abs(values[item] ?? 0) / greatest) * 100);
      const head = i > 0 ? '<td></td>' : `<th scope="row" style="${css};font-weight:normal;white-space:nowrap">${escapeAscii(label)}</th>`;
      const series = chart.series.length > 1 ? `<td style="${css};white-space:nowrap">${escapeAscii(name)}</td>` : '';
      const number = `<td align="right" style="${css};white-space:nowrap;text-align:right">${escapeAscii(cells[i]!)}</td>`;
      html += `<tr>${head}${series}${number}<td width="60%" style="padding:3px 0">${bar(share, color, (values[item] ?? 0) < 0)}</td></tr>`;
    });
  });
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse" aria-label="${escapeAscii(chart.title)}"><tbody>${html}</tbody></table>`;
}

/** The numbers alone, a column for each series. */
function numbers(chart: ResolvedChart, css: string): string {
  const { heads, rows } = chartTable(chart);
  const cell = (text: string, column: number): string =>
    column === 0
      ? `<th scope="row" style="${css};font-weight:normal">${escapeAscii(text)}</th>`
      : `<td align="right" style="${css};text-align:right">${escapeAscii(text)}</td>`;
  const head = heads.map((text) => `<th scope="col" align="right" style="${css};text-align:right">${escapeAscii(text)}</th>`);
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`);
  return `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse"><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** A bar is a table of one coloured cell, as wide as its number; of a negative number it is hollow. */
function bar(share: number, color: string, hollow: boolean): string {
  if (share === 0) return '';
  const look = hollow ? `style="border:1px solid ${color};` : `class="ph-bar" bgcolor="${color}" style="background-color:${color};`;
  return `<table role="presentation" width="${share}%" cellpadding="0" cellspacing="0" border="0"><tbody><tr><td ${look}height:12px;line-height:12px;font-size:0">&#160;</td></tr></tbody></table>`;
}
