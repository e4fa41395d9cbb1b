import { PAPER_SIZES, type PaperName } from '../masters.ts';
import { between, flag, list, node, object, oneOf, type Properties, ref, type Schema, text } from '../schema-terms.ts';

/** The schema of what goes along inside the letter's PDF; see `attachment.ts`. */
const attachment: Schema = object(
  {
    name: ref('localizedInline'),
    mediaType: { type: 'string', pattern: '^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+$', maxLength: 200 },
    relationship: oneOf('Alternative', 'Data', 'Source', 'Supplement', 'Unspecified'),
  },
  { description: ref('localizedInline'), asset: text, content: ref('expression'), when: ref('expression') },
);

const places: Schema = { type: 'integer', minimum: 1, maximum: 20 };

/** See `imposition.ts`. */
const imposition: Schema = object(
  { sheet: oneOf(...(Object.keys(PAPER_SIZES) as PaperName[])), columns: places, rows: places },
  { landscape: flag, gap: between(0, 100), order: oneOf('pages', 'leaves', 'booklet'), cropMarks: flag },
);

/** What a template says about its PDF, beside masters and frames. */
export const letterProperties: Properties = {
  attachments: list(attachment, { maxItems: 100 }),
  imposition,
  pdf: object({}, { version: oneOf('1.7', '2.0') }),
};

/** See `field.ts`. */
export const fieldNode: Schema = node(
  'field',
  {
    kind: oneOf('text', 'multiline', 'checkbox', 'radio', 'choice', 'date', 'signature'),
    name: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]*$', maxLength: 100 },
    label: ref('localizedInline'),
  },
  {
    value: ref('expression'),
    options: list(object({ value: { type: 'string', pattern: '^[A-Za-z0-9_.-]+$', maxLength: 100 }, label: ref('localizedInline') }), {
      minItems: 1,
      maxItems: 500,
    }),
    ...{ required: flag, width: between(2, 1000), height: between(2, 1000), comb: flag, style: text },
    maxLength: { type: 'integer', minimum: 1, maximum: 10_000 },
  },
);

/** See `enclosure.ts`. */
export const enclosureNode: Schema = node(
  'enclosure',
  { asset: text, title: ref('localizedInline') },
  { alt: ref('localizedInline'), pages: { type: 'string', pattern: '^[0-9, -]+$', maxLength: 1000 }, counted: flag },
);
