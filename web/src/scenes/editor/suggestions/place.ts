import type { Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { inlineToEditor } from '../model/inline.ts';
import { pointerAt } from '../model/places.ts';
import { marked, type Said } from '../model/suggested.ts';
import { idOf } from '../writing/plugins/comments.ts';
import { baseText, freeRange, goes, type Suggestion } from './groups.ts';

/** Letters around a change by which it is found again in a text that was changed since. */
const contexts = [40, 20, 10, 5];

/**
 * Where a change stands in a text that may have been written on since: before or after what was written, or where the same letters stand
 * around it, and nowhere else. Undefined when that cannot be told.
 */
export function locate(suggestion: Pick<Suggestion, 'text' | 'from' | 'to'>, now: string): { from: number; to: number } | undefined {
  const { text, from, to } = suggestion;
  if (text === now) return { from, to };
  const later = now.length - text.length;
  if (now.startsWith(text.slice(0, to + 1))) return { from, to };
  if (now.endsWith(text.slice(Math.max(0, from - 1)))) return { from: from + later, to: to + later };
  for (const letters of contexts) {
    const start = Math.max(0, from - letters);
    const around = text.slice(start, to + letters);
    if (around.length <= to - from) continue;
    const at = now.indexOf(around);
    if (at >= 0 && now.indexOf(around, at + 1) < 0) return { from: at + from - start, to: at + to - start };
  }
  return undefined;
}

interface Block {
  readonly node: Node;
  readonly pos: number;
}

/** The text that a suggestion is about: by the id of its node, by its place, or by its words. */
function blockOf(doc: Node, { place, text }: Suggestion): Block | undefined {
  const found: { byId?: Block; byPlace?: Block; byWords?: Block } = {};
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return found.byId === undefined;
    if (place.nodeId !== undefined && idOf(node) === place.nodeId) found.byId = { node, pos };
    else if (found.byPlace === undefined && pointerAt(doc, pos) === place.pointer) found.byPlace = { node, pos };
    if (found.byWords === undefined && text !== '' && baseText(node) === text) found.byWords = { node, pos };
    return false;
  });
  const { byId, byPlace, byWords } = found;
  if (byId !== undefined) return byId;
  return byPlace !== undefined && baseText(byPlace.node) === text ? byPlace : (byWords ?? byPlace);
}

/** Puts a suggestion into the document. @returns false where it no longer fits: it is kept aside then */
export function putIn(tr: Transaction, suggestion: Suggestion): boolean {
  if (tr.doc.attrs.language !== suggestion.place.language) return false;
  const block = blockOf(tr.doc, suggestion);
  if (block === undefined) return false;
  const now = baseText(block.node);
  const base = locate(suggestion, now);
  if (base === undefined || now.slice(base.from, base.to) !== goes(suggestion)) return false;
  const range = freeRange(block.node, base);
  if (range === undefined) return false;
  const { schema } = tr.doc.type;
  const said = saidBy(suggestion);
  const [from, to] = [block.pos + 1 + range.from, block.pos + 1 + range.to];
  const inserted = marked(inlineToEditor(suggestion.inserted, schema), 'inserted', said, schema);
  if (inserted.size > 0) tr.insert(to, inserted);
  if (to > from) tr.addMark(from, to, schema.mark('deleted', { said }));
  return true;
}

const saidBy = ({ id, by, byId, at, assistant, changedBy }: Suggestion): Said => ({
  ...{ id, by, byId, at },
  ...(assistant ? { assistant } : {}),
  ...(changedBy ? { changedBy } : {}),
});
