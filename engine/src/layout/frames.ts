import type { PageFacts } from '../resolve/page-facts.ts';
import type { FrameContent, FrameContents, Frames, LateContent, ResolvedNode } from '../resolve/resolved.ts';
import type { Frame, MasterPage, PageKind, Rect } from '../template/masters.ts';
import { collect } from './collect.ts';
import type { StructureNode } from './display-list.ts';
import { paintFurniture } from './furniture.ts';
import type { Painter } from './painter.ts';
import type { Scope } from './scope.ts';
import { paintPlaced, type Slab, stack } from './slab.ts';
import { structureNode } from './structure-node.ts';
import { mm } from './units.ts';

/** Whether the content of a frame is known only when the pages are. */
export function isLate(content: FrameContent): content is LateContent {
  return 'late' in content;
}

/** Whether any frame wants to know more of its page than its number. */
export function wantFacts(frames: Frames): boolean {
  for (const kind in frames) {
    const contents = frames[kind as PageKind] as FrameContents;
    for (const name in contents) if (isLate(contents[name] as FrameContent)) return true;
  }
  return false;
}

/**
 * The structure nodes of frames. A frame is read once, before the body: on the first page where it stands. Later pages repeat it
 * as page furniture, as do frames that the brand marks as artifacts on every page.
 */
export class FrameNodes {
  readonly #root: StructureNode;
  /** Where the content that follows the frames begins. */
  #at: number;
  readonly #done = new Set<string>();

  constructor(root: StructureNode) {
    this.#root = root;
    this.#at = root.children.length;
  }

  /** The node that a frame's content on a page belongs to; null for furniture. Pages are asked for in their order. */
  take(frame: Frame): StructureNode | null {
    if (frame.artifact || this.#done.has(frame.name)) return null;
    this.#done.add(frame.name);
    const node = structureNode('Sect');
    this.#root.children.splice(this.#at++, 0, node);
    return node;
  }
}

/** Paints the frames of a page. `scope.page` is known. */
export function paintFrames(
  scope: Scope,
  painter: Painter,
  page: MasterPage,
  contents: FrameContents,
  nodes: FrameNodes,
  facts: () => PageFacts,
): void {
  for (const frame of page.frames ?? []) {
    const content = contents[frame.name];
    if (content === undefined || scope.budget.spent) continue;
    const resolved = isLate(content) ? content.late(facts(), (found) => scope.findings.add(found)) : content;
    if (resolved.length === 0) continue;
    const node = nodes.take(frame);
    if (node === null && !isLate(content) && content.constant === true) {
      paintFurniture(scope, painter, frame, content, (to) => paintFrame(scope, to, frame, content, null));
    } else paintFrame(scope, painter, frame, resolved, node);
  }
}

function paintFrame(scope: Scope, painter: Painter, frame: Frame, nodes: readonly ResolvedNode[], parent: StructureNode | null): void {
  const out: Slab[] = [];
  const height = mm(frame.height);
  collect({ ...scope, x: 0, width: mm(frame.width), pageHeight: height, leastHeight: height, parent, out }, nodes);
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
