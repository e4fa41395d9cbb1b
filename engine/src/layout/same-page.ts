import type { DrawItem, LaidOutPage, LinkArea } from './display-list.ts';

/** Keys of items that are compared otherwise or don't show. */
const APART: ReadonlySet<string> = new Set(['owner', 'words', 'xs', 'rectangles']);

/** Whether two pages of one brand look the same: then what was drawn of the one need not be drawn again. Words are known by their identity. */
export function samePage(a: LaidOutPage, b: LaidOutPage): boolean {
  if (a === b) return true;
  if (a.width !== b.width || a.height !== b.height || a.imported !== undefined || b.imported !== undefined) return false;
  return sameList(a.items, b.items, sameItem) && sameList(a.links, b.links, sameLink) && a.fields === undefined && b.fields === undefined;
}

function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((one, i) => same(one, b[i] as T));
}

function sameItem(a: DrawItem, b: DrawItem): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  for (const key in a) {
    if (!APART.has(key) && (a as unknown as Record<string, unknown>)[key] !== (b as unknown as Record<string, unknown>)[key]) return false;
  }
  if (a.kind === 'text' && b.kind === 'text') return sameList(a.words, b.words, Object.is) && sameList(a.xs, b.xs, Object.is);
  if (a.kind === 'rectangles' && b.kind === 'rectangles') return sameList(a.rectangles, b.rectangles, Object.is);
  return true;
}

const sameLink = (a: LinkArea, b: LinkArea): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height && a.href === b.href;
