import { Fragment, type Node } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { writingOf } from '../model/from-editor.ts';
import { inlineToEditor } from '../model/inline.ts';
import { pointerAt } from '../model/places.ts';
import { asOriginal, isInserted, marked, type Said, suggestionMark, takesSuggestions } from '../model/suggested.ts';
import { sameContent } from '../saving/same-content.ts';
import { idOf } from '../writing/plugins/comments.ts';
import { type Change, fromKept, isOfWords, keptOf, type NodesChange, type Suggestion, type WordsChange, wordsGone } from './changes.ts';
import { baseText, between, freeRange } from './groups.ts';

/** Letters around a change by which it is found again in a text that was changed since. */
const contexts = [40, 20, 10, 5];

/**
 * Where a change stands in a text that may have been written on since: before or after what was written, or where the same letters stand
 * around it, and nowhere else. Undefined when that cannot be told.
 */
export function locate(change: Pick<WordsChange, 'text' | 'from' | 'to'>, now: string): { from: number; to: number } | undefined {
  const { text, from, to } = change;
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

interface Found {
  readonly node: Node;
  readonly pos: number;
}

/** The text that a change is about: by the id of its node, by its place, or by its words. */
function blockOf(doc: Node, { place, text }: WordsChange): Found | undefined {
  const found: { byId?: Found; byPlace?: Found; byWords?: Found } = {};
  eachOriginal(doc, (node, pos) => {
    if (!node.isTextblock || found.byId !== undefined) return;
    if (place.nodeId !== undefined && idOf(node) === place.nodeId) found.byId = { node, pos };
    else if (found.byPlace === undefined && pointerAt(doc, pos) === place.pointer) found.byPlace = { node, pos };
    if (found.byWords === undefined && text !== '' && baseText(node) === text) found.byWords = { node, pos };
  });
  const { byId, byPlace, byWords } = found;
  if (byId !== undefined) return byId;
  return byPlace !== undefined && baseText(byPlace.node) === text ? byPlace : (byWords ?? byPlace);
}

/** Visits all nodes that hold others or words, as they are without what is put in by suggestions. */
function eachOriginal(doc: Node, visit: (node: Node, pos: number) => void): void {
  doc.descendants((node, pos) => {
    if (node.isInline || isInserted(node)) return false;
    visit(node, pos);
    return !node.isTextblock;
  });
}

/** How a change is put into a document: positions are mapped by what was put in before. */
type Putting = (tr: Transaction, said: Said, at: (pos: number, side: -1 | 1) => number) => void;

function wordsPut(doc: Node, change: WordsChange): Putting | undefined {
  const block = blockOf(doc, change);
  if (block === undefined) return undefined;
  const now = baseText(block.node);
  const base = locate(change, now);
  if (base === undefined || now.slice(base.from, base.to) !== wordsGone(change)) return undefined;
  const range = freeRange(block.node, base);
  if (range === undefined) return undefined;
  const { schema } = doc.type;
  const [from, to] = [block.pos + 1 + range.from, block.pos + 1 + range.to];
  return (tr, said, at) => {
    const inserted = marked(inlineToEditor(change.inserted, schema), 'inserted', said, schema);
    const [start, end] = [at(from, 1), at(to, -1)];
    if (inserted.size > 0) tr.insert(end, inserted);
    if (to > from) tr.addMark(start, end, schema.mark('deleted', { said }));
  };
}

function nodesPut(doc: Node, change: NodesChange): Putting | undefined {
  const gap = gapOf(doc, change);
  if (gap === undefined) return undefined;
  const { schema } = doc.type;
  return (tr, said, at) => {
    const come = marked(Fragment.from(fromKept(change.come, doc.attrs.language, schema)), 'inserted', said, schema);
    for (const pos of gap.gone) tr.addNodeMark(at(pos, 1), schema.mark('deleted', { said }));
    if (come.size > 0) tr.insert(at(gap.at, gap.gone.length > 0 ? -1 : 1), come);
  };
}

/** A place among nodes: those that go, and the position at which others come. */
interface Gap {
  readonly pointer: string;
  readonly gone: readonly number[];
  readonly at: number;
  /** How many of the neighbours are those of before. */
  readonly likeness: number;
}

/** Where nodes are exchanged: what goes must be there as it was; what only comes, beside what it stood beside. Of several the one at its place. */
function gapOf(doc: Node, change: NodesChange): Gap | undefined {
  const gaps: Gap[] = [];
  eachOriginal(doc, (parent, pos) => {
    if (takesSuggestions(parent)) gaps.push(...gapsIn(doc, parent, pos, change));
  });
  const best = Math.max(...gaps.map(({ likeness }) => likeness));
  const likely = gaps.filter(({ likeness }) => likeness === best);
  return likely.length === 1 ? likely[0] : likely.find(({ pointer }) => pointer === change.place.pointer);
}

function gapsIn(doc: Node, parent: Node, pos: number, { gone, between: [before, after] }: NodesChange): Gap[] {
  const children: { readonly node: Node; readonly from: number }[] = [];
  parent.forEach((node, offset) => void (isInserted(node) || children.push({ node, from: pos + 1 + offset })));
  const original = asOriginal(parent);
  const writing = writingOf(doc);
  const models = gone.length === 0 ? [] : keptOf(original.children, writing);
  return Array.from({ length: children.length + 1 - gone.length }, (_, i): Gap[] => {
    const run = children.slice(i, i + gone.length);
    const [is, next] = between(original, { from: i, to: i + gone.length });
    const likeness = Number(is === before) + Number(next === after);
    const isThere =
      gone.length === 0 ? likeness > 0 && (is !== null || next !== null) : run.every(({ node }, n) => isThat(node, models[i + n], gone[n]));
    if (!isThere) return [];
    const last = run.at(-1);
    const at = last === undefined ? (children[i]?.from ?? pos + 1 + parent.content.size) : last.from + last.node.nodeSize;
    return [{ pointer: pointerAt(doc, children[i]?.from ?? at), gone: run.map(({ from }) => from), at, likeness }];
  }).flat();
}

const isThat = (node: Node, model: unknown, wanted: unknown): boolean => suggestionMark(node) === undefined && sameContent(model, wanted);

const putting = (doc: Node, change: Change): Putting | undefined => (isOfWords(change) ? wordsPut(doc, change) : nodesPut(doc, change));

/** Puts a suggestion into the document, as a whole. @returns false where it no longer fits: it is kept aside then */
export function putIn(tr: Transaction, suggestion: Suggestion): boolean {
  const { doc } = tr;
  const { changes } = suggestion;
  if (changes.some(({ place }) => place.language !== doc.attrs.language)) return false;
  const puttings = changes.map((change) => putting(doc, change));
  if (puttings.includes(undefined)) return false;
  const start = tr.steps.length;
  for (const put of puttings) put!(tr, saidBy(suggestion), (pos, side) => tr.mapping.slice(start).map(pos, side));
  return true;
}

const saidBy = ({ id, by, byId, at, assistant, changedBy }: Suggestion): Said => ({
  ...{ id, by, byId, at },
  ...(assistant ? { assistant } : {}),
  ...(changedBy ? { changedBy } : {}),
});
