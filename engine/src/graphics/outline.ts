import { apply, type Matrix } from './matrix.ts';

/**
 * Lines and curves as numbers in a row: 0 x y (move), 1 x y (line), 2 x1 y1 x2 y2 x y (cubic Bézier), 3 (close). Absolute.
 */
export type Outline = readonly number[];

export const MOVE = 0;
export const LINE = 1;
export const CURVE = 2;
export const CLOSE = 3;

/** How many numbers follow each command. */
export const OPERANDS: readonly number[] = [2, 2, 6, 0];

/** Distance of a Bézier curve's handle that makes a quarter of a circle of radius 1: 4/3 (√2 − 1). */
const QUARTER = (4 / 3) * (Math.SQRT2 - 1);

/** A rectangle, its corners rounded by quarters of ellipses. */
export function rectangleOutline(x: number, y: number, width: number, height: number, rx = 0, ry = rx): number[] {
  const right = x + width;
  const bottom = y + height;
  if (!(rx > 0 && ry > 0)) return [MOVE, x, y, LINE, right, y, LINE, right, bottom, LINE, x, bottom, CLOSE];
  const hx = rx * (1 - QUARTER);
  const hy = ry * (1 - QUARTER);
  return [
    ...[MOVE, x + rx, y, LINE, right - rx, y, CURVE, right - hx, y, right, y + hy, right, y + ry],
    ...[LINE, right, bottom - ry, CURVE, right, bottom - hy, right - hx, bottom, right - rx, bottom],
    ...[LINE, x + rx, bottom, CURVE, x + hx, bottom, x, bottom - hy, x, bottom - ry],
    ...[LINE, x, y + ry, CURVE, x, y + hy, x + hx, y, x + rx, y, CLOSE],
  ];
}

export function ellipseOutline(cx: number, cy: number, rx: number, ry: number): number[] {
  return rectangleOutline(cx - rx, cy - ry, 2 * rx, 2 * ry, rx, ry);
}

export function transformed(outline: Outline, matrix: Matrix): number[] {
  const moved = new Array<number>(outline.length);
  for (let i = 0; i < outline.length; ) {
    const count = OPERANDS[outline[i]!]!;
    moved[i] = outline[i]!;
    for (let k = 1; k <= count; k += 2) {
      const [x, y] = apply(matrix, outline[i + k]!, outline[i + k + 1]!);
      moved[i + k] = x;
      moved[i + k + 1] = y;
    }
    i += count + 1;
  }
  return moved;
}

/** The smallest upright rectangle around an outline: left, top, right, bottom; `undefined` for an empty one. */
export function boundsOf(outline: Outline): [number, number, number, number] | undefined {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const include = (x: number, y: number): void => {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  };
  let x = 0;
  let y = 0;
  for (let i = 0; i < outline.length; ) {
    const count = OPERANDS[outline[i]!]!;
    if (outline[i] === CURVE) {
      const xs = [x, outline[i + 1]!, outline[i + 3]!, outline[i + 5]!] as const;
      const ys = [y, outline[i + 2]!, outline[i + 4]!, outline[i + 6]!] as const;
      for (const t of [...extremes(...xs), ...extremes(...ys)]) include(cubic(t, ...xs), cubic(t, ...ys));
    }
    if (count > 0) {
      x = outline[i + count - 1]!;
      y = outline[i + count]!;
      include(x, y);
    }
    i += count + 1;
  }
  return bounds[0] === Infinity ? undefined : bounds;
}

function cubic(t: number, a: number, b: number, c: number, d: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

/** Where a cubic turns round: the zeros of its derivative between 0 and 1. */
function extremes(p0: number, p1: number, p2: number, p3: number): number[] {
  const a = 3 * (p1 - p2) + p3 - p0;
  const b = 2 * (p0 - 2 * p1 + p2);
  const c = p1 - p0;
  const roots: number[] = [];
  if (Math.abs(a) < 1e-12) {
    if (b !== 0) roots.push(-c / b);
  } else {
    const discriminant = b * b - 4 * a * c;
    if (discriminant >= 0) roots.push((-b + Math.sqrt(discriminant)) / (2 * a), (-b - Math.sqrt(discriminant)) / (2 * a));
  }
  return roots.filter((t) => t > 0 && t < 1);
}

/** Whole numbers in PDF/A end at 2³¹ - 1 (ISO 19005-2, 6.1.13); what lies further out is out of sight anyway. */
const FURTHEST = 2_000_000_000;

/** A number as short as six significant digits allow, never with an exponent. */
export function spell(value: number): string {
  if (Number.isNaN(value) || Math.abs(value) < 1e-7) return '0';
  const near = Math.max(-FURTHEST, Math.min(FURTHEST, value));
  const text = String(Number(near.toPrecision(6)));
  return text.includes('e') ? Number(near.toPrecision(6)).toFixed(12) : text;
}

/** The outline in the words of SVG paths; with a blank as `gap`, as display lists have them. */
export function svgPath(outline: Outline, gap: '' | ' ' = ''): string {
  const words: string[] = [];
  for (let i = 0; i < outline.length; ) {
    const count = OPERANDS[outline[i]!]!;
    const numbers = outline.slice(i + 1, i + 1 + count).map(spell);
    words.push('MLCZ'[outline[i]!]! + (count > 0 ? gap : '') + numbers.join(' '));
    i += count + 1;
  }
  return words.join(gap);
}

/** The outline as PDF path operators. */
export function pdfPath(outline: Outline): string {
  let text = '';
  for (let i = 0; i < outline.length; ) {
    const count = OPERANDS[outline[i]!]!;
    for (let k = 1; k <= count; k++) text += `${spell(outline[i + k]!)} `;
    text += `${'mlch'[outline[i]!]}\n`;
    i += count + 1;
  }
  return text;
}
