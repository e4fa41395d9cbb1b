import type { Inline, Localized, Node as ModelNode } from '@posthorn/engine';
import { Fragment, type Node, type Schema } from '@tiptap/pm/model';
import { areasOf, valueAt, type Written, withValueAt } from './areas.ts';
import { inlineToEditor, variantOf } from './inline.ts';

/** A template or block as the editor's document, its texts in one language. What has no place to be written into stays in `rest`. */
export function toEditor(document: Written, language: string, schema: Schema): Node {
  const areas = areasOf(document);
  const rest = areas.reduce((left, { path }) => withValueAt(left, path, null), document);
  const content = areas.map(({ path, type }) => areaToEditor(path, type, valueAt(document, path), language, schema));
  return schema.node('doc', { rest, language }, content);
}

/** One place of a document. */
export function areaToEditor(path: string, type: 'line' | 'flow', value: unknown, language: string, schema: Schema): Node {
  if (type === 'flow') return schema.node('flowArea', { path }, nodesToEditor(value as ModelNode[], language, schema));
  return schema.node('lineArea', { path }, textblock('line', {}, value as Localized<Inline>, language, schema));
}

/** Content; where there is none, an empty paragraph to write into, which is none when it is read back. */
export function nodesToEditor(nodes: readonly ModelNode[], language: string, schema: Schema): Fragment {
  return Fragment.fromArray(nodes.length === 0 ? [schema.node('paragraph')] : nodes.map((node) => nodeToEditor(node, language, schema)));
}

/** One node of the model. */
export function nodeToEditor(model: ModelNode, language: string, schema: Schema): Node {
  const inside = (nodes: readonly ModelNode[]) => nodesToEditor(nodes, language, schema);
  const { type: _, ...fields } = model;
  const without = (...keys: string[]) => ({
    ...fields,
    ...Object.fromEntries(keys.filter((key) => key in fields).map((key) => [key, null])),
  });
  const slot = (role: string, body: readonly ModelNode[], props: object = {}) => schema.node('slot', { role, props }, inside(body));
  const split = (props: object, slots: readonly Node[]) => schema.node('split', { kind: model.type, props }, slots);
  switch (model.type) {
    case 'paragraph':
    case 'heading':
      return textblock(model.type, without('text'), model.text, language, schema);
    case 'list': {
      if (model.items !== undefined && model.items.length > 0 && model.each === undefined) {
        const items = model.items.map((item) => schema.node('listItem', null, inside(item)));
        return schema.node('list', { props: without('items') }, items);
      }
      if (model.item === undefined || model.items !== undefined) return object(model, schema);
      return schema.node('list', { props: without('item') }, schema.node('listItem', null, inside(model.item)));
    }
    case 'repeat':
    case 'box':
    case 'keep':
    case 'section':
    case 'float':
    case 'flow':
      return schema.node('group', { kind: model.type, props: without('body') }, inside(model.body));
    case 'if':
      return split(without('then', 'else'), [slot('then', model.then), ...(model.else === undefined ? [] : [slot('else', model.else)])]);
    case 'columns':
      if (model.columns.length === 0) return object(model, schema);
      return split(
        without('columns'),
        model.columns.map((column) => slot('column', column.body, { ...column, body: null })),
      );
    case 'zone':
      if (model.kind === 'choice' && model.choices !== undefined && model.choices.length > 0)
        return split(
          without('choices'),
          model.choices.map((choice) => slot('choice', choice.body, { ...choice, body: null })),
        );
      if (model.kind === 'choice' || model.body === undefined) return object(model, schema);
      return schema.node('group', { kind: model.type, props: without('body') }, inside(model.body));
    case 'definitions':
      if (model.items.length === 0) return object(model, schema);
      return split(
        without('items'),
        model.items.map((item) => slot('definition', item.body, { ...item, body: null })),
      );
    case 'filler': {
      if (model.body !== undefined || model.offers === undefined || model.offers.length === 0) return object(model, schema);
      return split(
        without('offers'),
        model.offers.map((offer) => slot('offer', offer)),
      );
    }
    default:
      return object(model, schema);
  }
}

const object = (model: ModelNode, schema: Schema): Node => schema.node('object', { model });

function textblock(type: string, props: object, text: Localized<Inline>, language: string, schema: Schema): Node {
  const variant = variantOf(text, language);
  return schema.node(
    type,
    type === 'line' ? { text } : { props, text },
    variant === undefined ? undefined : inlineToEditor(variant, schema),
  );
}
