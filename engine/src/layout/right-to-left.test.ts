import { describe, expect, test } from 'vitest';
import type { ResolvedField } from '../resolve/field.ts';
import type { ResolvedNode } from '../resolve/resolved.ts';
import { columns, find, lay, list, paragraph, rightOf, sampleContext, table } from './testing/sample-layout.ts';

const context = await sampleContext();
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const hebrew = (...body: ResolvedNode[]) => lay(context, body, { language: 'he', locale: 'he' }).document;
const source = 'template#/body/0';
/** Where a text begins and ends. */
const edges = (document: ReturnType<typeof hebrew>, text: string): readonly [number, number] => {
  const { item } = find(document, text);
  return [item.xs[0] as number, rightOf(item)];
};

describe('a document in a language from right to left', () => {
  test('has the first column of a table at the right', () => {
    const document = hebrew(table([['Fee', 3]]));
    expect(edges(document, 'Fee')[0]).toBeGreaterThan(edges(document, '3.00')[1]);
    expect(edges(document, '3.00')[0]).toBeLessThan(mm(45));
  });

  test('has a narrow table at the right of the page', () => {
    const narrow = table([['Fee', 3]], {
      columns: [
        { header: [{ text: 'Item' }], width: { fixed: 30 }, align: 'right' },
        { header: [{ text: 'Amount' }], width: { fixed: 20 }, align: 'right' },
      ],
    });
    const document = hebrew(narrow);
    expect(edges(document, 'Fee')[1]).toBeCloseTo(mm(190) - 4, 1);
    expect(edges(document, '3.00')[1]).toBeCloseTo(mm(160) - 4, 1);
  });

  test('has cells over several columns, and their upright lines, in the mirrored place', () => {
    const joined = table([], {
      irregular: true,
      columns: ['a', 'b', 'c'].map((text) => ({ header: [{ text }], width: { fixed: 20 }, align: 'left', border: { left: 1 } })),
      rows: [[{ runs: [{ text: 'wide' }], span: 2 }, { runs: [{ text: 'last' }] }]],
      footer: [],
    });
    const document = hebrew(joined);
    expect(edges(document, 'wide')[0]).toBeCloseTo(mm(150) + 4, 1);
    expect(edges(document, 'last')[0]).toBeCloseTo(mm(130) + 4, 1);
    const uprights = document.pages[0]!.items.flatMap((item) => (item.kind === 'rect' && item.width === 1 ? [item.x + 0.5] : []));
    expect(uprights[0]).toBeCloseTo(mm(170), 1);
  });

  test('has the labels of lists and terms at the right, what they label to the left', () => {
    const definitions: ResolvedNode = {
      ...{ type: 'definitions', source, style: undefined, termWidth: 30 },
      items: [{ term: [{ text: 'term' }], body: [paragraph('meaning')] }],
    };
    const document = hebrew(list(true, [paragraph('item')]), definitions);
    expect(edges(document, '1')[0]).toBeGreaterThan(edges(document, 'item')[1]);
    expect(edges(document, 'term')[0]).toBeGreaterThanOrEqual(mm(160) - 0.1);
    expect(edges(document, 'meaning')[0]).toBeGreaterThanOrEqual(mm(25));
    expect(edges(document, 'meaning')[1]).toBeLessThan(mm(160));
  });

  test('fills columns from the right', () => {
    const flow: ResolvedNode = { type: 'flow', source, columns: 2, gap: 5, balance: true, body: [paragraph('first'), paragraph('second')] };
    for (const node of [flow, columns([paragraph('first')], [paragraph('second')])]) {
      const document = hebrew(node);
      expect(edges(document, 'first')[0]).toBeGreaterThan(edges(document, 'second')[0] + mm(80));
    }
  });

  test('has page numbers of a table of contents at the left', () => {
    const heading = { type: 'heading', level: 1, style: 'heading1', runs: [{ text: 'Terms' }], source, anchor: 'terms' } as const;
    const document = hebrew({ type: 'contents', source, style: undefined, title: [], levels: 3, headings: [heading] }, heading);
    const [entry] = document.pages[0]!.links;
    expect(edges(document, 'Terms')[1]).toBeCloseTo(mm(190), 1);
    expect(edges(document, '1')[0]).toBeCloseTo(mm(25), 1);
    expect(entry!.width).toBeCloseTo(mm(165), 1);
  });

  test('has narrow fields at the right, typed from the right, and buttons before their labels', () => {
    const field: ResolvedField = {
      ...{ type: 'field', source, kind: 'text', name: 'name', label: 'Name', value: 'Ada', options: [], required: false, comb: false },
      ...{ style: 'body', width: 60 },
    };
    const document = hebrew(field, { ...field, kind: 'checkbox', name: 'ok', label: 'I agree', value: 'on' });
    const [text, box] = document.pages[0]!.fields!;
    expect(text!.x + text!.width).toBeCloseTo(mm(190), 1);
    expect(text!.field.rightToLeft).toBe(true);
    expect(box!.x + box!.width).toBeCloseTo(mm(190), 1);
    expect(edges(document, 'I agree')[1]).toBeLessThan(box!.x);
  });
});
