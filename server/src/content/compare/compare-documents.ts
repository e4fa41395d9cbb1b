import type { Comparison, NodeChange } from '@posthorn/contract';
import type { JsonDocument } from '../drafts/document.ts';
import { alignIds } from './align-ids.ts';
import { type FlatNode, flatten } from './flatten.ts';
import { wordDiff } from './word-diff.ts';

/**
 * What changed from one document to another: texts word by word, rules and settings by their fields, nodes by their ids.
 * @param all also tells what is the same
 */
export function compareDocuments(older: JsonDocument, newer: JsonDocument, all = false): Pick<Comparison, 'counts' | 'nodes'> {
  const [a, b] = alignIds(older, newer);
  const before = flatten(a);
  const after = flatten(b);
  const old = new Map(before.map((node) => [node.id, node]));
  const now = new Map(after.map((node) => [node.id, node]));
  const moved = movedNodes(before, after, old, now);
  const changes: NodeChange[] = [];
  let at = 0;
  for (const node of after) {
    // What is gone stands where it stood: before the next node that both have.
    const place = old.has(node.id) ? before.findIndex((one, i) => i >= at && one.id === node.id) : -1;
    if (place >= 0) {
      changes.push(
        ...before
          .slice(at, place)
          .filter((one) => !now.has(one.id))
          .map(removed),
      );
      at = place + 1;
    }
    const change = changeOf(old.get(node.id), node, moved.has(node.id));
    if (all) changes.push(inFull(change ?? asItIs(node), node));
    else if (change) changes.push(change);
  }
  changes.push(
    ...before
      .slice(at)
      .filter((one) => !now.has(one.id))
      .map(removed),
  );
  const seen = new Set<string>();
  const nodes = changes.filter((one) => !seen.has(one.nodeId) && seen.add(one.nodeId));
  const count = (kind: NodeChange['change']) => nodes.filter((one) => one.change === kind).length;
  return { counts: { added: count('added'), removed: count('removed'), changed: count('changed'), moved: count('moved') }, nodes };
}

const removed = (node: FlatNode): NodeChange => ({ ...head(node), change: 'removed', ...differences(node, undefined) });

function changeOf(before: FlatNode | undefined, after: FlatNode, moved: boolean): NodeChange | undefined {
  if (!before) return { ...head(after), change: 'added', ...differences(undefined, after) };
  const found = differences(before, after);
  if (before.type !== after.type) found.settings.unshift({ field: 'type', before: before.type, after: after.type });
  if (found.texts.length + found.rules.length + found.settings.length > 0) return { ...head(after), change: 'changed', ...found };
  return moved ? { ...head(after), change: 'moved', ...found } : undefined;
}

const head = ({ id, type, pointer, depth }: FlatNode) => ({ nodeId: id, type, pointer, depth });

/** What is said of a node with all its texts and rules, for those who read the whole. */
function inFull(change: NodeChange, node: FlatNode): NodeChange {
  const nameOf = (one: { field: string; language?: string }) => (one.language === undefined ? one.field : `${one.field} ${one.language}`);
  const told = new Set([...change.texts.map(nameOf), ...change.rules.map(({ field }) => field)]);
  const texts = [...node.texts].map(([name, text]) => {
    return change.texts.find((one) => nameOf(one) === name) ?? { ...placeOf(name), pieces: [{ kind: 'same' as const, text }] };
  });
  const gone = change.texts.filter((one) => !node.texts.has(nameOf(one)));
  const kept = [...node.rules].filter(([field]) => !told.has(field)).map(([field, rule]) => ({ field, before: rule, after: rule }));
  return { ...change, texts: [...texts, ...gone], rules: [...change.rules, ...kept] };
}

const asItIs = (node: FlatNode): NodeChange => ({ ...head(node), change: 'same', texts: [], rules: [], settings: [] });

function placeOf(name: string): { field: string; language?: string } {
  const [field, language] = name.split(' ') as [string, string?];
  return language ? { field, language } : { field };
}

function differences(before: FlatNode | undefined, after: FlatNode | undefined): Pick<NodeChange, 'texts' | 'rules' | 'settings'> {
  const names = <T>(of: (node: FlatNode) => ReadonlyMap<string, T>) =>
    new Set([...(after ? of(after).keys() : []), ...(before ? of(before).keys() : [])]);
  const texts = [...names((node) => node.texts)].flatMap((name) => {
    const [was, is] = [before?.texts.get(name) ?? '', after?.texts.get(name) ?? ''];
    return was === is ? [] : [{ ...placeOf(name), pieces: [...wordDiff(was, is)] }];
  });
  const rules = [...names((node) => node.rules)].flatMap((field) => {
    const [was, is] = [before?.rules.get(field), after?.rules.get(field)];
    return was === is ? [] : [{ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
  const settings = [...names((node) => node.settings)].flatMap((field) => {
    const [was, is] = [before?.settings.get(field), after?.settings.get(field)];
    return JSON.stringify(was) === JSON.stringify(is)
      ? []
      : [{ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
  return { texts, rules, settings };
}

/** Nodes that stand in another list, or in another order within theirs: all but the most that kept their order. */
function movedNodes(
  before: readonly FlatNode[],
  after: readonly FlatNode[],
  old: ReadonlyMap<string, FlatNode>,
  now: ReadonlyMap<string, FlatNode>,
): ReadonlySet<string> {
  const order = new Map(before.map((node, i) => [node.id, i]));
  const moved = new Set(after.filter((node) => old.has(node.id) && old.get(node.id)!.parent !== node.parent).map(({ id }) => id));
  const stayed = after.filter((node) => old.has(node.id) && now.has(node.id) && !moved.has(node.id));
  for (const siblings of Map.groupBy(stayed, ({ parent }) => parent).values()) {
    const kept = longestRising(siblings.map(({ id }) => order.get(id)!));
    siblings.forEach(({ id }) => {
      if (!kept.has(order.get(id)!)) moved.add(id);
    });
  }
  return moved;
}

/** The members of a longest rising subsequence of distinct numbers. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous = new Map<number, number | undefined>();
  for (const number of numbers) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (tails[mid]! < number) low = mid + 1;
      else high = mid;
    }
    previous.set(number, tails[low - 1]);
    tails[low] = number;
  }
  const members = new Set<number>();
  for (let at = tails.at(-1); at !== undefined; at = previous.get(at)) members.add(at);
  return members;
}
