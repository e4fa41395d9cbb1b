import type { OutlineEntry } from '../../layout/display-list.ts';
import { length, textString } from './syntax.ts';

/** What bookmarks are written with. */
export interface BookmarkTarget {
  allocate(): number;
  add(number: number, text: string): void;
  /** `[page /XYZ …]` of a place. */
  destination(page: number, y: number): string;
}

interface Bookmark {
  readonly number: number;
  readonly entry: OutlineEntry | undefined;
  readonly children: Bookmark[];
}

/** Writes the document's outline, a tree by the levels of its headings; returns the catalog's entry for it. */
export function writeBookmarks(target: BookmarkTarget, entries: readonly OutlineEntry[]): string {
  const root: Bookmark = { number: target.allocate(), entry: undefined, children: [] };
  const path: Bookmark[] = [root];
  for (const entry of entries) {
    while (path.length > 1 && (path.at(-1)?.entry?.level ?? 0) >= entry.level) path.pop();
    const bookmark: Bookmark = { number: target.allocate(), entry, children: [] };
    path.at(-1)?.children.push(bookmark);
    path.push(bookmark);
  }
  writeChildren(target, root);
  target.add(root.number, `<</Type/Outlines${family(root)}/Count ${root.children.length}>>`);
  return `/Outlines ${root.number} 0 R`;
}

/** Chapters are shown, what is in them is folded: a negative count. */
function writeChildren(target: BookmarkTarget, parent: Bookmark): void {
  parent.children.forEach((bookmark, i) => {
    const { title, page, y } = bookmark.entry as OutlineEntry;
    const before = parent.children[i - 1];
    const behind = parent.children[i + 1];
    const neighbours =
      (before === undefined ? '' : `/Prev ${before.number} 0 R`) + (behind === undefined ? '' : `/Next ${behind.number} 0 R`);
    const folded = bookmark.children.length === 0 ? '' : `${family(bookmark)}/Count ${-bookmark.children.length}`;
    target.add(
      bookmark.number,
      `<</Title${textString(title)}/Parent ${parent.number} 0 R${neighbours}${folded}/Dest${target.destination(page, y)}>>`,
    );
    writeChildren(target, bookmark);
  });
}

const family = ({ children }: Bookmark): string =>
  children.length === 0 ? '' : `/First ${children[0]?.number} 0 R/Last ${children.at(-1)?.number} 0 R`;

/** A place on a page, as a reader jumps there: its width and zoom stay as they are. */
export const destinationAt = (pageNumber: number, pageHeight: number, y: number): string =>
  `[${pageNumber} 0 R/XYZ null ${length(Math.max(0, pageHeight - y))} null]`;
