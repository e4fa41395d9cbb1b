import type { Diagnostic } from '../../diagnostics.ts';
import { BarcodeError, barcodePath } from '../../graphics/barcode.ts';
import { placeOf } from '../../layout/findings.ts';
import { enclosureLine } from '../../resolve/enclosure.ts';
import type { ResolvedBarcode, ResolvedDocument, ResolvedHeading, ResolvedNode, Width } from '../../resolve/resolved.ts';
import type { TemplateBundle } from '../../template/model.ts';
import { isRightToLeftLanguage } from '../../text/scripts.ts';
import { overlaySvg } from './barcode-overlay.ts';
import { ScreenBrand } from './brand-css.ts';
import { chartHtml } from './chart.ts';
import { contentsHtml } from './contents.ts';
import { escapeHtml } from './escape.ts';
import { fieldHtml } from './field.ts';
import { FOREIGN_CSS, foreignParagraphs } from './foreign-paragraphs.ts';
import { imageDataUri } from './image-uri.ts';
import { definitionsHtml, listHtml } from './list.ts';
import { notesHtml } from './notes.ts';
import { type RunLook, runsToHtml } from './runs.ts';
import { boxClass, styleClass, styleSheet } from './style-sheet.ts';
import { tableHtml } from './table.ts';

/** A brand's web page made ready; a record only fills it. */
export interface HtmlProgram {
  write(document: ResolvedDocument): { html: string; diagnostics: readonly Diagnostic[] };
}

/** The page's fixed parts: style sheet, header with the logo, footer with the sender. */
export function prepareHtml(bundle: TemplateBundle): HtmlProgram {
  const { brand, assets } = bundle;
  const images = new Map<string, string>();
  const image = (asset: string): string => {
    let uri = images.get(asset);
    const bytes = Object.hasOwn(assets, asset) ? assets[asset] : undefined;
    if (uri === undefined && bytes !== undefined) {
      uri = imageDataUri(bytes);
      images.set(asset, uri);
    }
    return uri ?? '';
  };
  const css = styleSheet(new ScreenBrand(brand));
  const name = escapeHtml(brand.sender.organisation);
  const logo = brand.logo === undefined ? `<strong>${name}</strong>` : `<img src="${image(brand.logo)}" alt="${name}">`;
  const footer = footerHtml(bundle);
  return {
    write(document) {
      const page = new PageWriter(image);
      const written = page.nodes(document.body) + notesHtml(document.notes, page.look);
      const turned = isRightToLeftLanguage(document.language);
      const main = turned ? foreignParagraphs(written) : written;
      const colors = [...page.colors].map((c) => `.c${c.slice(1)}{color:${c}}`).join('');
      const grounds = [...page.grounds]
        .map((c) => `tbody tr.g${c.slice(1)},tr>.g${c.slice(1)},span.g${c.slice(1)}{background:${c}}`)
        .join('');
      const html =
        `<!doctype html>\n<html lang="${escapeHtml(document.language)}"${turned ? ' dir="rtl"' : ''}>\n<head>\n<meta charset="utf-8">\n` +
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light">\n' +
        `<title>${escapeHtml(document.title)}</title>\n<style>${css}${colors}${grounds}${turned ? FOREIGN_CSS : ''}</style>\n</head>\n<body>\n` +
        `<div class="page">\n<header>${logo}</header>\n<main>\n${page.hasTitle ? '' : `<h1 class="unseen">${escapeHtml(document.title)}</h1>\n`}${main}</main>\n${footer}\n</div>\n</body>\n</html>\n`;
      return { html, diagnostics: page.diagnostics };
    },
  };
}

function footerHtml({ brand }: TemplateBundle): string {
  const { organisation, address, email, phone, web } = brand.sender;
  const lines = [[organisation, ...address].join(' · '), [email, phone, web].filter((v) => v !== undefined).join(' · ')];
  const paragraphs = lines.filter((line) => line !== '').map((line) => `<p>${escapeHtml(line)}</p>`);
  return `<footer>${paragraphs.join('')}</footer>`;
}

/** Writes nodes as HTML with classes; remembers the colours it met, which the style sheet must then have. */
export class PageWriter {
  readonly colors = new Set<string>();
  /** Columns beside each other where the writer is. */
  private across = 1;
  readonly grounds = new Set<string>();
  readonly diagnostics: Diagnostic[] = [];
  /** Whether a heading of level 1 stands on the page, by which readers of screens find their way. */
  hasTitle = false;
  /** Of the heading before; the page itself has one of level 1. */
  private level = 1;
  private readonly image: (asset: string) => string;
  readonly look: RunLook = {
    escape: escapeHtml,
    linkAttributes: '',
    colorAttributes: (color) => {
      this.colors.add(color);
      return ` class="c${color.slice(1)}"`;
    },
    backgroundAttributes: (color) => ` class="${this.groundClass(color)}"`,
  };

  constructor(image: (asset: string) => string) {
    this.image = image;
  }

  groundClass(color: string): string {
    this.grounds.add(color);
    return `g${color.slice(1)}`;
  }

  nodes(nodes: readonly ResolvedNode[]): string {
    let html = '';
    for (const node of nodes) html += this.node(node);
    return html;
  }

  private node(node: ResolvedNode): string {
    switch (node.type) {
      case 'paragraph':
        return `<p class="${styleClass(node.style)}">${runsToHtml(node.runs, this.look)}</p>\n`;
      case 'heading':
        return this.heading(node);
      case 'list':
        return listHtml(node, this);
      case 'definitions':
        return definitionsHtml(node, this);
      case 'contents':
        return contentsHtml(node, this.look);
      case 'table':
        return tableHtml(node, this);
      case 'image': {
        const size = node.width === undefined ? '' : ` width="${Math.round((node.width * 96) / 25.4)}"`;
        const height = node.height === undefined ? '' : ` height="${Math.round((node.height * 96) / 25.4)}"`;
        return `<p class="a-${node.align}"><img src="${this.image(node.asset)}" alt="${escapeHtml(node.alt)}"${size}${height}></p>\n`;
      }
      case 'barcode':
        return this.barcode(node);
      case 'chart':
        return chartHtml(node, this.across);
      case 'enclosure':
        return `<p>${escapeHtml(enclosureLine(node))}</p>\n`;
      case 'field':
        return fieldHtml(node);
      case 'columns':
        return this.columns(node);
      case 'box':
        return `<div class="box ${boxClass(node.style)}">${this.nodes(node.body)}</div>\n`;
      case 'keep':
        return `<div class="keep">${this.nodes(node.body)}</div>\n`;
      case 'button':
        return `<p><a class="button" href="${escapeHtml(node.href)}">${runsToHtml(node.runs, this.look)}</a></p>\n`;
      case 'float':
        return `<div class="float f-${node.side}" style="width:${pixels(node.width)}px">${this.nodes(node.body)}</div>\n`;
      case 'flow':
        return `<div class="flow f${node.columns}">${this.nodes(node.body)}</div>\n`;
      case 'section':
        return `<section>${this.nodes(node.body)}</section>\n`;
      case 'line':
        return '<hr>\n';
      case 'space':
      case 'pageBreak':
      case 'mark':
      case 'filler':
      case 'qrBill':
        return '';
    }
  }

  /** Levels follow one another without gaps: those who go from heading to heading would look for what is missing. */
  private heading(node: ResolvedHeading): string {
    if (node.level === 1) this.hasTitle = true;
    const level = Math.min(node.level, this.level + 1);
    this.level = level;
    const anchor = node.anchor === undefined ? '' : ` id="${node.anchor}"`;
    return `<h${level}${anchor} class="${styleClass(node.style)}">${runsToHtml(node.runs, this.look)}</h${level}>\n`;
  }

  private columns({ columns }: Extract<ResolvedNode, { type: 'columns' }>): string {
    const outside = this.across;
    this.across *= columns.length;
    const html = columns.map((column) => `<div${growth(column.width)}>${this.nodes(column.body)}</div>`).join('');
    this.across = outside;
    return `<div class="columns">${html}</div>\n`;
  }

  private barcode(node: ResolvedBarcode): string {
    try {
      const { d, width, height } = barcodePath(
        node.symbology,
        node.payload,
        node.height === undefined ? undefined : node.height / node.width,
      );
      const box = `viewBox="-4 -4 ${width + 8} ${height + 8}" width="${pixels(node.width)}"`;
      return `<p class="a-${node.align}"><svg class="barcode" role="img" aria-label="${escapeHtml(node.alt)}" ${box}><path d="${d}"/>${overlaySvg(node, width)}</svg>${node.text === undefined ? '' : `<br>${escapeHtml(node.text)}`}</p>\n`;
    } catch (error) {
      if (!(error instanceof BarcodeError)) throw error;
      this.diagnostics.push({ severity: 'error', code: 'layout.barcode', message: error.message, place: placeOf(node.source) });
      return '';
    }
  }
}

const pixels = (millimetres: number): number => Math.round((millimetres * 96) / 25.4);

const growth = (width: Width): string => (typeof width === 'object' && 'share' in width ? ' class="grow"' : '');
