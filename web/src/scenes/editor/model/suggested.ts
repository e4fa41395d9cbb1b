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

/** The mark of a suggestion: words put in, or words to be taken out. Neither is part of the model. */
export const suggestionMark = (node: Node): Mark | undefined =>
  node.marks.find(({ type }) => type.name === 'inserted' || type.name === 'deleted');
export const saidOf = (mark: Mark): Said => mark.attrs.said as Said;
export const isInserted = (node: Node): boolean => node.marks.some(({ type }) => type.name === 'inserted');
export const isDeleted = (node: Node): boolean => node.marks.some(({ type }) => type.name === 'deleted');

/** Inline nodes without the marks of suggestions. */
export const plain = (node: Node): Node => node.mark(node.marks.filter(({ type }) => type.name !== 'inserted' && type.name !== 'deleted'));
/** Inline nodes as they would be put in, or taken out. */
export const marked = (content: Fragment, deed: 'inserted' | 'deleted', said: Said, schema: Schema): Fragment =>
  Fragment.fromArray(content.content.map((node) => node.mark(schema.mark(deed, { said }).addToSet(plain(node).marks))));

const touched = new WeakMap<Node, boolean>();

/** Whether something is suggested in a node. Documents share what did not change, so this is told for what was typed into only. */
export function hasSuggestions(node: Node): boolean {
  const before = touched.get(node);
  if (before !== undefined) return before;
  const now = node.isInline ? suggestionMark(node) !== undefined : node.content.content.some(hasSuggestions);
  touched.set(node, now);
  return now;
}

/** The words of a textblock as they are without what is suggested. */
export function originalOf(block: Node): Fragment {
  return hasSuggestions(block) ? without(block.content, 'inserted') : block.content;
}

const without = (content: Fragment, deed: 'inserted' | 'deleted'): Fragment =>
  Fragment.fromArray(content.content.flatMap((node) => (suggestionMark(node)?.type.name === deed ? [] : [plain(node)])));

/** A document as it would be if all that is suggested were accepted. */
export function asAccepted(node: Node): Node {
  if (!hasSuggestions(node)) return node;
  if (node.isTextblock) return node.copy(without(node.content, 'deleted'));
  const kept = node.children.filter((child) => node.childCount === 1 || !isEmptied(child));
  return node.copy(Fragment.fromArray((kept.length === 0 ? node.children.slice(0, 1) : kept).map(asAccepted)));
}

/** Whether a paragraph has no words left when what is suggested is accepted, and none in other languages: then it is to go. */
export function isEmptied(block: Node): boolean {
  if (!['paragraph', 'heading'].includes(block.type.name) || !hasSuggestions(block)) return false;
  if (originalOf(block).size === 0 || without(block.content, 'deleted').size > 0) return false;
  return !hasOtherLanguages(block);
}

/** Whether a text is written in more languages than the one that is shown. */
export function hasOtherLanguages(block: Node): boolean {
  const text = block.attrs.text as Localized<Inline> | null;
  return text !== null && isPerLanguage(text) && Object.keys(text).length > 1;
}
