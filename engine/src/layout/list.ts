import type { ResolvedNode } from '../resolve/resolved.ts';
import { itemLabel, type ResolvedList } from '../resolve/resolved-list.ts';
import { isRightToLeftLanguage } from '../text/scripts.ts';
import type { SetLine } from '../text/set-lines.ts';
import { SpaceSlab } from './blocks.ts';
import { collect } from './collect.ts';
import type { StructureNode } from './display-list.ts';
import { type Painter, paintLine, type SegmentOwners } from './painter.ts';
import { LineSlab, segmentOwners } from './paragraph.ts';
import { addNode, type Scope, setText } from './scope.ts';
import { type Beside, type Slab, stackHeight } from './slab.ts';
import type { LayoutStyle } from './styles.ts';

/** Space between a list's label and its text, and least width of a label; in parts of the size. */
const LABEL_GAP = 0.5;
const LABEL_WIDTH = 0.5;

/** A list while its items are added. */
interface ListScope {
  readonly scope: Scope;
  readonly list: ResolvedList;
  readonly style: LayoutStyle;
  readonly node: StructureNode | null;
  readonly labelWidth: number;
}

/**
 * Adds a list: labels hang to the left of the items, in a language from right to left to their right; the items stand as far in as
 * the widest label needs.
 */
export function addList(scope: Scope, list: ResolvedList): void {
  const style = scope.styles.paragraph(list.style);
  const node = addNode(scope.parent, 'L', { numbering: list.numbering ?? (list.ordered ? 'Decimal' : 'Disc') });
  const labels = list.items.map((_, i) => itemLabel(list, i));
  let labelWidth = style.size * LABEL_WIDTH;
  for (const text of labels) {
    const { natural } = scope.typesetter.measure([{ text }], style, scope.language);
    if (natural > labelWidth) labelWidth = natural;
  }
  const last = list.items.length - 1;
  list.items.forEach((body, i) => {
    const start = scope.out.length;
    addItem({ scope, list, style, node, labelWidth }, labels[i] as string, body);
    if (list.tight !== true) return;
    if (i > 0) (scope.out[start] as Slab).before = 0;
    if (i < last) (scope.out.at(-1) as Slab).after = 0;
  });
}

function addItem({ scope, list, style, node, labelWidth }: ListScope, text: string, body: readonly ResolvedNode[]): void {
  const item = addNode(node, 'LI');
  const set = setText(scope, [{ text }], style, labelWidth, list.source, list.ordered ? 'end' : 'start');
  const line = set.lines[0] as SetLine;
  const owners = segmentOwners(set, addNode(item, 'Lbl'));
  const start = scope.out.length;
  const indent = labelWidth + style.size * LABEL_GAP;
  const fromRight = isRightToLeftLanguage(scope.language);
  const x = fromRight ? scope.x : scope.x + indent;
  const labelX = fromRight ? scope.x + scope.width - labelWidth : scope.x;
  collect({ ...scope, x, width: scope.width - indent, parent: addNode(item, 'LBody') }, body);
  const first = firstOf(scope.out, start);
  if (first === undefined) scope.out.push(new LineSlab(line, owners, style, labelX, scope.group));
  else {
    hang(first, new Label([line], owners, labelX, style));
    if (first.baseline === undefined) makeRoom(scope, start, style);
  }
}

/** Makes an item that begins without text, and may be lower than a line, as high as its label. */
function makeRoom({ out, group }: Scope, start: number, { leading }: LayoutStyle): void {
  const missing = leading - stackHeight(out, start);
  if (missing > 0) out.push(new SpaceSlab(missing, group, false));
  keepLines(out, start, leading);
}

/** Keeps as many slabs together as stand beside a label of a height. */
export function keepLines(slabs: readonly Slab[], from: number, height: number): void {
  let y = 0;
  for (let i = from; i < slabs.length - 1 && y < height; i++) {
    const slab = slabs[i] as Slab;
    y += slab.height;
    if (y < height && slab.breakAfter === 'allowed') slab.breakAfter = 'avoid';
  }
}

/** The slab that a label hangs beside; not a space, which is dropped at the top of a page. */
export function firstOf(slabs: readonly Slab[], from: number): Slab | undefined {
  for (let i = from; i < slabs.length; i++) if (slabs[i]?.discardable !== true) return slabs[i];
  return undefined;
}

/** Hangs a label beside a slab, before those of inner lists. */
export function hang(slab: Slab, label: Beside): void {
  slab.beside = [label, ...(slab.beside ?? [])];
}

/** A list item's number or bullet, or a term, on the baseline of the item's first line. */
export class Label implements Beside {
  readonly #lines: readonly SetLine[];
  readonly #owners: SegmentOwners;
  readonly #x: number;
  readonly #style: LayoutStyle;

  constructor(lines: readonly SetLine[], owners: SegmentOwners, x: number, style: LayoutStyle) {
    this.#lines = lines;
    this.#owners = owners;
    this.#x = x;
    this.#style = style;
  }

  paint(painter: Painter, x: number, y: number, slab: Slab): void {
    let baseline = y + (slab.baseline ?? this.#style.baseline);
    for (const line of this.#lines) {
      paintLine(painter, line, this.#owners, x + this.#x, baseline);
      baseline += this.#style.leading;
    }
  }
}
