import type { StructureNode } from '../../layout/display-list.ts';

interface LinkMark {
  readonly page: number;
  readonly annotation: number;
}

const NO_MARKS: readonly number[] = [];
const NO_LINKS: readonly LinkMark[] = [];

/**
 * Gathers while pages are written which marked content belongs to which structure node. A mark is told by its place in the order of
 * drawing over all pages. Nearly all nodes have one mark or none, so the first is noted on the node itself: a map of lists for the
 * three hundred nodes of a statement took longer than to write them.
 */
export class StructureMarks {
  /** Owner of each mark. */
  readonly owners: StructureNode[] = [];
  /** For every page its first mark. */
  readonly #firsts: number[] = [];
  readonly #more = new Map<StructureNode, number[]>();
  readonly #links = new Map<StructureNode, LinkMark[]>();

  /** Numbers a new stretch of marked content of a node; pages come in their order. */
  mark(node: StructureNode, page: number): number {
    const mark = this.owners.length;
    while (this.#firsts.length <= page) this.#firsts.push(mark);
    if (this.firstOf(node) < 0) node.mark = mark;
    else {
      const more = this.#more.get(node);
      if (more === undefined) this.#more.set(node, [mark]);
      else more.push(mark);
    }
    this.owners.push(node);
    return mark - this.#firsts[page]!;
  }

  /** Numbers the next cell of a row of plain texts; they follow each other. */
  markCell(row: StructureNode, page: number): number {
    const mark = this.owners.length;
    while (this.#firsts.length <= page) this.#firsts.push(mark);
    if (this.firstOf(row) < 0) row.mark = mark;
    this.owners.push(row);
    return mark - this.#firsts[page]!;
  }

  /** Notes the annotation (object number) of a link. */
  link(node: StructureNode, page: number, annotation: number): void {
    const links = this.#links.get(node);
    if (links === undefined) this.#links.set(node, [{ page, annotation }]);
    else links.push({ page, annotation });
  }

  /** A node's first mark, -1 where it has none. What another document noted on the node does not fit our list. */
  firstOf(node: StructureNode): number {
    const { mark } = node;
    return mark !== undefined && this.owners[mark] === node ? mark : -1;
  }

  /** A node's marks after its first. */
  moreOf(node: StructureNode): readonly number[] {
    return this.#more.size === 0 ? NO_MARKS : (this.#more.get(node) ?? NO_MARKS);
  }

  /** Whether it has more content than its first mark. */
  hasMore(node: StructureNode): boolean {
    return (this.#more.size > 0 && this.#more.has(node)) || (this.#links.size > 0 && this.#links.has(node));
  }

  linksOf(node: StructureNode): readonly LinkMark[] {
    return this.#links.size === 0 ? NO_LINKS : (this.#links.get(node) ?? NO_LINKS);
  }

  pageOf(mark: number): number {
    let page = this.#firsts.length - 1;
    while (this.#firsts[page]! > mark) page--;
    return page;
  }

  /** The first mark of a page; for the number of pages, how many marks there are. */
  firstOn(page: number): number {
    return this.#firsts[page] ?? this.owners.length;
  }
}
