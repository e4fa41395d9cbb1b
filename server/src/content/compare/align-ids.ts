import type { JsonDocument } from '../drafts/document.ts';
import { type JsonNode, mapNodes, nodesOf, withNodeIds } from '../nodes.ts';

/**
 * Gives the same ids to the same nodes of two documents, for those that came without: first to nodes that are equal, then in their order
 * to those of the same type that are left.
 */
export function alignIds(older: JsonDocument, newer: JsonDocument): readonly [JsonDocument, JsonDocument] {
  const nameless = (document: JsonDocument) => nodesOf(document).filter((node) => node.id === undefined);
  const left = nameless(older);
  const right = nameless(newer);
  if (left.length === 0 || right.length === 0) return [withNodeIds(older), withNodeIds(newer)];
  const names = new Map<JsonNode, string>();
  let next = 1;
  const pair = (keyOf: (node: JsonNode) => string) => {
    const waiting = Map.groupBy(
      left.filter((node) => !names.has(node)),
      keyOf,
    );
    for (const node of right) {
      const twin = names.has(node) ? undefined : waiting.get(keyOf(node))?.shift();
      if (!twin) continue;
      const name = `same-${next++}`;
      names.set(twin, name);
      names.set(node, name);
    }
  };
  pair((node) => JSON.stringify(node));
  pair((node) => node.type);
  // Both walks meet the nodes in the same order.
  const named = (document: JsonDocument, nodes: readonly JsonNode[]) => {
    let at = 0;
    return withNodeIds(
      mapNodes(document, (node) => {
        if (node.id !== undefined) return node;
        const name = names.get(nodes[at++]!);
        return name === undefined ? node : { ...node, id: name };
      }),
    );
  };
  return [named(older, left), named(newer, right)];
}
