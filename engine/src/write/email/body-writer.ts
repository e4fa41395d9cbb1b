import { enclosureLine } from '../../resolve/enclosure.ts';
import { fieldLine } from '../../resolve/field.ts';
import type { ResolvedColumns, ResolvedNode, ResolvedTable, Run, Width } from '../../resolve/resolved.ts';
import type { ScreenBrand, ScreenStyle } from '../html/brand-css.ts';
import { escapeAscii } from '../html/escape.ts';
import { type RunLook, runsToHtml } from '../html/runs.ts';
import { plainText } from '../text/write-text.ts';
import { chartRow } from './chart-row.ts';
import { divide } from './divisions.ts';
import { contentsHtml, definitionsHtml, listHtml } from './list.ts';
import { MessageBody } from './message-body.ts';
import { MOST_ON_PHONES } from './message-css.ts';
import { ANY_SLOT, GUTTER, MESSAGE_WIDTH, SIDE, SLOT } from './slots.ts';
import { type PlainTable, plainTable, tableRow } from './table-row.ts';

/** HTML of the pieces that messages are put together from, in a brand's looks. */
export interface Pieces {
  readonly section: readonly [before: string, after: string];
  /** Sections of several columns, by their percentages. */
  readonly columns: ReadonlyMap<string, string>;
  readonly button: string;
  readonly image: string;
  readonly divider: string;
}

const NESTED = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tbody>';
const NESTED_END = '</tbody></table>';
/** Most space above a message's title, CSS pixels. */
const TITLE_TOP = 8;

/** Writes the nodes of a document as table rows of a message, every style on its element as mail readers want it. */
export class BodyWriter {
  private readonly screen: ScreenBrand;
  private readonly pieces: Pieces;
  private readonly imageSource: (asset: string) => string | undefined;
  private readonly opened = new Map<string, string>();
  private readonly look: RunLook;

  constructor(screen: ScreenBrand, pieces: Pieces, imageSource: (asset: string) => string | undefined) {
    this.screen = screen;
    this.pieces = pieces;
    this.imageSource = imageSource;
    this.look = {
      escape: escapeAscii,
      plainNotes: true,
      scriptAttributes: ' style="line-height:0;font-size:75%"',
      linkAttributes: ` style="color:${screen.main};text-decoration:underline"`,
      colorAttributes: (color) => ` style="color:${color}"`,
      backgroundAttributes: (color) => ` style="background-color:${color}"`,
    };
  }

  /** @param images gets the names of the assets that the message shows */
  write(nodes: readonly ResolvedNode[], images: Set<string>): string {
    const body = new MessageBody(this, images);
    for (const node of nodes) body.add(node);
    return body.finish();
  }

  /** Rows in a section of the message. */
  section(rows: string): string {
    const [before, after] = this.pieces.section;
    return before + rows + after;
  }

  /** Columns side by side, which are a section of their own; undefined where the skeleton has none of their widths. */
  columns(node: ResolvedColumns, images: Set<string>): string | undefined {
    const around = this.columnsAround(node.columns.map((c) => c.width));
    return around?.map((piece, i) => piece + this.rows(node.columns[i]?.body ?? [], images)).join('');
  }

  /** What stands before, between and behind the rows of such columns. */
  columnsAround(widths: readonly Width[]): readonly string[] | undefined {
    return this.pieces.columns.get(divide(widths).join(' '))?.split(/@@posthorn-text@@\d+@@/);
  }

  /** The same of columns inside of something else, such as a panel. */
  cellsAround(widths: readonly Width[]): readonly string[] {
    const percents = divide(widths);
    const begins = percents.map((percent, i) => {
      const before = i === 0 ? `<tr><td>${NESTED}<tr>` : `${NESTED_END}</td>`;
      const right = i < percents.length - 1 ? GUTTER / 2 : 0;
      return `${before}<td class="ph-cell" width="${percent}%" style="width:${percent}%;padding:0 ${right}px 0 0;vertical-align:top">${NESTED}`;
    });
    return [...begins, `${NESTED_END}</td></tr>${NESTED_END}</td></tr>`];
  }

  /** What stands before and behind the rows of a panel. */
  boxAround(style: string): readonly [before: string, after: string] {
    const box = this.screen.brand.boxStyles?.[style] ?? {};
    const border = box.border === undefined ? '' : `border:${box.borderWidth ?? 1}px solid ${box.border};`;
    const radius = box.radius === undefined ? '' : `border-radius:${this.screen.px(box.radius)}px;`;
    const css = `${border}${radius}background-color:${box.background ?? '#f3f4f4'};padding:18px 20px 8px`;
    return [
      `<tr><td style="padding:8px 0 20px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:separate"><tbody><tr><td class="ph-box" style="${css}">${NESTED}`,
      `${NESTED_END}</td></tr></tbody></table></td></tr>`,
    ];
  }

  /** The constant parts of a table that has nothing but rows of plain text. */
  plainTable(table: ResolvedTable): PlainTable {
    return plainTable(table, { screen: this.screen, ...this.inItem(new Set()) });
  }

  runs(runs: readonly Run[]): string {
    return runsToHtml(runs, this.look);
  }

  private rows(nodes: readonly ResolvedNode[], images: Set<string>): string {
    let html = '';
    for (const node of nodes) html += this.row(node, images);
    return html;
  }

  row(node: ResolvedNode, images: Set<string>): string {
    switch (node.type) {
      case 'paragraph':
        return `${this.open(node.style, 'p')}${runsToHtml(node.runs, this.look)}</p></td></tr>`;
      case 'heading':
        return `${this.open(node.style, `h${node.level}`)}${runsToHtml(node.runs, this.look)}</h${node.level}></td></tr>`;
      case 'list':
        return this.listRow(node.style, listHtml(node, this.inItem(images)));
      case 'definitions':
        return `<tr><td class="ph-t" style="padding:0 0 12px;${textCss(this.screen.style('body'))}">${definitionsHtml(node, this.inItem(images))}</td></tr>`;
      case 'contents':
        return `${this.open('body', 'p')}${contentsHtml(node, this.look)}</p></td></tr>`;
      case 'table':
        return tableRow(node, { screen: this.screen, ...this.inItem(images) });
      case 'image': {
        const source = this.imageSource(node.asset);
        if (source === undefined) return node.alt === '' ? '' : `${this.open('body', 'p')}${escapeAscii(node.alt)}</p></td></tr>`;
        images.add(node.asset);
        const width = node.width === undefined ? 240 : Math.min(MESSAGE_WIDTH - 2 * SIDE, Math.round((node.width * 96) / 25.4));
        const piece = this.imagePiece(width, node.align);
        return fill(piece, { [SLOT.source]: source, [SLOT.alt]: escapeAscii(node.alt) });
      }
      case 'barcode':
        return `${this.open('body', 'p')}${escapeAscii(node.alt)}</p></td></tr>`;
      case 'enclosure':
        return `${this.open('body', 'p')}${escapeAscii(enclosureLine(node))}</p></td></tr>`;
      case 'field':
        return `${this.open('body', 'p')}${escapeAscii(fieldLine(node))}</p></td></tr>`;
      case 'chart':
        return chartRow(node, this.screen);
      case 'columns':
        return this.cellsAround(node.columns.map((c) => c.width))
          .map((piece, i) => piece + this.rows(node.columns[i]?.body ?? [], images))
          .join('');
      case 'box':
        return this.boxAround(node.style).join(this.rows(node.body, images));
      case 'keep':
      case 'section':
      case 'flow':
      case 'float':
        return this.rows(node.body, images);
      case 'button':
        return fill(this.pieces.button, {
          [SLOT.href]: escapeAscii(node.href),
          [SLOT.text]: runsToHtml(withoutLinks(node.runs), this.look),
        });
      case 'line':
        return this.pieces.divider;
      case 'space':
        return `<tr><td style="font-size:0;line-height:0;height:${Math.round((node.height * 96) / 25.4)}px">&#8202;</td></tr>`;
      case 'pageBreak':
      case 'mark':
      case 'filler':
      case 'qrBill':
        return '';
    }
  }

  /** A list that is written already. */
  listRow(style: string, list: string): string {
    return `<tr><td class="ph-t" style="padding:0 0 12px;${textCss(this.screen.style(style))}">${list}</td></tr>`;
  }

  /** Rows in a table of their own, as they stand in an item of a list. */
  nested(rows: string): string {
    return NESTED + rows + NESTED_END;
  }

  /** The constant beginning of a paragraph of a style. */
  private open(style: string, tag: string): string {
    const key = `${tag} ${style}`;
    let html = this.opened.get(key);
    if (html === undefined) {
      const look = this.screen.style(style);
      // The title of a message stands under the logo, which has space below already.
      const top = tag === 'h1' ? Math.min(look.marginTop, TITLE_TOP) : look.marginTop;
      const gap = `${top}px 0 ${Math.max(look.marginBottom, tag === 'p' ? 4 : 8)}px`;
      const big = look.fontSize > MOST_ON_PHONES ? ' ph-big' : '';
      html = `<tr><td class="${tag === 'p' ? 'ph-t' : 'ph-h'}${big}" style="padding:${gap};word-break:break-word"><${tag} style="margin:0;${textCss(look)}">`;
      this.opened.set(key, html);
    }
    return html;
  }

  /** The image's piece for a width and an alignment, before anything of a record is in it. */
  private imagePiece(width: number, align: string): string {
    const key = `image ${width} ${align}`;
    let html = this.opened.get(key);
    if (html === undefined) {
      html = this.pieces.image.replaceAll(SLOT.width, String(width)).replaceAll('align="left"', `align="${align}"`);
      this.opened.set(key, html);
    }
    return html;
  }

  /** What lists and tables write their content with. */
  private inItem(images: Set<string>) {
    return { look: this.look, nodes: (body: readonly ResolvedNode[]) => this.item(body, images) };
  }

  /** Content of an item of a list, or of a cell. @param before how many nodes of it are written already */
  item(nodes: readonly ResolvedNode[], images: Set<string>, before = 0): string {
    let html = '';
    for (const [i, node] of nodes.entries()) {
      if (node.type === 'paragraph') html += (i + before > 0 ? '<br>' : '') + runsToHtml(node.runs, this.look);
      else if (node.type === 'list') html += listHtml(node, this.inItem(images));
      else html += this.nested(this.row(node, images));
    }
    return html;
  }
}

/** A button is a link already. */
const withoutLinks = (runs: readonly Run[]): readonly Run[] =>
  runs.some((r) => r.href !== undefined) ? [{ text: plainText(runs) }] : runs;

function fill(piece: string, values: Record<string, string>): string {
  return piece.replace(ANY_SLOT, (slot) => values[slot] ?? '');
}

export function textCss(style: ScreenStyle): string {
  const parts = [
    `font-family:${style.fontFamily.replaceAll('"', "'")}`,
    `font-size:${style.fontSize}px`,
    `line-height:${style.lineHeight}`,
    `color:${style.color}`,
  ];
  if (style.bold) parts.push('font-weight:bold');
  else parts.push('font-weight:normal');
  if (style.italic) parts.push('font-style:italic');
  if (style.align !== 'left') parts.push(`text-align:${style.align}`);
  return parts.join(';');
}
