import type { ResolvedFlow } from '../resolve/resolved.ts';
import { isRightToLeftLanguage } from '../text/scripts.ts';
import type { Budget } from './budget.ts';
import { collect } from './collect.ts';
import { fill } from './fill.ts';
import type { Painter } from './painter.ts';
import { addNode, type Scope } from './scope.ts';
import { type Beside, type Group, type Placed, paintPlaced, type Slab, stack, stackHeight } from './slab.ts';
import { mm } from './units.ts';

/** Steps of the search for the height of balanced columns: exact to a 4096th of the whole. */
const BALANCE_STEPS = 12;
/** Space around columns, points. */
const FLOW_SPACE = 6;

/** Where the columns stand, and how high a page is. */
interface Columns {
  readonly count: number;
  /** Left edge of the first column, from the region's, and distance of the others from it. */
  readonly left: number;
  readonly pitch: number;
  readonly balance: boolean;
  readonly pageHeight: number;
  readonly budget: Budget;
  readonly group: Group | undefined;
}

/** Content in columns, and what did not fit into them. */
interface Filling {
  readonly columns: readonly (readonly Placed[])[];
  readonly rest: readonly Slab[];
  /** Something is higher than the columns, or torn apart. */
  readonly poor: boolean;
}

/** Adds content that flows through columns. */
export function addFlow(scope: Scope, node: ResolvedFlow): void {
  const gap = mm(node.gap);
  const count = node.columns;
  const width = Math.max(1, (scope.width - gap * (count - 1)) / count);
  const out: Slab[] = [];
  collect({ ...scope, x: 0, width, group: undefined, parent: addNode(scope.parent, 'Div'), out }, node.body);
  if (out.length === 0) return;
  const { pageHeight, budget, group } = scope;
  const fromRight = isRightToLeftLanguage(scope.language);
  const left = fromRight ? scope.x + scope.width - width : scope.x;
  const pitch = fromRight ? -width - gap : width + gap;
  const slab = new FlowSlab(out, { count, left, pitch, balance: node.balance, pageHeight, budget, group }, false);
  slab.before = FLOW_SPACE;
  slab.after = FLOW_SPACE;
  scope.out.push(slab);
}

/** Content in columns side by side; cut at the foot of a page, it goes on on the next. */
class FlowSlab implements Slab {
  readonly height: number;
  before = 0;
  after = 0;
  breakAfter: Slab['breakAfter'] = 'allowed';
  beside?: readonly Beside[];
  divisible = true;
  readonly group: Group | undefined;
  readonly rest: boolean;
  readonly #slabs: readonly Slab[];
  readonly #columns: Columns;
  #filling: Filling | undefined;

  constructor(slabs: readonly Slab[], columns: Columns, rest: boolean, filling?: Filling) {
    this.#slabs = slabs;
    this.#columns = columns;
    this.group = columns.group;
    this.rest = rest;
    this.#filling = filling;
    this.height = filling === undefined ? this.#wantedHeight() : heightOf(filling);
  }

  paint(painter: Painter, x: number, y: number): void {
    this.#filled().columns.forEach((placed, i) => {
      paintPlaced(painter, placed, x + this.#columns.left + i * this.#columns.pitch, y);
    });
  }

  inner(): Slab[] {
    return this.#filled().columns.flatMap((placed) => placed.map(({ slab }) => slab));
  }

  split(height: number, anyway = false): readonly [Slab, Slab | undefined] | undefined {
    const filling = this.#fill(height);
    if (filling.columns.length === 0 || (filling.poor && !anyway)) return undefined;
    const first = new FlowSlab([], this.#columns, this.rest, filling);
    if (this.beside !== undefined) first.beside = this.beside;
    const last = filling.rest.length === 0 ? first : new FlowSlab(filling.rest, this.#columns, true);
    last.after = this.after;
    last.breakAfter = this.breakAfter;
    return [first, last === first ? undefined : last];
  }

  /** How high it is when it may be as high as it likes. */
  #wantedHeight(): number {
    const { count, balance, pageHeight, budget } = this.#columns;
    budget.left -= this.#slabs.length;
    const all = stackHeight(this.#slabs);
    if (!balance || budget.spent) return all;
    // More than a page in any case: it will be cut before it is balanced.
    if (all / count > pageHeight) return all / count;
    let low = Math.max(all / count, ...this.#slabs.map((slab) => (slab.split === undefined ? slab.height : 0)));
    let high = all;
    let best: Filling | undefined;
    for (let step = 0; step < BALANCE_STEPS && low < high; step++) {
      const middle = step === 0 ? low : (low + high) / 2;
      const tried = this.#fill(middle);
      if (tried.rest.length === 0 && !tried.poor) {
        best = tried;
        high = middle;
      } else low = middle;
    }
    this.#filling = best ?? this.#whole(all);
    return heightOf(this.#filling);
  }

  /** All of it, where it cannot be cut: what finds no room in columns of a height goes on in the last one. */
  #whole(height: number): Filling {
    const filling = this.#fill(height);
    if (filling.rest.length === 0) return filling;
    const last = filling.columns.at(-1) ?? [];
    const end = bottomOf(last);
    const columns = [...filling.columns.slice(0, -1), [...last, ...stack(filling.rest).map(({ slab, y }) => ({ slab, y: y + end }))]];
    return { columns, rest: [], poor: true };
  }

  #filled(): Filling {
    this.#filling ??= this.#whole(this.height);
    return this.#filling;
  }

  #fill(height: number): Filling {
    const { budget } = this.#columns;
    budget.left -= this.#slabs.length + 1;
    if (budget.spent) return { columns: [], rest: [], poor: true };
    const columns: Placed[][] = [];
    const slabs = this.#slabs.slice();
    let next = 0;
    let begun = this.rest;
    let poor = false;
    while (columns.length < this.#columns.count && next < slabs.length) {
      const filled = fill(slabs, next, height, begun);
      poor ||= filled.overfull || filled.torn === true;
      columns.push(filled.placed);
      if (filled.rest !== undefined) slabs[filled.next] = filled.rest;
      next = filled.next;
      begun = filled.rest !== undefined || slabs[next - 1]?.breakAfter !== 'forced';
    }
    return { columns, rest: next === 0 ? slabs : slabs.slice(next), poor };
  }
}

function heightOf({ columns }: Filling): number {
  let height = 0;
  for (const placed of columns) height = Math.max(height, bottomOf(placed));
  return height;
}

function bottomOf(placed: readonly Placed[]): number {
  const last = placed.at(-1);
  return last === undefined ? 0 : last.y + last.slab.height;
}
