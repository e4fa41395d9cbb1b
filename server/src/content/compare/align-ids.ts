import type { JsonDocument } from '../drafts/document.ts';
import { type JsonNode, mapNodes, nodesOf, withNodeIds } from '../nodes.ts';

/** A node without an id of its own on at least one side is recognised by what it says. */
interface Candidate {
  readonly at: number;
  readonly node: JsonNode;
  /** What it says without ids, as JSON. */
  readonly text: string;
  readonly words: ReadonlySet<string>;
}

/** Words that two nodes share, of all that they have: from here on they are taken for the same. */
const ALIKE = 0.35;

/**
 * Gives the same ids to the same nodes of two documents, where one of them came without: first to nodes that are equal, then to those of
 * a type that are most alike, then in their order to those of the same type that are left.
 */
export function alignIds(older: JsonDocument, newer: JsonDocument): readonly [JsonDocument, JsonDocument] {
  const [before, after] = [nodesOf(older), nodesOf(newer)];
  if ([...before, ...after].every(({ id }) => id !== undefined)) return [withNodeIds(older), withNodeIds(newer)];
  const left = candidates(before, after);
  const right = candidates(after, before);
  const twins = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (a: Candidate, b: Candidate) => {
    twins.set(a.at, b.at);
    taken.add(b.at);
  };
  const open = (one: Candidate) => ({
    free: !twins.has(one.at),
    partners: () =>
      right.filter(
        (other) => !taken.has(other.at) && other.node.type === one.node.type && !(one.node.id !== undefined && other.node.id !== undefined),
      ),
  });
  const steps: readonly ((one: Candidate, partners: readonly Candidate[]) => Candidate | undefined)[] = [
    (one, partners) => partners.find((other) => other.text === one.text),
    (one, partners) => mostAlike(one, partners),
    (_one, partners) => partners[0],
  ];
  for (const step of steps)
    for (const one of left) {
      const { free, partners } = open(one);
      const found = free ? step(one, partners()) : undefined;
      if (found) pair(one, found);
    }
  const names = after.map(({ id }, i) => id ?? before[[...twins].find(([, b]) => b === i)?.[0] ?? -1]?.id ?? `same-${i + 1}`);
  const older2 = before.map(({ id }, i) => (twins.has(i) ? names[twins.get(i)!]! : (id ?? `gone-${i + 1}`)));
  return [named(older, older2), named(newer, names)];
}

/** Nodes without an id, or whose id the other document does not know. */
function candidates(own: readonly JsonNode[], others: readonly JsonNode[]): Candidate[] {
  const known = new Set(others.flatMap(({ id }) => id ?? []));
  return own.flatMap((node, at) => {
    if (node.id !== undefined && known.has(node.id)) return [];
    const text = JSON.stringify(node, (key, value: unknown) => (key === 'id' ? undefined : value));
    return [{ at, node, text, words: new Set(text.match(/[\p{L}\p{N}]+/gu)) }];
  });
}

function mostAlike(one: Candidate, partners: readonly Candidate[]): Candidate | undefined {
  let best: { readonly share: number; readonly other?: Candidate } = { share: ALIKE };
  for (const other of partners) {
    let both = 0;
    for (const word of one.words) if (other.words.has(word)) both++;
    const share = both / Math.max(1, one.words.size + other.words.size - both);
    if (share > best.share) best = { share, other };
  }
  return best.other;
}

/** Both walks meet the nodes in the same order. */
function named(document: JsonDocument, names: readonly string[]): JsonDocument {
  let at = 0;
  return withNodeIds(mapNodes(document, (node) => ({ ...node, id: names[at++]! })));
}
