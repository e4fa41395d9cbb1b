import {
  between,
  cellAlign,
  flag,
  list,
  millimetres,
  node,
  nodes,
  object,
  oneOf,
  type Properties,
  ref,
  type Schema,
  text,
} from '../schema-terms.ts';

const MOST_COLUMNS = 40;
const inline = ref('localizedInline');
const expression = ref('expression');
const rows = list(ref('tableRow'), { minItems: 1 });
const valign = oneOf('top', 'middle', 'bottom');
const thickness = between(0, 20);
const spanned = (most: number): Schema => ({ type: 'integer', minimum: 1, maximum: most });

const column = object(
  { width: ref('columnWidth') },
  {
    ...{ header: inline, cell: inline, body: nodes, note: inline, align: cellAlign, valign },
    ...{ minWidth: millimetres, maxWidth: millimetres, when: expression, rowHeader: flag, span: expression, merge: flag },
    ...{ background: expression, style: expression, border: object({}, { left: thickness, right: thickness }) },
    ...{ carry: expression, carryFormat: expression },
  },
);

const cell = object(
  {},
  {
    ...{ text: inline, body: nodes, span: spanned(MOST_COLUMNS), rowSpan: spanned(1000), align: cellAlign, valign },
    ...{ rowHeader: flag, background: expression, style: expression },
  },
);

/** What `table.ts` says, in JSON Schema. */
export const tableDefs: Properties = {
  columnWidth: { anyOf: [object({ fixed: millimetres }), object({ share: between(0.01, 100) }), { const: 'auto' }] },
  tableColumn: column,
  tableRow: object({ cells: list(cell) }, { style: oneOf('plain', 'total', 'subtotal'), when: expression }),
  tableGroup: object(
    { by: expression },
    { header: rows, footer: rows, as: text, continued: inline, keep: oneOf('together', 'page'), group: ref('tableGroup') },
  ),
};

export const tableNode: Schema = node(
  'table',
  { columns: list(ref('tableColumn'), { minItems: 1, maxItems: MOST_COLUMNS }) },
  {
    ...{ each: expression, as: text, rows: list(ref('tableRow')), group: ref('tableGroup') },
    ...{ headerRows: rows, repeatHeader: flag, pageFooter: rows, footer: list(ref('tableRow')) },
    ...{ breakRows: flag, keepWithNext: expression, rowBackground: expression, rowStyle: expression },
    ...{ carriedForward: inline, broughtForward: inline, style: text, summary: inline, empty: nodes },
  },
);
