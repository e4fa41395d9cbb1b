import { between, list, millimetres, node, nodes, object, oneOf, ref, type Schema, text } from '../schema-terms.ts';

/** What `contents.ts` says, in JSON Schema. */
export const contentsNode: Schema = node('contents', {}, { levels: oneOf(1, 2, 3, 4, 5, 6), title: ref('localizedInline'), style: text });

/** What `list.ts` says of definitions. */
export const definitionsNode: Schema = node(
  'definitions',
  { items: list(object({ term: ref('localizedInline'), body: nodes }), { minItems: 1 }) },
  { termWidth: { ...millimetres, ...between(5, 500) }, style: text },
);

export const headingNumbering: Schema = {
  type: 'string',
  pattern: '^[1aAiI](\\.[1aAiI]){0,5}\\.?$',
  description: 'One of 1, a, A, i, I for each level, parted by full stops: 1.1 or I.A.1.',
};
