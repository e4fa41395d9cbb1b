import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DataRecord } from '../src/compose.ts';
import type { LaidOutDocument, LaidOutPage, StructureNode } from '../src/layout/display-list.ts';
import { layOut, prepareLayout } from '../src/layout/layout.ts';
import { textsApart } from '../src/layout/row-texts.ts';
import { Resolver } from '../src/resolve/resolver.ts';
import type { Node, Table, TemplateBundle } from '../src/template/model.ts';
import type { Features } from '../src/text/shaper.ts';
import { preparePdf, writePdf } from '../src/write/pdf/index.ts';
import { smallBrand, smallBundle } from './bundles.ts';

/** Rows of plain texts go from the record to the PDF without an object for a cell, and come out as rows that are set cell by cell. */

/** What all streams of a PDF hold, but the cross-references, whose offsets differ with the compression. */
function contentsOf(pdf: Uint8Array): string[] {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  return [...text.matchAll(/<<([^\n]*)\/Length (\d+)>>\nstream\n/g)].flatMap(({ 0: all, 1: entries, 2: length, index }) => {
    if (entries!.includes('/XRef')) return [];
    const data = bytes.subarray(index + all.length, index + all.length + Number(length));
    return [`${entries} ${(entries!.includes('/FlateDecode') ? inflateSync(data) : data).toString('latin1')}`];
  });
}

/** Lays a bundle's records out, in rows or cell by cell, and writes what was laid out. */
async function waysOf(bundle: TemplateBundle) {
  const resolver = new Resolver(bundle);
  const layout = await prepareLayout(bundle.brand, bundle.assets, { imageSize, barcodePath });
  const { shaper } = layout.typesetter;
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzäöüÄÖÜ0123456789.,-';
  const faces = [...layout.faces.values()].map((face) => ({
    face,
    words: FEATURES.map((features) => shaper.shape(shaper.typeface(face, features, 'en'), letters)),
  }));
  const pdf = preparePdf({ faces, images: {} });
  const lay = (record: DataRecord, plainRows: boolean) =>
    layOut(layout, resolver.resolve(record, 'letter').document, 'letter', undefined, undefined, plainRows).document;
  return { lay, write: (document: LaidOutDocument) => contentsOf(writePdf(pdf, document)) };
}

const FEATURES: readonly Features[] = [{}, { tnum: 1 }];
const imageSize = () => ({ width: 1, height: 1 });
const barcodePath = () => ({ rectangles: [], width: 1, height: 1 });

const columns: Table['columns'] = [
  { header: 'Day', width: { fixed: 22 }, cell: '{{ row.day }}' },
  { header: 'Text', width: { share: 1 }, cell: '{{ row.title }}', align: 'left' },
  { header: 'Auto', width: 'auto', cell: '{{ row.code }}', align: 'center' },
  {
    header: 'Amount',
    width: { fixed: 30 },
    cell: '{{ number(row.price, 2) }}',
    align: 'decimal',
    carry: 'row.price',
    carryFormat: 'number(sum, 2)',
  },
];
const row = { type: 'object', properties: { day: {}, title: {}, code: {}, price: { type: 'string', format: 'decimal' } } };
for (const key of ['day', 'title', 'code'] as const) row.properties[key] = { type: 'string' };

const base = { type: 'table', each: 'items', columns } as const;
const footer = [{ style: 'total', cells: [{ text: 'Sum', span: 3 }, { text: '{{ number(sum(items.map(i, i.price)), 2) }}' }] }] as const;
const group = {
  by: 'row.code',
  header: [{ cells: [{ text: '{{ row.code }}', span: 4 }] }],
  footer: [{ cells: [{ text: 'End', span: 4 }] }],
} as const;
const link: Node = { type: 'paragraph', text: [{ type: 'text', text: 'here', marks: [{ type: 'link', href: 'https://a.example' }] }] };
const tables: Readonly<Record<string, readonly Node[]>> = {
  'with carried sums and a total': [{ ...base, footer }],
  'in groups, with stripes and colours': [
    { ...base, group, rowBackground: "row.price < 0 ? '#ffeecc' : ''", keepWithNext: 'row.price > 50' },
  ],
  'with a style for some rows, between links': [link, { ...base, rowStyle: "row.price > 10 ? 'strong' : ''", breakRows: true }, link],
  'of some of its columns, side by side': [
    {
      type: 'columns',
      columns: [
        {
          width: { share: 1 },
          body: [{ ...base, columns: columns.map((column, i) => (i === 1 ? { ...column, when: 'size(items) > 3' } : column)) }],
        },
        { width: { share: 1 }, body: [link] },
      ],
    },
  ],
};

const bundleOf = (body: readonly Node[]) => {
  const bundle = smallBundle(body);
  const data = { type: 'object', properties: { items: { type: 'array', items: row } } };
  const styles = {
    ...smallBrand.styles,
    cell: { basedOn: 'body', size: 9, leading: 12, features: { tnum: 1 } },
    strong: { basedOn: 'cell', weight: 'bold' },
  } as const;
  const brand = { ...bundle.brand, styles, tableStyles: { table: { cell: 'cell', zebra: '#f4f4f4', rule: 0.5 } } };
  return { ...bundle, brand, template: { ...bundle.template, data, subject: 'Rows' } };
};

const words = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Card Payment', 'Überweisung', 'AV To', 'fi ffl', 'x', '') },
  { weight: 2, arbitrary: fc.lorem({ maxCount: 5 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'two  spaces',
      ' edge',
      'a\nb',
      'שלום',
      '日本',
      'soft\u00adhyphen',
      'one\ttab',
      '..',
      '1',
      '4711-A',
      '-',
      'e\u0301',
      '\u0430\u0431\u0432',
    ),
  },
);
const item = fc.record({
  day: fc.constantFrom('02.10.2026', '03.10.2026', '2026-10-31', ''),
  title: fc
    .tuple(words, fc.oneof(fc.nat(999_999).map(String), words), fc.lorem({ maxCount: 14 }))
    .map(([a, b, c]) => (c.length > 60 ? `${a} ${c}` : `${a} ${b}`)),
  code: fc.constantFrom('A', 'B', 'CC-17', ''),
  price: fc.integer({ min: -999_999, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2)),
});
const records = fc.array(item, { maxLength: 80, size: 'max' }).map((items) => ({ items }));

describe('rows of plain texts', () => {
  for (const [name, body] of Object.entries(tables)) {
    it(`come out as rows set cell by cell: a table ${name}`, async () => {
      const { lay, write } = await waysOf(bundleOf(body));
      fc.assert(
        fc.property(records, (record) => {
          expect(write(lay(record, true))).toEqual(write(lay(record, false)));
        }),
        { numRuns: 25 },
      );
    });
  }

  it('are texts and cells for who looks at the pages, and written as if nobody had', async () => {
    const { lay, write } = await waysOf(bundleOf(tables['in groups, with stripes and colours']!));
    const items = Array.from({ length: 60 }, (_, i) => ({ day: '', title: `Card ${i}`, code: i < 20 ? 'A' : 'B', price: `${i}.50` }));
    const [rows, cells] = [lay({ items }, true), lay({ items }, false)];
    const before = write(rows);
    const apart = textsApart(rows);
    expect(rows.pages.flatMap((page) => page.items.filter(({ kind }) => kind === 'row'))).toHaveLength(60);
    expect(apart.pages.map(textsIn)).toEqual(cells.pages.map(textsIn));
    expect(shapeOf(apart.structure)).toEqual(shapeOf(cells.structure));
    expect(write(rows)).toEqual(before);
  });
});

function textsIn({ items }: LaidOutPage): unknown[] {
  return items.map((item) => {
    if (item.kind !== 'text') return item.kind;
    return {
      text: item.words.map(({ text }) => text),
      at: item.xs.map((x) => x.toFixed(6)),
      baseline: item.baseline,
      owner: item.owner?.type,
    };
  });
}

const shapeOf = ({ type, children }: StructureNode): unknown => [type, children.map(shapeOf)];
