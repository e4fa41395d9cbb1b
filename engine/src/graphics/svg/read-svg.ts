import type { Drawing, DrawingGroup, DrawingPart } from '../drawing.ts';
import { IDENTITY, isIdentity, type Matrix, multiply } from '../matrix.ts';
import { boundsOf, type Outline, rectangleOutline, transformed } from '../outline.ts';
import { type PaintSource, paintOf, strokeOf } from './paint.ts';
import { SHAPES, shapeOutline, type Viewport } from './shapes.ts';
import { NO_STYLE, type Style, StyleSheet } from './style.ts';
import { readLength, readShare, readTransform, readViewBox, type ViewBox, viewBoxMatrix } from './values.ts';
import { readXml, type XmlElement, XmlError } from './xml.ts';

/** What stands in an SVG file: the drawing, or why there is none; and what of it is not shown. */
export interface SvgReading {
  readonly drawing?: Drawing;
  readonly problems: readonly SvgProblem[];
}

export interface SvgProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint: string;
}

/** Shapes and groups after every `<use>` is followed: thirty uses of uses would otherwise make millions. */
const MOST_DRAWN = 30_000;
const MOST_DEPTH = 60;
const MOST_PROBLEMS = 20;
/** CSS pixels where the file does not say (CSS 2.1, 10.3.2). */
const USUAL: Viewport = { width: 300, height: 150 };
const LARGEST = 1_000_000;

const CONTAINERS = new Set(['g', 'a', 'switch', 'svg']);
/** Elements that draw nothing where they stand. */
const SILENT = new Set([
  ...['defs', 'style', 'title', 'desc', 'metadata', 'symbol', 'clipPath', 'linearGradient', 'radialGradient', 'namedview', 'pgf', 'sfw'],
  ...['marker', 'mask', 'filter', 'pattern', 'view'],
]);
/** Elements whose absence would change the picture. */
const WANTED: Readonly<Record<string, string>> = {
  text: 'Convert text to outlines (paths) before you export it.',
  image: 'Put photographs into the template as images of their own.',
  foreignObject: 'Export plain SVG, without HTML inside.',
};

const known = new WeakMap<Uint8Array, SvgReading>();

/**
 * Reads an SVG file as a drawing: paths, basic shapes, groups, uses, gradients, clips, opacity, style sheets of simple
 * selectors. Nothing outside of the file is looked at, nothing in it is run. Remembered per bytes.
 */
export function readSvg(bytes: Uint8Array): SvgReading {
  let reading = known.get(bytes);
  if (reading === undefined) {
    reading = read(bytes);
    known.set(bytes, reading);
  }
  return reading;
}

function read(bytes: Uint8Array): SvgReading {
  try {
    const root = readXml(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (root.name !== 'svg') throw new XmlError(`its outermost element is <${root.name}>, not <svg>`);
    return new SvgReader(root).read();
  } catch (error) {
    const hint = error instanceof XmlError ? error.hint : 'Save it as UTF-8.';
    const why = error instanceof XmlError ? error.message : 'it is not UTF-8';
    if (!(error instanceof XmlError || error instanceof TypeError)) throw error;
    return { problems: [{ severity: 'error', message: `The SVG cannot be read: ${why}.`, hint }] };
  }
}

/** Where the reader stands. */
interface Place {
  readonly style: Style;
  readonly viewport: Viewport;
  /** Elements that `<use>` brought us into. */
  readonly uses: readonly XmlElement[];
  readonly depth: number;
}

class SvgReader {
  readonly #root: XmlElement;
  readonly #byId = new Map<string, XmlElement>();
  readonly #sheet = new StyleSheet();
  readonly #problems = new Map<string, SvgProblem>();
  #drawn = 0;

  constructor(root: XmlElement) {
    this.#root = root;
    this.#index(root);
  }

  read(): SvgReading {
    const { attributes } = this.#root;
    const box = readViewBox(attributes.get('viewBox'));
    const width = readLength(attributes.get('width'), box?.width ?? USUAL.width);
    const height = readLength(attributes.get('height'), box?.height ?? USUAL.height);
    const size = sizeOf(width, height, box);
    if (!(size.width > 0 && size.height > 0 && size.width < LARGEST && size.height < LARGEST)) {
      this.#problem('error', 'The SVG has no size that can be drawn.', 'Give it a viewBox, or a width and a height.');
      return { problems: [...this.#problems.values()] };
    }
    const content = this.#viewport(this.#root, size, { style: NO_STYLE, viewport: size, uses: [], depth: 0 });
    if (content.length === 0) this.#problem('warning', 'The SVG shows nothing.', 'Check the file in a browser.');
    const problems = [...this.#problems.values()];
    return { problems, ...(problems.some((p) => p.severity === 'error') ? {} : { drawing: { ...size, content } }) };
  }

  #index(element: XmlElement): void {
    const id = element.attributes.get('id');
    if (id !== undefined && !this.#byId.has(id)) this.#byId.set(id, element);
    if (element.name === 'style') this.#sheet.add(element.text);
    for (const child of element.children) this.#index(child);
  }

  #problem(severity: SvgProblem['severity'], message: string, hint: string): void {
    if (this.#problems.size < MOST_PROBLEMS && !this.#problems.has(message)) this.#problems.set(message, { severity, message, hint });
  }

  /** The content of an `<svg>` or `<symbol>` in a viewport; what sticks out is cut off. */
  #viewport(element: XmlElement, size: Viewport, place: Place): DrawingPart[] {
    const box = readViewBox(element.attributes.get('viewBox'));
    const style = this.#sheet.styleOf(element, place.style);
    const inner: Place = { ...place, style, viewport: box ?? size, depth: place.depth + 1 };
    const children = this.#children(element, inner);
    if (children.length === 0) return [];
    const { matrix } =
      box === undefined ? { matrix: IDENTITY } : viewBoxMatrix(box, size.width, size.height, element.attributes.get('preserveAspectRatio'));
    const content: DrawingPart[] = isIdentity(matrix) ? children : [{ kind: 'group', matrix, children }];
    const clip = { outline: rectangleOutline(0, 0, size.width, size.height), evenOdd: false };
    const overflow = element.attributes.get('overflow') === 'visible' || element === this.#root;
    const clipped: DrawingPart[] = overflow ? content : [{ kind: 'group', clip, children: content }];
    return this.#grouped(clipped, element, style, inner);
  }

  #children(element: XmlElement, place: Place): DrawingPart[] {
    const parts: DrawingPart[] = [];
    for (const child of element.children) {
      const drawn = this.#element(child, place);
      parts.push(...drawn);
      if (element.name === 'switch' && drawn.length > 0) break;
    }
    return parts;
  }

  #element(element: XmlElement, place: Place): readonly DrawingPart[] {
    const { name } = element;
    if (SILENT.has(name)) return [];
    this.#drawn += 1;
    if (this.#drawn > MOST_DRAWN)
      throw new XmlError(`it draws more than ${MOST_DRAWN} elements`, 'Simplify the drawing, or save it as PNG.');
    const isDrawn = SHAPES.has(name) || CONTAINERS.has(name) || name === 'use';
    if (!isDrawn) return this.#unknown(name);
    if (place.depth > MOST_DEPTH) {
      this.#problem('error', `The SVG nests groups and uses more than ${MOST_DEPTH} deep.`, 'Ungroup the drawing.');
      return [];
    }
    const style = this.#sheet.styleOf(element, place.style);
    if (style.get('display') === 'none') return [];
    for (const effect of ['mask', 'filter'] as const) {
      if ((style.get(effect) ?? 'none') !== 'none') {
        this.#problem('error', `The SVG uses a ${effect}.`, `Flatten the ${effect}, or save the picture as PNG.`);
      }
    }
    const inner: Place = { ...place, style, depth: place.depth + 1 };
    const parts = SHAPES.has(name) ? this.#shape(element, inner) : this.#container(element, inner, place);
    if (parts.length === 0) return parts;
    const grouped = name === 'svg' ? parts : this.#grouped(parts, element, style, inner);
    const matrix = readTransform(element.attributes.get('transform'));
    return isIdentity(matrix) ? grouped : [{ kind: 'group', matrix, children: grouped }];
  }

  #unknown(name: string): readonly DrawingPart[] {
    const hint = WANTED[name];
    if (hint !== undefined) this.#problem('error', `The SVG has <${name}>, which cannot be drawn.`, hint);
    else this.#problem('warning', `The SVG has <${name}>, which is left out.`, 'Remove it, if nothing is missing.');
    return [];
  }

  #container(element: XmlElement, place: Place, outer: Place): readonly DrawingPart[] {
    if (element.name === 'use') return this.#use(element, place);
    if (element.name !== 'svg') return this.#children(element, place);
    const { width, height } = place.viewport;
    const own = (name: string, whole: number) => readLength(element.attributes.get(name), whole);
    const size = { width: own('width', width) ?? width, height: own('height', height) ?? height };
    if (!(size.width > 0 && size.height > 0)) return [];
    return moved(this.#viewport(element, size, outer), own('x', width) ?? 0, own('y', height) ?? 0);
  }

  #use(element: XmlElement, place: Place): readonly DrawingPart[] {
    const href = element.attributes.get('href') ?? '';
    const target = href.startsWith('#') ? this.#byId.get(href.slice(1)) : undefined;
    if (target === undefined) {
      this.#problem('error', `The SVG uses “${href.slice(0, 80)}”, which is not in the file.`, 'Nothing outside of the file is loaded.');
      return [];
    }
    if (place.uses.includes(target)) return [];
    const { width, height } = place.viewport;
    const own = (name: string, whole: number) => readLength(element.attributes.get(name), whole);
    const inner: Place = { ...place, uses: [...place.uses, target] };
    const symbol = target.name === 'symbol' || target.name === 'svg';
    const size = { width: own('width', width) ?? width, height: own('height', height) ?? height };
    const parts = symbol ? this.#viewport(target, size, inner) : this.#element(target, inner);
    return moved(parts, own('x', width) ?? 0, own('y', height) ?? 0);
  }

  #shape(element: XmlElement, { style, viewport }: Place): DrawingPart[] {
    if ((style.get('visibility') ?? 'visible') !== 'visible') return [];
    const { outline, fault } = shapeOutline(element, viewport);
    if (fault) this.#problem('warning', 'A path of the SVG is damaged; it is drawn up to the fault.', 'Export the drawing again.');
    if (outline.length === 0 || !outline.every(Number.isFinite)) return [];
    const source: PaintSource = { byId: this.#byId, sheet: this.#sheet, viewport, style, report: (m, h) => this.#problem('error', m, h) };
    const fill = paintOf('fill', outline, source);
    const stroke = strokeOf(outline, source);
    if (fill === undefined && stroke === undefined) return [];
    const evenOdd = style.get('fill-rule') === 'evenodd';
    const filled = fill === undefined ? {} : { fill: { ...fill, evenOdd } };
    return [{ kind: 'shape', outline, ...filled, ...(stroke === undefined ? {} : { stroke }) }];
  }

  /** Opacity and clip of an element, around what it draws. */
  #grouped(parts: readonly DrawingPart[], element: XmlElement, style: Style, place: Place): DrawingPart[] {
    const opacity = readShare(style.get('opacity'));
    const clip = this.#clip(style, parts, place);
    if (opacity === 1 && clip === undefined) return [...parts];
    if (opacity === 0 || element.name === 'defs') return [];
    return [{ kind: 'group', ...(opacity < 1 ? { opacity } : {}), ...(clip === undefined ? {} : { clip }), children: parts }];
  }

  #clip(style: Style, parts: readonly DrawingPart[], place: Place): DrawingGroup['clip'] {
    const id = /^url\(\s*["']?#([^"')]+)["']?\s*\)$/.exec(style.get('clip-path') ?? '')?.[1];
    const element = id === undefined ? undefined : this.#byId.get(id);
    if (element?.name !== 'clipPath') return undefined;
    const outlines: number[] = [];
    let evenOdd = false;
    const own = readTransform(element.attributes.get('transform'));
    const outer = element.attributes.get('clipPathUnits') === 'objectBoundingBox' ? multiply(boxOf(parts), own) : own;
    for (const child of element.children) {
      const href = child.name === 'use' ? this.#byId.get((child.attributes.get('href') ?? '').slice(1)) : undefined;
      const shape = href ?? child;
      if (!SHAPES.has(shape.name)) continue;
      const childStyle = this.#sheet.styleOf(shape, NO_STYLE);
      if (childStyle.get('clip-rule') === 'evenodd') evenOdd = true;
      const placed = href === undefined ? IDENTITY : readTransform(child.attributes.get('transform'));
      const matrix = multiply(outer, multiply(placed, readTransform(shape.attributes.get('transform'))));
      for (const value of transformed(shapeOutline(shape, place.viewport).outline, matrix)) outlines.push(value);
    }
    return { outline: outlines, evenOdd };
  }
}

/** Missing sides follow from the shape of the view box. */
function sizeOf(width: number | undefined, height: number | undefined, box: ViewBox | undefined): Viewport {
  if (width !== undefined && height !== undefined) return { width, height };
  if (box === undefined) return { width: width ?? USUAL.width, height: height ?? USUAL.height };
  if (width !== undefined) return { width, height: (width * box.height) / box.width };
  if (height !== undefined) return { width: (height * box.width) / box.height, height };
  return { width: box.width, height: box.height };
}

function moved(parts: readonly DrawingPart[], x: number, y: number): readonly DrawingPart[] {
  return (x === 0 && y === 0) || parts.length === 0 ? parts : [{ kind: 'group', matrix: [1, 0, 0, 1, x, y], children: parts }];
}

/** The unit square onto the bounds of what is drawn. */
function boxOf(parts: readonly DrawingPart[]): Matrix {
  const outlines: number[] = [];
  const gather = (part: DrawingPart, matrix: Matrix): void => {
    if (part.kind === 'shape') for (const value of transformed(part.outline as Outline, matrix)) outlines.push(value);
    else for (const child of part.children) gather(child, part.matrix === undefined ? matrix : multiply(matrix, part.matrix));
  };
  for (const part of parts) gather(part, IDENTITY);
  const [left, top, right, bottom] = boundsOf(outlines) ?? [0, 0, 0, 0];
  return [right - left, 0, 0, bottom - top, left, top];
}
