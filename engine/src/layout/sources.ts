import type { DrawItem, LaidOutDocument, StructureNode } from './display-list.ts';

/** Where nodes of a document's structure come from: `template#/body/3`, `block:greeting#/body/0`. */
export type Sources = Map<StructureNode, string>;

/** A place of a page with what stands in the template behind it; points from the page's top left corner. */
export interface PagePlace {
  readonly source: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const childrenOf = ({ parent }: { readonly parent: StructureNode | null }): number => parent?.children.length ?? 0;

/** Says of what a node added to the structure that it comes from there; what is inside of it knows better. */
export function noteSources(sources: Sources, parent: StructureNode | null, from: number, source: string): void {
  if (parent === null) return;
  for (let i = from; i < parent.children.length; i++) {
    const child = parent.children[i] as StructureNode;
    if (!sources.has(child)) sources.set(child, source);
  }
}

/** Where on each page stands what comes from where; each place as large as what is drawn of it there. Page furniture comes from nowhere. */
export function pagePlaces({ pages, structure }: LaidOutDocument, sources: Sources): PagePlace[][] {
  const origins = originsOf(structure, sources);
  return pages.map(({ items }) => {
    const boxes = new Map<StructureNode, Box>();
    for (const item of items) {
      const origin = item.owner === null ? undefined : origins.get(item.owner);
      if (origin === undefined) continue;
      const box = boxOf(item);
      const known = boxes.get(origin);
      boxes.set(origin, known === undefined ? box : union(known, box));
    }
    return [...boxes].map(([origin, { left, top, right, bottom }]) => ({
      ...{ source: sources.get(origin) as string, x: left, y: top },
      ...{ width: right - left, height: bottom - top },
    }));
  });
}

/** For every node of the structure the nearest around it, or itself, of which is known where it comes from. */
function originsOf(root: StructureNode, sources: Sources): Map<StructureNode, StructureNode> {
  const origins = new Map<StructureNode, StructureNode>();
  const visit = (node: StructureNode, around: StructureNode | undefined): void => {
    const origin = sources.has(node) ? node : around;
    if (origin !== undefined) origins.set(node, origin);
    for (const child of node.children) visit(child, origin);
  };
  visit(root, undefined);
  return origins;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const union = (a: Box, b: Box): Box => ({
  left: Math.min(a.left, b.left),
  top: Math.min(a.top, b.top),
  right: Math.max(a.right, b.right),
  bottom: Math.max(a.bottom, b.bottom),
});

/** Parts of the font size that letters reach above and below their line, in usual faces. */
const ASCENT = 0.85;
const DESCENT = 0.25;

function boxOf(item: DrawItem): Box {
  switch (item.kind) {
    case 'text': {
      const last = item.words.length - 1;
      const end = last < 0 ? 0 : (item.xs[last] as number) + ((item.words[last]?.width ?? 0) * item.size) / item.face.unitsPerEm;
      return { left: item.xs[0] ?? 0, top: item.baseline - item.size * ASCENT, right: end, bottom: item.baseline + item.size * DESCENT };
    }
    case 'row':
      return { left: item.x, top: item.baseline, right: item.x, bottom: item.baseline };
    case 'rect':
    case 'image':
      return { left: item.x, top: item.y, right: item.x + item.width, bottom: item.y + item.height };
    case 'rectangles': {
      const { rectangles, scale, x, y } = item;
      let [right, bottom] = [0, 0];
      for (let i = 0; i < rectangles.length; i += 4) {
        right = Math.max(right, rectangles[i]! + rectangles[i + 2]!);
        bottom = Math.max(bottom, rectangles[i + 1]! + rectangles[i + 3]!);
      }
      return { left: x, top: y, right: x + right * scale, bottom: y + bottom * scale };
    }
    case 'path':
      // Its outlines are not measured: charts and drawings have text and a frame of their own.
      return { left: item.x, top: item.y, right: item.x, bottom: item.y };
  }
}
