import { enclosureLine } from '../../resolve/enclosure.ts';
import { fieldLine } from '../../resolve/field.ts';
import type { ResolvedCell, ResolvedNode, ResolvedTable } from '../../resolve/resolved.ts';
import { chartTable, type ResolvedChart } from '../../resolve/resolved-chart.ts';
import { contentsEntries, type ResolvedContents } from '../../resolve/resolved-contents.ts';
import { itemLabel, type ResolvedDefinitions, type ResolvedList } from '../../resolve/resolved-list.ts';
import { linesOf } from '../../resolve/resolved-table.ts';
import type { ChatSpan } from './chat-message.ts';
import { bold, joined, joinedBy, spansOf } from './spans.ts';

/** Between paragraphs, and between the cells of a row. */
export const PARAGRAPH = '\n\n';
const CELL = ' · ';
const DASHES = '———';
/** Of more items a message tells only how they lie. */
const MOST_ITEMS = 60;

/** Nodes as running text, paragraph by paragraph; pictures by what they show. */
export const blockSpans = (nodes: readonly ResolvedNode[]): ChatSpan[] => joinedBy(nodes.map(nodeSpans), PARAGRAPH);

/** A node as running text; nothing where it is about paper alone. */
export function nodeSpans(node: ResolvedNode): ChatSpan[] {
  switch (node.type) {
    case 'paragraph':
      return spansOf(node.runs);
    case 'heading':
      return bold(spansOf(node.runs));
    case 'list':
      return listSpans(node);
    case 'definitions':
      return definitionSpans(node);
    case 'contents':
      return contentsSpans(node);
    case 'table':
      return tableSpans(node);
    case 'chart':
      return chartSpans(node);
    case 'image':
    case 'barcode':
      return node.alt === '' ? [] : [{ text: `[${node.alt}]` }];
    case 'enclosure':
      return [{ text: enclosureLine(node) }];
    case 'field':
      return [{ text: fieldLine(node) }];
    case 'columns':
      return joinedBy(
        node.columns.map(({ body }) => blockSpans(body)),
        PARAGRAPH,
      );
    case 'box':
    case 'keep':
    case 'section':
    case 'flow':
    case 'float':
      return blockSpans(node.body);
    case 'button':
      return spansOf(node.runs.map((run) => ({ ...run, href: node.href })));
    case 'line':
      return [{ text: DASHES }];
    case 'space':
    case 'pageBreak':
    case 'mark':
    case 'filler':
    case 'qrBill':
      return [];
  }
}

/** An item a line; what it has below goes on with a line of its own. */
function listSpans(list: ResolvedList): ChatSpan[] {
  const items = list.items.map((item, i) => {
    const content = joinedBy(item.map(nodeSpans), '\n');
    return content.length === 0 ? [] : [{ text: `${itemLabel(list, i)} ` }, ...indented(content)];
  });
  return joinedBy(items, '\n');
}

/** Lines below the first stand in. */
const indented = (spans: readonly ChatSpan[]): ChatSpan[] => spans.map((span) => ({ ...span, text: span.text.replaceAll('\n', '\n  ') }));

const definitionSpans = ({ items }: ResolvedDefinitions): ChatSpan[] =>
  joinedBy(
    items.map(({ term, body }) => joinedBy([bold(spansOf(term)), joinedBy(body.map(nodeSpans), '\n')], ': ')),
    '\n',
  );

const contentsSpans = (contents: ResolvedContents): ChatSpan[] =>
  joinedBy(
    [
      bold(spansOf(contents.title)),
      ...contentsEntries(contents).map(({ heading, depth }) => [{ text: '  '.repeat(depth) }, ...spansOf(heading.runs)]),
    ],
    '\n',
  );

/** A row a line, its cells behind one another; the heads of the columns and sums are bold. */
function tableSpans(table: ResolvedTable): ChatSpan[] {
  const rowSpans = (cells: readonly ResolvedCell[], strong: boolean): ChatSpan[] => {
    const row = joinedBy(cells.map(cellSpans), CELL);
    return strong ? bold(row) : row;
  };
  const heads = table.headerRows?.map(({ cells }) => rowSpans(cells, true)) ?? [
    bold(
      joinedBy(
        table.columns.map(({ header }) => spansOf(header)),
        CELL,
      ),
    ),
  ];
  const lines = linesOf(table).map((line) => {
    if (line.kind !== 'data') return rowSpans(line.row.cells, line.kind === 'header' || line.row.style !== 'plain');
    const { style } = table.marks?.[line.index] ?? {};
    return rowSpans(table.rows[line.index]!, style !== undefined);
  });
  const footer = table.footer.map(({ cells, style }) => rowSpans(cells, style !== 'plain'));
  return joinedBy([...heads, ...lines, ...footer], '\n');
}

/** What stands in a cell is one line: its lines are parted by commas. */
function cellSpans({ runs, note, body }: ResolvedCell): ChatSpan[] {
  const own = body === undefined ? spansOf(runs) : blockSpans(body);
  const all = note === undefined ? own : joinedBy([own, spansOf(note)], ', ');
  return joined(all.map((span) => ({ ...span, text: span.text.replace(/\n+/g, ', ') })));
}

function chartSpans(chart: ResolvedChart): ChatSpan[] {
  if (chart.labels.length > MOST_ITEMS) return [{ text: chart.alt }];
  const head = [chart.title, chart.unit].filter((text) => text !== '').join(', ');
  const { heads, rows } = chartTable(chart);
  const several = chart.series.length > 1;
  const lines = rows.map(([label = '', ...values]) => {
    const said = values.map((value, i) => (several ? `${heads[i + 1]} ${value}` : value)).join(CELL);
    return [{ text: `${label}: ${said}` }];
  });
  return joinedBy([head === '' ? [] : bold([{ text: head }]), ...lines], '\n');
}
