import type { ChartMark, ChartText, ChartType } from '../graphics/chart/chart.ts';
import { drawChart } from '../graphics/chart/draw-chart.ts';
import { svgPath } from '../graphics/outline.ts';
import type { ResolvedChart } from '../resolve/resolved-chart.ts';
import type { Owner } from './display-list.ts';
import { addFigure } from './figures.ts';
import { type Painter, paintLine } from './painter.ts';
import { type Scope, setText } from './scope.ts';
import type { LayoutStyle } from './styles.ts';
import { mm } from './units.ts';

/** Labels where the brand has no style for them: smaller than the body, but never too small to read. */
const LABEL_SHARE = 0.85;
const LEAST_SIZE = 6.5;
/** Above and below, in letter sizes. */
const SPACE = 1.4;
/** Wider than any text of a chart, which is one line. */
const ONE_LINE = 100_000;

/** Adds a chart: a figure of rectangles, lines and real text. */
export function addChart(scope: Scope, node: ResolvedChart): void {
  const style = labelStyle(scope.styles.paragraph(node.style === 'chart' ? 'chart' : node.style), scope.styles.paragraph('body'));
  const type: ChartType = {
    size: style.size,
    ink: style.color,
    measure: (text, bold) => scope.typesetter.measure([{ text, bold }], style, scope.language).natural,
  };
  const width = Math.min(scope.width, node.width === undefined ? scope.width : mm(node.width));
  const height = node.height === undefined ? undefined : mm(node.height);
  const usual = drawChart(node, type, width, height);
  const picture = usual.height > scope.pageHeight ? drawChart(node, type, width, scope.pageHeight) : usual;
  const lines = picture.marks.map((mark) => (mark.kind === 'text' ? textLine(scope, mark, style, node.source) : undefined));
  const slab = addFigure(scope, node, { width: picture.width, height: picture.height }, (painter, owner, x, y) => {
    picture.marks.forEach((mark, i) => {
      const line = lines[i];
      if (mark.kind === 'text') line?.(painter, owner, x, y);
      else paintMark(painter, owner, mark, x, y);
    });
  });
  slab.before = style.size * SPACE;
  slab.after = style.size * SPACE;
}

const labelStyles = new WeakMap<LayoutStyle, LayoutStyle>();

/** One style object for every chart of a brand: texts are remembered by it. */
function labelStyle(own: LayoutStyle, body: LayoutStyle): LayoutStyle {
  let style = labelStyles.get(own);
  if (style === undefined) {
    const size = own.size === body.size ? Math.max(LEAST_SIZE, own.size * LABEL_SHARE) : own.size;
    // Figures of one width stand under each other.
    style = { ...own, size, leading: size * 1.3, align: 'left', firstIndent: 0, hyphenate: false, features: { tnum: 1, ...own.features } };
    labelStyles.set(own, style);
  }
  return style;
}

type PaintText = (painter: Painter, owner: Owner, x: number, y: number) => void;

function textLine(scope: Scope, mark: ChartText, style: LayoutStyle, source: string): PaintText | undefined {
  const { text, bold, color } = mark;
  const line = setText(scope, [{ text, bold, color }], style, ONE_LINE, source).lines[0];
  if (line === undefined) return undefined;
  const shift = mark.anchor === 'start' ? 0 : mark.anchor === 'middle' ? line.right / 2 : line.right;
  return (painter, owner, x, y) => paintLine(painter, line, owner, x + mark.x - shift, y + mark.baseline);
}

function paintMark(painter: Painter, owner: Owner, mark: Exclude<ChartMark, ChartText>, x: number, y: number): void {
  if (mark.kind === 'rect') {
    const { width, height, fill } = mark;
    painter.items.push({ kind: 'rect', owner, x: x + mark.x, y: y + mark.y, width, height, fill });
    return;
  }
  const d = svgPath(mark.outline, ' ');
  if (mark.kind === 'area') painter.items.push({ kind: 'path', owner, x, y, fill: mark.fill, d });
  else painter.items.push({ kind: 'path', owner, x, y, fill: mark.color, strokeWidth: mark.width, d });
}
