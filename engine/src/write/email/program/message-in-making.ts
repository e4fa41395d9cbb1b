import type { State } from '../../../resolve/context.ts';
import type { ListInMaking } from '../../../resolve/list.ts';
import type { ResolvedNode } from '../../../resolve/resolved.ts';
import { TextLines, tightened } from '../../text/text-lines.ts';
import { blockLines, WIDTH } from '../../text/write-text.ts';
import type { MessageBody } from '../message-body.ts';

/** A list while its items are written. */
export interface ListOfMessage {
  readonly list: ListInMaking;
  /** Markup of the items. */
  readonly html: string[];
  /** Lines of the text of all of them. */
  readonly lines: string[];
}

/** Where in an item we are: paragraphs in it are no rows, and those behind others begin with a line break. */
export interface ItemOfMessage {
  nodes: number;
}

/** One record's message while it is made, HTML and text at once. */
export class MessageInMaking {
  readonly state: State;
  readonly body: MessageBody;
  text = new TextLines();
  /** Columns of the text, which are fewer in a list. */
  width = WIDTH;
  /** Nodes so far: a panel is there only where it has content. */
  nodes = 0;
  /** The list that we are in, and the item of it. */
  list: ListOfMessage | undefined;
  item: ItemOfMessage | undefined;

  constructor(state: State, body: MessageBody) {
    this.state = state;
    this.body = body;
  }

  /**
   * Markup of a node, written for where we are.
   * @param isParagraph whether it is running text without anything around it where we are in an item
   */
  put(html: string, isParagraph: boolean): void {
    const { item } = this;
    if (item === undefined) this.body.addRows(html);
    else {
      this.body.addRows(isParagraph && item.nodes > 0 ? `<br>${html}` : html);
      item.nodes += 1;
    }
  }

  /** The rows of what is inside of a node. */
  inside(step: Step): string {
    const { item } = this;
    this.item = undefined;
    const before = this.body.enter();
    step(this);
    this.item = item;
    return this.body.leave(before);
  }

  /** The same of a panel or a column, whose text stands as close as `tightened` has it. */
  insidePanel(step: Step): string {
    const { text } = this;
    const own = new TextLines();
    this.text = own;
    const rows = this.inside(step);
    this.text = text;
    if (own.text !== '') text.block(tightened(own.text.split('\n')));
    return rows;
  }

  /** A node that was resolved for this record. */
  add(node: ResolvedNode): void {
    if (this.item === undefined) this.body.add(node);
    else {
      this.body.addToItem(node, this.item.nodes);
      this.item.nodes += 1;
    }
    this.nodes += 1;
    this.text.block(blockLines([node], this.width));
  }
}

/** What a part of a template does to every message. */
export type Step = (message: MessageInMaking) => void;
