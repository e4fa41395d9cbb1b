import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { unreadable } from '../docx/package.ts';
import type { Finding, FoundCell, FoundDocument, FoundMark, FoundNode, FoundParagraph, FoundRow, Piece } from '../types.ts';

/** Elements within each other: pages have some dozens, browsers stop at 512. The parser looks at all that are open for every further one. */
const deepest = 500;

/** @throws PosthornError `content.import-unreadable` when it is nested beyond all measure */
function treeOf(html: string): Tree.Document {
  let open = 0;
  const counting = {
    ...defaultTreeAdapter,
    onItemPush: () => {
      if (++open > deepest) throw unreadable(`Its elements are nested more than ${deepest} deep.`);
    },
    onItemPop: () => {
      open--;
    },
  };
  return parse(html, { treeAdapter: counting });
}

/** Reads an e-mail or web page: its text with marks, links, lists, pictures and tables of data; tables that only place things are looked through. */
export function readHtml(html: string): FoundDocument {
  const document = treeOf(html);
  const root = element(document, 'html');
  const body = root && element(root, 'body');
  const title = [...all(document, 'title')].map(textOf).join(' ').trim();
  const language = attribute(root, 'lang')?.split('-')[0]?.toLowerCase();
  const reader = new HtmlReader();
  const nodes = reader.nodesOf(body?.childNodes ?? [], []);
  return {
    ...(title ? { title } : {}),
    ...(language && /^[a-z]{2,3}$/.test(language) ? { language } : {}),
    nodes,
    parts: [],
    images: reader.images,
    findings: reader.findings,
  };
}

type Heading = NonNullable<FoundParagraph['heading']>;

const marks: Readonly<Record<string, Exclude<FoundMark['type'], 'link'>>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  sup: 'superscript',
  sub: 'subscript',
};
const skipped = new Set(['script', 'style', 'head', 'title', 'template', 'noscript', 'svg', 'object', 'iframe', 'form']);
const blocks = new Set(
  'address article aside blockquote body center dd div dl dt fieldset figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);

class HtmlReader {
  readonly images = new Map<string, { file: string; bytes: Uint8Array }>();
  readonly findings: Finding[] = [];

  nodesOf(children: readonly Tree.ChildNode[], around: readonly FoundMark[]): FoundNode[] {
    const nodes: FoundNode[] = [];
    let pieces: Piece[] = [];
    const flush = () => {
      const tidy = tidied(pieces);
      if (tidy.length > 0) nodes.push({ kind: 'paragraph', pieces: tidy });
      pieces = [];
    };
    for (const one of children) {
      if (isElement(one) && (blocks.has(one.tagName) || (one.tagName === 'img' && isShown(one)) || holdsBlock(one) || isButton(one))) {
        flush();
        nodes.push(...this.#block(one, around));
      } else pieces.push(...this.#inline(one, around));
    }
    flush();
    return nodes;
  }

  #block(one: Tree.Element, around: readonly FoundMark[]): FoundNode[] {
    if (skipped.has(one.tagName)) return [];
    if (!isShown(one)) return this.#hidden(one);
    const heading = /^h([1-6])$/.exec(one.tagName)?.[1];
    if (heading)
      return this.nodesOf(one.childNodes, around).map((node) =>
        node.kind === 'paragraph' ? { ...node, heading: Number(heading) as Heading } : node,
      );
    if (one.tagName === 'hr') return [{ kind: 'line' }];
    if (one.tagName === 'img') return this.#image(one);
    if (one.tagName === 'ul' || one.tagName === 'ol') return this.#list(one, 0, around);
    if (one.tagName === 'table') return isData(one) ? [this.#table(one)] : this.nodesOf(one.childNodes, around);
    if (isButton(one)) return [{ kind: 'button', pieces: tidied(this.#inlines(one.childNodes, [])), href: attribute(one, 'href') ?? '' }];
    const mark = marks[one.tagName];
    return this.nodesOf(one.childNodes, mark ? [...around, { type: mark }] : [...around, ...linkOf(one)]);
  }

  /** Preheaders are hidden on purpose: they are text all the same. */
  #hidden(one: Tree.Element): FoundNode[] {
    const text = textOf(one)
      .replace(/(?:\s|\u034f|[\u00ad\u200b\u200c\ufeff]|\u200d)+/g, ' ')
      .trim();
    if (text !== '') this.findings.push({ severity: 'lost', code: 'layout-left', what: text.slice(0, 200), where: 'hidden' });
    return [];
  }

  #inlines(children: readonly Tree.ChildNode[], around: readonly FoundMark[]): Piece[] {
    return children.flatMap((one) => this.#inline(one, around));
  }

  #inline(one: Tree.ChildNode, around: readonly FoundMark[]): Piece[] {
    if (one.nodeName === '#text')
      return [{ kind: 'text', text: (one as Tree.TextNode).value.replace(/[ \t\n\r\f]+/g, ' '), marks: around }];
    if (!isElement(one) || skipped.has(one.tagName)) return [];
    if (!isShown(one)) {
      this.#hidden(one);
      return [];
    }
    if (one.tagName === 'br') return [{ kind: 'break' }];
    if (one.tagName === 'img') return [{ kind: 'text', text: attribute(one, 'alt') ?? '', marks: around }];
    const mark = marks[one.tagName];
    return this.#inlines(one.childNodes, mark ? [...around, { type: mark }] : [...around, ...linkOf(one)]);
  }

  #list(list: Tree.Element, level: number, around: readonly FoundMark[]): FoundNode[] {
    return elements(list).flatMap((item): FoundNode[] => {
      if (item.tagName === 'ul' || item.tagName === 'ol') return this.#list(item, level + 1, around);
      const [own, inner] = [item.childNodes.filter((one) => !isList(one)), item.childNodes.filter(isList) as Tree.Element[]];
      const nodes = this.nodesOf(own, around).map(
        (node, i): FoundNode =>
          node.kind === 'paragraph' && i === 0 ? { ...node, list: { ordered: list.tagName === 'ol', level } } : node,
      );
      return [...nodes, ...inner.flatMap((one) => this.#list(one, level + 1, around))];
    });
  }

  #table(table: Tree.Element): FoundNode {
    const rows = [...rowsIn(table)].map((row): FoundRow => {
      const cells = elements(row).filter(({ tagName }) => tagName === 'td' || tagName === 'th');
      const number = (cell: Tree.Element, name: string) =>
        Math.min(50, Math.max(1, Number.parseInt(attribute(cell, name) ?? '1', 10) || 1));
      return {
        header: cells.length > 0 && cells.every(({ tagName }) => tagName === 'th'),
        cells: cells.map(
          (cell): FoundCell => ({
            nodes: this.nodesOf(cell.childNodes, []),
            span: number(cell, 'colspan'),
            rowSpan: number(cell, 'rowspan'),
          }),
        ),
      };
    });
    return { kind: 'table', rows };
  }

  #image(one: Tree.Element): FoundNode[] {
    const [source, alt] = [attribute(one, 'src') ?? '', attribute(one, 'alt') ?? ''];
    const data = /^data:image\/(png|jpeg);base64,([A-Za-z0-9+/=\s]+)$/.exec(source);
    if (!data) {
      const tiny = ['width', 'height'].some((name) => Number.parseInt(attribute(one, name) ?? '9', 10) <= 2);
      if (!tiny) this.findings.push({ severity: 'lost', code: 'image-unreadable', what: source.slice(0, 200), where: 'image' });
      return alt.trim() === '' ? [] : [{ kind: 'paragraph', pieces: [{ kind: 'text', text: alt, marks: [] }] }];
    }
    const name = `image-${this.images.size + 1}`;
    this.images.set(name, { file: `${name}.${data[1] === 'png' ? 'png' : 'jpg'}`, bytes: Buffer.from(data[2]!, 'base64') });
    return [{ kind: 'image', image: name, alt }];
  }
}

const isElement = (node: Tree.Node): node is Tree.Element => 'tagName' in node;
const elements = (of: Tree.Element): readonly Tree.Element[] => of.childNodes.filter(isElement);
const element = (of: Tree.ParentNode, name: string): Tree.Element | undefined =>
  of.childNodes.filter(isElement).find(({ tagName }) => tagName === name);
const attribute = (of: Tree.Element | undefined, name: string): string | undefined => of?.attrs.find((one) => one.name === name)?.value;
const isList = (node: Tree.Node): boolean => isElement(node) && (node.tagName === 'ul' || node.tagName === 'ol');

function* all(of: Tree.ParentNode, name: string): Generator<Tree.Element> {
  for (const one of of.childNodes) {
    if (!isElement(one)) continue;
    if (one.tagName === name) yield one;
    yield* all(one, name);
  }
}
const textOf = (of: Tree.ParentNode): string =>
  of.childNodes.map((one) => (one.nodeName === '#text' ? (one as Tree.TextNode).value : isElement(one) ? textOf(one) : '')).join('');

const isShown = (one: Tree.Element): boolean => !/display\s*:\s*none|mso-hide\s*:\s*all/i.test(attribute(one, 'style') ?? '');
const holdsBlock = (one: Tree.Element): boolean =>
  elements(one).some((inner) => blocks.has(inner.tagName) || inner.tagName === 'img' || holdsBlock(inner));

function linkOf(one: Tree.Element): readonly FoundMark[] {
  const href = one.tagName === 'a' ? (attribute(one, 'href') ?? '') : '';
  return /^(?:https?|mailto|tel|sms):/i.test(href) ? [{ type: 'link', href }] : [];
}

/** A link that looks like one: with a ground of its own and space around its text. */
const isButton = (one: Tree.Element): boolean =>
  one.tagName === 'a' &&
  linkOf(one).length > 0 &&
  /background/i.test(attribute(one, 'style') ?? '') &&
  /padding/i.test(attribute(one, 'style') ?? '') &&
  textOf(one).trim() !== '';

function* rowsIn(table: Tree.Element): Generator<Tree.Element> {
  for (const one of elements(table)) {
    if (one.tagName === 'tr') yield one;
    else if (/^t(?:head|body|foot)$/.test(one.tagName)) yield* rowsIn(one);
  }
}

/** Data has headings, or rows of several short cells; what only places things has other tables in it, or says so. */
function isData(table: Tree.Element): boolean {
  if (/^(?:presentation|none)$/.test(attribute(table, 'role') ?? '')) return false;
  const rows = [...rowsIn(table)].map((row) => elements(row).filter(({ tagName }) => tagName === 'td' || tagName === 'th'));
  if ([...all(table, 'table')].length > 0) return false;
  if (rows.some((row) => row.some(({ tagName }) => tagName === 'th'))) return true;
  return (
    rows.length > 1 &&
    rows.every((row) => row.length > 1 && row.length === rows[0]!.length && row.every((cell) => textOf(cell).trim().length < 120))
  );
}

/** Without blanks at the ends and around line breaks; nothing where nothing is left. */
function tidied(pieces: readonly Piece[]): Piece[] {
  const tidy: Piece[] = [];
  for (const piece of pieces) {
    const last = tidy.at(-1);
    const opens = last === undefined || last.kind === 'break' || (last.kind === 'text' && last.text.endsWith(' '));
    if (piece.kind !== 'text') tidy.push(piece);
    else {
      const text = opens ? piece.text.replace(/^ +/, '') : piece.text;
      if (text !== '') tidy.push({ ...piece, text });
    }
  }
  while (tidy.length > 0) {
    const last = tidy.at(-1)!;
    if (last.kind === 'break' || (last.kind === 'text' && last.text.trim() === '')) tidy.pop();
    else break;
  }
  return tidy;
}
