import type { Gradient, Paint } from '../drawing.ts';
import { type Matrix, multiply } from '../matrix.ts';
import { boundsOf, type Outline } from '../outline.ts';
import { readColor } from './color.ts';
import type { Viewport } from './shapes.ts';
import type { Style, StyleSheet } from './style.ts';
import { readLength, readShare, readTransform } from './values.ts';
import type { XmlElement } from './xml.ts';

/** A gradient may take its stops and measures from another, and so on. */
const MOST_REFERENCES = 8;
const MOST_STOPS = 256;

export interface GradientSource {
  readonly byId: ReadonlyMap<string, XmlElement>;
  readonly sheet: StyleSheet;
  readonly viewport: Viewport;
}

/**
 * What a `<linearGradient>` or `<radialGradient>` paints a shape with (SVG 2, chapter 14.2): a gradient, the one colour it is
 * reduced to, or nothing (undefined). A radial one starts at its focus, whose radius is taken as 0.
 */
export function readGradient(element: XmlElement, outline: Outline, source: GradientSource, inherited: Style): Paint | undefined {
  const chain = chainOf(element, source.byId);
  const attribute = (name: string): string | undefined => chain.find((e) => e.attributes.has(name))?.attributes.get(name);
  const stops = stopsOf(chain.find((e) => e.children.some((c) => c.name === 'stop')) ?? element, source, inherited);
  if (stops.length < 2) return stops[0]?.color;
  const inBox = attribute('gradientUnits') !== 'userSpaceOnUse';
  const box = inBox ? boxMatrix(outline) : undefined;
  // A shape without width or height has no box to put a gradient into.
  if (inBox && box === undefined) return stops.at(-1)!.color;
  const whole = inBox ? { width: 1, height: 1 } : source.viewport;
  const length = (name: string, of: number, otherwise: number): number => readLength(attribute(name), of) ?? otherwise * of;
  const own = readTransform(attribute('gradientTransform'));
  const matrix = box === undefined ? own : multiply(box, own);
  const { width, height } = whole;
  if (element.name === 'linearGradient') {
    const points = [length('x1', width, 0), length('y1', height, 0), length('x2', width, 1), length('y2', height, 0)];
    return points[0] === points[2] && points[1] === points[3] ? stops.at(-1)!.color : { kind: 'linear', points, matrix, stops };
  }
  const r = length('r', Math.hypot(width, height) / Math.SQRT2, 0.5);
  if (!(r > 0)) return stops.at(-1)!.color;
  const [cx, cy] = [length('cx', width, 0.5), length('cy', height, 0.5)];
  const [fx, fy] = inside(readLength(attribute('fx'), width) ?? cx, readLength(attribute('fy'), height) ?? cy, cx, cy, r);
  return { kind: 'radial', points: [fx, fy, cx, cy, r], matrix, stops };
}

/** A focus outside of its circle is moved onto it, or cones would come of it. */
function inside(fx: number, fy: number, cx: number, cy: number, r: number): [number, number] {
  const distance = Math.hypot(fx - cx, fy - cy);
  const factor = distance > r * 0.99 ? (r * 0.99) / distance : 1;
  return [cx + (fx - cx) * factor, cy + (fy - cy) * factor];
}

function chainOf(element: XmlElement, byId: ReadonlyMap<string, XmlElement>): XmlElement[] {
  const chain = [element];
  for (let i = 0; i < MOST_REFERENCES; i++) {
    const href = chain.at(-1)!.attributes.get('href');
    const next = href?.startsWith('#') ? byId.get(href.slice(1)) : undefined;
    if (next === undefined || chain.includes(next)) break;
    chain.push(next);
  }
  return chain;
}

function boxMatrix(outline: Outline): Matrix | undefined {
  const [left, top, right, bottom] = boundsOf(outline) ?? [0, 0, 0, 0];
  return right > left && bottom > top ? [right - left, 0, 0, bottom - top, left, top] : undefined;
}

function stopsOf(element: XmlElement, { sheet }: GradientSource, inherited: Style): Gradient['stops'] {
  const own = sheet.styleOf(element, inherited);
  let last = 0;
  return element.children
    .filter((child) => child.name === 'stop')
    .slice(0, MOST_STOPS)
    .map((child) => {
      const style = sheet.styleOf(child, own);
      const written = style.get('stop-color') ?? '#000000';
      const color = readColor(written === 'currentColor' ? (style.get('color') ?? '#000000') : written);
      last = Math.max(last, readShare(child.attributes.get('offset'), 0));
      const opacity = readShare(style.get('stop-opacity')) * (color?.opacity ?? 1);
      return { offset: last, color: color?.color ?? '#000000', opacity };
    });
}
