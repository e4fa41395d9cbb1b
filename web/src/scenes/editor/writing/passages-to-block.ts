import type { Block, Node as ModelNode } from '@posthorn/engine';
import type { Node } from '@tiptap/pm/model';
import { type Command, type EditorState, NodeSelection } from '@tiptap/pm/state';
import { modelOf, writingOf } from '../model/from-editor.ts';
import { namesAt } from '../model/places.ts';
import { nodesToEditor } from '../model/to-editor.ts';
import { channels } from './areas-shown.ts';

/** Passages that are to become a block. */
export interface Passages {
  readonly from: number;
  readonly to: number;
  readonly nodes: readonly Node[];
  readonly body: readonly ModelNode[];
  /** Names of repeats around them that they use: the block has them as parameters. */
  readonly parameters: readonly string[];
}

/** The whole passages at the selection; undefined where there are none, as in a subject. */
export function selectedPassages({ selection, doc }: EditorState): Passages | undefined {
  const { $from, $to } = selection;
  const range = $from.blockRange($to, (node) => node.type.spec.content === 'block+');
  if (range === null) return undefined;
  const nodes = range.parent.children.slice(range.startIndex, range.endIndex);
  const body = nodes.map((node) => withoutIds(modelOf(node, writingOf(doc))));
  const said = JSON.stringify(body);
  const names = namesAt(doc, range.start).map(({ name }) => name);
  const parameters = [...new Set(names)].filter((name) => new RegExp(`(?<![\\w.])${name}\\b`).test(said));
  return { from: range.start, to: range.end, nodes, body, parameters };
}

/** Nodes of another document are others. */
function withoutIds<T>(value: T): T {
  const strip = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(strip);
    if (part === null || typeof part !== 'object') return part;
    const isNode = typeof (part as { type?: unknown }).type === 'string';
    const fields = Object.entries(part).filter(([key]) => !(isNode && key === 'id'));
    return Object.fromEntries(fields.map(([key, field]) => [key, strip(field)]));
  };
  return strip(value) as T;
}

/** Puts a reference in the place of passages, if they still stand there as they were. */
export const referTo =
  (ref: string, { from, to, nodes, parameters }: Passages): Command =>
  (state, dispatch) => {
    if (to > state.doc.content.size || !sameNodes(state.doc.slice(from, to).content.content, nodes)) return false;
    const given = parameters.length === 0 ? {} : { with: Object.fromEntries(parameters.map((name) => [name, name])) };
    const tr = state.tr.replaceWith(from, to, state.schema.node('object', { model: { type: 'block', ref, ...given } }));
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, from)).scrollIntoView());
    return true;
  };

const sameNodes = (now: readonly Node[], before: readonly Node[]): boolean =>
  now.length === before.length && now.every((node, i) => node.eq(before[i]!));

/** Whether what a block says can stand without it: values that it is given are called the same in it as around it. */
export const isDetachable = (reference: ModelNode, { parameters = [] }: Block): boolean =>
  reference.type === 'block' && parameters.every((name) => reference.with?.[name] === name);

/** Puts what a block says in the place of the reference to it. From then on it is the template's own text. */
export const detach =
  (pos: number, block: Block): Command =>
  (state, dispatch) => {
    const reference = state.doc.nodeAt(pos)?.attrs.model as Extract<ModelNode, { type: 'block' }> | undefined;
    if (reference?.type !== 'block' || !isDetachable(reference, block)) return false;
    const around = {
      ...(reference.when === undefined ? {} : { when: reference.when }),
      ...(reference.only === undefined ? {} : { only: reference.only }),
    };
    const said = wordsOn(block);
    const body = Object.keys(around).length === 0 ? said : [{ type: 'keep' as const, ...around, body: said }];
    dispatch?.(state.tr.replaceWith(pos, pos + 1, nodesToEditor(body, state.doc.attrs.language, state.schema)).scrollIntoView());
    return true;
  };

/** What a block says on every channel: passages of one channel alone are shown there only. */
function wordsOn({ body, variants = {} }: Block): ModelNode[] {
  const own = Object.keys(variants);
  const others = channels.filter((channel) => !own.includes(channel));
  const limited = (nodes: readonly ModelNode[], to: readonly (typeof channels)[number][]): ModelNode[] =>
    withoutIds(nodes).flatMap((node) => {
      const only = (node.only ?? channels).filter((channel) => to.includes(channel));
      if (to.length === channels.length) return [node];
      return only.length === 0 ? [] : [{ ...node, only }];
    });
  return [...limited(body, others), ...channels.flatMap((channel) => limited(variants[channel] ?? [], [channel]))];
}
