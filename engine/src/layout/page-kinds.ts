import type { MasterPage, PageKind, PageMaster } from '../template/masters.ts';

/** What stands on a page that is neither the only one nor the last, by its place in its part and in the document (from 0). */
export function runningKind(master: PageMaster, index: number, inDocument: number): PageKind {
  if (index === 0) return 'first';
  const side = inDocument % 2 === 0 ? 'right' : 'left';
  if (master[side] !== undefined) return side;
  return master.following === undefined ? 'first' : 'following';
}

/** What a page becomes when no other follows it, where the master has such a page. */
export function endKind(master: PageMaster, index: number): PageKind | undefined {
  const kind = index === 0 ? 'only' : 'last';
  return master[kind] === undefined ? undefined : kind;
}

export function pageOf(master: PageMaster, kind: PageKind): MasterPage {
  return master[kind] ?? master.first;
}
