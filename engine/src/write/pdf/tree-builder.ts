/** Children per node: page trees and number trees with more become slow to read. */
const FANOUT = 128;

/** What a tree is written with. */
export interface TreeTarget {
  allocate(): number;
  add(number: number, text: string): void;
}

/** A child with the range of keys or the count that its parent has to state. */
export interface TreeChild {
  readonly number: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Builds a tree of three levels (root, groups, leaves) while its leaves come in, holding only the open group and one entry per
 * closed group in memory. The root's number is known from the start.
 */
export class TreeBuilder {
  readonly #target: TreeTarget;
  readonly #root: number;
  readonly #node: (parent: number | undefined, children: readonly TreeChild[]) => string;
  readonly #groups: TreeChild[] = [];
  #open: TreeChild[] = [];
  #group: number;

  /** @param node spells a group or the root. */
  constructor(target: TreeTarget, root: number, node: (parent: number | undefined, children: readonly TreeChild[]) => string) {
    this.#target = target;
    this.#root = root;
    this.#node = node;
    this.#group = target.allocate();
  }

  /** The node that the next leaf belongs to. */
  get parent(): number {
    return this.#group;
  }

  add(child: TreeChild): void {
    this.#open.push(child);
    if (this.#open.length < FANOUT) return;
    this.#close();
    this.#group = this.#target.allocate();
  }

  finish(): void {
    if (this.#open.length > 0) this.#close();
    this.#target.add(this.#root, this.#node(undefined, this.#groups));
  }

  #close(): void {
    this.#target.add(this.#group, this.#node(this.#root, this.#open));
    this.#groups.push({ number: this.#group, first: this.#open[0]!.first, last: this.#open.at(-1)!.last });
    this.#open = [];
  }
}
