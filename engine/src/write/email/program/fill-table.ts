import { forEachItem } from '../../../resolve/nodes.ts';
import { FIELD, type Plan } from '../../../resolve/plan.ts';
import { isNarrow } from '../../text/wrap.ts';
import { plainText } from '../../text/write-text.ts';
import type { BodyWriter } from '../body-writer.ts';
import { FieldValue, type Filling, fillingOf } from './field-value.ts';
import { withoutTabs } from './fill-node.ts';
import type { Step } from './message-in-making.ts';
import { TextRows, TextTable } from './text-table.ts';

type Rows = Extract<Plan, { kind: 'rows' }>;

/** A table of which only the fields in its rows are written for a record; undefined where they cannot be told from the rest. */
export function fillTable({ table, cells, place, name, list }: Rows, writer: BodyWriter, inItem: boolean): Step | undefined {
  const { before, after, row } = writer.plainTable(table);
  const html = row(cells).split(FIELD);
  const texts = cells.map(({ runs }) => plainText(runs).split(FIELD));
  const fields = cells.map((cell) => cell.fields.map(fillingOf));
  const count = fields.reduce((sum, own) => sum + own.length, 0);
  if (html.length !== count + 1 || texts.some((own, i) => own.length !== fields[i]!.length + 1)) return undefined;
  const isNarrowAround = texts.map((own) => own.every(isNarrow));
  const plainTable = new TextTable(table);
  const value = new FieldValue(writer);
  return (message) => {
    const { state } = message;
    message.nodes += 1;
    let filled = before;
    const rows = new TextRows(plainTable);
    forEachItem(state, place, name, list(state), () => {
      let piece = 0;
      filled += html[0];
      for (let column = 0; column < fields.length; column++) {
        const inCell = fields[column]!;
        const around = texts[column]!;
        let plain = around[0] as string;
        let narrow = isNarrowAround[column] as boolean;
        for (let i = 0; i < inCell.length; i++) {
          piece += 1;
          value.read(inCell[i] as Filling, state);
          filled += value.html + html[piece];
          plain += value.text + around[i + 1];
          narrow &&= value.narrow;
        }
        if (narrow) rows.add(column, plain);
        else rows.addOther(withoutTabs(plain));
      }
    });
    message.put(inItem ? writer.nested(filled + after) : filled + after, false);
    rows.writeTo(message.text, message.width);
  };
}
