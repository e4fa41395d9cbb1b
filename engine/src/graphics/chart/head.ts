import { type ChartContent, type ChartMark, type ChartType, QUIET } from './chart.ts';
import { cut } from './fit-labels.ts';

/** Title, unit and, where wanted, the key of the colours, from the top; gives how high they are. */
export function drawHead(
  chart: ChartContent,
  colors: readonly string[] | undefined,
  width: number,
  type: ChartType,
  marks: ChartMark[],
): number {
  const { size } = type;
  let y = 0;
  const line = (text: string, bold: boolean, color: string): void => {
    marks.push({ kind: 'text', text: cut(text, width, type, bold), x: 0, baseline: y + size, anchor: 'start', color, bold });
    y += size * 1.35;
  };
  if (chart.title !== '') line(chart.title, true, type.ink);
  if (chart.unit !== '') line(chart.unit, false, QUIET);
  if (colors !== undefined) y = drawKey(chart, colors, width, y + size * 0.25, type, marks);
  return y === 0 ? size * 0.6 : y + size;
}

/** The series' colours with their names, in rows. */
function drawKey(chart: ChartContent, colors: readonly string[], width: number, top: number, type: ChartType, marks: ChartMark[]): number {
  const { size } = type;
  const patch = size * 0.75;
  let x = 0;
  let y = top;
  chart.series.forEach(({ name }, i) => {
    const text = cut(name, width - patch * 1.5, type);
    const own = patch * 1.5 + type.measure(text, false);
    if (x > 0 && x + own > width) {
      x = 0;
      y += size * 1.4;
    }
    marks.push({ kind: 'rect', x, y: y + size * 0.22, width: patch, height: patch, fill: colors[i]! });
    marks.push({ kind: 'text', text, x: x + patch * 1.5, baseline: y + size * 0.9, anchor: 'start', color: type.ink, bold: false });
    x += own + size * 1.4;
  });
  return y + size * 1.2;
}
