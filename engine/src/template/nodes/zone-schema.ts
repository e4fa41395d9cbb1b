import { flag, kind, list, node, nodes, object, oneOf, ref, type Schema } from '../schema-terms.ts';

/** What `zone.ts` says, in JSON Schema. */
const name: Schema = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]*$', maxLength: 100 };
const atMost = (maximum: number): Schema => ({ type: 'integer', minimum: 1, maximum });

export const zoneNode: Schema = node(
  'zone',
  { kind: oneOf('optional', 'choice', 'free'), name, question: ref('localizedName') },
  {
    ...{ body: nodes, leftOut: flag, chosen: name, required: flag },
    choices: list(object({ name, label: ref('localizedName'), body: nodes }), { minItems: 1, maxItems: 50 }),
    limits: object(
      {},
      { characters: atMost(100_000), paragraphs: atMost(1000), marks: list(oneOf('bold', 'italic', 'underline')), lists: flag },
    ),
  },
);

export const inputNode: Schema = kind(
  'input',
  { name, question: ref('localizedName') },
  { kind: oneOf('text', 'number', 'date'), default: ref('localizedInline'), characters: atMost(10_000), marks: list(ref('mark')) },
);
