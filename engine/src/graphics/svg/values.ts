import { IDENTITY, type Matrix, multiply } from '../matrix.ts';

/** CSS pixels per unit. */
const UNITS: Readonly<Record<string, number>> = { '': 1, px: 1, pt: 96 / 72, pc: 16, mm: 96 / 25.4, cm: 96 / 2.54, in: 96, em: 16, ex: 8 };

const NUMBERS = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/g;

/** All numbers in a text. */
export const numbersIn = (text: string): number[] => (text.match(NUMBERS) ?? []).map(Number).filter(Number.isFinite);

/** Longer values are no numbers; patterns would try them over and over. */
const LONGEST_LENGTH = 40;
const LONGEST_TRANSFORM = 4000;

/** A length in CSS pixels; percentages are of `whole`. Undefined where it is none. */
export function readLength(text: string | undefined, whole: number): number | undefined {
  if (text === undefined || text.length > LONGEST_LENGTH) return undefined;
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(%|[a-z]*)\s*$/.exec(text);
  if (match === null) return undefined;
  const unit = match[2] === '%' ? whole / 100 : UNITS[match[2]!];
  const value = unit === undefined ? Number.NaN : Number(match[1]) * unit;
  return Number.isFinite(value) ? value : undefined;
}

/** A number from 0 to 1, also as a percentage. */
export function readShare(text: string | undefined, otherwise = 1): number {
  const value = readLength(text, 1);
  return value === undefined ? otherwise : Math.min(1, Math.max(0, value));
}

const RADIANS = Math.PI / 180;

/** A list of transforms as one map (SVG 2, 8.5). What cannot be read ends the list. */
export function readTransform(text: string | undefined): Matrix {
  let matrix = IDENTITY;
  for (const [, name = '', inner = ''] of (text ?? '').slice(0, LONGEST_TRANSFORM).matchAll(/([a-zA-Z]+)\s*\(([^()]*)\)/g)) {
    const one = transformOf(name, numbersIn(inner));
    if (one === undefined) break;
    matrix = multiply(matrix, one);
  }
  return matrix.every(Number.isFinite) ? matrix : IDENTITY;
}

function transformOf(name: string, v: readonly number[]): Matrix | undefined {
  if (v.length === 0) return undefined;
  const [a = 0, b, c] = v;
  switch (name) {
    case 'matrix':
      return v.length === 6 ? (v as unknown as Matrix) : undefined;
    case 'translate':
      return [1, 0, 0, 1, a, b ?? 0];
    case 'scale':
      return [a, 0, 0, b ?? a, 0, 0];
    case 'rotate': {
      const [cos, sin] = [Math.cos(a * RADIANS), Math.sin(a * RADIANS)];
      const [x, y] = [b ?? 0, c ?? 0];
      return [cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y];
    }
    case 'skewX':
      return [1, 0, Math.tan(a * RADIANS), 1, 0, 0];
    case 'skewY':
      return [1, Math.tan(a * RADIANS), 0, 1, 0, 0];
    default:
      return undefined;
  }
}

export interface ViewBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function readViewBox(text: string | undefined): ViewBox | undefined {
  const [x, y, width, height] = numbersIn((text ?? '').slice(0, 4 * LONGEST_LENGTH));
  if (x === undefined || y === undefined || width === undefined || height === undefined) return undefined;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** The map of a view box into a viewport whose left top corner is at 0, 0 (SVG 2, 8.2 and 8.6), and whether parts may stick out. */
export function viewBoxMatrix(box: ViewBox, width: number, height: number, preserve = 'xMidYMid meet'): { matrix: Matrix; slice: boolean } {
  let [sx, sy] = [width / box.width, height / box.height];
  const [, alignX, alignY] = /x(Min|Mid|Max)Y(Min|Mid|Max)/.exec(preserve) ?? [];
  const slice = /\bslice\b/.test(preserve);
  if (!/\bnone\b/.test(preserve)) {
    const scale = slice ? Math.max(sx, sy) : Math.min(sx, sy);
    [sx, sy] = [scale, scale];
  }
  const shift = (align: string | undefined, room: number): number => (align === 'Min' ? 0 : align === 'Max' ? room : room / 2);
  const x = shift(alignX, width - box.width * sx) - box.x * sx;
  const y = shift(alignY, height - box.height * sy) - box.y * sy;
  return { matrix: [sx, 0, 0, sy, x, y], slice };
}
