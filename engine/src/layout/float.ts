import type { ResolvedFloat, ResolvedNode } from '../resolve/resolved.ts';
import { SpaceSlab } from './blocks.ts';
import { collect } from './collect.ts';
import type { Painter } from './painter.ts';
import { addParagraph } from './paragraph.ts';
import { addNode, type Scope } from './scope.ts';
import { type Beside, gapBetween, type Placed, paintPlaced, type Slab, stack, stackHeight } from './slab.ts';
import { mm } from './units.ts';

/** Least width of the text beside, points: where there is less, the text comes below. */
const LEAST_BESIDE = 60;
/** Nodes that do not stand beside something. */
const CLEARING: ReadonlySet<ResolvedNode['type']> = new Set(['float', 'flow', 'pageBreak', 'section', 'enclosure']);

/** The narrow lines of a paragraph that begins beside something. */
export interface NarrowLines {
  /** How many of its lines are narrow, from the first. */
  readonly count: number;
  /** By how much, points. */
  readonly inset: number;
  /** How much further right they begin. */
  readonly shift: number;
}

/** Content that stands beside the slabs that follow, without a height of its own. */
class FloatSlab implements Beside {
  readonly height: number;
  readonly #placed: readonly Placed[];

  constructor(placed: readonly Placed[], height: number) {
    this.#placed = placed;
    this.height = height;
  }

  readonly inner = (): Slab[] => this.#placed.map(({ slab }) => slab);

  paint(painter: Painter, x: number, y: number): void {
    paintPlaced(painter, this.#placed, x, y);
  }
}

/**
 * Adds a floating node and those of the nodes after it that stand beside it. What stands beside it stays on its page, so that it
 * moves to the next page with its text where there is no room. What is wider or higher than the page stands in the text instead.
 *
 * @param at index of the floating node
 * @returns index of the last node that was added
 */
export function addFloat(scope: Scope, nodes: readonly ResolvedNode[], at: number): number {
  const float = nodes[at] as ResolvedFloat;
  const inset = mm(float.width + float.gap);
  const width = Math.min(mm(float.width), scope.width);
  const beside = scope.width - inset >= LEAST_BESIDE;
  const x = beside && float.side === 'right' ? scope.x + scope.width - width : scope.x;
  const parent = addNode(scope.parent, 'Div');
  const out: Slab[] = [];
  collect({ ...scope, x, width, group: undefined, parent, out }, float.body);
  const placed = stack(out);
  const height = stackHeight(out);
  if (height <= 0) return at;
  if (!beside || height > scope.leastHeight) {
    for (const slab of out) scope.out.push(slab);
    return at;
  }
  const shift = float.side === 'left' ? inset : 0;
  const start = scope.out.length;
  const last = addBeside(scope, nodes, at + 1, start, height, { inset, shift });
  const rest = height - stackHeight(scope.out, start);
  if (rest > 0) scope.out.push(new SpaceSlab(rest, scope.group, false));
  const first = scope.out[start] as Slab;
  // It stands for what is beside it, so it is never dropped.
  if (first.discardable) first.discardable = false;
  first.beside = [new FloatSlab(placed, height), ...(first.beside ?? [])];
  keepBeside(scope.out, start, height);
  return last;
}

/** Adds nodes as long as they begin above the foot of what they stand beside; returns the index of the last one. */
function addBeside(
  scope: Scope,
  nodes: readonly ResolvedNode[],
  from: number,
  start: number,
  height: number,
  { inset, shift }: Omit<NarrowLines, 'count'>,
): number {
  let i = from;
  for (; i < nodes.length; i++) {
    const node = nodes[i] as ResolvedNode;
    const left = height - stackHeight(scope.out, start) - (scope.out.length === start ? 0 : (scope.out.at(-1) as Slab).after);
    scope.budget.left -= scope.out.length - start;
    if (left <= 0 || scope.budget.spent || CLEARING.has(node.type)) break;
    if (node.type === 'paragraph') {
      const style = scope.styles.paragraph(node.style);
      addParagraph(scope, node.runs, style, node.source, 'P', { count: Math.ceil(left / style.leading), inset, shift });
    } else collect({ ...scope, x: scope.x + shift, width: scope.width - inset }, [node]);
  }
  return i - 1;
}

/** Keeps slabs on the page of what they stand beside. A break that was asked for among them comes below its foot. */
function keepBeside(slabs: Slab[], start: number, height: number): void {
  let bottom = 0;
  for (let i = start; i < slabs.length; i++) {
    const slab = slabs[i] as Slab;
    bottom += slab.height + (i > start ? gapBetween(slabs[i - 1] as Slab, slab) : 0);
    if (bottom >= height) return;
    if (slab.breakAfter === 'forced') {
      const space = new SpaceSlab(height - bottom, slab.group, false);
      space.breakAfter = 'forced';
      slabs.splice(i + 1, 0, space);
    }
    if (i < slabs.length - 1) slab.breakAfter = 'avoid';
  }
}
