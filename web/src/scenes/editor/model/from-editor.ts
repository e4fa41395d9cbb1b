import type { Node as ModelNode } from '@posthorn/engine';
import type { Node } from '@tiptap/pm/model';
import { type Written, withValueAt } from './areas.ts';
import { textOf, type Writing } from './inline.ts';
import { asOriginal } from './suggested.ts';

/** The template or block that the editor's document stands for. What was not touched is what was read, to the letter; what is suggested is not written yet. */
export function fromEditor(doc: Node): Written {
  let written = doc.attrs.rest as Written;
  const writing = writingOf(doc);
  asOriginal(doc).forEach((area) => {
    const value = area.type.name === 'lineArea' ? textOf(area.firstChild!, writing) : childrenOf(area, writing);
    written = withValueAt(written, area.attrs.path, value);
  });
  return written;
}

/** The language of a document, and whether its texts are kept per language. */
export function writingOf(doc: Node): Writing {
  const { languages = [] } = doc.attrs.rest as { languages?: readonly string[] };
  return { language: doc.attrs.language, perLanguage: languages.length !== 1 };
}

/** Nodes that were read before: documents share what did not change, so only what was typed into is read again. */
const known = new WeakMap<Node, { readonly writing: string; readonly model: ModelNode }>();

/** One node of the editor as the model's, without what is suggested in it. */
export function modelOf(block: Node, writing: Writing): ModelNode {
  const node = asOriginal(block);
  const key = `${writing.language} ${writing.perLanguage}`;
  const before = known.get(node);
  if (before?.writing === key) return before.model;
  const model = read(node, writing);
  known.set(node, { writing: key, model });
  return model;
}

/** What stands in a node of the editor that holds nodes. */
export function childrenOf(parent: Node, writing: Writing): ModelNode[] {
  const only = parent.childCount === 1 ? parent.firstChild! : undefined;
  if (only !== undefined && isPlaceholder(only)) return [];
  return parent.children.map((child) => modelOf(child, writing));
}

/** An empty paragraph that nobody wrote: it stands where there is nothing, so that one can begin. */
const isPlaceholder = (node: Node): boolean =>
  node.type.name === 'paragraph' && node.childCount === 0 && node.attrs.text === null && Object.keys(node.attrs.props).length === 0;

function read(node: Node, writing: Writing): ModelNode {
  const { props } = node.attrs;
  const type = node.type.name;
  const bodies = () => node.children.map((child) => childrenOf(child, writing));
  const whole = (value: object) => value as unknown as ModelNode;
  switch (type) {
    case 'paragraph':
    case 'heading':
      return whole({ type, ...props, text: textOf(node, writing) });
    case 'list':
      return whole(props.each === undefined ? { type, ...props, items: bodies() } : { type, ...props, item: bodies().flat() });
    case 'group':
      return whole({ type: node.attrs.kind, ...props, body: childrenOf(node, writing) });
    case 'split':
      return whole({ type: node.attrs.kind, ...props, ...slotsOf(node, bodies()) });
    default:
      return node.attrs.model;
  }
}

function slotsOf(node: Node, bodies: readonly ModelNode[][]): object {
  const filled = () => node.children.map((slot, i) => ({ ...slot.attrs.props, body: bodies[i] }));
  switch (node.attrs.kind) {
    case 'if': {
      const by = (role: string) => node.children.flatMap((slot, i) => (slot.attrs.role === role ? bodies[i]! : []));
      const hasElse = node.children.some((slot) => slot.attrs.role === 'else');
      // biome-ignore lint/suspicious/noThenProperty: the model's word for it
      return { then: by('then'), ...(hasElse ? { else: by('else') } : {}) };
    }
    case 'columns':
      return { columns: filled() };
    case 'definitions':
      return { items: filled() };
    case 'zone':
      return { choices: filled() };
    default:
      return { offers: bodies };
  }
}
