import type { ResolvedList, ResolvedNode } from '../resolve/resolved.ts';
import type { SetLine } from '../text/set-lines.ts';
import { collect } from './collect.ts';
import type { StructureNode } from './display-list.ts';
import { type Painter, paintLine, type SegmentOwners } from './painter.ts';
import { LineSlab, segmentOwners } from './paragraph.ts';
import { addNode, type Scope, setText } from './scope.ts';
import type { Beside, Slab } from './slab.ts';
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

/** Adds a list: labels hang to the left of the items, which stand as far in as the widest label needs. */
export function addList(scope: Scope, list: ResolvedList): void {
  const style = scope.styles.paragraph(list.style);
  const node = addNode(scope.parent, 'L', { numbering: list.ordered ? 'Decimal' : 'Disc' });
  const labels = list.items.map((_, i) => (list.ordered ? `${i + 1}.` : '•'));
  const widest = Math.max(0, ...labels.map((text) => scope.typesetter.measure([{ text }], style, scope.language).natural));
  const labelWidth = Math.max(widest, style.size * LABEL_WIDTH);
  list.items.forEach((body, i) => {
    addItem({ scope, list, style, node, labelWidth }, labels[i] as string, body);
  });
}

function addItem({ scope, list, style, node, labelWidth }: ListScope, text: string, body: readonly ResolvedNode[]): void {
  const item = addNode(node, 'LI');
  const set = setText(scope, [{ text }], style, labelWidth, list.source, list.ordered ? 'right' : 'left');
  const line = set.lines[0] as SetLine;
  const owners = segmentOwners(set, addNode(item, 'Lbl'));
  const start = scope.out.length;
  const indent = labelWidth + style.size * LABEL_GAP;
  collect({ ...scope, x: scope.x + indent, width: scope.width - indent, parent: addNode(item, 'LBody') }, body);
  // Not beside a space, which is dropped at the top of a page.
  const first = scope.out.slice(start).find((slab) => !slab.discardable);
  if (first === undefined) scope.out.push(new LineSlab(line, owners, style, scope.x, scope.group));
  else first.beside = [new Label(line, owners, scope.x, style.baseline), ...(first.beside ?? [])];
}

/** A list item's number or bullet, on the baseline of the item's first line. */
class Label implements Beside {
  readonly #line: SetLine;
  readonly #owners: SegmentOwners;
  readonly #x: number;
  readonly #baseline: number;

  constructor(line: SetLine, owners: SegmentOwners, x: number, baseline: number) {
    this.#line = line;
    this.#owners = owners;
    this.#x = x;
    this.#baseline = baseline;
  }

  paint(painter: Painter, x: number, y: number, slab: Slab): void {
    paintLine(painter, this.#line, this.#owners, x + this.#x, y + (slab.baseline ?? this.#baseline));
  }
}
