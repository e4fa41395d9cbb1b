import { Fragment, type Mark, type Node, type Schema, Slice } from '@tiptap/pm/model';
import { dataRows, tableOfRows } from './clean-table.ts';
import type { Writing } from './inline.ts';

/**
 * What was copied from Word or a web page as content of the model: headings, paragraphs, lists, breaks, bold, italic, underlined,
 * struck out, raised and lowered text, links and tables of data. Fonts, colours, sizes and everything else the brand says.
 */
export function cleanHtml(html: string, schema: Schema, writing: Writing): Slice {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const blocks = new Cleaner(schema, writing).blocksOf(page.body);
  const only = blocks.length === 1 ? blocks[0]! : undefined;
  // A few words flow into the text where the cursor is.
  const open = only?.type.name === 'paragraph' ? 1 : 0;
  return new Slice(Fragment.from(blocks), open, open);
}

const BLOCKS = new Set([
  'P',
  'DIV',
  'H1',
  'H2',
  'H3',
  'H4',
  'H5',
  'H6',
  'UL',
  'OL',
  'LI',
  'TABLE',
  'TR',
  'BLOCKQUOTE',
  'SECTION',
  'ARTICLE',
  'HEADER',
  'FOOTER',
  'MAIN',
  'PRE',
  'HR',
  'FIGURE',
  'DL',
  'DT',
  'DD',
]);
const SKIPPED = new Set(['STYLE', 'SCRIPT', 'HEAD', 'TITLE', 'META', 'LINK', 'TEMPLATE', 'NOSCRIPT', 'O:P', 'IMG', 'SVG', 'IFRAME']);
const MARKS: Readonly<Record<string, string>> = {
  B: 'bold',
  STRONG: 'bold',
  I: 'italic',
  EM: 'italic',
  U: 'underline',
  S: 'strike',
  STRIKE: 'strike',
  DEL: 'strike',
  SUP: 'superscript',
  SUB: 'subscript',
};

class Cleaner {
  private readonly schema: Schema;
  private readonly writing: Writing;
  constructor(schema: Schema, writing: Writing) {
    this.schema = schema;
    this.writing = writing;
  }

  blocksOf(parent: globalThis.Node): Node[] {
    const blocks: Node[] = [];
    let words: Node[] = [];
    const flush = () => {
      const text = trimmed(words);
      if (text.length > 0) blocks.push(this.schema.node('paragraph', null, text));
      words = [];
    };
    for (const child of parent.childNodes) {
      if (child instanceof Element && SKIPPED.has(child.tagName)) continue;
      if (child instanceof Element && (BLOCKS.has(child.tagName) || holdsBlocks(child))) {
        flush();
        blocks.push(...this.block(child));
      } else words.push(...this.inline(child, []));
    }
    flush();
    return wordLists(blocks, this.schema);
  }

  private block(element: Element): Node[] {
    const level = /^H([1-6])$/.exec(element.tagName)?.[1] ?? (element.className === 'MsoTitle' ? '1' : undefined);
    if (level !== undefined) {
      const text = trimmed([...element.childNodes].flatMap((child) => this.inline(child, [])));
      return text.length === 0
        ? []
        : [
            this.schema.node(
              'heading',
              { props: { level: Number(level) } },
              text.map((node) => node.mark(node.marks.filter((mark) => mark.type.name !== 'bold'))),
            ),
          ];
    }
    if (element.tagName === 'HR') return [this.schema.node('object', { model: { type: 'line' } })];
    if (element.tagName === 'UL' || element.tagName === 'OL') return this.list(element);
    const rows = element.tagName === 'TABLE' ? dataRows(element) : undefined;
    if (rows !== undefined) return [tableOfRows(rows, this.schema, this.writing, (cell) => this.textIn(cell))];
    if (element.tagName === 'TR') {
      // A table that is none of data: its rows stay readable, with tabs.
      const cells = [...element.children].map((cell) => (cell.textContent ?? '').trim().replace(/\s+/g, ' '));
      const text = cells.flatMap((cell, i) => [
        ...(i === 0 ? [] : [this.schema.node('tab')]),
        ...(cell === '' ? [] : [this.schema.text(cell)]),
      ]);
      return text.length === 0 ? [] : [this.schema.node('paragraph', null, text)];
    }
    const made = this.blocksOf(element);
    // Word writes lists as paragraphs that say in their style that they are none.
    const depth = /mso-list:\s*l\d+\s+level(\d)/.exec(element.getAttribute('style') ?? '')?.[1];
    return depth === undefined ? made : made.map((node) => withoutBullet(node, this.schema));
  }

  /** All text in an element as one, paragraphs as lines. */
  private textIn(element: Element): Node[] {
    const paragraphs = this.blocksOf(element).filter((node) => node.isTextblock);
    return paragraphs.flatMap((node, i) => [...(i === 0 ? [] : [this.schema.node('break')]), ...node.children]);
  }

  private list(element: Element): Node[] {
    const items = [...element.children]
      .map((item) => this.blocksOf(item))
      .filter((blocks) => blocks.length > 0)
      .map((blocks) => this.schema.node('listItem', null, blocks));
    const props = element.tagName === 'OL' ? { ordered: true } : {};
    return items.length === 0 ? [] : [this.schema.node('list', { props }, items)];
  }

  private inline(node: globalThis.Node, marks: readonly Mark[]): Node[] {
    if (node.nodeType === 3) {
      const text = (node.nodeValue ?? '').replace(/[\t\n\r ]+/g, ' ');
      return text === '' ? [] : [this.schema.text(text, marks)];
    }
    if (!(node instanceof Element) || SKIPPED.has(node.tagName)) return [];
    if (node.tagName === 'BR') return [this.schema.node('break')];
    // The number or bullet that Word writes before an item.
    if (/mso-list:\s*ignore/i.test(node.getAttribute('style') ?? '')) return [this.schema.text(`${BULLET}${node.textContent ?? ''}${END}`)];
    const own = this.marksOf(node, marks);
    return [...node.childNodes].flatMap((child) => this.inline(child, own));
  }

  private marksOf(element: Element, marks: readonly Mark[]): readonly Mark[] {
    const style = element.getAttribute('style') ?? '';
    const names = [
      MARKS[element.tagName],
      /font-weight:\s*(bold|[6-9]00)/.test(style) ? 'bold' : undefined,
      /font-style:\s*italic/.test(style) ? 'italic' : undefined,
    ].filter((name) => name !== undefined);
    // Copied from Google, everything stands in a bold element that says that it is not bold.
    const plain = /font-weight:\s*normal/.test(style);
    const href = element.tagName === 'A' ? (element.getAttribute('href') ?? '') : '';
    const link = /^(https?:|mailto:|tel:)/i.test(href) ? [this.schema.mark('link', { href })] : [];
    const all = [...names.filter((name) => name !== 'bold' || !plain).map((name) => this.schema.mark(name)), ...link];
    return all.reduce<readonly Mark[]>((set, mark) => mark.addToSet(set), marks);
  }
}

/** Signs of nobody, around the number or bullet that Word wrote. */
const BULLET = '\ue000';
const END = '\ue001';
const holdsBlocks = (element: Element): boolean => [...element.children].some((child) => BLOCKS.has(child.tagName) || holdsBlocks(child));

function withoutBullet(node: Node, schema: Schema): Node {
  if (node.type.name !== 'paragraph') return node;
  const written = /\ue000([^\ue001]*)\ue001\s*/;
  const ordered = /\d|[a-z][.)]/i.test(written.exec(node.textContent)?.[1] ?? '');
  const text = trimmed(
    node.children.flatMap((child) => {
      const left = child.isText ? child.text!.replace(written, '') : undefined;
      return left === undefined ? [child] : left === '' ? [] : [schema.text(left, child.marks)];
    }),
  );
  return schema.node('list', { props: ordered ? { ordered } : {} }, [schema.node('listItem', null, schema.node('paragraph', null, text))]);
}

/** Lists of one item each, as they come from Word, become one list. */
function wordLists(blocks: readonly Node[], schema: Schema): Node[] {
  const joined: Node[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    if (block.type.name === 'list' && last?.type.name === 'list' && last.attrs.props.ordered === block.attrs.props.ordered) {
      joined[joined.length - 1] = schema.node('list', last.attrs, last.content.append(block.content));
    } else joined.push(block);
  }
  return joined;
}

/** Without blanks at both ends, and without blanks in a row where elements met. */
function trimmed(nodes: readonly Node[]): Node[] {
  const kept: Node[] = [];
  for (const node of nodes) {
    const last = kept.at(-1);
    const afterBlank = last === undefined || last.type.name === 'break' || (last.isText && last.text!.endsWith(' '));
    const text = node.isText ? (afterBlank ? node.text!.replace(/^ /, '') : node.text!) : undefined;
    if (text === '') continue;
    kept.push(text === undefined ? node : node.type.schema.text(text, node.marks));
  }
  while (kept.length > 0) {
    const last = kept.at(-1)!;
    const text = last.isText ? last.text!.replace(/ $/, '') : undefined;
    if (last.type.name !== 'break' && text !== '') {
      if (text !== undefined && text !== last.text) kept[kept.length - 1] = last.type.schema.text(text, last.marks);
      break;
    }
    kept.pop();
  }
  return kept;
}
