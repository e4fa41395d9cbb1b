import { swissCross } from '../graphics/swiss-cross.ts';
import { LEAST_MODULE, POST_WIDTH, SYMBOLOGIES } from '../graphics/symbologies.ts';
import type { ResolvedBarcode } from '../resolve/resolved.ts';
import type { Owner } from './display-list.ts';
import { addFigure, fitted } from './figures.ts';
import type { BarcodePath } from './graphics.ts';
import { type Painter, paintLine } from './painter.ts';
import { type Scope, setText } from './scope.ts';
import type { LayoutStyle } from './styles.ts';
import { mm } from './units.ts';

const COLOR = '#000000';
/** Size of the text under bars, in parts of the body's. */
const TEXT_SHARE = 0.8;

/** Adds a barcode as rectangles, as wide as asked for, its free space kept above and below. */
export function addBarcode(scope: Scope, node: ResolvedBarcode): void {
  const path = encoded(scope, node);
  if (path === undefined) return;
  const factor = mm(node.width) / path.width;
  const size = fitted({ width: path.width * factor, height: path.height * factor }, scope);
  const scale = size.width / path.width;
  checkSize(scope, node, path, scale);
  const { rectangles } = path;
  const cross = node.overlay === undefined ? [] : swissCross(size.width);
  const under = node.text === undefined ? undefined : textUnder(scope, node.text, node.source, size.width);
  const whole = under === undefined ? size : { width: size.width, height: size.height + under.height };
  const slab = addFigure(scope, node, whole, (painter, owner, x, y) => {
    painter.items.push({ kind: 'rectangles', owner, x, y, fill: COLOR, rectangles, scale });
    for (const part of cross) painter.items.push({ kind: 'rect', owner, ...part, x: x + part.x, y: y + part.y });
    under?.paint(painter, owner, x, y + size.height);
  });
  const { quiet: modules, quietAbove } = SYMBOLOGIES[node.symbology];
  const quiet = quietAbove === undefined ? modules * scale : mm(quietAbove);
  slab.before = Math.max(slab.before, quiet);
  slab.after = Math.max(slab.after, under === undefined ? quiet : 0);
}

function encoded(scope: Scope, node: ResolvedBarcode): BarcodePath | undefined {
  try {
    return scope.graphics.barcodePath(node.symbology, node.payload, node.height === undefined ? undefined : node.height / node.width);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    scope.findings.error('layout.barcode', `The ${node.symbology} code cannot be made: ${why}`, node.source, {
      hint: 'Check the payload: its length, and which characters the code can hold.',
    });
    return undefined;
  }
}

/** Warns of what a printer or a reader would fail at. */
function checkSize(scope: Scope, node: ResolvedBarcode, path: BarcodePath, scale: number): void {
  const module = scale / mm(1);
  const width = module * path.width;
  if (SYMBOLOGIES[node.symbology].shape === 'post') {
    if (width >= POST_WIDTH.least && width <= POST_WIDTH.most) return;
    const message = `An Intelligent Mail barcode is ${POST_WIDTH.least} to ${POST_WIDTH.most} mm wide, not ${width.toFixed(1)}.`;
    scope.findings.warn('layout.barcode-too-fine', message, node.source, { hint: 'Make it 75 mm wide.' });
  } else if (module < LEAST_MODULE * 0.999) {
    const message = `The modules of the ${node.symbology} code are ${module.toFixed(2)} mm wide; printers need ${LEAST_MODULE} mm.`;
    const hint = `Make it ${Math.ceil(path.width * LEAST_MODULE)} mm wide, or its content shorter.`;
    scope.findings.warn('layout.barcode-too-fine', message, node.source, { hint });
  }
}

const textStyles = new WeakMap<LayoutStyle, LayoutStyle>();

function textUnder(scope: Scope, text: string, source: string, width: number) {
  const body = scope.styles.paragraph('body');
  let style = textStyles.get(body);
  if (style === undefined) {
    const size = body.size * TEXT_SHARE;
    style = { ...body, size, leading: size * 1.3, firstIndent: 0, hyphenate: false, color: COLOR };
    textStyles.set(body, style);
  }
  const { lines } = setText(scope, [{ text }], style, width, source, 'center');
  const { leading, size } = style;
  return {
    height: lines.length * leading,
    paint(painter: Painter, owner: Owner, x: number, y: number): void {
      lines.forEach((line, i) => {
        paintLine(painter, line, owner, x, y + i * leading + size * 1.05);
      });
    },
  };
}
