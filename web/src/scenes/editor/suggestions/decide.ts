import type { Node } from '@tiptap/pm/model';
import { type Command, TextSelection, type Transaction } from '@tiptap/pm/state';
import { type Decision, isDeleted, isEmptied, isInserted, saidOf, suggestionMark } from '../model/suggested.ts';
import { eachSuggested, suggestionsIn } from './groups.ts';

/** Takes suggestions out of the document: accepted, their words are the text; rejected, the text is as it was. */
export function settle(tr: Transaction, ids: ReadonlySet<string>, decision: Decision): void {
  const blocks: { block: Node; pos: number }[] = [];
  eachSuggested(tr.doc, (block, pos) => void blocks.push({ block, pos }));
  for (const { block, pos } of blocks.reverse()) settleIn(tr, block, pos, ids, decision);
}

function settleIn(tr: Transaction, block: Node, pos: number, ids: ReadonlySet<string>, decision: Decision): void {
  const runs: { from: number; to: number; stays: boolean }[] = [];
  block.forEach((child, offset) => {
    const mark = suggestionMark(child);
    if (mark === undefined || !ids.has(saidOf(mark).id)) return;
    const stays = decision === 'accepted' ? isInserted(child) : isDeleted(child);
    runs.push({ from: pos + 1 + offset, to: pos + 1 + offset + child.nodeSize, stays });
  });
  if (runs.length === 0) return;
  const wasEmptied = decision === 'accepted' && isEmptied(block);
  for (const { from, to, stays } of runs.reverse()) {
    if (!stays) tr.delete(from, to);
    else for (const name of ['inserted', 'deleted']) tr.removeMark(from, to, block.type.schema.marks[name]);
  }
  // A paragraph whose last word went is to go as well.
  if (wasEmptied && tr.doc.nodeAt(pos)?.childCount === 0 && tr.doc.resolve(pos).parent.childCount > 1) tr.delete(pos, pos + 2);
}

/** The suggestion at the cursor, or in the selection. */
export function suggestionAt(doc: Node, from: number, to: number) {
  return suggestionsIn(doc).find((one) => one.from <= to && one.to >= from);
}

/** Selects the next (or, with -1, the previous) suggestion, around the ends. */
export const goToSuggestion =
  (direction: 1 | -1): Command =>
  (state, dispatch) => {
    const all = suggestionsIn(state.doc);
    const { from, to } = state.selection;
    const found =
      direction > 0 ? (all.find((one) => one.from >= to && one.to > to) ?? all[0]) : (all.findLast((one) => one.to <= from) ?? all.at(-1));
    if (found === undefined) return false;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, found.from, found.to)).scrollIntoView());
    return true;
  };
