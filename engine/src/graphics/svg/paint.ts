import type { Paint, Stroke } from '../drawing.ts';
import type { Outline } from '../outline.ts';
import { readColor } from './color.ts';
import { type GradientSource, readGradient } from './gradient.ts';
import type { Style } from './style.ts';
import { numbersIn, readLength, readShare } from './values.ts';

export interface PaintSource extends GradientSource {
  readonly style: Style;
  report(message: string, hint: string): void;
}

/** What an element is filled or stroked with; undefined for nothing. */
export function paintOf(
  property: 'fill' | 'stroke',
  outline: Outline,
  source: PaintSource,
): { readonly paint: Paint; readonly opacity: number } | undefined {
  const { style } = source;
  const written = style.get(property) ?? (property === 'fill' ? '#000000' : 'none');
  const opacity = readShare(style.get(`${property}-opacity`));
  const reference = /^url\(\s*["']?#([^"')]+)["']?\s*\)\s*(.*)$/.exec(written);
  if (reference !== null) {
    const element = source.byId.get(reference[1]!);
    if (element?.name === 'linearGradient' || element?.name === 'radialGradient') {
      const paint = readGradient(element, outline, source, style);
      return paint === undefined ? undefined : { paint, opacity };
    }
    if (element?.name === 'pattern') {
      source.report('The SVG fills with a pattern.', 'Expand the pattern to shapes, or save the picture as PNG.');
      return undefined;
    }
    return solid(reference[2] === '' ? 'none' : reference[2]!, opacity, style);
  }
  return solid(written, opacity, style);
}

function solid(written: string, opacity: number, style: Style): { paint: string; opacity: number } | undefined {
  if (written === 'none') return undefined;
  const found = readColor(written.toLowerCase() === 'currentcolor' ? (style.get('color') ?? '#000000') : written);
  if (found === undefined || found.opacity * opacity === 0) return undefined;
  return { paint: found.color, opacity: found.opacity * opacity };
}

export function strokeOf(outline: Outline, source: PaintSource): Stroke | undefined {
  const painted = paintOf('stroke', outline, source);
  if (painted === undefined) return undefined;
  const { style, viewport } = source;
  const diagonal = Math.hypot(viewport.width, viewport.height) / Math.SQRT2;
  const width = readLength(style.get('stroke-width') ?? '1', diagonal) ?? 1;
  if (!(width > 0)) return undefined;
  return {
    ...painted,
    width,
    cap: oneOf(style.get('stroke-linecap'), ['butt', 'round', 'square']),
    join: oneOf(style.get('stroke-linejoin'), ['miter', 'round', 'bevel']),
    miterLimit: Math.max(1, readLength(style.get('stroke-miterlimit'), 1) ?? 4),
    dash: dashOf(style.get('stroke-dasharray')),
    dashOffset: readLength(style.get('stroke-dashoffset'), diagonal) ?? 0,
  };
}

function oneOf<T extends string>(written: string | undefined, allowed: readonly [T, ...T[]]): T {
  return allowed.find((value) => value === written) ?? allowed[0];
}

/** Dashes and gaps in turn; an odd number of them is taken twice. Hundreds of them are a mistake. */
function dashOf(written: string | undefined): number[] {
  const dash = numbersIn(written ?? '').slice(0, 100);
  if (dash.some((length) => length < 0) || dash.every((length) => length === 0)) return [];
  return dash.length % 2 === 1 ? [...dash, ...dash] : dash;
}
