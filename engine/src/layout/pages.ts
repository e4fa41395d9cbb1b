import type { FrameContents, ResolvedDocument, ResolvedNode } from '../resolve/resolved.ts';
import { type Frame, type MasterPage, type PageMark, type PageMaster, pageSize, type Rect } from '../template/masters.ts';
import { collect } from './collect.ts';
import type { LaidOutPage, StructureNode } from './display-list.ts';
import { fill } from './fill.ts';
import type { Painter } from './painter.ts';
import type { Scope } from './scope.ts';
import { type Placed, paintPlaced, type Slab, stack } from './slab.ts';
import { mm } from './units.ts';

/** More pages than this are taken for a mistake in the template or its data. */
const MOST_PAGES = 20_000;
const MARK_COLOR = '#808080';
const MARK_THICKNESS = 0.25;

/** Lays a document out on the pages of a master: first the body, then, when the number of pages is known, the frames. */
export function layOutPages(scope: Scope, document: ResolvedDocument, master: PageMaster, root: StructureNode): LaidOutPage[] {
  const following = master.following ?? master.first;
  const size = pageSize(master);
  const frames = new FrameNodes(root);
  frames.reserve(master.first, document.frames.first, 'first');
  frames.reserve(following, document.frames.following, 'following');
  const slabs: Slab[] = [];
  // Both kinds of pages get text of one measure, so that a paragraph can run from one to the other.
  const width = mm(Math.min(master.first.body.width, following.body.width));
  collect(
    { ...scope, width, pageHeight: mm(Math.max(master.first.body.height, following.body.height)), parent: root, out: slabs },
    document.body,
  );
  const bodies = paginate(scope, slabs, mm(master.first.body.height), mm(following.body.height));
  return bodies.map((placed, i) => {
    const page = i === 0 ? master.first : following;
    const contents = i === 0 ? document.frames.first : document.frames.following;
    const painter: Painter = { items: [], links: [] };
    paintMarks(painter, page.marks ?? []);
    const numbered = { ...scope, page: { number: i + 1, count: bodies.length } };
    for (const frame of page.frames ?? []) {
      const nodes = contents[frame.name];
      if (nodes !== undefined) paintFrame(numbered, painter, frame, nodes, frames.take(frame.name, i));
    }
    paintPlaced(painter, placed, mm(page.body.x), mm(page.body.y));
    return { width: mm(size.width), height: mm(size.height), items: painter.items, links: painter.links };
  });
}

/** Distributes slabs over pages. An empty document has one empty page. */
function paginate(scope: Scope, slabs: Slab[], firstHeight: number, followingHeight: number): Placed[][] {
  const pages: Placed[][] = [];
  let next = 0;
  let begun = false;
  do {
    if (pages.length === MOST_PAGES) {
      scope.findings.error('layout.too-many-pages', `The document would have more than ${MOST_PAGES} pages.`, 'template#/body', {
        hint: 'Check the data, and page breaks or spaces inside repeats.',
      });
      break;
    }
    const filled = fill(slabs, next, pages.length === 0 ? firstHeight : followingHeight, begun);
    if (filled.overfull) {
      scope.findings.warn('layout.overfull-page', `Something on page ${pages.length + 1} is higher than the page.`, 'template#/body', {
        hint: 'Make it smaller, or the page’s body higher.',
      });
    }
    if (filled.placed.length > 0 || pages.length === 0) pages.push(filled.placed);
    begun = slabs[filled.next - 1]?.breakAfter !== 'forced';
    next = filled.next;
  } while (next < slabs.length);
  return pages;
}

/**
 * The structure nodes of frames. A frame is read once, before the body: on the first page where it stands. Later pages repeat it
 * as page furniture, as do frames that the brand marks as artifacts on every page.
 */
class FrameNodes {
  readonly #root: StructureNode;
  readonly #nodes = new Map<string, { readonly node: StructureNode; readonly firstPage: number }>();

  constructor(root: StructureNode) {
    this.#root = root;
  }

  reserve(page: MasterPage, contents: FrameContents, kind: 'first' | 'following'): void {
    for (const frame of page.frames ?? []) {
      const content = contents[frame.name];
      if (frame.artifact || content === undefined || content.length === 0 || this.#nodes.has(frame.name)) continue;
      const node: StructureNode = { type: 'Sect', children: [] };
      this.#nodes.set(frame.name, { node, firstPage: kind === 'first' ? 0 : 1 });
    }
  }

  /** The node that a frame's content on a page belongs to, put into the tree when it is first asked for. */
  take(name: string, page: number): StructureNode | null {
    const reserved = this.#nodes.get(name);
    if (reserved === undefined || reserved.firstPage !== page) return null;
    const before = [...this.#nodes.values()].filter(({ node }) => this.#root.children.includes(node)).length;
    this.#root.children.splice(before, 0, reserved.node);
    return reserved.node;
  }
}

function paintFrame(scope: Scope, painter: Painter, frame: Frame, nodes: readonly ResolvedNode[], parent: StructureNode | null): void {
  const out: Slab[] = [];
  const height = mm(frame.height);
  collect({ ...scope, x: 0, width: mm(frame.width), pageHeight: height, parent, out }, nodes);
  const placed = stack(out);
  const last = placed.at(-1);
  const used = last === undefined ? 0 : last.y + last.slab.height;
  if (used > height + 0.5) {
    const source = nodes[0]?.source ?? `brand#/masters`;
    scope.findings.warn(
      'layout.frame-overflow',
      `The content of frame “${frame.name}” is ${inMm(used - height)} mm higher than the frame.`,
      source,
      {
        hint: 'Shorten it, choose a smaller style, or make the frame higher in the brand.',
        key: frame.name,
      },
    );
  }
  paintPlaced(painter, placed, mm(frame.x), mm(frame.y) + valignOffset(frame, height, used));
}

function valignOffset(frame: Frame & Rect, height: number, used: number): number {
  const free = Math.max(0, height - used);
  if (frame.valign === 'bottom') return free;
  return frame.valign === 'middle' ? free / 2 : 0;
}

function inMm(points: number): string {
  return ((points * 25.4) / 72).toFixed(1);
}

function paintMarks(painter: Painter, marks: readonly PageMark[]): void {
  for (const { x, y, length, thickness = MARK_THICKNESS } of marks) {
    const top = mm(y) - thickness / 2;
    painter.items.push({ kind: 'rect', owner: null, x: mm(x), y: top, width: mm(length), height: thickness, fill: MARK_COLOR });
  }
}
