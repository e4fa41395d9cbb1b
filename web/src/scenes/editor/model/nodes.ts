import { type AnyExtension, getSchema, Mark, type MarkConfig, Node, type NodeConfig } from '@tiptap/core';
import type { Schema } from '@tiptap/pm/model';
import type { Said } from './suggested.ts';

/**
 * The editor's document: the nodes and marks of `posthorn/1` as ProseMirror knows them. What an author types into is a node with
 * content; everything else of a model node travels in its attribute `props`, and nodes that are edited in a panel are objects
 * that carry their whole model. Nothing here is made from or to HTML.
 */
const kept = <T>(value: T) => ({ default: value, rendered: false });

/** Fields of the model node besides its type and what is content here; where content stood there is `null`, for the order of keys. */
const props = kept<Record<string, unknown>>({});
/** The text as it was read, in all its languages; `null` for text that was begun in the editor. */
const text = kept<unknown>(null);

const tag = (element: string, kind: string) => () => [element, { 'data-node': kind }, 0] as const;
const node = (name: string, config: Partial<NodeConfig>) => Node.create({ name, ...config } as NodeConfig);
const mark = (name: string, element: string, config: Partial<MarkConfig> = {}) =>
  Mark.create({ name, renderHTML: () => [element, { 'data-mark': name }, 0], ...config } as MarkConfig);

/** Whole nodes within are suggested too. */
const suggestible = { marks: 'inserted deleted' } as const;
const blocks: Partial<NodeConfig> = { content: 'block+', isolating: true, defining: true, ...suggestible };

export const nodes: readonly AnyExtension[] = [
  node('doc', { topNode: true, content: 'area+', addAttributes: () => ({ rest: kept<unknown>({}), language: kept('en') }) }),
  node('text', { group: 'inline' }),
  /** A place of the template that holds one text, such as the subject. */
  node('lineArea', {
    group: 'area',
    content: 'line',
    isolating: true,
    addAttributes: () => ({ path: kept('') }),
    renderHTML: tag('section', 'lineArea'),
  }),
  /** A place of the template that holds content, such as the body or a frame of the letter. */
  node('flowArea', { group: 'area', ...blocks, addAttributes: () => ({ path: kept('') }), renderHTML: tag('section', 'flowArea') }),
  node('line', { content: 'inline*', addAttributes: () => ({ text }), renderHTML: tag('p', 'line') }),
  // Before all other blocks: it is what ProseMirror makes where something is needed.
  node('paragraph', {
    group: 'block',
    content: 'inline*',
    priority: 1000,
    addAttributes: () => ({ props, text }),
    renderHTML: tag('p', 'paragraph'),
  }),
  node('heading', {
    group: 'block',
    content: 'inline*',
    defining: true,
    addAttributes: () => ({ props: kept<Record<string, unknown>>({ level: 2 }), text }),
    renderHTML: ({ node }) => [`h${node.attrs.props.level}`, {}, 0],
  }),
  node('list', {
    group: 'block',
    content: 'listItem+',
    ...suggestible,
    addAttributes: () => ({ props }),
    // Between it and an item that is suggested stands what marks it.
    renderHTML: ({ node }) => [node.attrs.props.ordered ? 'ol' : 'ul', { role: 'list' }, 0],
  }),
  node('listItem', { content: 'block+', defining: true, ...suggestible, renderHTML: tag('li', 'listItem') }),
  /** A frame around content: repeat, box, keep, section, float, flow, a zone of the clerk's. */
  node('group', { group: 'block', ...blocks, addAttributes: () => ({ kind: kept('box'), props }), renderHTML: tag('div', 'group') }),
  /** A node with several contents: condition, columns, definitions, filler, a zone with choices. */
  node('split', {
    group: 'block',
    content: 'slot+',
    isolating: true,
    addAttributes: () => ({ kind: kept('if'), props }),
    renderHTML: tag('div', 'split'),
  }),
  node('slot', { ...blocks, addAttributes: () => ({ role: kept('then'), props }), renderHTML: tag('div', 'slot') }),
  /** A node that is edited in a panel, or that this editor does not know: shown, moved, never changed by accident. */
  node('object', {
    group: 'block',
    atom: true,
    draggable: true,
    selectable: true,
    addAttributes: () => ({ model: kept<Record<string, unknown>>({ type: 'line' }) }),
    renderHTML: () => ['div', { 'data-node': 'object' }],
  }),
  node('field', {
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ value: kept(''), fallback: kept<string | null>(null) }),
    renderHTML: () => ['span', { 'data-node': 'field' }],
  }),
  node('break', { group: 'inline', inline: true, selectable: false, linebreakReplacement: false, renderHTML: () => ['br'] }),
  node('tab', { group: 'inline', inline: true, selectable: false, renderHTML: () => ['span', { 'data-node': 'tab' }, '\t'] }),
  /** Inline nodes that are edited in a panel: conditions, footnotes, a clerk's input; and texts in short form that cannot be read. */
  node('inlineObject', {
    group: 'inline',
    inline: true,
    atom: true,
    addAttributes: () => ({ model: kept<unknown>({ type: 'text', text: '' }) }),
    renderHTML: () => ['span', { 'data-node': 'inlineObject' }],
  }),
];

/** Words and nodes that somebody suggests to put in or to take out; no part of the model (`suggested.ts`). Outside of all other marks. */
const suggested = (name: string, element: string) =>
  mark(name, element, {
    inclusive: false,
    excludes: 'inserted deleted',
    addAttributes: () => ({ said: kept<Said | null>(null) }),
    renderHTML: ({ mark }) => [element, attributesOf(mark.attrs.said as Said), 0],
  });

/** Everybody has a colour and a line of their own, the same on every screen. */
export const authorLook = (byId: string): number => [...byId].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)!) % 9973, 7) % 5;

/** What shows whose suggestion something is. */
export const attributesOf = ({ id, by, byId }: Said) => ({ 'data-suggestion': id, 'data-author': String(authorLook(byId)), title: by });

export const marks: readonly AnyExtension[] = [
  suggested('inserted', 'ins'),
  suggested('deleted', 'del'),
  mark('bold', 'strong'),
  mark('italic', 'em'),
  mark('underline', 'u'),
  mark('strike', 's'),
  mark('superscript', 'sup', { excludes: 'superscript subscript' }),
  mark('subscript', 'sub', { excludes: 'superscript subscript' }),
  mark('smallcaps', 'span'),
  mark('color', 'span', {
    addAttributes: () => ({ color: kept('#000000') }),
    renderHTML: ({ mark }) => ['span', { style: `color: ${mark.attrs.color}` }, 0],
  }),
  mark('background', 'span', {
    addAttributes: () => ({ color: kept('#ffff00') }),
    renderHTML: ({ mark }) => ['span', { style: `background-color: ${mark.attrs.color}` }, 0],
  }),
  mark('features', 'span', { addAttributes: () => ({ features: kept<unknown>({}) }) }),
  mark('link', 'span', { inclusive: false, addAttributes: () => ({ href: kept<unknown>('') }) }),
  mark('language', 'span', {
    addAttributes: () => ({ language: kept('en') }),
    renderHTML: ({ mark }) => ['span', { lang: mark.attrs.language }, 0],
  }),
];

/** The schema of the editor's documents. */
export const schemaOf = (): Schema => getSchema([...nodes, ...marks]);
