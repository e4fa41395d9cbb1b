import type { NodesOfFrame, ResolvedNode } from '../resolve/resolved.ts';
import type { Frame } from '../template/masters.ts';
import type { DrawItem, LinkArea } from './display-list.ts';
import type { Painter } from './painter.ts';
import type { Scope } from './scope.ts';
import type { Styles } from './styles.ts';

/** Fewer items are not worth it that a writer treats them as one. */
const LEAST_ITEMS = 4;

/** What a frame of constant content looks like, made once for all documents. */
interface Furniture {
  readonly frame: Frame;
  readonly styles: Styles;
  readonly language: string;
  readonly items: readonly DrawItem[];
  readonly links: readonly LinkArea[];
  /** What laying it out takes of a document's budget. */
  readonly work: number;
}

/** By content, which is the same list in every document of a program; a few frames at most share one. */
const memory = new WeakMap<NodesOfFrame, Furniture[]>();

/**
 * Paints page furniture of constant content as it was painted before.
 * @param paint paints it the first time, and whenever there is something about it that belongs to the one document
 */
export function paintFurniture(
  scope: Scope,
  painter: Painter,
  frame: Frame,
  content: NodesOfFrame,
  paint: (painter: Painter) => void,
): void {
  const { styles, language, budget } = scope;
  const kept = memory.get(content) ?? [];
  let furniture = kept.find((one) => one.frame === frame && one.styles === styles && one.language === language);
  if (furniture !== undefined) budget.left -= furniture.work;
  else {
    if (!content.every(isSteady)) {
      paint(painter);
      return;
    }
    const { length } = scope.findings.diagnostics;
    const { left } = budget;
    const own: Painter = { items: [], links: [] };
    paint(own);
    furniture = { frame, styles, language, items: own.items, links: own.links, work: left - budget.left };
    // What was found is to be found in every document; what is not finished is not to be kept.
    if (scope.findings.diagnostics.length === length && !budget.spent) memory.set(content, [...kept, furniture]);
  }
  putOn(painter, furniture);
}

function putOn(painter: Painter, { items, links }: Furniture): void {
  if (items.length >= LEAST_ITEMS) {
    painter.furniture ??= [];
    painter.furniture.push({ at: painter.items.length, items });
  }
  for (const item of items) painter.items.push(item);
  for (const link of links) painter.links.push(link);
}

/** Whether a node paints nothing but items and links, the same on every page. */
function isSteady(node: ResolvedNode): boolean {
  switch (node.type) {
    case 'paragraph':
      return node.runs.every((run) => run.page === undefined && run.note === undefined);
    case 'image':
    case 'line':
    case 'space':
      return true;
    case 'box':
    case 'keep':
      return node.body.every(isSteady);
    case 'columns':
      return node.columns.every(({ body }) => body.every(isSteady));
    default:
      return false;
  }
}
