import { enclosureLine } from '../../resolve/enclosure.ts';
import { fieldLine } from '../../resolve/field.ts';
import type { ResolvedNode, Run } from '../../resolve/resolved.ts';
import { chartTable, type ResolvedChart } from '../../resolve/resolved-chart.ts';
import { contentsEntries } from '../../resolve/resolved-contents.ts';
import { itemLabel, type ResolvedList } from '../../resolve/resolved-list.ts';
import { billDetails } from '../../resolve/resolved-qr-bill.ts';
import type { Brand } from '../../template/model.ts';
import { isRightToLeftLanguage } from '../../text/scripts.ts';
import { directed, directionOfStyle } from './direction.ts';
import { LIST_INDENT, Numbering } from './numbering.ts';
import type { Pictures } from './picture.ts';
import type { Relations } from './relations.ts';
import { runsXml } from './runs.ts';
import { styleId } from './style-sheet.ts';
import { columnWidths, tableXml } from './table.ts';
import { hex, twips, twipsOf } from './xml.ts';

/** Where nodes stand: in lists, the paragraphs of an item stand in. */
interface Within {
  readonly level: number;
  /** Properties of the next paragraph alone: the sign of its item. */
  sign?: string | undefined;
}

/** Writes nodes as paragraphs and tables of Word. */
export class Body {
  readonly #brand: Brand;
  readonly #pictures: Pictures;
  readonly #relations: Relations;
  readonly #numbering: Numbering;
  readonly #language: string;
  #within: Within = { level: -1 };

  constructor(brand: Brand, language: string, pictures: Pictures, relations: Relations, numbering: Numbering) {
    this.#language = language;
    this.#brand = brand;
    this.#pictures = pictures;
    this.#relations = relations;
    this.#numbering = numbering;
  }

  /** @param room width of the text, millimetres */
  nodes(nodes: readonly ResolvedNode[], room: number): string {
    let xml = '';
    for (const node of nodes) xml += this.#node(node, room);
    return xml;
  }

  /** @param more properties of the paragraph beside its style */
  paragraph(style: string, runs: readonly Run[], more = ''): string {
    const text = directed(runs, this.#language, directionOfStyle(style, this.#brand));
    return this.#paragraph(style, runsXml(text.runs, this.#relations), more, text.rightToLeft);
  }

  /** Left and right of its properties change places in a paragraph that begins at the right. */
  #paragraph(style: string, content: string, more = '', rightToLeft = false): string {
    const { level, sign } = this.#within;
    const indent = sign ?? (level < 0 ? '' : `<w:ind w:left="${LIST_INDENT * (level + 1)}"/>`);
    const bidi = rightToLeft ? '<w:bidi/>' : '';
    const placed = rightToLeft ? more.replace(AT_THE_RIGHT, AT_THE_START) : this.mirrored ? this.#foreign(style, more) : more;
    // In the order that the standard wants: numbers before the direction, indents behind.
    const inList = indent.startsWith('<w:numPr>') ? indent + bidi : bidi + indent;
    this.#within.sign = undefined;
    return `<w:p><w:pPr><w:pStyle w:val="${styleId(style)}"/>${inList}${placed}</w:pPr>${content}</w:p>`;
  }

  /** A paragraph from left to right in a letter from right to left stands at the right, where nothing else is said. */
  #foreign(style: string, more: string): string {
    if (more.includes(AT_THE_START)) return more.replace(AT_THE_START, AT_THE_RIGHT);
    return more.includes('<w:jc ') || this.#brand.styles[style]?.align !== undefined ? more : `${more}${AT_THE_RIGHT}`;
  }

  /** Whether tables begin at the right. */
  get mirrored(): boolean {
    return isRightToLeftLanguage(this.#language);
  }

  #text(text: string): string {
    return this.paragraph('body', [{ text }]);
  }

  #node(node: ResolvedNode, room: number): string {
    switch (node.type) {
      case 'paragraph':
        return this.paragraph(node.style, node.runs);
      case 'heading':
        // A style of the author's own keeps its looks, and Word is told the level beside it.
        if (/^heading[1-6]$/.test(node.style)) return this.paragraph(node.style, node.runs);
        return this.paragraph(node.style, node.runs, `<w:outlineLvl w:val="${node.level - 1}"/>`);
      case 'list':
        return this.#list(node, room);
      case 'definitions':
        return node.items
          .map(
            ({ term, body }) =>
              this.paragraph(
                'body',
                term.map((run) => ({ bold: true, ...run })),
              ) + this.#inItem(undefined, body, room),
          )
          .join('');
      case 'contents':
        return (
          (node.title.length === 0 ? '' : this.paragraph('heading2', node.title)) +
          contentsEntries(node)
            .map(({ heading, depth }) => this.paragraph('body', heading.runs, `<w:ind w:left="${LIST_INDENT * depth}"/>`))
            .join('')
        );
      case 'table':
        // A paragraph behind it keeps tables apart that follow one another.
        return `${tableXml(node, this.#brand.tableStyles?.[node.style] ?? {}, room, this)}${GAP}`;
      case 'image': {
        const picture = this.#pictures.run(node, room, this.#relations);
        if (picture !== undefined) return this.#paragraph('body', picture, `<w:jc w:val="${node.align}"/>`);
        return node.alt === '' ? '' : this.#text(`[${node.alt}]`);
      }
      case 'barcode': {
        const picture = this.#pictures.barcode(node, room, this.#relations);
        if (picture === undefined) return this.#text(`[${node.alt}]`);
        const code = this.#paragraph('body', picture, `<w:jc w:val="${node.align}"/>`);
        return node.text === undefined ? code : code + this.paragraph('body', [{ text: node.text }], `<w:jc w:val="${node.align}"/>`);
      }
      case 'chart':
        return this.#chart(node, room);
      case 'enclosure':
        return this.#text(enclosureLine(node));
      case 'field':
        return this.#text(fieldLine(node));
      case 'columns':
        return this.#columns(node, room);
      case 'box':
        return this.#box(node.style, node.body, room);
      case 'keep':
      case 'section':
      case 'flow':
      case 'float':
        return this.nodes(node.body, room);
      case 'button':
        return this.paragraph('body', [...node.runs, { text: ': ' }, { text: node.href, href: node.href }]);
      case 'line':
        return '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="A0A6A8"/></w:pBdr></w:pPr></w:p>';
      case 'space':
        return `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="${Math.max(20, twipsOf(node.height))}" w:lineRule="exact"/></w:pPr></w:p>`;
      case 'pageBreak':
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';
      case 'qrBill':
        return this.#node(billDetails(node), room);
      case 'filler':
      case 'mark':
        return '';
    }
  }

  #list(list: ResolvedList, room: number): string {
    const written = list.labels !== undefined && list.usual !== true;
    const number = written ? 0 : this.#numbering.add(list);
    const level = this.#within.level + 1;
    return list.items
      .map((item, i) => {
        if (!written) return this.#inItem(Numbering.item(number, level), item, room);
        const hanging = `<w:ind w:left="${LIST_INDENT * (level + 1)}" w:hanging="${LIST_INDENT}"/>`;
        const [first, ...rest] = item;
        const label = { text: `${itemLabel(list, i)}\t` };
        const labelled: ResolvedNode[] =
          first?.type === 'paragraph'
            ? [{ ...first, runs: [label, ...first.runs] }, ...rest]
            : [{ type: 'paragraph', source: list.source, style: 'body', runs: [label] }, ...item];
        return this.#inItem(hanging, labelled, room);
      })
      .join('');
  }

  #inItem(sign: string | undefined, nodes: readonly ResolvedNode[], room: number): string {
    const outer = this.#within;
    this.#within = { level: outer.level + 1, sign };
    const xml = this.nodes(nodes, room);
    this.#within = outer;
    return xml;
  }

  #chart(chart: ResolvedChart, room: number): string {
    const { heads, rows } = chartTable(chart);
    const cell = (text: string) => ({ runs: [{ text }] });
    const columns = heads.map((text, i) => {
      return { header: [{ text }], width: { share: 1 }, align: i === 0 ? ('left' as const) : ('right' as const) };
    });
    const table = {
      type: 'table',
      source: chart.source,
      style: 'table',
      summary: '',
      columns,
      rows: rows.map((row) => row.map(cell)),
    } as const;
    const picture = this.#paragraph('body', this.#pictures.chart(chart, room), `<w:jc w:val="${chart.align}"/>`);
    // The numbers below are for those who go on working with them.
    return picture + this.#node({ ...table, footer: [] }, room);
  }

  #columns({ columns, gap }: Extract<ResolvedNode, { type: 'columns' }>, room: number): string {
    const widths = columnWidths(
      columns.map(({ width }) => width),
      room,
    );
    const cells = columns.map(({ body }, i) => cell(this.nodes(body, widths[i]! - gap), widths[i]!, ''));
    return (
      frame(
        this.mirrored,
        cells,
        widths,
        `<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="${twipsOf(gap)}" w:type="dxa"/></w:tblCellMar>`,
      ) + GAP
    );
  }

  #box(style: string, nodes: readonly ResolvedNode[], room: number): string {
    const { background = '#f3f4f4', border, borderWidth = 1, padding = 4 } = this.#brand.boxStyles?.[style] ?? {};
    const inner = twipsOf(padding);
    const margins = ['top', 'left', 'bottom', 'right'].map((side) => `<w:${side} w:w="${inner}" w:type="dxa"/>`).join('');
    const line =
      border === undefined ? '' : `w:val="single" w:sz="${Math.max(2, Math.round(borderWidth * 8))}" w:space="0" w:color="${hex(border)}"`;
    const borders =
      line === ''
        ? ''
        : `<w:tblBorders>${['top', 'left', 'bottom', 'right'].map((side) => `<w:${side} ${line}/>`).join('')}</w:tblBorders>`;
    const shade = `<w:shd w:val="clear" w:color="auto" w:fill="${hex(background)}"/>`;
    const content = this.nodes(nodes, Math.max(10, room - 2 * padding));
    return (
      frame(
        this.mirrored,
        [cell(content, room, shade)],
        [room],
        `${borders}<w:tblLayout w:type="fixed"/><w:tblCellMar>${margins}</w:tblCellMar>`,
      ) + GAP
    );
  }
}

/** In a paragraph from right to left “left” is where it starts: at the right. What is to be at the right is so in both. */
const AT_THE_START = '<w:jc w:val="left"/>';
const AT_THE_RIGHT = '<w:jc w:val="right"/>';

/** Between a table and what follows. */
const GAP = `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="${twips(6)}" w:lineRule="exact"/></w:pPr></w:p>`;

function cell(content: string, width: number, more: string): string {
  const properties = `<w:tcPr><w:tcW w:w="${twipsOf(width)}" w:type="dxa"/>${more}</w:tcPr>`;
  return `<w:tc>${properties}${content.endsWith('</w:p>') ? content : `${content}<w:p/>`}</w:tc>`;
}

/** A table that only arranges what stands in it. */
function frame(mirrored: boolean, cells: readonly string[], widths: readonly number[], properties: string): string {
  const grid = widths.map((width) => `<w:gridCol w:w="${twipsOf(width)}"/>`).join('');
  const total = widths.reduce((sum, width) => sum + width, 0);
  return `<w:tbl><w:tblPr>${mirrored ? '<w:bidiVisual/>' : ''}<w:tblW w:w="${twipsOf(total)}" w:type="dxa"/>${properties}</w:tblPr><w:tblGrid>${grid}</w:tblGrid><w:tr>${cells.join('')}</w:tr></w:tbl>`;
}
