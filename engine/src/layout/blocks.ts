import type { ResolvedBox, ResolvedColumns, ResolvedKeep, ResolvedList, ResolvedNode } from '../resolve/resolved.ts';
import type { SetLine } from '../text/set-lines.ts';
import { collect } from './collect.ts';
import { columnWidths } from './column-widths.ts';
import type { StructureNode } from './display-list.ts';
import { fill } from './fill.ts';
import { type Painter, paintLine, type SegmentOwners } from './painter.ts';
import { segmentOwners } from './paragraph.ts';
import { addNode, type Scope, setText } from './scope.ts';
import { type Group, keepTogether, type Placed, paintPlaced, type Slab, stack, stackHeight } from './slab.ts';
import type { LayoutBoxStyle, LayoutStyle } from './styles.ts';
import { mm } from './units.ts';

/** Empty space of a fixed height. */
export class SpaceSlab implements Slab {
  readonly height: number;
  before = 0;
  after = 0;
  breakAfter: Slab['breakAfter'] = 'allowed';
  readonly group: Group | undefined;
  readonly discardable: boolean;

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

  split(height: number): readonly [Slab, Slab] | undefined {
    const upper: Placed[][] = [];
    const lower: Placed[][] = [];
    for (const placed of this.#stacks) {
      const slabs = placed.map(({ slab }) => slab);
      const filled = fill(slabs, 0, height, false);
      if (filled.overfull) return undefined;
      upper.push(filled.placed);
      const rest = slabs.slice(filled.next);
      lower.push(stack(rest));
    }
    if (lower.every((placed) => placed.length === 0)) return undefined;
    const first = new SideBySideSlab(upper, this.group, this.rest);
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
  node.columns.forEach((column, i) => {
    const width = widths[i] as number;
    const out: Slab[] = [];
    collect({ ...scope, x, width, group: undefined, out }, column.body);
    stacks.push(stack(out));
    x += width + gap;
  });
  scope.out.push(new SideBySideSlab(stacks, scope.group, false));
}

/** A list item's number or bullet, beside the item's first line. */
class LabelSlab implements Slab {
  readonly height = 0;
  before = 0;
  after = 0;
  breakAfter: Slab['breakAfter'] = 'avoid';
  readonly group: Group | undefined;
  readonly #line: SetLine;
  readonly #owners: SegmentOwners;
  readonly #x: number;
  readonly #baseline: number;

  constructor(line: SetLine, owners: SegmentOwners, x: number, baseline: number, group: Group | undefined) {
    this.#line = line;
    this.#owners = owners;
    this.#x = x;
    this.#baseline = baseline;
    this.group = group;
  }

  paint(painter: Painter, x: number, y: number): void {
    paintLine(painter, this.#line, this.#owners, x + this.#x, y + this.#baseline);
  }
}

/** Space between a list's label and its text, and least width of a label; in parts of the size. */
const LABEL_GAP = 0.5;
const LABEL_WIDTH = 0.8;

/** Adds a list: labels hang to the left of the items, which stand as far in as the widest label needs. */
export function addList(scope: Scope, node: ResolvedList): void {
  const style = scope.styles.paragraph(node.style);
  const list = addNode(scope.parent, 'L', { numbering: node.ordered ? 'Decimal' : 'Disc' });
  const labels = node.items.map((_, i) => (node.ordered ? `${i + 1}.` : '•'));
  const widest = Math.max(0, ...labels.map((text) => scope.typesetter.measure([{ text }], style, scope.language).natural));
  const labelWidth = Math.max(widest, style.size * LABEL_WIDTH);
  const indent = labelWidth + style.size * LABEL_GAP;
  node.items.forEach((body, i) => {
    addItem(scope, node, style, list, labels[i] as string, labelWidth, indent, body);
  });
}

function addItem(
  scope: Scope,
  node: ResolvedList,
  style: LayoutStyle,
  list: StructureNode | null,
  text: string,
  labelWidth: number,
  indent: number,
  body: readonly ResolvedNode[],
): void {
  const item = addNode(list, 'LI');
  const label = addNode(item, 'Lbl');
  const start = scope.out.length;
  const set = setText(scope, [{ text }], style, labelWidth, node.source, node.ordered ? 'right' : 'left');
  const slab = new LabelSlab(set.lines[0] as SetLine, segmentOwners(set, label), scope.x, style.baseline, scope.group);
  scope.out.push(slab);
  collect({ ...scope, x: scope.x + indent, width: scope.width - indent, parent: addNode(item, 'LBody') }, body);
  const first = scope.out[start + 1];
  if (first === undefined) return;
  slab.before = first.before;
  first.before = 0;
}
