import type { TextEvaluator } from '../../../resolve/inline.ts';
import { forEachItem } from '../../../resolve/nodes.ts';
import { FIELD, type Plan } from '../../../resolve/plan.ts';
import { type Cell, cellOf, headerOf, layOut, type Row } from '../../text/text-table.ts';
import { isNarrow } from '../../text/wrap.ts';
import { blockLines, plainText, WIDTH } from '../../text/write-text.ts';
import type { BodyWriter } from '../body-writer.ts';
import { FieldValue } from './field-value.ts';
import { withoutTabs } from './fill-node.ts';
import type { Step } from './message-in-making.ts';

type Rows = Extract<Plan, { kind: 'rows' }>;

/** A table of which only the fields in its rows are written for a record; undefined where they cannot be told from the rest. */
export function fillTable({ table, cells, place, name, list }: Rows, writer: BodyWriter): Step | undefined {
  const { before, after, row } = writer.plainTable(table);
  const html = row(cells).split(FIELD);
  const texts = cells.map(({ runs }) => plainText(runs).split(FIELD));
  const fields = cells.map((cell) => cell.fields);
  const count = fields.reduce((sum, own) => sum + own.length, 0);
  if (html.length !== count + 1 || texts.some((own, i) => own.length !== fields[i]!.length + 1)) return undefined;
  const aligns = table.columns.map(({ align }) => align);
  const isNarrowAround = texts.map((own) => own.every(isNarrow));
  const header = headerOf(table, blockLines);
  const value = new FieldValue();
  return (message) => {
    const { state, body, text } = message;
    message.nodes += 1;
    let filled = before;
    const rows: Row[] = [];
    forEachItem(state, place, name, list(state), () => {
      const own = new Array<Cell>(fields.length);
      let piece = 0;
      filled += html[0];
      for (let column = 0; column < fields.length; column++) {
        const inCell = fields[column]!;
        const around = texts[column]!;
        let plain = around[0] as string;
        let narrow = isNarrowAround[column] as boolean;
        for (let i = 0; i < inCell.length; i++) {
          piece += 1;
          value.read(inCell[i] as TextEvaluator, state);
          filled += value.html + html[piece];
          plain += value.text + around[i + 1];
          narrow &&= value.narrow;
        }
        const align = aligns[column]!;
        own[column] = narrow ? { text: plain, width: plain.length, column, span: 1, align } : cellOf(withoutTabs(plain), column, 1, align);
      }
      rows.push({ cells: own, ruled: false });
    });
    body.addRows(filled + after);
    text.block(layOut({ header, rows, footer: [] }, aligns.length, WIDTH));
  };
}
