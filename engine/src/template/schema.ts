import { SYMBOLOGIES } from '../graphics/symbologies.ts';
import { channelProperties, markupDefs } from './channels-schema.ts';
import { masterDefs, pageMaster } from './masters-schema.ts';
import { chartNode } from './nodes/chart-schema.ts';
import { enclosureNode, fieldNode, letterProperties } from './nodes/letter-schema.ts';
import { listNode } from './nodes/list-schema.ts';
import { contentsNode, definitionsNode, headingNumbering } from './nodes/outline-schema.ts';
import { pageNodes } from './nodes/page-schema.ts';
import { tableDefs, tableNode } from './nodes/table-schema.ts';
import { inputNode, zoneNode } from './nodes/zone-schema.ts';
import {
  align,
  between,
  flag,
  inlineForms,
  kind,
  LANGUAGE,
  list,
  localized,
  millimetres,
  named,
  node,
  nodes,
  object,
  oneOf,
  type Properties,
  points,
  ref,
  type Schema,
  text,
} from './schema-terms.ts';

import { fallback, features, textStyleDefs } from './text-styles-schema.ts';

/**
 * The JSON Schema of `posthorn/1` (template, block, brand), said once here: templates are checked against it, and
 * `engine/schema/posthorn-1.schema.json` is published from it (a test keeps the two the same). It says in JSON what `model.ts`
 * says in TypeScript, with the bounds that types cannot say.
 */

const inlineDefs: Properties = {
  identifier: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$', maxLength: 100 },
  expression: { type: 'string', minLength: 1, maxLength: 10_000, description: 'A CEL expression.' },
  channel: oneOf('letter', 'email', 'sms', 'web', 'chat'),
  language: { type: 'string', pattern: LANGUAGE },
  color: { type: 'string', pattern: '^#[0-9a-fA-F]{6}$', description: 'A colour, #rrggbb.' },
  inline: inlineForms,
  localizedInline: localized(inlineForms),
  localizedName: localized({ type: 'string', minLength: 1, maxLength: 500 }),
  mark: {
    anyOf: [
      ...['bold', 'italic', 'underline', 'strike', 'superscript', 'subscript', 'smallcaps'].map((type) => kind(type)),
      ...['color', 'background'].map((type) => kind(type, { color: ref('color') })),
      kind('features', { features }),
      kind('link', { href: ref('inline') }),
      kind('language', { language: ref('language') }),
    ],
  },
  inlineNode: {
    anyOf: [
      kind('text', { text }, { marks: list(ref('mark')) }),
      kind('field', { value: ref('expression') }, { fallback: text, marks: list(ref('mark')) }),
      // biome-ignore lint/suspicious/noThenProperty: a key of the model, never a promise
      kind('if', { when: ref('expression'), then: ref('inline') }, { else: ref('inline') }),
      kind('break'),
      kind('tab'),
      kind('footnote', { text: ref('inline') }),
      inputNode,
    ],
  },
};

const nodeDefs: Properties = {
  ...tableDefs,
  node: {
    anyOf: [
      node('paragraph', { text: ref('localizedInline') }, { style: text }),
      node('heading', { level: oneOf(1, 2, 3, 4, 5, 6), text: ref('localizedInline') }, { style: text, unnumbered: flag }),
      listNode,
      definitionsNode,
      contentsNode,
      tableNode,
      node('image', { asset: text, alt: ref('localizedInline') }, { width: millimetres, height: millimetres, align, fallback: text }),
      node(
        'barcode',
        {
          symbology: oneOf(...Object.keys(SYMBOLOGIES)),
          payload: ref('expression'),
          width: between(1, 1000),
          alt: ref('localizedInline'),
        },
        { align, height: between(2, 1000), text: flag, overlay: oneOf('swiss-cross') },
      ),
      // biome-ignore lint/suspicious/noThenProperty: a key of the model, never a promise
      node('if', { condition: ref('expression'), then: nodes }, { else: nodes }),
      node('repeat', { each: ref('expression'), as: text, body: nodes }),
      node('block', { ref: ref('identifier') }, { with: named(ref('expression')) }),
      node(
        'columns',
        { columns: list(object({ width: ref('columnWidth'), body: nodes }), { minItems: 1, maxItems: 12 }) },
        { gap: millimetres },
      ),
      node('box', { body: nodes }, { style: text }),
      node('keep', { body: nodes }),
      fieldNode,
      enclosureNode,
      node('button', { text: ref('localizedInline'), href: ref('localizedInline') }),
      node('space', { height: millimetres }),
      node('line'),
      node('pageBreak'),
      chartNode,
      ...pageNodes,
      zoneNode,
    ],
  },
};

const head = (kindName: string): Properties => ({ schema: { const: 'posthorn/1' }, kind: { const: kindName }, id: ref('identifier') });

/** A field of the record by its path. */
const fieldPath: Schema = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*$', maxLength: 200 };

const template = object(
  {
    ...head('template'),
    name: ref('localizedName'),
    purpose: oneOf('contract', 'service', 'advertising'),
    brand: ref('identifier'),
    languages: list(ref('language'), { minItems: 1, maxItems: 50 }),
    data: { type: 'object', description: 'A JSON Schema of the record.' },
    subject: ref('localizedInline'),
    letter: object({ master: text }, { frames: named(nodes), duplex: flag, ...letterProperties }),
    body: nodes,
  },
  {
    $schema: text,
    description: ref('localizedName'),
    language: ref('expression'),
    reference: ref('expression'),
    headingNumbering,
    use: oneOf('batch', 'on-demand', 'interactive'),
    goods: list(ref('identifier'), { minItems: 1, maxItems: 50 }),
    contact: object(
      {},
      { matter: ref('identifier'), key: fieldPath, validDays: { type: 'integer', minimum: 1, maximum: 366 }, validUntil: fieldPath },
    ),
    ...channelProperties,
  },
);

const block = object(
  { ...head('block'), name: ref('localizedName'), body: nodes },
  {
    $schema: text,
    parameters: list({ type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' }),
    variants: object({}, { letter: nodes, email: nodes, sms: nodes, web: nodes, chat: nodes }),
  },
);

const voices: Schema = {
  type: 'object',
  patternProperties: {
    [LANGUAGE]: object(
      {},
      {
        form: oneOf('Sie', 'du'),
        avoid: list(object({ words: text }, { better: text })),
        terms: list(text),
        longSentence: between(5, 100),
        target: between(1, 30),
        targets: named(between(1, 30)),
      },
    ),
  },
  additionalProperties: false,
};

const brandDefs: Properties = {
  ...textStyleDefs,
  tableStyle: object(
    {},
    {
      ...{ header: text, cell: text, note: text, total: text, carry: text, group: text },
      ...{ headerBackground: ref('color'), groupBackground: ref('color'), totalBackground: ref('color'), zebra: ref('color') },
      ...{ ruleColor: ref('color'), rule: between(0, 20), columnRule: between(0, 20), border: between(0, 20) },
      padding: list(points, { minItems: 2, maxItems: 2 }),
    },
  ),
  boxStyle: object(
    {},
    {
      ...{ background: ref('color'), border: ref('color'), borderWidth: between(0, 50), radius: points, padding: millimetres },
      ...{ spaceBefore: points, spaceAfter: points },
    },
  ),
};

const brand = object(
  {
    ...head('brand'),
    name: { type: 'string', minLength: 1, maxLength: 500 },
    sender: {
      type: 'object',
      properties: { organisation: text, address: list(text), email: text, phone: text, web: text, iban: text, bic: text },
      required: ['organisation', 'address'],
      additionalProperties: true,
    },
    colors: named(ref('color')),
    fonts: { ...named(ref('fontFamily')), minProperties: 1 },
    styles: named(ref('paragraphStyle')),
    masters: { ...named(pageMaster), minProperties: 1 },
    assets: named(text),
  },
  {
    $schema: text,
    fallback,
    tableStyles: named(ref('tableStyle')),
    boxStyles: named(ref('boxStyle')),
    logo: text,
    logoFallback: text,
    voice: voices,
  },
);

/** Definitions that `$ref` refers to. */
export const definitions: Properties = { ...inlineDefs, ...nodeDefs, ...brandDefs, ...masterDefs, ...markupDefs, template, block, brand };

/** The published document. */
export const publishedSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://posthorn.example/schema/posthorn-1.schema.json',
  title: 'posthorn/1: template, block or brand',
  anyOf: [ref('template'), ref('block'), ref('brand')],
  $defs: definitions,
};
