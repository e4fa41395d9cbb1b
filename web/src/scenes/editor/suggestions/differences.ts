import type { Node } from '@tiptap/pm/model';
import { isInserted, saidOf, suggestionMark, takesSuggestions } from '../model/suggested.ts';

/** A textblock before and after a change, with its places. */
export interface Changed {
  readonly before: Node;
  readonly after: Node;
  readonly posBefore: number;
  readonly pos: number;
}

/** Nodes in a row before a change, those that stand in their place after it, and where they begin then. */
export interface Exchanged {
  readonly gone: readonly Node[];
  readonly come: readonly Node[];
  readonly pos: number;
  /** What stood beside them. */
  readonly beside: readonly Node[];
}

export type Difference = Changed | Exchanged;
export const isExchange = (one: Difference): one is Exchanged => 'gone' in one;

/** Why a change cannot be suggested: what it changes is suggested by somebody else, or to go; or no text, such as a place of the template. */
export type Obstacle = 'others' | 'gone' | 'nothing-like-it';
export type Differences = readonly Difference[] | Obstacle;

/** What an author changed. In what they suggest as a whole themselves they write freely: that is no difference. */
export function differencesBetween(before: Node, after: Node, author: string): Differences {
  return new Comparing(author).nodes(before, after, -1, -1);
}

/** Whether a node is suggested as a whole by an author. */
export function isBy(node: Node, author: string): boolean {
  const mark = suggestionMark(node);
  return mark?.type.name === 'inserted' && saidOf(mark).byId === author;
}

/** Nodes in a row of one parent: the number of the first, and where it begins. */
interface Row {
  readonly nodes: readonly Node[];
  readonly start: number;
  readonly pos: number;
}

class Comparing {
  private readonly author: string;
  constructor(author: string) {
    this.author = author;
  }

  /** The differences within a node; an obstacle where only the whole node can have changed. */
  nodes(before: Node, after: Node, posBefore: number, pos: number): Differences {
    if (before === after) return [];
    const mark = suggestionMark(before);
    if (mark !== undefined && suggestionMark(after)?.eq(mark)) {
      if (isBy(before, this.author)) return [];
      return isInserted(before) ? 'others' : 'gone';
    }
    if (!isSameKind(before, after)) return 'nothing-like-it';
    if (before.isTextblock) return [{ before, after, posBefore, pos }];
    if (before.isLeaf) return 'nothing-like-it';
    return this.rows(before, { nodes: before.children, start: 0, pos: posBefore + 1 }, { nodes: after.children, start: 0, pos: pos + 1 });
  }

  private rows(parent: Node, before: Row, after: Row): Differences {
    const [b, a] = inner(before, after);
    if (b.nodes.length + a.nodes.length === 0) return [];
    // What stays the very same node stays where it is, and what moved around it did.
    const stays = b.nodes.findIndex((node) => a.nodes.includes(node));
    if (stays >= 0) {
      const at = a.nodes.indexOf(b.nodes[stays]!);
      return joined([this.rows(parent, part(b, 0, stays), part(a, 0, at)), this.rows(parent, part(b, stays + 1), part(a, at + 1))]);
    }
    if (b.nodes.length === a.nodes.length) {
      const each = joined(b.nodes.map((node, i) => this.nodes(node, a.nodes[i]!, part(b, i).pos, part(a, i).pos)));
      if (each !== 'nothing-like-it') return each;
    }
    return takesSuggestions(parent) ? this.exchange(parent, b, a) : 'nothing-like-it';
  }

  /** Others in the place of some. The first, or the last, may be one of them with other words, as where a paragraph was divided. */
  private exchange(parent: Node, b: Row, a: Row): Differences {
    const touched = b.nodes.find((node, i) => {
      const mark = suggestionMark(node);
      return mark !== undefined && !isBy(node, this.author) && a.nodes[i] !== undefined && suggestionMark(a.nodes[i]!)?.eq(mark);
    });
    if (touched !== undefined) return isInserted(touched) ? 'others' : 'gone';
    const mine = b.nodes.filter((node) => isBy(node, this.author));
    const beside = [parent.maybeChild(b.start - 1), ...mine, parent.maybeChild(b.start + b.nodes.length)];
    const whole = (gone: Row, come: Row): Exchanged => ({
      ...{ gone: gone.nodes, come: come.nodes, pos: come.pos },
      beside: beside.filter((node) => node !== null),
    });
    const last = this.sameWords(b.nodes.at(-1), a.nodes.at(-1));
    if (last) {
      const [i, j] = [b.nodes.length - 1, a.nodes.length - 1];
      const end: Changed = { before: b.nodes[i]!, after: a.nodes[j]!, posBefore: part(b, i).pos, pos: part(a, j).pos };
      return [whole(part(b, 0, i), part(a, 0, j)), end];
    }
    const [first, now] = [b.nodes[0], a.nodes[0]];
    const within =
      first && now && !suggestionMark(first) && !suggestionMark(now) ? this.nodes(first, now, b.pos, a.pos) : 'nothing-like-it';
    return typeof within === 'string' ? [whole(b, a)] : [...within, whole(part(b, 1), part(a, 1))];
  }

  private sameWords(before: Node | undefined, after: Node | undefined): boolean {
    if (before === undefined || after === undefined || !before.isTextblock || before.childCount === 0) return false;
    return suggestionMark(before) === undefined && before.type === after.type && before.content.eq(after.content);
  }
}

/** The rows without what is the same at their beginnings and ends. */
function inner(before: Row, after: Row): [Row, Row] {
  const [b, a] = [before.nodes, after.nodes];
  const most = Math.min(b.length, a.length);
  let start = 0;
  while (start < most && isSame(b[start]!, a[start]!)) start++;
  let end = 0;
  while (end < most - start && isSame(b[b.length - 1 - end]!, a[a.length - 1 - end]!)) end++;
  return [part(before, start, b.length - end), part(after, start, a.length - end)];
}

const isSame = (a: Node, b: Node): boolean => a === b || a.eq(b);

const part = ({ nodes, start, pos }: Row, from: number, to = nodes.length): Row => ({
  nodes: nodes.slice(from, to),
  start: start + from,
  pos: nodes.slice(0, from).reduce((at, { nodeSize }) => at + nodeSize, pos),
});

function joined(all: readonly Differences[]): Differences {
  const obstacles = all.filter((one) => typeof one === 'string');
  return obstacles[0] === undefined
    ? (all as readonly (readonly Difference[])[]).flat()
    : (obstacles.find((one) => one !== 'nothing-like-it') ?? obstacles[0]);
}

/** Whether one node can have become the other by what was changed within it. Texts in other languages go along with the words. */
function isSameKind(a: Node, b: Node): boolean {
  if (!a.isTextblock || a.type !== b.type) return a.sameMarkup(b);
  return a.sameMarkup(b.type.create({ ...b.attrs, text: a.attrs.text }, undefined, b.marks));
}
