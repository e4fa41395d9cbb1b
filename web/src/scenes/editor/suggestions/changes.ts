import type { Inline, Node as ModelNode } from '@posthorn/engine';
import type { Node, Schema } from '@tiptap/pm/model';
import { childrenOf, modelOf } from '../model/from-editor.ts';
import type { Writing } from '../model/inline.ts';
import type { Said } from '../model/suggested.ts';
import { nodesToEditor, nodeToEditor } from '../model/to-editor.ts';
import { sameContent } from '../saving/same-content.ts';

/** Where a change stands. */
export interface ChangePlace {
  /** JSON Pointer in the template or block: of the text; of the first node that goes, or before which others come. */
  readonly pointer: string;
  readonly nodeId?: string;
  readonly language: string;
}

/** Other words in a text. */
export interface WordsChange {
  readonly place: ChangePlace;
  /** The whole text as it is, with one `\ufffc` for each field and other thing among the words. */
  readonly text: string;
  /** The words that would go: offsets into `text`. */
  readonly from: number;
  readonly to: number;
  /** The words that would come instead. */
  readonly inserted: Inline;
}

/** A node of the model, or an item of a list, which is none. */
export type Kept = ModelNode | { readonly type: 'item'; readonly body: readonly ModelNode[] };

/** Other nodes in the place of some. */
export interface NodesChange {
  readonly place: ChangePlace;
  /** What stands before and after: the node's id, or how it begins; null at the edge of what is around. By these the place is found again. */
  readonly between: readonly [string | null, string | null];
  readonly gone: readonly Kept[];
  readonly come: readonly Kept[];
}

export type Change = WordsChange | NodesChange;

/** A suggestion as it is kept: all that changes together, each where it stands in the text as it is. */
export interface Suggestion extends Said {
  readonly changes: readonly Change[];
}

export const isOfWords = (change: Change): change is WordsChange => 'text' in change;

/** The words that a change takes out of a text. */
export const wordsGone = ({ text, from, to }: WordsChange): string => text.slice(from, to);

/** Nodes of the editor as they are kept. */
export const keptOf = (nodes: readonly Node[], writing: Writing): readonly Kept[] =>
  nodes.map((node) => (node.type.name === 'listItem' ? { type: 'item', body: childrenOf(node, writing) } : modelOf(node, writing)));

/** What was kept as nodes of the editor. */
export const fromKept = (kept: readonly Kept[], language: string, schema: Schema): readonly Node[] =>
  kept.map((one) =>
    one.type === 'item'
      ? schema.node('listItem', null, nodesToEditor((one as Extract<Kept, { type: 'item' }>).body, language, schema))
      : nodeToEditor(one as ModelNode, language, schema),
  );

/** What a change does, wherever it stands. */
const deedOf = (change: Change): unknown => (isOfWords(change) ? [wordsGone(change), change.inserted] : [change.gone, change.come]);
/** What comes back from the server may have its keys in another order. */
const sameList = (a: Suggestion, b: Suggestion, of: (change: Change) => unknown): boolean =>
  sameContent(a.changes.map(of), b.changes.map(of));

/** Whether two say the same change, wherever it stands by now. */
export const sameChange = (a: Suggestion, b: Suggestion): boolean => sameList(a, b, deedOf);
/** Whether they also stand at the same place of the same text. */
export const sameSuggestion = (a: Suggestion, b: Suggestion): boolean => sameList(a, b, (change) => change);

/** The language in which something is suggested. */
export const languageOf = ({ changes }: Suggestion): string => changes[0]!.place.language;
