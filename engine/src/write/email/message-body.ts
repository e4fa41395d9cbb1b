import type { ResolvedNode } from '../../resolve/resolved.ts';
import type { BodyWriter } from './body-writer.ts';

/** A message's body while it is written: rows are gathered into sections, between which columns are sections of their own. */
export class MessageBody {
  readonly images: Set<string>;
  readonly #writer: BodyWriter;
  #sections = '';
  #rows = '';

  /** @param images gets the names of the assets that the message shows */
  constructor(writer: BodyWriter, images: Set<string>) {
    this.#writer = writer;
    this.images = images;
  }

  add(node: ResolvedNode): void {
    if (node.type === 'section') {
      for (const inner of node.body) this.add(inner);
      return;
    }
    const columns = node.type === 'columns' ? this.#writer.columns(node, this.images) : undefined;
    if (columns === undefined) this.addRows(this.#writer.row(node, this.images));
    else this.#sections = this.finish() + columns;
  }

  addRows(html: string): void {
    this.#rows += html;
  }

  /** All so far; what is added later begins a new section. */
  finish(): string {
    if (this.#rows !== '') this.#sections += this.#writer.section(this.#rows);
    this.#rows = '';
    return this.#sections;
  }
}
