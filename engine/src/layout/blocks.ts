import type { ResolvedBox, ResolvedColumns, ResolvedKeep } from '../resolve/resolved.ts';
import { isRightToLeftLanguage } from '../text/scripts.ts';
import { collect } from './collect.ts';
import { columnWidths } from './column-widths.ts';
import { fill } from './fill.ts';
import type { Painter } from './painter.ts';
import { addNode, type Scope } from './scope.ts';
import { type Beside, type Group, keepTogether, type Placed, paintPlaced, type Slab, stack, stackHeight } from './slab.ts';
import type { LayoutBoxStyle } from './styles.ts';
import { mm } from './units.ts';

/** Empty space of a fixed height. */
export class SpaceSlab implements Slab {
  readonly height: number;
  before = 0;
  after = 0;
  breakAfter: Slab['breakAfter'] = 'allowed';
  readonly group: Group | undefined;
  discardable: boolean;

  constructor(height: number, group: Group | undefined, discardable: boolean) {
    this.height = height;
    this.group = group;
    this.discardable = discardable;
  }

  paint(): void {}
}

/** Adds content that stays on one page where it fits on one. */
export function addKeep(scope: Scope, node: ResolvedKeep): void {
  const start = scope.out.length;
  collect(scope, node.body);
  if (stackHeight(scope.out, start) <= scope.pageHeight) keepTogether(scope.out, start);
}

/** The background and border of a box; on every page that it reaches. */
class BoxGroup implements Group {
  readonly parent: Group | undefined;
  readonly tailHeight: number;
  readonly #style: LayoutBoxStyle;
  readonly #x: number;
  readonly #width: number;

  constructor(style: LayoutBoxStyle, scope: Scope) {
    this.parent = scope.group;
    this.tailHeight = style.padding;
    this.#style = style;
    this.#x = scope.x;
    this.#width = scope.width;
  }

  head(): readonly Slab[] {
    return [new SpaceSlab(this.#style.padding, this, false)];
  }

  tail(): readonly Slab[] {
    return [new SpaceSlab(this.#style.padding, this, false)];
  }

  decorate(painter: Painter, x: number, top: number, bottom: number): void {
    const { background, border, borderWidth, radius } = this.#style;
    if (background === undefined && border === undefined) return;
    const inset = borderWidth / 2;
    painter.items.push({
      kind: 'rect',
      owner: null,
      x: x + this.#x + inset,
      y: top + inset,
      width: this.#width - borderWidth,
      height: bottom - top - borderWidth,
      ...(background === undefined ? undefined : { fill: background }),
      ...(border === undefined ? undefined : { stroke: border, strokeWidth: borderWidth }),
      ...(radius === 0 ? undefined : { radius }),
    });
  }
}

/** Adds a panel: its content inset by the padding, a background behind it. */
export function addBox(scope: Scope, node: ResolvedBox): void {
  const style = scope.styles.box(node.style);
  const group = new BoxGroup(style, scope);
  const { padding } = style;
  const start = scope.out.length;
  const top = new SpaceSlab(padding, group, false);
  top.before = style.spaceBefore;
  top.breakAfter = 'avoid';
  scope.out.push(top);
  const inner = { ...scope, x: scope.x + padding, width: scope.width - 2 * padding, group, parent: addNode(scope.parent, 'Div') };
  collect(inner, node.body);
  trimSpaces(scope.out, start + 1);
  (scope.out.at(-1) as Slab).breakAfter = 'avoid';
  const bottom = new SpaceSlab(padding, group, false);
  bottom.after = style.spaceAfter;
  scope.out.push(bottom);
  if (stackHeight(scope.out, start) <= scope.pageHeight) keepTogether(scope.out, start);
}

/** The padding is all the space there is around the content. */
function trimSpaces(slabs: readonly Slab[], from: number): void {
  const first = slabs[from];
  if (first === undefined) return;
  first.before = 0;
  (slabs.at(-1) as Slab).after = 0;
}

/** Stacks of slabs side by side, as one slab. */
class SideBySideSlab implements Slab {
  readonly height: number;
  before = 0;
  after = 0;
  breakAfter: Slab['breakAfter'] = 'allowed';
  beside?: readonly Beside[];
  readonly group: Group | undefined;
  readonly rest: boolean;
  readonly #stacks: readonly (readonly Placed[])[];

  constructor(stacks: readonly (readonly Placed[])[], group: Group | undefined, rest: boolean) {
    this.#stacks = stacks;
    this.group = group;
    this.rest = rest;
    this.height = Math.max(0, ...stacks.map(heightOf));
  }

  paint(painter: Painter, x: number, y: number): void {
    for (const placed of this.#stacks) paintPlaced(painter, placed, x, y);
  }

  inner(): Slab[] {
    return this.#stacks.flatMap((placed) => placed.map(({ slab }) => slab));
  }

  split(height: number): readonly [Slab, Slab] | undefined {
    const upper: Placed[][] = [];
    const lower: Placed[][] = [];
    for (const placed of this.#stacks) {
      const slabs = placed.map(({ slab }) => slab);
      const filled = fill(slabs, 0, height, false);
      if (filled.overfull) return undefined;
      upper.push(filled.placed);
      const rest = slabs.slice(filled.next);
      if (filled.rest !== undefined) rest[0] = filled.rest;
      lower.push(stack(rest));
    }
    if (lower.every((placed) => placed.length === 0)) return undefined;
    const first = new SideBySideSlab(upper, this.group, this.rest);
    if (this.beside !== undefined) first.beside = this.beside;
    const second = new SideBySideSlab(lower, this.group, true);
    second.after = this.after;
    second.breakAfter = this.breakAfter;
    return [first, second];
  }
}

function heightOf(placed: readonly Placed[]): number {
  const last = placed.at(-1);
  return last === undefined ? 0 : last.y + last.slab.height;
}

/** Adds content side by side. Columns stand on one page where they fit on one, else each goes on on the next. */
export function addColumns(scope: Scope, node: ResolvedColumns): void {
  const gap = mm(node.gap);
  const available = scope.width - gap * (node.columns.length - 1);
  const widths = columnWidths(
    node.columns.map(({ width }) => width),
    available,
    () => ({ natural: available / node.columns.length, least: 0 }),
  );
  const stacks: Placed[][] = [];
  let x = scope.x;
  const fromRight = isRightToLeftLanguage(scope.language);
  node.columns.forEach((column, i) => {
    const width = widths[i] as number;
    const out: Slab[] = [];
    // The first column is where text begins.
    const left = fromRight ? 2 * scope.x + scope.width - x - width : x;
    collect({ ...scope, x: left, width, group: undefined, out }, column.body);
    stacks.push(stack(out));
    x += width + gap;
  });
  if (stacks.every((placed) => placed.length === 0)) return;
  const slab = new SideBySideSlab(stacks, scope.group, false);
  slab.before = Math.max(0, ...stacks.map((placed) => placed[0]?.slab.before ?? 0));
  slab.after = Math.max(0, ...stacks.map((placed) => placed.at(-1)?.slab.after ?? 0));
  scope.out.push(slab);
}
