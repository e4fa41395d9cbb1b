import type { Inline } from '@posthorn/engine';
import { Fragment, type Node } from '@tiptap/pm/model';
import { inlineFromEditor } from '../model/inline.ts';
import { pointerAt } from '../model/places.ts';
import { hasSuggestions, isDeleted, isInserted, originalOf, plain, type Said, saidOf, suggestionMark } from '../model/suggested.ts';
import { idOf } from '../writing/plugins/comments.ts';

/** What one suggestion does to a textblock; offsets into its content. */
export interface Group {
  readonly said: Said;
  readonly from: number;
  readonly to: number;
  /** The same place in the words as they are without suggestions. */
  readonly base: { readonly from: number; readonly to: number };
}

/** A suggestion as it is kept: where it stands in the words as they are, and what they would become. */
export interface Suggestion extends Said {
  readonly place: {
    /** JSON Pointer of the node in the template or block. */
    readonly pointer: string;
    readonly nodeId?: string;
    readonly language: string;
  };
  /** The whole text as it is, with one `\ufffc` for each field and other thing among the words. */
  readonly text: string;
  /** The words that would go: offsets into `text`. */
  readonly from: number;
  readonly to: number;
  /** The words that would come instead. */
  readonly inserted: Inline;
}

/** A suggestion where it stands in the editor's document. */
export interface Placed {
  readonly suggestion: Suggestion;
  readonly from: number;
  readonly to: number;
}

const known = new WeakMap<Node, readonly Group[]>();

/** All suggestions in a textblock, in their order. */
export function groupsOf(block: Node): readonly Group[] {
  if (!hasSuggestions(block)) return [];
  const before = known.get(block);
  if (before !== undefined) return before;
  const groups: Group[] = [];
  let base = 0;
  let open = false;
  block.forEach((child, from) => {
    const mark = suggestionMark(child);
    const baseTo = base + (isInserted(child) ? 0 : child.nodeSize);
    const to = from + child.nodeSize;
    const last = groups.at(-1);
    const said = mark && saidOf(mark);
    if (said !== undefined && open && last?.said.id === said.id)
      groups[groups.length - 1] = { ...last, to, base: { from: last.base.from, to: baseTo } };
    else if (said !== undefined) groups.push({ said, from, to, base: { from: base, to: baseTo } });
    open = said !== undefined;
    base = baseTo;
  });
  known.set(block, groups);
  return groups;
}

/** The words of a textblock as they are, one character for each position. */
export function baseText(block: Node): string {
  const content = originalOf(block);
  return content.textBetween(0, content.size, undefined, '\ufffc');
}

/** What a group puts in. */
export function insertedBy(block: Node, { from, to }: Pick<Group, 'from' | 'to'>): Fragment {
  const nodes = block.content.cut(from, to).content.filter(isInserted).map(plain);
  return Fragment.fromArray(nodes);
}

/** Visits every textblock that holds suggestions. */
export function eachSuggested(doc: Node, visit: (block: Node, pos: number) => void): void {
  doc.descendants((node, pos) => {
    if (!hasSuggestions(node)) return false;
    if (node.isTextblock) visit(node, pos);
    return !node.isTextblock;
  });
}

const told = new WeakMap<Node, readonly Placed[]>();

/** Every suggestion in a document, in the order of the text. */
export function suggestionsIn(doc: Node): readonly Placed[] {
  const before = told.get(doc);
  if (before !== undefined) return before;
  const found: Placed[] = [];
  eachSuggested(doc, (block, pos) => {
    const nodeId = idOf(block);
    const place = { pointer: pointerAt(doc, pos), ...(nodeId === undefined ? {} : { nodeId }), language: doc.attrs.language as string };
    for (const group of groupsOf(block)) {
      const inserted = inlineFromEditor(insertedBy(block, group), undefined, block.type.schema);
      const suggestion: Suggestion = { ...group.said, place, text: baseText(block), ...group.base, inserted };
      found.push({ suggestion, from: pos + 1 + group.from, to: pos + 1 + group.to });
    }
  });
  told.set(doc, found);
  return found;
}

/** The words that would go. */
export const goes = ({ text, from, to }: Suggestion): string => text.slice(from, to);

/** Whether two say the same change, wherever it stands by now. */
export const sameChange = (a: Suggestion, b: Suggestion): boolean =>
  goes(a) === goes(b) && JSON.stringify(a.inserted) === JSON.stringify(b.inserted);
/** Whether they also stand at the same place of the same text. */
export const sameSuggestion = (a: Suggestion, b: Suggestion): boolean =>
  sameChange(a, b) && a.from === b.from && a.text === b.text && a.place.pointer === b.place.pointer && a.place.nodeId === b.place.nodeId;

/** Where nothing can be put any more: what was to go is not as it was, or another suggestion is in the way. */
export function freeRange(block: Node, base: { readonly from: number; readonly to: number }): { from: number; to: number } | undefined {
  let at = 0;
  let from: number | undefined;
  let to: number | undefined;
  let free = true;
  block.forEach((child, offset) => {
    if (isInserted(child)) {
      if (from !== undefined && at < base.to) free = false;
      return;
    }
    const end = at + child.nodeSize;
    if (from === undefined && base.from >= at && base.from < end) from = offset + base.from - at;
    if (base.to > at && base.to <= end) to = offset + base.to - at;
    if (isDeleted(child) && base.from < end && base.to > at) free = false;
    at = end;
  });
  from ??= base.from === at ? block.content.size : undefined;
  if (base.from === base.to) to = from;
  return from === undefined || to === undefined || !free || from > to ? undefined : { from, to };
}
