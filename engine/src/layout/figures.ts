import type { ResolvedImage } from '../resolve/resolved.ts';
import type { Owner, StructureNode } from './display-list.ts';
import type { ImageSize } from './graphics.ts';
import type { Painter } from './painter.ts';
import type { Scope } from './scope.ts';
import type { Group, Slab } from './slab.ts';
import { structureNode } from './structure-node.ts';
import { mm } from './units.ts';

/** Pixels of an image without a size are CSS pixels: 96 to the inch. */
const POINTS_PER_PIXEL = 0.75;
/** Space around figures, points. */
const FIGURE_SPACE = 6;

export interface FigureSize {
  readonly width: number;
  readonly height: number;
}

/** An image, a barcode or a chart: something drawn at a place and not broken. */
class FigureSlab implements Slab {
  readonly height: number;
  before = FIGURE_SPACE;
  after = FIGURE_SPACE;
  breakAfter: Slab['breakAfter'] = 'allowed';
  readonly group: Group | undefined;
  readonly #x: number;
  readonly #size: FigureSize;
  readonly #node: StructureNode | null;
  readonly #draw: (painter: Painter, owner: Owner, x: number, y: number) => void;

  constructor(
    x: number,
    size: FigureSize,
    node: StructureNode | null,
    group: Group | undefined,
    draw: (painter: Painter, owner: Owner, x: number, y: number) => void,
  ) {
    this.height = size.height;
    this.group = group;
    this.#x = x;
    this.#size = size;
    this.#node = node;
    this.#draw = draw;
  }

  paint(painter: Painter, x: number, y: number): void {
    const left = x + this.#x;
    if (this.#node?.facts !== undefined) this.#node.facts.box = [left, y, this.#size.width, this.#size.height];
    this.#draw(painter, this.#node, left, y);
  }
}

/** What figures have in common. */
interface Placed {
  readonly align: ResolvedImage['align'];
  readonly alt: string;
}

/** Adds something of a size that is drawn in one piece; without an alternative text it is decoration. */
export function addFigure(
  scope: Scope,
  { align, alt }: Placed,
  size: FigureSize,
  draw: (painter: Painter, owner: Owner, x: number, y: number) => void,
): Slab {
  const slab = new FigureSlab(aligned(scope, size.width, align), size, figureNode(scope, alt), scope.group, draw);
  scope.out.push(slab);
  return slab;
}

/** Adds an image, in its given size, or its own, and never larger than the page has room for. */
export function addImage(scope: Scope, node: ResolvedImage): void {
  const pixels = scope.graphics.imageSize(node.asset);
  if (pixels === undefined) {
    scope.findings.error('layout.unknown-image', `There is no image “${node.asset}”.`, node.source, {
      hint: 'Add the file to the assets, or correct the name.',
    });
    return;
  }
  const size = fitted(imageSize(node, pixels), scope);
  checkFineness(scope, node, pixels, size);
  addFigure(scope, node, size, (painter, owner, x, y) => {
    painter.items.push({ kind: 'image', owner, asset: node.asset, x, y, width: size.width, height: size.height });
  });
}

/** Finer than any printer of letters, and large enough to matter for every document. */
const FINEST_DPI = 600;
const MANY_PIXELS = 1_000_000;

function checkFineness(scope: Scope, node: ResolvedImage, pixels: ImageSize, size: FigureSize): void {
  const dpi = pixels.width / (size.width / 72);
  if (pixels.type === 'svg' || dpi <= FINEST_DPI || pixels.width * pixels.height < MANY_PIXELS) return;
  const message = `The image “${node.asset}” has ${Math.round(dpi)} dots per inch in the size it is printed in.`;
  const wanted = Math.ceil((size.width / 72) * 300);
  scope.findings.warn('layout.image-too-fine', message, node.source, { hint: `Scale it to ${wanted} pixels in width (300 dpi).` });
}

function imageSize(node: ResolvedImage, pixels: FigureSize): FigureSize {
  const ratio = pixels.height / Math.max(1, pixels.width);
  if (node.width !== undefined) {
    return { width: mm(node.width), height: node.height === undefined ? mm(node.width) * ratio : mm(node.height) };
  }
  if (node.height !== undefined) return { width: mm(node.height) / ratio, height: mm(node.height) };
  return { width: pixels.width * POINTS_PER_PIXEL, height: pixels.height * POINTS_PER_PIXEL };
}

export function fitted(size: FigureSize, scope: Scope): FigureSize {
  const factor = Math.min(1, scope.width / size.width, scope.pageHeight / size.height);
  return factor === 1 ? size : { width: size.width * factor, height: size.height * factor };
}

function aligned(scope: Scope, width: number, align: ResolvedImage['align']): number {
  if (align === 'left') return scope.x;
  return align === 'right' ? scope.x + scope.width - width : scope.x + (scope.width - width) / 2;
}

/** Decoration (no alternative text) is an artifact. */
function figureNode(scope: Scope, alt: string): StructureNode | null {
  if (scope.parent === null || alt === '') return null;
  const node = structureNode('Figure', { alt });
  scope.parent.children.push(node);
  return node;
}
