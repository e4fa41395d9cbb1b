import type { Node } from '@tiptap/pm/model';
import { type Command, NodeSelection, type Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { type Decision, goes, goesWithItsContent, isDeleted, isEmptied, isInserted, saidOf, suggestionMark } from '../model/suggested.ts';
import { eachSuggested, suggestionsIn } from './groups.ts';

/** Takes suggestions out of the document: accepted, what they say is the text; rejected, the text is as it was. */
export function settle(tr: Transaction, ids: ReadonlySet<string>, decision: Decision): void {
  const decided: Decided[] = [];
  eachSuggested(tr.doc, (parent, pos) => {
    const own = decidedIn(parent, pos, ids, decision);
    // A paragraph whose last word went is to go as well.
    if (decision === 'accepted' && own.length > 0 && isEmptied(parent)) decided.push({ node: parent, pos, becomes: 'wordless' });
    decided.push(...own);
  });
  // From the last to the first, what is within before what is around: places before stay where they are.
  for (const one of decided.sort((a, b) => b.pos - a.pos)) settleOne(tr, one);
}

interface Decided {
  readonly node: Node;
  readonly pos: number;
  readonly becomes: 'text' | 'nothing' | 'empty' | 'wordless';
}

function decidedIn(parent: Node, pos: number, ids: ReadonlySet<string>, decision: Decision): Decided[] {
  const found: Decided[] = [];
  parent.forEach((node, offset) => {
    const mark = suggestionMark(node);
    if (mark === undefined || !ids.has(saidOf(mark).id)) return;
    const stays = decision === 'accepted' ? isInserted(node) : isDeleted(node);
    // Words in other languages stay where those in this one go.
    const becomes = stays ? 'text' : node.isTextblock && decision === 'accepted' && !goes(node) ? 'empty' : 'nothing';
    found.push({ node, pos: pos + 1 + offset, becomes });
  });
  return found;
}

function settleOne(tr: Transaction, { node, pos, becomes }: Decided): void {
  const { inserted, deleted } = tr.doc.type.schema.marks;
  if (node.isInline) {
    if (becomes === 'nothing') tr.delete(pos, pos + node.nodeSize);
    else for (const mark of [inserted, deleted]) tr.removeMark(pos, pos + node.nodeSize, mark);
    return;
  }
  const now = tr.doc.nodeAt(pos);
  if (becomes === 'wordless') {
    if (now?.sameMarkup(node) && now.childCount === 0) takeOut(tr, pos);
    return;
  }
  // With its last item a list went already.
  if (now === null || suggestionMark(now)?.eq(suggestionMark(node)!) !== true) return;
  if (becomes === 'nothing') takeOut(tr, pos);
  else {
    if (becomes === 'empty') tr.delete(pos + 1, pos + now.nodeSize - 1);
    for (const mark of [inserted, deleted]) tr.removeNodeMark(pos, mark!);
  }
}

/** Takes a node out, with a list of which nothing is left. Where something must stand, an empty paragraph does. */
function takeOut(tr: Transaction, pos: number): void {
  const $pos = tr.doc.resolve(pos);
  const end = pos + $pos.nodeAfter!.nodeSize;
  if ($pos.parent.childCount > 1) tr.delete(pos, end);
  else if (goesWithItsContent($pos.parent)) takeOut(tr, $pos.before());
  else tr.replaceWith(pos, end, tr.doc.type.schema.node('paragraph'));
}

/** The suggestion at the cursor, or in the selection. */
export function suggestionAt(doc: Node, from: number, to: number) {
  return suggestionsIn(doc).find(({ ranges }) => ranges.some((range) => range.from <= to && range.to >= from));
}

/** Selects the next place (or, with -1, the previous) where something is suggested, around the ends. */
export const goToSuggestion =
  (direction: 1 | -1): Command =>
  (state, dispatch) => {
    const all = suggestionsIn(state.doc)
      .flatMap(({ ranges }) => ranges)
      .sort((a, b) => a.from - b.from);
    const { from, to } = state.selection;
    const found =
      direction > 0 ? (all.find((one) => one.from >= to && one.to > to) ?? all[0]) : (all.findLast((one) => one.to <= from) ?? all.at(-1));
    if (found === undefined) return false;
    dispatch?.(state.tr.setSelection(selectionOf(state.doc, found)).scrollIntoView());
    return true;
  };

/** What is suggested at a place, selected: words, or all that stands in nodes. */
export function selectionOf(doc: Node, { from, to }: { readonly from: number; readonly to: number }): Selection {
  const $from = doc.resolve(from);
  if ($from.parent.isTextblock) return TextSelection.create(doc, from, to);
  const only = $from.nodeAfter;
  return only?.isAtom && from + only.nodeSize === to ? NodeSelection.create(doc, from) : TextSelection.between($from, doc.resolve(to));
}
