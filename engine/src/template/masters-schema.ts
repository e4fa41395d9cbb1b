import { between, flag, kind, list, millimetres, nodes, object, oneOf, type Properties, ref, type Schema, text } from './schema-terms.ts';

const rectangle: Properties = { x: millimetres, y: millimetres, width: millimetres, height: millimetres };

const frame = object({ name: text, ...rectangle }, { content: nodes, valign: oneOf('top', 'middle', 'bottom'), artifact: flag });

const lineMark = kind('line', { x: millimetres, y: millimetres, length: millimetres }, { thickness: between(0, 50) });

const slotMark = kind('slot', { name: text, ...rectangle });

const page = ref('masterPage');

/** What `masters.ts` says, in JSON Schema. */
export const masterDefs: Properties = {
  masterPage: object(
    { body: object(rectangle) },
    { frames: list(frame, { maxItems: 100 }), marks: list({ anyOf: [lineMark, slotMark] }, { maxItems: 100 }) },
  ),
  pageMaster: object(
    { first: page },
    {
      size: oneOf('A3', 'A4', 'A5', 'A6', 'letter', 'legal', 'DL'),
      landscape: flag,
      width: between(1, 5000),
      height: between(1, 5000),
      ...{ following: page, last: page, only: page, left: page, right: page },
    },
  ),
};

export const pageMaster: Schema = ref('pageMaster');
