import type { Painter } from './painter.ts';

/**
 * A slab is a piece of content as wide as its region that pages are stacked of: a line of text, a table row, an image. A
 * document body is a list of slabs; `fill` puts as many as fit into a region. Heights in points.
 */
export interface Slab {
  readonly height: number;
  /** Space wanted above and below. Between two slabs the larger of both counts; at the edges of a region none. */
  before: number;
  after: number;
  /** Whether a page may end after it; `avoid` gives way where a page would otherwise be overfull. */
  breakAfter: 'allowed' | 'avoid' | 'forced';
  /** The innermost group that it belongs to. */
  readonly group?: Group | undefined;
  /** Dropped at the top of a page that was not begun on purpose. */
  discardable?: boolean;
  /** Cut at the foot of a page rather than moved to the next. */
  divisible?: boolean;
  /** What a cut left over. */
  readonly rest?: boolean;
  /** From its top to the baseline of its first line, where it is text. */
  readonly baseline?: number;
  /** Distance of the lines that its baseline is to stand on, counted from the region's top; points. */
  readonly grid?: number | undefined;
  /** What hangs beside its top: list labels. Goes along with the first part when it is cut. */
  beside?: readonly Beside[];
  /** Slabs that are inside of it, in reading order. */
  inner?(): Iterable<Slab>;
  /** Paints it, the region's left edge at `x` and its own top at `y`. */
  paint(painter: Painter, x: number, y: number): void;
  /**
   * Cuts it so that the first part is no higher than `height`; undefined where it cannot be cut. There is no second part where
   * all finds room in another shape. With `anyway` there is no better page to come: what is in between may be torn or stick out.
   */
  split?(height: number, anyway?: boolean): readonly [Slab, Slab | undefined] | undefined;
}

/** Something without a height of its own that hangs beside a slab. */
export interface Beside {
  /** How far it reaches down from there; 0 if absent. */
  readonly height?: number;
  /** Slabs that are inside of it. */
  inner?(): Iterable<Slab>;
  /** As `Slab.paint`; `slab` is what it hangs beside. */
  paint(painter: Painter, x: number, y: number, slab: Slab): void;
}

/** Slabs that belong together over page breaks: a table, a box. */
export interface Group {
  readonly parent?: Group | undefined;
  /** Height of what `tail` gives. */
  readonly tailHeight: number;
  /** What stands at the top of a page on which the group goes on with `next`. */
  head(next: Slab): readonly Slab[];
  /** What stands at the foot of a page after which the group goes on, `last` being its last slab there. */
  tail(last: Slab): readonly Slab[];
  /** Paints what lies behind the group's slabs on one page. */
  decorate?(painter: Painter, x: number, top: number, bottom: number): void;
}

/** A slab in its place: `y` from the region's top. */
export interface Placed {
  readonly slab: Slab;
  readonly y: number;
}

/** Space between two slabs. */
export function gapBetween(upper: Slab, lower: Slab): number {
  return Math.max(upper.after, lower.before);
}

/** Height of slabs stacked without a page break, without the spaces above the first and below the last. */
export function stackHeight(slabs: readonly Slab[], from = 0): number {
  let height = 0;
  for (let i = from; i < slabs.length; i++) {
    const slab = slabs[i] as Slab;
    if (i > from) height += gapBetween(slabs[i - 1] as Slab, slab);
    height += slab.height;
  }
  return height;
}

/** Stacks slabs without page breaks. */
export function stack(slabs: readonly Slab[]): Placed[] {
  const placed: Placed[] = [];
  let y = 0;
  for (let i = 0; i < slabs.length; i++) {
    const slab = slabs[i] as Slab;
    if (i > 0) y += gapBetween(slabs[i - 1] as Slab, slab);
    placed.push({ slab, y });
    y += slab.height;
  }
  return placed;
}

/** Keeps slabs from `from` on together on one page. */
export function keepTogether(slabs: readonly Slab[], from: number): void {
  for (let i = from; i < slabs.length - 1; i++) {
    const slab = slabs[i] as Slab;
    if (slab.breakAfter === 'allowed') slab.breakAfter = 'avoid';
  }
  for (let i = from; i < slabs.length; i++) if (slabs[i]?.divisible) (slabs[i] as Slab).divisible = false;
}

/** Paints placed slabs, first what lies behind their groups, outer groups before inner ones. */
export function paintPlaced(painter: Painter, placed: readonly Placed[], x: number, y: number): void {
  const extents = decoratedExtents(placed);
  for (const [group, { top, bottom }] of extents) group.decorate?.(painter, x, y + top, y + bottom);
  for (const { slab, y: offset } of placed) {
    if (slab.beside !== undefined) for (const hung of slab.beside) hung.paint(painter, x, y + offset, slab);
    slab.paint(painter, x, y + offset);
  }
}

interface GroupExtent {
  readonly top: number;
  bottom: number;
}

const NO_GROUPS: ReadonlyMap<Group, GroupExtent> = new Map();

function decoratedExtents(placed: readonly Placed[]): ReadonlyMap<Group, GroupExtent> {
  let extents: Map<Group, GroupExtent> | undefined;
  const note = (group: Group, top: number, bottom: number): void => {
    if (group.parent !== undefined) note(group.parent, top, bottom);
    if (group.decorate === undefined) return;
    extents ??= new Map();
    const known = extents.get(group);
    if (known === undefined) extents.set(group, { top, bottom });
    else if (bottom > known.bottom) known.bottom = bottom;
  };
  for (const { slab, y } of placed) if (slab.group !== undefined) note(slab.group, y, y + slab.height);
  return extents ?? NO_GROUPS;
}

/** The groups that a slab is in, outermost first. */
export function groupsOf(slab: Slab): Group[] {
  const groups: Group[] = [];
  for (let group = slab.group; group !== undefined; group = group.parent) groups.unshift(group);
  return groups;
}
