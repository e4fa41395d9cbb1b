import { list, object, oneOf, type Properties, ref, type Schema, text } from '../schema-terms.ts';

/** The schema of what goes along inside the letter's PDF; see `attachment.ts`. */
const attachment: Schema = object(
  {
    name: ref('localizedInline'),
    mediaType: { type: 'string', pattern: '^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+$', maxLength: 200 },
    relationship: oneOf('Alternative', 'Data', 'Source', 'Supplement', 'Unspecified'),
  },
  { description: ref('localizedInline'), asset: text, content: ref('expression'), when: ref('expression') },
);

/** What a template says about its PDF, beside masters and frames. */
export const letterProperties: Properties = { attachments: list(attachment, { maxItems: 100 }) };
