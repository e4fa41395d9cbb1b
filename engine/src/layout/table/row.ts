import type { SetLine } from '../../text/set-lines.ts';
import { type Painter, paintLine, type SegmentOwners } from '../painter.ts';
import type { Beside, Group, Slab } from '../slab.ts';
import type { LayoutStyle } from '../styles.ts';
import { moved, paintStacks, paintUnder, type RowExtras, splitExtras } from './row-extras.ts';

/** A line of a cell: its top from the row's top, its left edge from the region's. Its style says how high it is. */
export interface CellLine {
  readonly line: SetLine;
  readonly owners: SegmentOwners;
  readonly style: LayoutStyle;
  readonly x: number;
  readonly top: number;
}

/** What a row looks like apart from its text. */
export interface RowLook {
  readonly x: number;
  readonly width: number;
  readonly paddingY: number;
  readonly background: string | undefined;
  readonly ruleColor: string;
  /** Thickness of the lines above and below the row, points. */
  readonly ruleAbove: number;
  readonly ruleBelow: number;
}

/** Where a row stands in its table: what a page that begins with it has to repeat. */
export interface RowPlace {
  /** Data rows that are done when this row is: what a carried sum counts. */
  readonly rowsDone: number;
  /** Whether it is itself a data row. */
  readonly data: boolean;
  /** Groups that began above it, outermost first. */
  readonly groups?: readonly unknown[];
  /** Cells from above that reach into it. */
  readonly joined?: readonly Reach[];
}

/** How far down a cell from above reaches, from the row's top. */
export interface Reach {
  readonly height: number;
}

/** Of tables that are being painted: what the last row left of a text that the page shows again, and the top from which it counts. */
const handedOn = new WeakMap<Group, { readonly painter: Painter; readonly lines: readonly CellLine[]; readonly top: number }>();

/** A row of a table: lines of text side by side on a background. */
export class RowSlab implements Slab {
  readonly height: number;
  before = 0;
  after = 0;
  breakAfter: Slab['breakAfter'] = 'allowed';
  beside?: readonly Beside[];
  readonly group: Group | undefined;
  readonly rest: boolean;
  readonly place: RowPlace;
  /** Cut at the foot of a page rather than moved to the next. */
  divisible = false;
  /** Painted over the background when the row begins a page: set by the slab that is painted before it. */
  repeated: readonly CellLine[] | undefined;
  readonly #lines: readonly CellLine[];
  protected readonly look: RowLook;
  readonly #extras: RowExtras | undefined;

  constructor(
    lines: readonly CellLine[],
    look: RowLook,
    group: Group | undefined,
    place: RowPlace,
    height: number,
    extras?: RowExtras,
    rest = false,
  ) {
    this.#lines = lines;
    this.look = look;
    this.group = group;
    this.place = place;
    this.height = height;
    this.#extras = extras;
    this.rest = rest;
  }

  paint(painter: Painter, x: number, y: number): void {
    const { look } = this;
    const left = x + look.x;
    if (look.background !== undefined) {
      painter.items.push({ kind: 'rect', owner: null, x: left, y, width: look.width, height: this.height, fill: look.background });
    }
    const extras = this.#extras;
    if (extras !== undefined) paintUnder(painter, extras, look, x, y, this.height);
    if (look.ruleAbove > 0) this.#paintRule(painter, left, y, look.ruleAbove);
    if (look.ruleBelow > 0 && extras?.ruled === undefined) {
      this.#paintRule(painter, left, y + this.height - look.ruleBelow, look.ruleBelow);
    }
    this.paintTexts(painter, x, y);
    if (extras !== undefined) paintStacks(painter, extras, x, y);
    if (this.place.joined !== undefined) this.#paintRepeated(painter, x, y);
  }

  protected paintTexts(painter: Painter, x: number, y: number): void {
    paintLines(painter, this.#lines, x, y);
  }

  /** What ends in this row of the text that the page shows again; the rest is for the next row, if that is on the page as well. */
  #paintRepeated(painter: Painter, x: number, y: number): void {
    const handed = this.group === undefined ? undefined : handedOn.get(this.group);
    const lines = this.repeated ?? (handed?.painter === painter ? handed.lines : []);
    const from = this.repeated === undefined ? (handed?.top ?? y) : y;
    const rest: CellLine[] = [];
    for (const one of lines) {
      if (from + bottomOf(one) > y + this.height + 0.01) rest.push(one);
      else paintLine(painter, one.line, one.owners, x + one.x, from + one.top + one.style.baseline);
    }
    this.repeated = undefined;
    if (this.group !== undefined) handedOn.set(this.group, { painter, lines: rest, top: from });
  }

  /** How far content stands out above it: of cells from above, what ends in this row and begins in the one before. Points. */
  get overhang(): number {
    let most = 0;
    for (const { top } of this.#lines) if (-top > most) most = -top;
    for (const { top } of this.#extras?.stacks ?? []) if (-top > most) most = -top;
    return most;
  }

  inner(): Slab[] {
    return (this.#extras?.stacks ?? []).flatMap(({ placed }) => placed.map(({ slab }) => slab));
  }

  #paintRule(painter: Painter, x: number, y: number, thickness: number): void {
    const { width, ruleColor } = this.look;
    painter.items.push({ kind: 'rect', owner: null, x, y, width, height: thickness, fill: ruleColor });
  }

  /** Between lines. */
  split(height: number): readonly [Slab, Slab] | undefined {
    const { paddingY } = this.look;
    const limit = height - paddingY;
    const upper = this.#lines.filter((line) => bottomOf(line) <= limit);
    const lower = this.#lines.filter((line) => bottomOf(line) > limit);
    const extras = this.#extras === undefined ? undefined : splitExtras(this.#extras, limit);
    const above = extras?.upper.stacks.length ?? 0;
    const below = extras?.lower.stacks.length ?? 0;
    if (upper.length + above === 0 || lower.length + below === 0) return undefined;
    if (this.divisible && above + below === 0 && Math.min(levels(upper), levels(lower)) < LEAST_LINES) return undefined;
    const shift = paddingY - Math.min(...[...lower, ...(extras?.lower.stacks ?? [])].map(({ top }) => top));
    const lines = lower.map((line) => ({ ...line, top: line.top + shift }));
    const restExtras = extras === undefined ? undefined : moved(extras.lower, shift);
    const { place } = this;
    const before = { ...place, rowsDone: place.rowsDone - (place.data ? 1 : 0) };
    const cut = { ...this.look, ruleBelow: 0 };
    const first = new RowSlab(upper, cut, this.group, before, heightOf(upper, paddingY, extras?.upper), extras?.upper, this.rest);
    if (this.beside !== undefined) first.beside = this.beside;
    const goesOn = { ...this.look, ruleAbove: 0 };
    const rest = heightOf(lines, paddingY, restExtras);
    const second = new RowSlab(lines, goesOn, this.group, lowered(place, this.height - rest), rest, restExtras, true);
    second.after = this.after;
    second.breakAfter = this.breakAfter;
    second.divisible = this.divisible;
    return [first, second];
  }
}

function paintLines(painter: Painter, lines: readonly CellLine[], x: number, y: number): void {
  for (let i = 0; i < lines.length; i++) {
    const { line, owners, style, x: offset, top } = lines[i] as CellLine;
    paintLine(painter, line, owners, x + offset, y + top + style.baseline);
  }
}

export const bottomOf = ({ top, style }: CellLine): number => top + style.leading;

/** The place of a row without as much of its top. */
function lowered(place: RowPlace, by: number): RowPlace {
  if (place.joined === undefined) return place;
  return { ...place, joined: place.joined.map((cell) => ({ ...cell, height: cell.height - by })) };
}

/** Lines that a row which is cut leaves on either page at least. */
const LEAST_LINES = 2;

const levels = (lines: readonly CellLine[]): number => new Set(lines.map(({ top }) => top)).size;

/** Height of a row of these lines, with the padding below. */
export function heightOf(lines: readonly CellLine[], paddingY: number, extras?: RowExtras): number {
  let bottom = 0;
  for (let i = 0; i < lines.length; i++) bottom = Math.max(bottom, bottomOf(lines[i] as CellLine));
  if (extras !== undefined) for (const stack of extras.stacks) bottom = Math.max(bottom, stack.top + stack.height);
  return bottom + paddingY;
}

/** Room at the top of a page for what stands out above the row that begins it. */
export class RoomSlab implements Slab {
  readonly height: number;
  before = 0;
  after = 0;
  breakAfter: Slab['breakAfter'] = 'avoid';
  readonly group: Group | undefined;

  constructor(row: RowSlab) {
    this.group = row.group;
    this.height = row.overhang;
  }

  paint(): void {}
}

/** Nothing by itself: hands what a page repeats to the row below, which paints it over its background. */
export class RepeatSlab implements Slab {
  readonly height = 0;
  before = 0;
  after = 0;
  breakAfter: Slab['breakAfter'] = 'avoid';
  readonly group: Group | undefined;
  readonly #row: RowSlab;
  readonly #lines: readonly CellLine[];

  constructor(row: RowSlab, lines: readonly CellLine[]) {
    this.group = row.group;
    this.#row = row;
    this.#lines = lines;
  }

  paint(): void {
    this.#row.repeated = this.#lines;
  }
}
