import { flag, list, node, nodes, ref, type Schema, text } from '../schema-terms.ts';

/** What `list.ts` says of lists, in JSON Schema. */
export const listNode: Schema = node(
  'list',
  {},
  {
    ...{ items: list(nodes), each: ref('expression'), as: text, item: nodes, ordered: flag, tight: flag, style: text },
    label: { type: 'string', minLength: 1, maxLength: 20 },
    start: { type: 'integer', minimum: 0, maximum: 1_000_000 },
  },
);
