import type { State } from '../../../resolve/context.ts';
import type { ResolvedNode } from '../../../resolve/resolved.ts';
import { TextLines } from '../../text/text-lines.ts';
import { blockLines, WIDTH } from '../../text/write-text.ts';
import type { MessageBody } from '../message-body.ts';

/** One record's message while it is made, HTML and text at once. */
export class MessageInMaking {
  readonly state: State;
  readonly body: MessageBody;
  text = new TextLines();
  /** Columns of the text, which are fewer in a list. */
  width = WIDTH;
  /** Nodes so far: a panel is there only where it has content. */
  nodes = 0;

  constructor(state: State, body: MessageBody) {
    this.state = state;
    this.body = body;
  }

  /** A node that was resolved for this record. */
  add(node: ResolvedNode): void {
    this.nodes += 1;
    this.body.add(node);
    this.text.block(blockLines([node], this.width));
  }
}

/** What a part of a template does to every message. */
export type Step = (message: MessageInMaking) => void;
