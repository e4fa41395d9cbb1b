import type { Plan } from '../../../resolve/plan.ts';
import { TextLines } from '../../text/text-lines.ts';
import { labelled, textLabel } from '../../text/text-list.ts';
import { textWidth } from '../../text/wrap.ts';
import type { BodyWriter } from '../body-writer.ts';
import { listOf } from '../list.ts';
import type { ListOfMessage, Step } from './message-in-making.ts';

/** A list, whose items are put into it as they are written. @param inItem whether it stands in an item of another list */
export function fillList({ begin }: Extract<Plan, { kind: 'list' }>, items: Step, writer: BodyWriter, inItem: boolean): Step {
  return (message) => {
    const { state, list: outer } = message;
    const own: ListOfMessage = { list: begin(state), html: [], lines: [] };
    message.list = own;
    items(message);
    message.list = outer;
    own.list.end(state);
    if (own.list.size === 0) return;
    const list = own.list.resolved([]);
    const html = listOf(list, own.html);
    message.put(inItem ? html : writer.listRow(list.style, html), false);
    message.text.block(own.lines);
  };
}

/** An item of the list around it, with lines of its own that are as much shorter as its label is wide. */
export function fillItem(body: Step): Step {
  return (message) => {
    const { nodes, text, width, item, list } = message;
    if (list === undefined) return;
    const label = textLabel(list.list.ordered, list.list.beginItem(message.state));
    const own = new TextLines();
    message.text = own;
    message.width = width - textWidth(label);
    message.item = { nodes: 0 };
    const before = message.body.enter();
    body(message);
    const html = message.body.leave(before);
    message.text = text;
    message.width = width;
    message.item = item;
    if (message.nodes === nodes) return;
    list.list.endItem();
    list.html.push(html);
    if (own.text !== '') list.lines.push(...labelled(label, own.text.split('\n')));
  };
}
