import { flag, list, nodes, object, oneOf, type Properties, ref, text } from './schema-terms.ts';

/** The keys of a template that are about one channel each. */
export const channelProperties: Properties = {
  email: object(
    {},
    {
      ...{ subject: ref('localizedInline'), preheader: ref('localizedInline'), body: nodes, attachLetter: flag },
      markup: list(ref('markupObject'), { maxItems: 20 }),
    },
  ),
  sms: object({ text: ref('localizedInline') }, { transliterate: flag, maxSegments: { type: 'integer', minimum: 1, maximum: 255 } }),
  push: object({ text: ref('localizedInline') }, { title: ref('localizedInline'), link: ref('localizedInline') }),
  chat: object(
    {},
    {
      body: nodes,
      replies: list(object({ text: ref('localizedInline') }, { value: ref('localizedInline'), when: ref('expression') }), {
        maxItems: 100,
      }),
      messengers: list(oneOf('whatsapp', 'rcs', 'telegram', 'messenger'), { minItems: 1 }),
      attachLetter: flag,
    },
  ),
  web: object({}, { body: nodes }),
};

/** Objects of schema.org, of any type. */
export const markupDefs: Properties = {
  markupObject: {
    type: 'object',
    properties: { '@type': { type: 'string', pattern: '^[A-Z][A-Za-z0-9]*$' } },
    required: ['@type'],
    patternProperties: { '^(@id|[a-z][A-Za-z0-9]*)$': ref('markupValue') },
    additionalProperties: false,
  },
  markupValue: { anyOf: [text, { type: 'number' }, flag, ref('markupObject'), list(ref('markupValue'), { maxItems: 100 })] },
};
