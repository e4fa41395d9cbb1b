import type { DrawItem, LaidOutPage, LinkArea, StructureNode } from '../display-list.ts';

/** What is on a page, moved to another place. */
export function moved(page: LaidOutPage, x: number, y: number): Pick<LaidOutPage, 'items' | 'links' | 'fields' | 'anchors' | 'slots'> {
  const at = <T extends { readonly x: number; readonly y: number }>(area: T): T => ({ ...area, x: area.x + x, y: area.y + y });
  return {
    items: page.items.map((item) => movedItem(item, x, y)),
    links: page.links.map(at<LinkArea>),
    fields: page.fields?.map(at),
    anchors: page.anchors?.map(at),
    slots: page.slots?.map(at),
  };
}

export function movedItem(item: DrawItem, x: number, y: number): DrawItem {
  if (item.kind === 'text') return { ...item, baseline: item.baseline + y, xs: item.xs.map((left) => left + x) };
  if (item.kind === 'row') return { ...item, x: item.x + x, baseline: item.baseline + y };
  return { ...item, x: item.x + x, y: item.y + y };
}

/** Moves the bounding boxes of the figures that items belong to. A figure stands on one page. */
export function moveBoxes(items: readonly DrawItem[], x: number, y: number, done: Set<StructureNode>): void {
  for (const { owner } of items) {
    const facts = owner?.facts;
    if (facts?.box === undefined || done.has(owner as StructureNode)) continue;
    done.add(owner as StructureNode);
    const [left, top, width, height] = facts.box;
    facts.box = [left + x, top + y, width, height];
  }
}
