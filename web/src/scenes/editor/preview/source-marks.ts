import type { Block, Node, Template } from '@posthorn/engine';

/**
 * Messages tell nobody where in the template their texts come from. For the preview each text gets a sign in front of it, of a range that
 * Unicode leaves to private use and no text has, and the page that shows the message takes it out again and knows the place.
 */
const FIRST = 0xf0000;
const MOST = 0xfff0;
const SIGN = /[\u{f0000}-\u{ffff0}]/gu;
const hasSign = (text: string): boolean => text.search(SIGN) >= 0;

type Marks = Map<number, string>;
/** A node with signs in its texts, and where within the node each leads. Known by the node, so that it stays the same while another is written. */
interface Marked {
  readonly node: Node;
  readonly marks: readonly (readonly [mark: number, within: string])[];
}

/** Marks documents one after the other. */
export function createMarker() {
  const known = new WeakMap<object, Marked>();
  let next = 0;
  const sign = (within: string, marks: (readonly [number, string])[]): string => {
    const mark = next;
    next = (next + 1) % MOST;
    marks.push([mark, within]);
    return String.fromCodePoint(FIRST + mark);
  };
  const marked = (node: Node): Marked => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const marks: (readonly [number, string])[] = [];
    const made = { node: signed(node, '', (within) => sign(within, marks)) as Node, marks };
    known.set(node, made);
    return made;
  };
  const body = (nodes: readonly Node[] | undefined, base: string, found: Marks): readonly Node[] | undefined =>
    nodes?.map((one, i) => {
      const { node, marks } = marked(one);
      for (const [mark, within] of marks) found.set(mark, `${base}/${i}${within}`);
      return node;
    });
  return {
    template(template: Template, found: Marks): Template {
      const email = template.email?.body && { ...template.email, body: body(template.email.body, 'template#/email/body', found)! };
      const web = template.web?.body && { ...template.web, body: body(template.web.body, 'template#/web/body', found)! };
      const own = body(template.body, 'template#/body', found)!;
      return { ...template, ...(email ? { email } : {}), ...(web ? { web } : {}), body: own };
    },
    block(block: Block, found: Marks): Block {
      const part = `block:${block.id}#`;
      const variants = Object.entries(block.variants ?? {}).map(([channel, nodes]) => [
        channel,
        body(nodes, `${part}/variants/${channel}`, found),
      ]);
      return {
        ...block,
        ...(block.variants ? { variants: Object.fromEntries(variants) } : {}),
        body: body(block.body, `${part}/body`, found)!,
      };
    },
  };
}

/** Keys whose values hold content. */
const INNER = new Set(['body', 'then', 'else', 'items', 'item', 'columns', 'offers', 'choices']);

function signed(value: unknown, pointer: string, sign: (pointer: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one, i) => signed(one, `${pointer}/${i}`, sign));
  if (value === null || typeof value !== 'object') return value;
  const node = value as Record<string, unknown>;
  if (node.type === 'table') {
    const [first, ...columns] = node.columns as Record<string, unknown>[];
    return first?.header === undefined
      ? node
      : { ...node, columns: [{ ...first, header: withSign(first.header, pointer, sign) }, ...columns] };
  }
  const own = ['paragraph', 'heading', 'button'].includes(node.type as string) ? 'text' : 'alt';
  return Object.fromEntries(
    Object.entries(node).map(([key, field]) => {
      if (key === own && node.type !== undefined) return [key, withSign(field, pointer, sign)];
      return [key, INNER.has(key) && typeof field === 'object' ? signed(field, `${pointer}/${key}`, sign) : field];
    }),
  );
}

/** An empty alternative text says that a picture is decoration, and stays empty. */
function withSign(text: unknown, pointer: string, sign: (pointer: string) => string): unknown {
  if (typeof text === 'string') return text === '' ? text : sign(pointer) + text;
  if (Array.isArray(text)) return [{ type: 'text', text: sign(pointer) }, ...text];
  if (text === null || typeof text !== 'object') return text;
  return Object.fromEntries(Object.entries(text).map(([language, variant]) => [language, withSign(variant, pointer, sign)]));
}

/** Takes the signs out of a text. */
export const withoutSigns = (text: string): string => text.replace(SIGN, '');

/** Takes the signs out of a page, and gives the elements that they stood in their places as `data-source`. */
export function placeSources(page: Document, marks: ReadonlyMap<number, string>): void {
  const place = (element: Element | null, text: string) => {
    for (const sign of text.match(SIGN) ?? []) {
      const source = marks.get(sign.codePointAt(0)! - FIRST);
      if (source !== undefined && element !== null && !element.hasAttribute('data-source')) element.setAttribute('data-source', source);
    }
  };
  const walker = page.createTreeWalker(page.documentElement, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.nodeType === 3) {
      const text = node.nodeValue ?? '';
      if (!hasSign(text)) continue;
      const { parentElement } = node;
      place(
        parentElement?.closest('th')?.closest('table') ??
          parentElement?.closest('p, h1, h2, h3, h4, h5, h6, li, td, a, div') ??
          parentElement,
        text,
      );
      node.nodeValue = withoutSigns(text);
    } else {
      for (const name of ['alt', 'aria-label', 'title']) {
        const text = (node as Element).getAttribute(name) ?? '';
        if (!hasSign(text)) continue;
        place(node as Element, text);
        (node as Element).setAttribute(name, withoutSigns(text));
      }
    }
  }
}
