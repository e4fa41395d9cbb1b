import { existsSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleBundle, exampleRecords, smallBundle } from '../../../../test/bundles.ts';
import type { DataRecord } from '../../../compose.ts';
import { Resolver } from '../../../resolve/resolver.ts';
import type { Node, TemplateBundle } from '../../../template/model.ts';
import { writeText } from '../../text/write-text.ts';
import { prepareEmail } from '../prepare-email.ts';

/** What both ways make of a record: resolving all and writing it, and filling what was written once. */
function bothWays(bundle: TemplateBundle) {
  const resolver = new Resolver(bundle);
  const email = prepareEmail(bundle);
  return (record: DataRecord) => {
    const { document, preheader, markup, diagnostics } = resolver.resolve(record, 'email');
    const written = { title: document.title, ...email.write(document, { preheader, markup }), text: writeText(document) };
    const opened = resolver.open(record);
    if (opened === undefined) throw new Error('no plan');
    const filled = email.fill(opened.plan, opened.state);
    const found = opened.faults.length > 0 ? opened.faults : [...opened.warnings, ...opened.state.diagnostics];
    return { written: { ...written, diagnostics }, filled: { ...filled, diagnostics: found } };
  };
}

const examples = new URL('../../../../../examples/', import.meta.url);
const complete = readdirSync(examples)
  .filter((name) => ['template.json', 'brand.json', 'sample.jsonl'].every((file) => existsSync(new URL(`${name}/${file}`, examples))))
  // Footnotes ask for the whole document.
  .filter((name) => new Resolver(exampleBundle(name)).open(exampleRecords(name)[0]!) !== undefined);

const sideBySide: Node = {
  type: 'columns',
  columns: [
    {
      width: { share: 1 },
      body: [
        { type: 'paragraph', text: '{{ name }}' },
        { type: 'box', body: [{ type: 'paragraph', text: 'in a panel' }] },
      ],
    },
    { width: { share: 2 }, body: [{ type: 'paragraph', text: '{{ note }}', when: 'vip' }] },
  ],
};

const body: Node[] = [
  { type: 'heading', level: 1, text: 'Hello {{ name }}' },
  { type: 'heading', level: 3, text: '{{ note }}' },
  { type: 'paragraph', text: '{{ note }}' },
  { type: 'paragraph', text: 'Dear **{{ name }}**, you owe us **of {{ money(total, "EUR") }}**: {{ note }}; {{ count }}.' },
  { type: 'paragraph', text: '**{{ note }}** and _{{ name }}_' },
  {
    type: 'paragraph',
    text: [{ type: 'text', text: 'our' }, { type: 'break' }, { type: 'text', text: 'shop', marks: [{ type: 'bold' }] }],
  },
  { type: 'paragraph', text: [{ type: 'text', text: 'a link', marks: [{ type: 'link', href: 'https://plain.example' }] }] },
  { type: 'button', text: 'For {{ name }}', href: 'https://plain.example/?a=1&b=2' },
  { type: 'button', text: 'For you', href: 'https://plain.example/{{ name }}', when: 'vip && false' },
  { type: 'image', asset: 'dot', alt: 'A dot', when: 'vip' },
  { type: 'line' },
  { type: 'space', height: 4 },
  // biome-ignore lint/suspicious/noThenProperty: a key of the model, never a promise
  { type: 'if', condition: 'vip', then: [{ type: 'paragraph', text: 'Much {{ note }}' }], else: [{ type: 'paragraph', text: 'none' }] },
  { type: 'repeat', each: 'items', as: 'item', body: [{ type: 'paragraph', text: '{{ item.title }} for {{ item.price }}' }] },
  {
    type: 'table',
    each: 'items',
    as: 'item',
    columns: [
      { header: 'Title', width: { share: 1 }, cell: 'No. {{ item.title }}' },
      { header: 'Price', width: 'auto', align: 'right', cell: '{{ item.price }}' },
      { width: 'auto', cell: '{{ note }}' },
    ],
  },
  {
    type: 'table',
    each: 'items',
    as: 'item',
    columns: [{ width: 'auto', cell: '{{ item.title }}' }],
    footer: [{ cells: [{ text: 'end' }] }],
  },
  {
    type: 'columns',
    columns: [
      { width: { share: 1 }, body: [{ type: 'paragraph', text: '{{ name }}' }] },
      { width: { share: 1 }, body: [{ type: 'list', items: [[{ type: 'paragraph', text: '{{ note }}' }]] }] },
    ],
  },
  { type: 'box', body: [{ type: 'paragraph', text: '{{ name }}' }] },
  // A panel that is there only sometimes, one whose content shows nothing, and columns where they are no section of their own.
  { type: 'box', body: [{ type: 'paragraph', text: '{{ name }}', when: 'vip' }] },
  { type: 'box', body: [{ type: 'pageBreak' }] },
  { type: 'keep', body: [sideBySide, { type: 'image', asset: 'dot', alt: 'A dot' }] },
  { type: 'section', body: [{ type: 'paragraph', text: '{{ name }}' }, sideBySide, { type: 'flow', columns: 2, body: [sideBySide] }] },
  {
    type: 'float',
    side: 'left',
    width: 40,
    body: [{ type: 'repeat', each: 'items', as: 'one', body: [{ type: 'box', body: [sideBySide] }] }],
  },
  sideBySide,
  { type: 'keep', body: [{ type: 'paragraph', text: 'for few', when: 'vip && count > 0' }] },
  { type: 'paragraph', text: '{{ note }}' },
  // Links to where the record says, looks that are there only with a value, conditions in a text, a button with an address of its own.
  {
    type: 'paragraph',
    text: [
      { type: 'text', text: 'see ' },
      { type: 'text', text: 'here', marks: [{ type: 'link', href: 'https://plain.example/{{ count }}' }] },
      { type: 'field', value: 'name', marks: [{ type: 'link', href: 'https://plain.example/{{ count }}' }, { type: 'bold' }] },
      { type: 'field', value: 'note', marks: [{ type: 'italic' }] },
      // biome-ignore lint/suspicious/noThenProperty: a key of the model, never a promise
      { type: 'if', when: 'vip', then: 'for **{{ name }}** only', else: [{ type: 'field', value: 'note' }] },
      { type: 'text', text: '.' },
    ],
  },
  { type: 'button', text: 'Open **{{ name }}**', href: 'https://plain.example/?c={{ count }}&v=2' },
  // Lists in lists, with items that show nothing, with content of any kind, and with labels of their own.
  {
    type: 'list',
    ordered: true,
    label: '(a)',
    each: 'items',
    as: 'thing',
    item: [
      { type: 'paragraph', text: '{{ thing.title }}', when: 'size(thing.title) != 1' },
      { type: 'paragraph', text: 'costs **{{ thing.price }}**', when: 'vip' },
      {
        type: 'list',
        tight: true,
        items: [
          [{ type: 'paragraph', text: '{{ note }}' }],
          [{ type: 'paragraph', text: '{{ name }}', when: 'vip' }],
          [sideBySide, { type: 'paragraph', text: 'and {{ name }}' }, { type: 'line' }],
        ],
      },
      { type: 'box', body: [{ type: 'paragraph', text: '{{ name }}', when: 'vip' }] },
      { type: 'button', text: 'Go', href: 'https://plain.example/{{ count }}' },
      { type: 'keep', body: [sideBySide] },
      { type: 'table', each: 'items', as: 'row', columns: [{ width: 'auto', cell: '{{ row.title }}' }] },
    ],
  },
  {
    type: 'list',
    ordered: true,
    start: 9,
    items: [[{ type: 'paragraph', text: '{{ note }}' }], [{ type: 'image', asset: 'dot', alt: 'A dot' }]],
  },
];

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    'a\tb',
    'two\nlines\n',
    '“Harbour”',
    '<b>&amp;</b>',
    '\u0001',
    '\u0001\u0001',
    'wide 漢字 '.repeat(12),
    'word '.repeat(60),
  ),
  fc.array(fc.constantFrom('word', 'longer-word', '\n', '  ', 'Ü', '€'), { maxLength: 60 }).map((words) => words.join(' ')),
);
const record = fc.record({
  name: text,
  note: fc.option(text, { nil: undefined }),
  count: fc.integer(),
  vip: fc.boolean(),
  total: fc.integer().map(String),
  items: fc.array(fc.record({ title: text, price: fc.integer().map(String) }), { maxLength: 5 }),
});

describe('a message of which only the fields are written for a record', () => {
  it.each(complete)('is to the byte what writing all of it gives: %s', (example) => {
    const compose = bothWays(exampleBundle(example));
    for (const sample of exampleRecords(example)) {
      const { written, filled } = compose(sample);
      expect(filled).toEqual(written);
    }
  });

  it('is so whatever is in the record, and finds the same', () => {
    const compose = bothWays(smallBundle(body));
    fc.assert(
      fc.property(record, (data) => {
        const { written, filled } = compose(data);
        expect(filled).toEqual(written);
      }),
      { numRuns: 300 },
    );
  });

  it('is not tried where notes or a table of contents ask for the whole document', () => {
    const withContents = smallBundle([{ type: 'contents' }, { type: 'heading', level: 1, text: 'One' }]);
    expect(new Resolver(withContents).open({ name: 'Ada', total: '1', items: [] })).toBeUndefined();
  });
});
