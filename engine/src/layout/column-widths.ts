import type { Width } from '../resolve/resolved.ts';
import type { Extent } from '../text/typesetter.ts';
import { mm } from './units.ts';

/** Least width of a column, points: what no content can make narrower. */
const LEAST = 8;

/**
 * Widths of columns in points: `fixed` ones get theirs, `auto` ones what their content wants, and `share` ones divide what is
 * left. Where there is too little, `auto` columns give way down to their longest word, then all shrink alike, so that columns
 * never stick out.
 *
 * @param extent how wide the content of column `i` is; asked for `auto` columns only.
 */
export function columnWidths(columns: readonly Width[], available: number, extent: (i: number) => Extent): number[] {
  const widths = columns.map(() => 0);
  const extents = new Map<number, Extent>();
  let shares = 0;
  columns.forEach((width, i) => {
    if (width === 'auto') {
      const content = extent(i);
      extents.set(i, content);
      widths[i] = content.natural;
    } else if ('fixed' in width) widths[i] = mm(width.fixed);
    else shares += width.share;
  });
  const leastOfShares = columns.filter((width) => width !== 'auto' && 'share' in width).length * LEAST;
  const wanted = sum(widths) + leastOfShares;
  if (wanted > available) shrinkAutos(widths, extents, wanted - available);
  distribute(columns, widths, extents, shares, available);
  const total = sum(widths);
  return total > available ? widths.map((width) => (width * available) / total) : widths;
}

/** Takes what is too much from the `auto` columns, in proportion to what each can give. */
function shrinkAutos(widths: number[], extents: ReadonlyMap<number, Extent>, tooMuch: number): void {
  let givable = 0;
  for (const { natural, least } of extents.values()) givable += natural - least;
  if (givable <= 0) return;
  const factor = Math.min(1, tooMuch / givable);
  for (const [i, { natural, least }] of extents) widths[i] = natural - (natural - least) * factor;
}

/** Gives what is left to the `share` columns, or to the `auto` ones where there are none. */
function distribute(
  columns: readonly Width[],
  widths: number[],
  extents: ReadonlyMap<number, Extent>,
  shares: number,
  available: number,
): void {
  const left = available - sum(widths);
  if (shares > 0) {
    columns.forEach((width, i) => {
      if (width !== 'auto' && 'share' in width) widths[i] = Math.max(LEAST, (left * width.share) / shares);
    });
  } else if (left > 0 && extents.size > 0) {
    for (const i of extents.keys()) widths[i] = (widths[i] as number) + left / extents.size;
  }
}

function sum(numbers: readonly number[]): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
