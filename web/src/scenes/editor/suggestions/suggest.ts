import { Fragment, type Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { isDeleted, isInserted, plain, type Said, saidOf, suggestionMark } from '../model/suggested.ts';
import { type Changed, type Difference, type Exchanged, isBy, isExchange } from './differences.ts';
import { groupsOf } from './groups.ts';

/** Where words were changed: offsets into the content of a textblock before and after. */
interface Change {
  readonly start: number;
  readonly endBefore: number;
  readonly startAfter: number;
  readonly endAfter: number;
}

/** Where two contents differ: the same beginning and end left out. */
function difference(before: Fragment, after: Fragment): readonly Change[] {
  const start = before.findDiffStart(after);
  const end = before.findDiffEnd(after);
  if (start === null || end === null) return [];
  // Of letters in a row that are alike, beginning and end may claim the same one.
  const overlap = Math.max(0, start - Math.min(end.a, end.b));
  return [{ start, endBefore: end.a + overlap, startAfter: start, endAfter: end.b + overlap }];
}

/** What steps replaced, as positions in the documents before and after all of them. */
export function replacedIn(transactions: readonly Transaction[]): readonly Change[] {
  const maps = transactions.flatMap((tr) => [...tr.mapping.maps]);
  return maps.flatMap((map, i) => {
    const back = (pos: number, side: -1 | 1) => maps.slice(0, i).reduceRight((at, one) => one.invert().map(at, side), pos);
    const on = (pos: number, side: -1 | 1) => maps.slice(i + 1).reduce((at, one) => one.map(at, side), pos);
    const found: Change[] = [];
    map.forEach((start, end, startAfter, endAfter) => {
      found.push({ start: back(start, -1), endBefore: back(end, 1), startAfter: on(startAfter, -1), endAfter: on(endAfter, 1) });
    });
    return found;
  });
}

/**
 * The changes within a textblock: whole, as a person made them, and from the last to the first. Where steps overlap, or change no more than
 * marks, what is different tells.
 */
function changesIn({ before, after, posBefore, pos }: Changed, replaced: readonly Change[]): readonly Change[] {
  const own = replaced
    .filter((one) => one.start > posBefore && one.endBefore < posBefore + before.nodeSize)
    .map(({ start, endBefore, startAfter, endAfter }) => ({
      ...{ start: start - posBefore - 1, endBefore: endBefore - posBefore - 1 },
      ...{ startAfter: startAfter - pos - 1, endAfter: endAfter - pos - 1 },
    }))
    .sort((a, b) => b.start - a.start);
  const within = own.every(({ startAfter, endAfter }) => startAfter >= 0 && endAfter <= after.content.size);
  const apart = own.every((one, i) => i === 0 || (one.endBefore < own[i - 1]!.start && one.endAfter < own[i - 1]!.startAfter));
  const grown = own.reduce((sum, one) => sum + one.endAfter - one.startAfter - one.endBefore + one.start, 0);
  return own.length > 0 && within && apart && grown === after.content.size - before.content.size
    ? own
    : difference(before.content, after.content);
}

export interface Author {
  readonly id: string;
  readonly name: string;
}

export interface Making {
  readonly author: Author;
  readonly now: () => string;
  readonly newId: () => string;
}

/**
 * Makes suggestions of what was just written: what was taken away comes back as words and nodes to be taken out, what was written is marked
 * as put in. What the author had put in as a suggestion really goes; what others suggested stays.
 * @returns whether something was written into the midst of words that somebody else suggests, and was taken back
 */
export function makeSuggestions(
  tr: Transaction,
  before: EditorState,
  differences: readonly Difference[],
  replaced: readonly Change[],
  making: Making,
): boolean {
  let refused = false;
  // Where more than words changed, all of it is one suggestion: a divided paragraph is not half accepted.
  const said = differences.some(isExchange) ? saidForAll(differences, replaced, making) : undefined;
  for (const one of [...differences].reverse()) {
    if (isExchange(one)) exchangeIn(tr, one, said!, making);
    else if (!wordsIn(tr, before, one, replaced, making, said)) refused = true;
  }
  return refused;
}

/** @returns false where it reached into the midst of what others suggest, and was taken back */
function wordsIn(
  tr: Transaction,
  state: EditorState,
  one: Changed,
  replaced: readonly Change[],
  making: Making,
  said: Said | undefined,
): boolean {
  const { before, after, pos } = one;
  const changes = changesIn(one, replaced);
  const refused = changes.some(({ start }) => isWithinOthers(before, start, making.author.id));
  if (refused) tr.replaceWith(pos + 1, pos + 1 + after.content.size, before.content);
  else
    for (const change of changes)
      suggestIn(tr, state, one, change, making, said ?? besides(before, change.start, change.endBefore, making));
  if (!before.sameMarkup(after)) tr.setNodeMarkup(pos, before.type, before.attrs, before.marks);
  return !refused;
}

const isWithinOthers = (block: Node, at: number, author: string): boolean =>
  groupsOf(block).some(({ said, from, to }) => said.byId !== author && from < at && at < to);

/** The author's suggestion beside one of the differences goes on; else a new one begins. */
function saidForAll(differences: readonly Difference[], replaced: readonly Change[], making: Making): Said {
  for (const one of differences) {
    const near = isExchange(one)
      ? [...one.beside, ...one.come].map(suggestionMark).find((mark) => mark && isOwn(saidOf(mark), making))
      : undefined;
    if (near) return saidOf(near);
    if (isExchange(one)) continue;
    const group = changesIn(one, replaced)
      .map(({ start, endBefore }) => ownGroup(one.before, start, endBefore, making))
      .find((found) => found);
    if (group) return group.said;
  }
  return newSaid(making);
}

/** Brings back nodes that were taken away, as such that are to go, and marks those that came. */
function exchangeIn(tr: Transaction, { gone, come, pos }: Exchanged, said: Said, { author }: Making): void {
  const stay = gone
    .filter((node) => !isBy(node, author.id))
    .map((node) => (suggestionMark(node) === undefined ? goesBy(withoutOwn(node, author.id), said) : node));
  if (stay.length > 0) tr.insert(pos, stay);
  let at = stay.reduce((sum, node) => sum + node.nodeSize, pos);
  for (const node of come) {
    const start = tr.steps.length;
    // What is to go, and what others put in, stayed where it was: it came along with what was around it.
    if (suggestionMark(node) === undefined) comesBy(tr, at, said, author.id);
    else if (isBy(node, author.id)) tr.addNodeMark(at, tr.doc.type.schema.mark('inserted', { said }));
    else tr.delete(at, at + node.nodeSize);
    at = tr.mapping.slice(start).map(at + node.nodeSize, 1);
  }
}

/** Marks a node as put in. What stands in it is all new: of words that came along with it from elsewhere, suggestions of others stayed there. */
function comesBy(tr: Transaction, pos: number, said: Said, author: string): void {
  const { schema } = tr.doc.type;
  const runs: { from: number; to: number; stays: boolean }[] = [];
  tr.doc.nodeAt(pos)!.descendants((node, inside) => {
    const mark = suggestionMark(node);
    const from = pos + 1 + inside;
    if (mark !== undefined) runs.push({ from, to: from + node.nodeSize, stays: isInserted(node) && saidOf(mark).byId === author });
    return mark === undefined;
  });
  for (const { from, to, stays } of runs.reverse()) {
    if (!stays) tr.delete(from, to);
    else if (tr.doc.nodeAt(from)!.isInline) tr.removeMark(from, to, schema.marks.inserted);
    else tr.removeNodeMark(from, schema.marks.inserted!);
  }
  tr.addNodeMark(pos, schema.mark('inserted', { said }));
}

/** A node without what an author suggested in it: who takes out the whole does not also change its words. */
function withoutOwn(node: Node, author: string): Node {
  const kept = node.children.flatMap((child) => {
    const mark = suggestionMark(child);
    if (isBy(child, author)) return [];
    const inside = child.isInline ? child : withoutOwn(child, author);
    return mark !== undefined && isDeleted(child) && saidOf(mark).byId === author ? [plain(inside)] : [inside];
  });
  return node.isLeaf ? node : node.copy(Fragment.fromArray(kept));
}

function suggestIn(
  tr: Transaction,
  state: EditorState,
  { before, after, pos }: Changed,
  { start, endBefore, startAfter, endAfter }: Change,
  making: Making,
  said: Said,
): void {
  const { schema } = before.type;
  const mine = (node: Node) => isBy(node, making.author.id);
  const staying = (from: number, to: number) =>
    Fragment.fromArray(
      before.content
        .cut(from, to)
        .content.filter((node) => !mine(node))
        .map((node) => (isLeft(node, making.author.id) ? node : goesBy(node, said))),
    );
  // What others suggest stays in one piece: of one that was reached into, the whole stands after what was written.
  const reached = groupsOf(before).find((group) => group.said.byId !== making.author.id && group.from < endBefore && endBefore < group.to);
  const [first, last] = [staying(start, reached?.from ?? endBefore), staying(reached?.from ?? endBefore, endBefore)];
  const typed = after.content.cut(startAfter, endAfter);
  const at = pos + 1 + startAfter;
  if (last.size > 0) tr.insert(at + typed.size, last);
  if (first.size > 0) tr.insert(at, first);
  if (first.size + last.size > 0 || !typed.content.every(mine)) {
    const [from, to] = [at + first.size, at + first.size + typed.size];
    const came = movedHere(typed, before.content.cut(start, endBefore), making.author.id);
    for (const name of ['inserted', 'deleted']) tr.removeMark(from, to, schema.marks[name]);
    tr.addMark(from, to, schema.mark('inserted', { said }));
    for (const run of came.reverse()) tr.delete(from + run.from, from + run.to);
  }
  if (typed.size === 0 && first.size > 0 && back(state, at)) tr.setSelection(TextSelection.create(tr.doc, at));
}

/**
 * What came along with words from elsewhere, or with words that only look otherwise now, and is no word of the text: what is to go, and what
 * others put in. Both stay where they were.
 */
function movedHere(typed: Fragment, was: Fragment, author: string): { from: number; to: number }[] {
  const words = (content: Fragment) => content.textBetween(0, content.size, undefined, '\ufffc');
  // A single letter was typed: within what is to go it looks so too.
  if (typed.size < 2 || (was.size > 0 && words(was) !== words(typed))) return [];
  const runs: { from: number; to: number }[] = [];
  typed.forEach((node, from) => {
    if (suggestionMark(node) !== undefined && !isBy(node, author)) runs.push({ from, to: from + node.nodeSize });
  });
  return runs.length === 1 && runs[0]!.to - runs[0]!.from === typed.size && was.size === 0 ? [] : runs;
}

/** Whether what went stood before the cursor, or was selected: then the cursor stays before it, so that one can go on taking out. */
const back = ({ selection }: EditorState, at: number): boolean => !(selection.empty && selection.from === at);

/** What others suggest stays as it is; words that are to go already stay with whom they went by. */
function isLeft(node: Node, author: string): boolean {
  const mark = suggestionMark(node);
  return mark !== undefined && (mark.type.name === 'inserted' || saidOf(mark).byId !== author);
}

const goesBy = (node: Node, said: Said): Node => node.mark(node.type.schema.mark('deleted', { said }).addToSet(plain(node).marks));

/** The author's suggestion beside a place goes on; else a new one begins. */
const besides = (block: Node, from: number, to: number, making: Making): Said => ownGroup(block, from, to, making)?.said ?? newSaid(making);

const ownGroup = (block: Node, from: number, to: number, making: Making) =>
  groupsOf(block).find((group) => isOwn(group.said, making) && group.from <= to && group.to >= from);

const isOwn = (said: Said, { author }: Making): boolean => said.byId === author.id && said.assistant === undefined;
const newSaid = ({ author, now, newId }: Making): Said => ({ id: newId(), by: author.name, byId: author.id, at: now() });
