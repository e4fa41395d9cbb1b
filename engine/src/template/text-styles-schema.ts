import { between, flag, list, millimetres, object, oneOf, type Properties, points, ref, type Schema, text } from './schema-terms.ts';

/** A brand's fonts and paragraph styles (`text-styles.ts`) as JSON Schema. */

const whole = (minimum: number, maximum: number): Schema => ({ type: 'integer', minimum, maximum });

export const features: Schema = {
  type: 'object',
  patternProperties: { '^[A-Za-z0-9]{4}$': whole(0, 100) },
  additionalProperties: false,
};

export const fallback: Schema = list(text, { maxItems: 20 });

const tabStop = object(
  { at: millimetres },
  { align: oneOf('left', 'right', 'center', 'decimal'), leader: { type: 'string', maxLength: 10 } },
);

export const textStyleDefs: Properties = {
  fontFamily: object(
    { regular: text },
    { bold: text, italic: text, boldItalic: text, web: { type: 'string', pattern: '^[^<>{};@\\\\]*$', maxLength: 300 }, fallback },
  ),
  paragraphStyle: object(
    {},
    {
      ...{
        basedOn: text,
        font: text,
        size: between(1, 500),
        leading: between(1, 1000),
        baselineGrid: between(1, 1000),
        weight: oneOf('regular', 'bold'),
        italic: flag,
      },
      ...{
        color: ref('color'),
        align: oneOf('start', 'end', 'left', 'right', 'center', 'justify'),
        direction: oneOf('auto', 'ltr', 'rtl'),
      },
      ...{ spaceBefore: points, spaceAfter: points, firstIndent: between(-500, 500), indent: millimetres },
      ...{ hyphenate: flag, lineBreaking: oneOf('optimal', 'fast'), hyphensInARow: whole(0, 20), looseness: whole(-5, 5) },
      lastLine: millimetres,
      wordSpacing: list(between(0.2, 10), { minItems: 2, maxItems: 2 }),
      glyphScaling: between(0, 5),
      tabStops: list(tabStop, { maxItems: 50 }),
      ...{ keepWithNext: flag, keepTogether: flag, orphans: whole(1, 20), widows: whole(1, 20) },
      ...{ features, tracking: between(-500, 2000) },
    },
  ),
};
