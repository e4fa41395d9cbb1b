import type { Zone } from '@posthorn/engine';
import { Fragment, type Node, type NodeRange } from '@tiptap/pm/model';
import { type Command, type EditorState, NodeSelection } from '@tiptap/pm/state';
import type { Surroundings } from './inserts.ts';

/** What an author leaves to a clerk: passages, and values within a line. What stands in no zone is fixed. */
export const zoneKinds = ['optional', 'choice', 'free', 'input'] as const;
export type ZoneKind = (typeof zoneKinds)[number];

/** What a new zone asks until the author writes something better, in the language of the text. */
export type Question = (kind: ZoneKind) => string;

type Made = Pick<Surroundings, 'language' | 'perLanguage'> & { readonly question: Question };

/** Puts a zone around the passages at the selection; selected words become the default of an input. */
export const markZone =
  (kind: ZoneKind, made: Made): Command =>
  (state, dispatch) =>
    kind === 'input' ? markInput(made)(state, dispatch) : markPassage(kind, made)(state, dispatch);

const markPassage =
  (kind: Zone['kind'], made: Made): Command =>
  (state, dispatch) => {
    const { $from, $to } = state.selection;
    const range = $from.blockRange($to, (node) => node.type.spec.content === 'block+');
    if (range === null || (kind === 'free' && !isText(range))) return false;
    const content = range.parent.children.slice(range.startIndex, range.endIndex);
    const tr = state.tr.replaceWith(range.start, range.end, zoneNode(kind, content, state, made));
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, range.start)).scrollIntoView());
    return true;
  };

/** A clerk writes paragraphs and lists anew, nothing else. */
const isText = ({ parent, startIndex, endIndex }: NodeRange): boolean =>
  parent.children.slice(startIndex, endIndex).every(({ type }) => ['paragraph', 'list'].includes(type.name));

/** A zone of its own, with content that was there or an empty paragraph. */
export function zoneNode(kind: Zone['kind'], content: readonly Node[], state: Pick<EditorState, 'schema' | 'doc'>, made: Made): Node {
  const { schema, doc } = state;
  const props = { kind, name: freeName(doc, kind), question: inLanguage(made.question(kind), made) };
  const inside = content.length === 0 ? [schema.node('paragraph')] : content;
  if (kind !== 'choice') return schema.node('group', { kind: 'zone', props }, inside);
  return schema.node('split', { kind: 'zone', props }, [choiceSlot(schema, 1, inside, made), choiceSlot(schema, 2, [], made)]);
}

/** One of several contents. */
export function choiceSlot(schema: EditorState['schema'], number: number, content: readonly Node[], made: Omit<Made, 'question'>): Node {
  const props = { name: `choice${number}`, label: inLanguage(String(number), made) };
  return schema.node('slot', { role: 'choice', props }, content.length === 0 ? schema.node('paragraph') : Fragment.fromArray([...content]));
}

const markInput =
  (made: Made): Command =>
  (state, dispatch) => {
    const { $from, $to, empty, from, to } = state.selection;
    if (!$from.parent.inlineContent || !$from.sameParent($to)) return false;
    const words = state.doc.textBetween(from, to, ' ').trim();
    const usual = empty || words === '' ? {} : { default: inLanguage(words, made) };
    const model = { type: 'input', name: freeName(state.doc, 'input'), question: inLanguage(made.question('input'), made), ...usual };
    const tr = state.tr.replaceSelectionWith(state.schema.node('inlineObject', { model }), true);
    dispatch?.(tr.setSelection(NodeSelection.create(tr.doc, from)).scrollIntoView());
    return true;
  };

const inLanguage = (text: string, { language, perLanguage }: Omit<Made, 'question'>) => (perLanguage ? { [language]: text } : text);

/** Names of the zones of a document, by which answers call them. */
export function zoneNames(doc: Node): string[] {
  const names: string[] = [];
  doc.descendants((node) => {
    const { kind, props, model } = node.attrs;
    if (kind === 'zone') names.push(props.name);
    else if (model?.type === 'input' || model?.type === 'zone') names.push(model.name);
  });
  return names;
}

function freeName(doc: Node, stem: string): string {
  const taken = new Set(zoneNames(doc));
  let number = 1;
  while (taken.has(`${stem}${number}`)) number += 1;
  return `${stem}${number}`;
}
