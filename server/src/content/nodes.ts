/** A block-level node of a document, as JSON. */
export interface JsonNode {
  readonly type: string;
  readonly id?: string;
  readonly [field: string]: unknown;
}
type Json = { readonly [field: string]: unknown };

/** Fields that hold nodes; those of the second kind hold lists of lists, those of the third lists by name. */
const lists = new Set(['body', 'item', 'empty', 'content']);
export const listsOfLists = new Set(['items', 'offers']);
export const listsByName = new Set(['frames', 'variants']);

/** Whether a field of an object holds nodes: `then` and `else` of a condition do, those of a condition within running text don't. */
export const holdsNodes = (owner: Json, field: string): boolean =>
  lists.has(field) || ((field === 'then' || field === 'else') && typeof owner.condition === 'string');

/** Maps every node of a document, the inner ones first; the document itself is left as it is. */
export function mapNodes<T>(document: T, change: (node: JsonNode) => JsonNode): T {
  const list = (value: unknown): unknown => (Array.isArray(value) ? value.map((one) => node(one)) : inside(value));
  const node = (value: unknown): unknown => (isNode(value) ? change(inside(value) as JsonNode) : inside(value));
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([field, part]) => [field, partOf(value, field, part)]));
  };
  const partOf = (owner: Json, field: string, part: unknown): unknown => {
    if (holdsNodes(owner, field)) return list(part);
    if (listsOfLists.has(field) && Array.isArray(part)) return part.map(list);
    if (listsByName.has(field) && isObject(part)) return Object.fromEntries(Object.entries(part).map(([name, one]) => [name, list(one)]));
    return inside(part);
  };
  return inside(document) as T;
}

/** Every node of a document. */
export function nodesOf(document: unknown): readonly JsonNode[] {
  const found: JsonNode[] = [];
  mapNodes(document, (node) => {
    found.push(node);
    return node;
  });
  return found;
}

/**
 * Gives nodes the ids that they lack, and another one where an id is there twice, so that comments and comparisons find them again.
 * The same document always gets the same ids.
 */
export function withNodeIds<T>(document: T): T {
  const taken = new Set(nodesOf(document).flatMap((node) => (typeof node.id === 'string' ? [node.id] : [])));
  const seen = new Set<string>();
  let next = 1;
  return mapNodes(document, (node) => {
    if (typeof node.id === 'string' && !seen.has(node.id)) {
      seen.add(node.id);
      return node;
    }
    while (taken.has(`n${next}`)) next++;
    const id = `n${next++}`;
    taken.add(id);
    seen.add(id);
    const { type, id: _old, ...rest } = node;
    return { type, id, ...rest };
  });
}

/** Ids of the blocks that a document refers to, sorted. */
export function blockReferences(document: unknown): readonly string[] {
  const refs = nodesOf(document).flatMap((node) => (node.type === 'block' && typeof node.ref === 'string' ? [node.ref] : []));
  return [...new Set(refs)].sort();
}

/** Names of assets that a document's objects ask for, wherever they stand. */
export function assetReferences(document: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (isObject(value))
      for (const [field, part] of Object.entries(value)) {
        if ((field === 'asset' || field === 'fallback') && typeof part === 'string') found.add(part);
        else visit(part);
      }
  };
  visit(document);
  return found;
}

/** What a document names itself: blocks, assets, its brand. */
export function usesOf(document: Json): readonly { kind: 'block' | 'asset' | 'brand'; id: string; direct: true }[] {
  const brand = document.kind === 'template' && typeof document.brand === 'string' ? [document.brand] : [];
  return [
    ...blockReferences(document).map((id) => ({ kind: 'block' as const, id, direct: true as const })),
    ...[...assetReferences(document)].sort().map((id) => ({ kind: 'asset' as const, id, direct: true as const })),
    ...brand.map((id) => ({ kind: 'brand' as const, id, direct: true as const })),
  ];
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
export const isNode = (value: unknown): value is JsonNode => isObject(value) && typeof value.type === 'string';
