import { CLOSE, ellipseOutline, LINE, MOVE, rectangleOutline } from '../outline.ts';
import { pathOutline } from './path-data.ts';
import { numbersIn, readLength } from './values.ts';
import type { XmlElement } from './xml.ts';

/** Size of the viewport, of which percentages are taken. */
export interface Viewport {
  readonly width: number;
  readonly height: number;
}

export const SHAPES = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']);

/** The outline of a basic shape or path (SVG 2, chapters 9 and 10); empty where it draws nothing. */
export function shapeOutline(element: XmlElement, { width, height }: Viewport): { outline: readonly number[]; fault: boolean } {
  const diagonal = Math.hypot(width, height) / Math.SQRT2;
  const own = (name: string, whole: number): number | undefined => readLength(element.attributes.get(name), whole);
  const x = (name: string): number => own(name, width) ?? 0;
  const y = (name: string): number => own(name, height) ?? 0;
  switch (element.name) {
    case 'path':
      return pathOutline(element.attributes.get('d') ?? '');
    case 'rect': {
      const [w, h] = [x('width'), y('height')];
      const rx = own('rx', width) ?? own('ry', height) ?? 0;
      const ry = own('ry', height) ?? own('rx', width) ?? 0;
      return plain(w > 0 && h > 0 ? rectangleOutline(x('x'), y('y'), w, h, Math.min(rx, w / 2), Math.min(ry, h / 2)) : []);
    }
    case 'circle': {
      const r = own('r', diagonal) ?? 0;
      return plain(r > 0 ? ellipseOutline(x('cx'), y('cy'), r, r) : []);
    }
    case 'ellipse': {
      const rx = own('rx', width) ?? own('ry', height) ?? 0;
      const ry = own('ry', height) ?? rx;
      return plain(rx > 0 && ry > 0 ? ellipseOutline(x('cx'), y('cy'), rx, ry) : []);
    }
    case 'line':
      return plain([MOVE, x('x1'), y('y1'), LINE, x('x2'), y('y2')]);
    default:
      return plain(polygon(numbersIn(element.attributes.get('points') ?? ''), element.name === 'polygon'));
  }
}

const plain = (outline: readonly number[]) => ({ outline, fault: false });

function polygon(points: readonly number[], closed: boolean): number[] {
  const outline: number[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) outline.push(i === 0 ? MOVE : LINE, points[i]!, points[i + 1]!);
  if (closed && outline.length > 0) outline.push(CLOSE);
  return outline;
}
