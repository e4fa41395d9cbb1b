import { Fragment, type Node } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { isInserted, plain, type Said, saidOf, suggestionMark } from '../model/suggested.ts';
import { eachSuggested, groupsOf } from './groups.ts';

/** A textblock before and after a change, with its places. */
export interface Changed {
  readonly before: Node;
  readonly after: Node;
  readonly posBefore: number;
  readonly pos: number;
}

/** The textblocks whose words changed; undefined where more than words changed. */
export function changedTexts(before: Node, after: Node, posBefore = -1, pos = -1): Changed[] | undefined {
  if (before === after) return [];
  if (!before.sameMarkup(after)) return undefined;
  if (before.isTextblock) return [{ before, after, posBefore, pos }];
  if (before.childCount !== after.childCount || before.isLeaf) return undefined;
  const changed: Changed[] = [];
  let [atBefore, at] = [posBefore + 1, pos + 1];
  for (let i = 0; i < after.childCount; i++) {
    const inside = changedTexts(before.child(i), after.child(i), atBefore, at);
    if (inside === undefined) return undefined;
    changed.push(...inside);
    atBefore += before.child(i).nodeSize;
    at += after.child(i).nodeSize;
  }
  return changed;
}

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
  const apart = own.every((one, i) => i === 0 || (one.endBefore < own[i - 1]!.start && one.endAfter < own[i - 1]!.startAfter));
  const grown = own.reduce((sum, one) => sum + one.endAfter - one.startAfter - one.endBefore + one.start, 0);
  return own.length > 0 && apart && grown === after.content.size - before.content.size ? own : difference(before.content, after.content);
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
 * Makes suggestions of what was just written: what was taken away comes back as words to be taken out, what was written is marked as put
 * in. What the author had put in as a suggestion really goes; what others suggested stays.
 * @returns whether something was written into the midst of what somebody else suggests, and was taken back
 */
export function makeSuggestions(
  tr: Transaction,
  before: EditorState,
  changed: readonly Changed[],
  replaced: readonly Change[],
  making: Making,
): boolean {
  let refused = false;
  for (const one of [...changed].reverse()) {
    const changes = changesIn(one, replaced);
    if (changes.some(({ start }) => isWithinOthers(one.before, start, making.author.id))) {
      tr.replaceWith(one.pos + 1, one.pos + 1 + one.after.content.size, one.before.content);
      refused = true;
    } else for (const change of changes) suggestIn(tr, before, one, change, making);
  }
  return refused;
}

const isWithinOthers = (block: Node, at: number, author: string): boolean =>
  groupsOf(block).some(({ said, from, to }) => said.byId !== author && from < at && at < to);

function suggestIn(
  tr: Transaction,
  state: EditorState,
  { before, after, pos }: Changed,
  { start, endBefore, startAfter, endAfter }: Change,
  making: Making,
): void {
  const { schema } = before.type;
  const mine = (node: Node) => isInserted(node) && saidOf(suggestionMark(node)!).byId === making.author.id;
  const said = besides(before, start, endBefore, making);
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
    for (const name of ['inserted', 'deleted']) tr.removeMark(from, to, schema.marks[name]);
    tr.addMark(from, to, schema.mark('inserted', { said }));
  }
  if (typed.size === 0 && first.size > 0 && back(state, at)) tr.setSelection(TextSelection.create(tr.doc, at));
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
function besides(block: Node, from: number, to: number, { author, now, newId }: Making): Said {
  const near = groupsOf(block).find(
    (group) => group.said.byId === author.id && group.said.assistant === undefined && group.from <= to && group.to >= from,
  );
  return near?.said ?? { id: newId(), by: author.name, byId: author.id, at: now() };
}

/** One suggestion stands at one place: of those with the same id, as after a paragraph was divided, the later ones become their own. */
export function separateTwins(tr: Transaction, { author, newId }: Making): void {
  const seen = new Set<string>();
  eachSuggested(tr.doc, (block, pos) => {
    for (const { said, from, to } of groupsOf(block)) {
      if (!seen.has(said.id)) seen.add(said.id);
      else remark(tr, pos + 1 + from, pos + 1 + to, { ...said, id: newId(), by: author.name, byId: author.id });
    }
  });
}

function remark(tr: Transaction, from: number, to: number, said: Said): void {
  const { schema } = tr.doc.type;
  const runs: { from: number; to: number; name: string }[] = [];
  tr.doc.nodesBetween(from, to, (node, pos) => {
    const mark = node.isInline ? suggestionMark(node) : undefined;
    if (mark !== undefined) runs.push({ from: Math.max(from, pos), to: Math.min(to, pos + node.nodeSize), name: mark.type.name });
  });
  for (const run of runs) tr.addMark(run.from, run.to, schema.mark(run.name, { said }));
}
