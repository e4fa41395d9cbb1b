import type { Rect } from '@posthorn/engine';
import type { Handle } from './geometry.ts';

/** Lines that edges and middles hold to. */
export interface Guides {
  /** Places from the left, and from the top, millimetres. */
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface Snapped {
  readonly rect: Rect;
  /** The lines that it holds to now. */
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** How near an edge must come, millimetres. */
export const PULL = 1.5;

/** The edges and middles of rectangles. */
export function guidesOf(rects: readonly Rect[]): Guides {
  const unique = (places: number[]) => [...new Set(places)];
  return {
    x: unique(rects.flatMap(({ x, width }) => [x, x + width / 2, x + width])),
    y: unique(rects.flatMap(({ y, height }) => [y, y + height / 2, y + height])),
  };
}

/**
 * Holds what is moved, or the edges that a handle moves, to the nearest line within reach.
 * @param handle absent where the whole is moved
 */
export function snapped(rect: Rect, guides: Guides, handle?: Handle, pull = PULL): Snapped {
  const across = pulled([rect.x, rect.x + rect.width], guides.x, sidesOf(handle, 'left', 'right'), pull);
  const down = pulled([rect.y, rect.y + rect.height], guides.y, sidesOf(handle, 'top', 'bottom'), pull);
  const [left, right] = across.edges;
  const [top, bottom] = down.edges;
  const at = { x: fine(left), y: fine(top), width: fine(right - left), height: fine(bottom - top) };
  return { rect: { ...rect, ...at }, x: across.lines, y: down.lines };
}

/** Without what adding and subtracting leaves behind. */
const fine = (length: number): number => Math.round(length * 1e6) / 1e6;

type Edges = readonly [number, number];
type Moving = 'both' | 'first' | 'second' | 'none';

function sidesOf(handle: Handle | undefined, first: Handle[number], second: Handle[number]): Moving {
  if (handle === undefined) return 'both';
  if (handle.includes(first)) return 'first';
  return handle.includes(second) ? 'second' : 'none';
}

function pulled([first, second]: Edges, lines: readonly number[], moving: Moving, pull: number): { edges: Edges; lines: number[] } {
  const places = { both: [first, second, (first + second) / 2], first: [first], second: [second], none: [] }[moving];
  const nearest = places
    .flatMap((place) => lines.map((line) => ({ by: line - place, line })))
    .filter(({ by }) => Math.abs(by) <= pull)
    .sort((a, b) => Math.abs(a.by) - Math.abs(b.by))[0];
  if (nearest === undefined) return { edges: [first, second], lines: [] };
  const { by, line } = nearest;
  if (moving === 'both') return { edges: [first + by, second + by], lines: [line] };
  return { edges: moving === 'first' ? [first + by, second] : [first, second + by], lines: [line] };
}
