import type { Width } from '../resolve/resolved.ts';
import type { Extent } from '../text/typesetter.ts';
import { mm } from './units.ts';

/** Least width of a column, points: what no content can make narrower. */
const LEAST = 8;

/** Least and greatest width of a column, points. */
export interface WidthBounds {
  readonly least: number | undefined;
  readonly most: number | undefined;
}

export interface WidthOptions {
  /** By column. */
  readonly bounds?: readonly WidthBounds[];
  /** Told how much is missing where fixed widths, bounds and longest words need more than there is. */
  readonly tooNarrow?: (missing: number) => void;
}

/**
 * Widths of columns in points: `fixed` ones get theirs, `auto` ones what their content wants, and `share` ones divide what is
 * left. Where there is too little, `auto` columns give way down to their longest word, then all shrink alike, so that columns
 * never stick out.
 *
 * @param extent how wide the content of column `i` is; asked for `auto` columns only.
 */
export function columnWidths(
  columns: readonly Width[],
  available: number,
  extent: (i: number) => Extent,
  { bounds = [], tooNarrow }: WidthOptions = {},
): number[] {
  const widths = columns.map(() => 0);
  const extents = new Map<number, Extent>();
  let shares = 0;
  let leastOfShares = 0;
  columns.forEach((width, i) => {
    if (width === 'auto') {
      const content = within(extent(i), bounds[i]);
      extents.set(i, content);
      widths[i] = content.natural;
    } else if ('fixed' in width) widths[i] = mm(width.fixed);
    else {
      shares += width.share;
      leastOfShares += Math.max(LEAST, bounds[i]?.least ?? 0);
    }
  });
  const wanted = sum(widths) + leastOfShares;
  if (wanted > available) shrinkAutos(widths, extents, wanted - available);
  if (shares > 0) distribute(columns, widths, bounds, available);
  else if (extents.size > 0) widen(widths, extents, bounds, available);
  const total = sum(widths);
  if (total <= available) return widths;
  if (total > available + TOLERANCE) tooNarrow?.(total - available);
  return widths.map((width) => (width * available) / total);
}

/** Rounding of millimetres is not worth a word, points. */
const TOLERANCE = 0.5;

function within({ natural, least }: Extent, bounds: WidthBounds | undefined): Extent {
  const most = bounds?.most ?? Number.POSITIVE_INFINITY;
  const floor = Math.max(bounds?.least ?? 0, Math.min(least, most));
  return { least: floor, natural: Math.max(floor, Math.min(natural, most)) };
}

/** Takes what is too much from the `auto` columns, in proportion to what each can give. */
function shrinkAutos(widths: number[], extents: ReadonlyMap<number, Extent>, tooMuch: number): void {
  let givable = 0;
  for (const { natural, least } of extents.values()) givable += natural - least;
  if (givable <= 0) return;
  const factor = Math.min(1, tooMuch / givable);
  for (const [i, { natural, least }] of extents) widths[i] = natural - (natural - least) * factor;
}

/**
 * Gives what is left to the `share` columns. One that would pass a bound of its own gets that bound, and the others divide the
 * rest anew: at most one round per column.
 */
function distribute(columns: readonly Width[], widths: number[], bounds: readonly WidthBounds[], available: number): void {
  const open = new Map<number, number>();
  columns.forEach((width, i) => {
    if (width !== 'auto' && 'share' in width) open.set(i, width.share);
  });
  let left = available - sum(widths);
  const all = sum([...open.values()]);
  if (withinBounds(open, left / all, bounds)) {
    for (const [i, share] of open) widths[i] = (left * share) / all;
    return;
  }
  while (open.size > 0) {
    let shares = 0;
    for (const share of open.values()) shares += share;
    const wanted = [...open].map(([i, share]) => [i, clamp((left * share) / shares, bounds[i]), (left * share) / shares] as const);
    // Where both kinds occur the larger violation is settled first; the others may come right by it.
    let off = 0;
    for (const [, width, ideal] of wanted) off += width - ideal;
    const settled = wanted.filter(([, width, ideal]) => (off > 0 ? width > ideal : off < 0 ? width < ideal : true));
    for (const [i, width] of settled) {
      widths[i] = width;
      left -= width;
      open.delete(i);
    }
  }
}

/** Whether every column can have its share as it is: nearly always. */
function withinBounds(open: ReadonlyMap<number, number>, one: number, bounds: readonly WidthBounds[]): boolean {
  for (const [i, share] of open) if (clamp(one * share, bounds[i]) !== one * share) return false;
  return true;
}

function clamp(width: number, bounds: WidthBounds | undefined): number {
  return Math.max(LEAST, bounds?.least ?? 0, Math.min(width, bounds?.most ?? Number.POSITIVE_INFINITY));
}

/** Gives what is left to the `auto` columns, to each as much, where nobody else wants it. */
function widen(widths: number[], extents: ReadonlyMap<number, Extent>, bounds: readonly WidthBounds[], available: number): void {
  const free = [...extents.keys()].filter((i) => bounds[i]?.most === undefined);
  const left = available - sum(widths);
  if (left <= 0) return;
  for (const i of free) widths[i] = (widths[i] as number) + left / free.length;
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
