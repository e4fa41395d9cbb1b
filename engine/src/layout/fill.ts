import { type Group, gapBetween, groupsOf, type Placed, type Slab } from './slab.ts';

/** Slabs are allowed to be too high by this much, points: rounding of millimetres. */
const EPSILON = 0.01;

/** What fitted into a region, and where the rest begins. */
export interface Filled {
  readonly placed: Placed[];
  /** Index of the first slab that did not fit; the number of slabs when all did. */
  readonly next: number;
  /** What a cut left of slab `next`: it takes that slab's place when the region is kept. */
  readonly rest?: Slab;
  /** It ends where content should stay together. */
  readonly torn?: boolean;
  /** A slab stood alone and was still too high. */
  readonly overfull: boolean;
}

/**
 * Fills a region of a height with slabs from `start` on. Always takes at least one slab or a part of one, so that repeated calls
 * come to an end. Changes nothing, so that several heights can be tried.
 *
 * @param begun whether the region begins where content was broken off: groups then repeat their heads, spaces are dropped.
 */
export function fill(slabs: readonly Slab[], start: number, height: number, begun: boolean): Filled {
  const placed: Placed[] = [];
  const from = begun ? skipDiscardable(slabs, start) : start;
  if (from >= slabs.length) return { placed, next: from, overfull: false };
  // Also after a break that was asked for within a group.
  let y = begun || start > 0 ? placeHeads(slabs, from, placed) : 0;
  const heads = placed.length;
  let last: Slab | undefined = placed.at(-1)?.slab;
  let lastBreak = -1;
  for (let i = from; i < slabs.length; i++) {
    const slab = slabs[i] as Slab;
    const top = onGrid(slab, y + (last === undefined ? 0 : gapBetween(last, slab)));
    if (top + slab.height > height + EPSILON) {
      return full(slabs, from, i, lastBreak, placed, heads, top, height);
    }
    placed.push({ slab, y: top });
    y = top + slab.height;
    last = slab;
    if (slab.breakAfter === 'forced') {
      if (y + tailHeight(slab, slabs[i + 1]) <= height + EPSILON) placeTails(slab, slabs[i + 1], placed);
      else if (lastBreak > from) return goneBack(slabs, from, lastBreak, placed, heads);
      else if (i > from) return tornBefore(slabs, from, i + 1, placed, heads, height);
      return { placed, next: i + 1, overfull: false };
    }
    if (slab.breakAfter === 'allowed' && y + tailHeight(slab, slabs[i + 1]) <= height + EPSILON) lastBreak = i + 1;
  }
  return { placed, next: slabs.length, overfull: false };
}

/** Slab `at` does not fit: cut it if it may be, go back to the last good break, else cut it anyway, else break where it is bad, else let it stick out. */
function full(
  slabs: readonly Slab[],
  from: number,
  at: number,
  lastBreak: number,
  placed: Placed[],
  heads: number,
  top: number,
  height: number,
): Filled {
  const slab = slabs[at] as Slab;
  const feet = tailHeight(slab, slab);
  if (slab.divisible === true) {
    const parts = slab.split?.(height - top - feet);
    if (parts !== undefined) return takenInPart(at, parts, top, placed, height);
  }
  if (lastBreak > from) return goneBack(slabs, from, lastBreak, placed, heads);
  // Alone on its page it is cut in any case, even where that leaves no room for the feet.
  const parts =
    slab.split?.(height - top - feet, at === from && feet === 0) ?? (at === from ? slab.split?.(height - top, true) : undefined);
  if (parts !== undefined) {
    const filled = takenInPart(at, parts, top, placed, height);
    return top + parts[0].height > height + EPSILON ? { ...filled, overfull: true } : filled;
  }
  if (at > from) return { ...tornBefore(slabs, from, at, placed, heads, height), torn: true };
  placed.push({ slab, y: top });
  return { placed, next: at + 1, overfull: true };
}

/** Places the first part of a slab that was cut, with the feet of its groups where there is room; all of it where it found room in another shape. */
function takenInPart(
  at: number,
  parts: NonNullable<ReturnType<NonNullable<Slab['split']>>>,
  top: number,
  placed: Placed[],
  height: number,
): Filled {
  const [first, rest] = parts;
  placed.push({ slab: first, y: top });
  if (rest === undefined) return { placed, next: at + 1, overfull: false };
  if (top + first.height + tailHeight(first, rest) <= height + EPSILON) placeTails(first, rest, placed);
  return { placed, next: at, rest, overfull: false };
}

/** Takes back what stands behind the last good break. */
function goneBack(slabs: readonly Slab[], from: number, lastBreak: number, placed: Placed[], heads: number): Filled {
  placed.length = heads + lastBreak - from;
  placeTails(slabs[lastBreak - 1], slabs[lastBreak], placed);
  return { placed, next: lastBreak, overfull: false };
}

/**
 * Breaks where it is bad, at the latest before slab `at`: after the last slab below which its groups have room for their feet, and
 * what hangs beside the slabs has room as well.
 */
function tornBefore(slabs: readonly Slab[], from: number, at: number, placed: Placed[], heads: number, height: number): Filled {
  const most = height + EPSILON;
  const until = beforeWhatReachesBelow(placed, most) - heads + from;
  for (let next = Math.min(at, until); next > from; next--) {
    const { slab, y } = placed[heads + next - 1 - from] as Placed;
    if (y + slab.height + tailHeight(slab, slabs[next]) <= most) return goneBack(slabs, from, next, placed, heads);
  }
  return { placed, next: at, overfull: until < at };
}

/** Index of the first slab beside which something reaches below a height; the number of slabs when nothing does. */
function beforeWhatReachesBelow(placed: readonly Placed[], height: number): number {
  const index = placed.findIndex(({ slab, y }) => slab.beside?.some((hung) => y + (hung.height ?? 0) > height));
  return index < 0 ? placed.length : index;
}

function skipDiscardable(slabs: readonly Slab[], start: number): number {
  let from = start;
  while (from < slabs.length && slabs[from]?.discardable) from++;
  return from;
}

/** Groups that a break before slab `next` runs through, outermost first. */
function brokenGroups(last: Slab | undefined, next: Slab | undefined): Group[] {
  if (last?.group === undefined || next?.group === undefined) return [];
  const before = new Set(groupsOf(last));
  return groupsOf(next).filter((group) => before.has(group));
}

function tailHeight(last: Slab, next: Slab | undefined): number {
  if (last.group === undefined || next?.group === undefined) return 0;
  let height = 0;
  if (last.group === next.group) {
    // As between the rows of a table.
    for (let group: Group | undefined = last.group; group !== undefined; group = group.parent) height += group.tailHeight;
    return height;
  }
  for (const group of brokenGroups(last, next)) height += group.tailHeight;
  return height;
}

function placeHeads(slabs: readonly Slab[], from: number, placed: Placed[]): number {
  let y = 0;
  const next = slabs[from] as Slab;
  // After a cut the slab before is of the same row, which is in the same groups.
  for (const group of brokenGroups(from > 0 && !next.rest ? slabs[from - 1] : next, next)) {
    for (const slab of group.head(next)) {
      placed.push({ slab, y });
      y += slab.height;
    }
  }
  return y;
}

function placeTails(last: Slab | undefined, next: Slab | undefined, placed: Placed[]): void {
  const bottom = placed.at(-1);
  if (bottom === undefined || last === undefined) return;
  let y = bottom.y + bottom.slab.height;
  for (const group of brokenGroups(last, next).reverse()) {
    for (const slab of group.tail(last)) {
      placed.push({ slab, y });
      y += slab.height;
    }
  }
}

/** Where a slab goes that would stand at `top`: as far down as puts its baseline on the grid of its style, which begins at the region's top. */
function onGrid(slab: Slab, top: number): number {
  const { grid } = slab;
  if (grid === undefined) return top;
  const baseline = slab.baseline ?? 0;
  return Math.ceil((top + baseline - EPSILON) / grid) * grid - baseline;
}
