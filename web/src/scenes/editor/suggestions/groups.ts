import { Fragment, type Node } from '@tiptap/pm/model';
import { writingOf } from '../model/from-editor.ts';
import { inlineFromEditor } from '../model/inline.ts';
import { pointerAt } from '../model/places.ts';
import { asOriginal, hasSuggestions, isDeleted, isInserted, plain, type Said, saidOf, suggestionMark } from '../model/suggested.ts';
import { idOf } from '../writing/plugins/comments.ts';
import { type Change, keptOf, type Suggestion } from './changes.ts';

/** Neighbours in a node of which one suggestion puts in or takes out each; in a text offsets into its content. */
export interface Group {
  readonly said: Said;
  readonly from: number;
  readonly to: number;
  /** The same place in the words, or among the nodes, as they are without suggestions. */
  readonly base: { readonly from: number; readonly to: number };
}

/** A suggestion where it stands in the editor's document, with every place in the order of the text. */
export interface Placed {
  readonly suggestion: Suggestion;
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
}

const known = new WeakMap<Node, readonly Group[]>();

/** What is suggested right in a node, in its order: of a text its words, else whole nodes. */
export function groupsOf(parent: Node): readonly Group[] {
  if (!hasSuggestions(parent)) return [];
  const before = known.get(parent);
  if (before !== undefined) return before;
  const groups: Group[] = [];
  let base = 0;
  let open = false;
  parent.forEach((child, from) => {
    const mark = suggestionMark(child);
    const baseTo = base + (isInserted(child) ? 0 : parent.isTextblock ? child.nodeSize : 1);
    const to = from + child.nodeSize;
    const last = groups.at(-1);
    const said = mark && saidOf(mark);
    if (said !== undefined && open && last?.said.id === said.id)
      groups[groups.length - 1] = { ...last, to, base: { from: last.base.from, to: baseTo } };
    else if (said !== undefined) groups.push({ said, from, to, base: { from: base, to: baseTo } });
    open = said !== undefined;
    base = baseTo;
  });
  known.set(parent, groups);
  return groups;
}

/** The words of a textblock as they are, one character for each position. */
export function baseText(block: Node): string {
  const { content } = asOriginal(block);
  return content.textBetween(0, content.size, undefined, '\ufffc');
}

/** What a group puts in. */
function insertedBy(block: Node, { from, to }: Pick<Group, 'from' | 'to'>): Fragment {
  return Fragment.fromArray(block.content.cut(from, to).content.filter(isInserted).map(plain));
}

/** Visits every node in which something is suggested, the outer ones first; not what is put in as a whole. */
export function eachSuggested(doc: Node, visit: (node: Node, pos: number) => void): void {
  if (hasSuggestions(doc)) visit(doc, -1);
  doc.descendants((node, pos) => {
    if (node.isInline || !hasSuggestions(node) || isInserted(node)) return false;
    visit(node, pos);
    return true;
  });
}

const told = new WeakMap<Node, readonly Placed[]>();

/** Every suggestion in a document, in the order of the text. */
export function suggestionsIn(doc: Node): readonly Placed[] {
  const before = told.get(doc);
  if (before !== undefined) return before;
  const found = new Map<string, { said: Said; parts: { change: Change; from: number; to: number }[] }>();
  eachSuggested(doc, (parent, pos) => {
    for (const group of groupsOf(parent)) {
      const change = parent.isTextblock ? wordsOf(doc, parent, pos, group) : nodesOf(doc, parent, pos, group);
      const one = found.get(group.said.id) ?? { said: group.said, parts: [] };
      found.set(group.said.id, one);
      one.parts.push({ change, from: pos + 1 + group.from, to: pos + 1 + group.to });
    }
  });
  const placed = [...found.values()].map(({ said, parts }): Placed => {
    const inOrder = parts.sort((a, b) => a.from - b.from);
    const ranges = inOrder.map(({ from, to }) => ({ from, to }));
    return { suggestion: { ...said, changes: inOrder.map(({ change }) => change) }, ranges };
  });
  placed.sort((a, b) => a.ranges[0]!.from - b.ranges[0]!.from);
  told.set(doc, placed);
  return placed;
}

function wordsOf(doc: Node, block: Node, pos: number, group: Group): Change {
  const inserted = inlineFromEditor(insertedBy(block, group), undefined, block.type.schema);
  return { place: placeAt(doc, pos, idOf(block)), text: baseText(block), ...group.base, inserted };
}

function nodesOf(doc: Node, parent: Node, pos: number, { from, to, base }: Group): Change {
  const writing = writingOf(doc);
  const nodes = parent.content.cut(from, to).content;
  const gone = nodes.filter(isDeleted);
  return {
    place: placeAt(doc, pos + 1 + from, gone[0] && idOf(gone[0])),
    between: between(asOriginal(parent), base),
    gone: keptOf(gone.map(plain), writing),
    come: keptOf(nodes.filter(isInserted).map(plain), writing),
  };
}

function placeAt(doc: Node, pos: number, nodeId: string | undefined): Change['place'] {
  return { pointer: pointerAt(doc, pos), ...(nodeId === undefined ? {} : { nodeId }), language: doc.attrs.language as string };
}

/** The neighbours of nodes in a parent without suggestions, as they are found again by. */
export const between = (original: Node, { from, to }: Group['base']): readonly [string | null, string | null] => [
  signOf(original.maybeChild(from - 1)),
  signOf(original.maybeChild(to)),
];

const signOf = (node: Node | null): string | null => node && (idOf(node) ?? `${node.type.name} ${node.textContent.slice(0, 80)}`);

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
