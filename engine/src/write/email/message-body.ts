import type { ResolvedNode } from '../../resolve/resolved.ts';
import type { BodyWriter } from './body-writer.ts';

/** A message's body while it is written: rows are gathered into sections, between which columns are sections of their own. */
export class MessageBody {
  /** Names of the assets that the message shows so far; undefined where none. */
  images: Set<string> | undefined;
  readonly #writer: BodyWriter;
  #sections = '';
  #rows = '';
  /** How many nodes we are inside of, where columns are rows as well. */
  #depth = 0;

  /** @param images gets the names of the assets that the message shows */
  constructor(writer: BodyWriter, images?: Set<string>) {
    this.#writer = writer;
    this.images = images;
  }

  get isInside(): boolean {
    return this.#depth > 0;
  }

  add(node: ResolvedNode): void {
    if (node.type === 'section' && this.#depth === 0) {
      for (const inner of node.body) this.add(inner);
      return;
    }
    this.images ??= new Set();
    const columns = node.type === 'columns' && this.#depth === 0 ? this.#writer.columns(node, this.images) : undefined;
    if (columns === undefined) this.addRows(this.#writer.row(node, this.images));
    else this.addSection(columns);
  }

  /** Adds a node to an item of a list. @param before how many nodes it has already */
  addToItem(node: ResolvedNode, before: number): void {
    this.images ??= new Set();
    this.addRows(this.#writer.item([node], this.images, before));
  }

  addImages(images: ReadonlySet<string>): void {
    this.images ??= new Set();
    for (const image of images) this.images.add(image);
  }

  addRows(html: string): void {
    this.#rows += html;
  }

  addSection(html: string): void {
    this.#sections = this.finish() + html;
  }

  /** What is added from here on is inside of a node. @returns the rows so far, for `leave` */
  enter(): string {
    const before = this.#rows;
    this.#rows = '';
    this.#depth += 1;
    return before;
  }

  /** @returns the rows since `enter` */
  leave(before: string): string {
    const inner = this.#rows;
    this.#rows = before;
    this.#depth -= 1;
    return inner;
  }

  /** All so far; what is added later begins a new section. */
  finish(): string {
    if (this.#rows !== '') this.#sections += this.#writer.section(this.#rows);
    this.#rows = '';
    return this.#sections;
  }
}
