import type { Inline, Localized } from '@posthorn/engine';
import { isPerLanguage } from '@posthorn/engine/authoring';
import { Fragment, type Mark, type Node, type Schema } from '@tiptap/pm/model';

/** Who suggested something, and when; the same for all that belongs to one suggestion. */
export interface Said {
  readonly id: string;
  readonly by: string;
  readonly byId: string;
  /** ISO 8601. */
  readonly at: string;
  /** What a language model was asked for, and which one it was. */
  readonly assistant?: { readonly purpose: string; readonly model: string };
  /** Who else wrote on in it since. */
  readonly changedBy?: string;
}

/** What becomes of a suggestion. */
export type Decision = 'accepted' | 'rejected';

/** What a suggestion does to what it marks. */
export type Deed = 'inserted' | 'deleted';

/**
 * The mark of a suggestion, on words as on whole nodes: put in, or to be taken out. It is no part of the model. What is put in is marked as
 * a whole: within it stand no suggestions.
 */
export const suggestionMark = (node: Node): Mark | undefined =>
  node.marks.find(({ type }) => type.name === 'inserted' || type.name === 'deleted');
export const saidOf = (mark: Mark): Said => mark.attrs.said as Said;
const hasDeed = (node: Node, deed: Deed): boolean => node.marks.some(({ type }) => type.name === deed);
export const isInserted = (node: Node): boolean => hasDeed(node, 'inserted');
export const isDeleted = (node: Node): boolean => hasDeed(node, 'deleted');

/** Nodes without the marks of suggestions; what stands within them is left as it is. */
export const plain = (node: Node): Node =>
  suggestionMark(node) === undefined
    ? node
    : node.mark(node.marks.filter(({ type }) => type.name !== 'inserted' && type.name !== 'deleted'));
/** Nodes as they would be put in, or taken out. */
export const marked = (content: Fragment, deed: Deed, said: Said, schema: Schema): Fragment =>
  Fragment.fromArray(content.content.map((node) => node.mark(schema.mark(deed, { said }).addToSet(plain(node).marks))));

/** Whether single nodes within a node can be suggested: in an area, a frame, a list; of columns only all of them. */
export const takesSuggestions = (node: Node): boolean => !node.isTextblock && node.type.allowsMarkType(node.type.schema.marks.inserted!);

const touched = new WeakMap<Node, boolean>();

/** Whether something is suggested in a node. Documents share what did not change, so this is told for what was typed into only. */
export function hasSuggestions(node: Node): boolean {
  const before = touched.get(node);
  if (before !== undefined) return before;
  const now = suggestionMark(node) !== undefined || node.content.content.some(hasSuggestions);
  touched.set(node, now);
  return now;
}

const originals = new WeakMap<Node, Node>();

/** A node as it is without all that is suggested; the very same one as long as nothing changes in it. */
export function asOriginal(node: Node): Node {
  if (!hasSuggestions(node)) return node;
  const before = originals.get(node);
  if (before !== undefined) return before;
  const kept = node.children.filter((child) => !isInserted(child)).map(asOriginal);
  const original = plain(node.isText ? node : node.copy(Fragment.fromArray(kept)));
  originals.set(node, original);
  return original;
}

const results = new WeakMap<Node, Node | 'nothing'>();

/** A document as it would be if all that is suggested were accepted. */
export const asAccepted = (doc: Node): Node => afterAccepting(doc) ?? doc;

/** What a node becomes when all is accepted; undefined where it goes. */
function afterAccepting(node: Node): Node | undefined {
  if (!hasSuggestions(node)) return node;
  const before = results.get(node);
  if (before !== undefined) return before === 'nothing' ? undefined : before;
  const now = accepted(node);
  results.set(node, now ?? 'nothing');
  return now;
}

function accepted(node: Node): Node | undefined {
  if (node.isInline) return isDeleted(node) ? undefined : plain(node);
  if (goes(node)) return undefined;
  if (isDeleted(node)) return plain(node.copy(Fragment.empty));
  const kept = node.children.flatMap((child) => afterAccepting(child) ?? []);
  if (kept.length === 0 && node.childCount > 0 && !node.isTextblock) {
    if (goesWithItsContent(node)) return undefined;
    kept.push(node.type.schema.node('paragraph'));
  }
  return plain(node.copy(Fragment.fromArray(kept)));
}

/** Whether a node goes when what is suggested is accepted. A text that is written in other languages too stays for their sake. */
export const goes = (node: Node): boolean => isEmptied(node) || (isDeleted(node) && !(node.isTextblock && hasOtherLanguages(node)));

/** What is nothing without content: where the last item goes, the list does. */
export const goesWithItsContent = ({ type }: Node): boolean => type.name === 'list' || type.name === 'listItem';

/** Whether a paragraph has no words left when what is suggested is accepted, and none in other languages: then it is to go. */
export function isEmptied(block: Node): boolean {
  if (!['paragraph', 'heading'].includes(block.type.name) || !hasSuggestions(block) || block.childCount === 0) return false;
  return block.children.every(isDeleted) && !hasOtherLanguages(block);
}

/** Whether a text is written in more languages than the one that is shown. */
export function hasOtherLanguages(block: Node): boolean {
  const text = block.attrs.text as Localized<Inline> | null;
  return text !== null && isPerLanguage(text) && Object.keys(text).length > 1;
}

/** Whether a position lies in something that is suggested as a whole. */
export function suggestedAround($pos: { readonly depth: number; readonly node: (depth: number) => Node }): Mark | undefined {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const mark = suggestionMark($pos.node(depth));
    if (mark !== undefined) return mark;
  }
  return undefined;
}
