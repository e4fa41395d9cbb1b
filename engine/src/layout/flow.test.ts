import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResolvedFlow, ResolvedNode } from '../resolve/resolved.ts';
import {
  box,
  find,
  heading,
  isText,
  keep,
  lay,
  outline,
  paragraph,
  sampleContext,
  table,
  textOf,
  textsByPage,
} from './testing/sample-layout.ts';

const context = await sampleContext(undefined, ['en']);
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const lines = (count: number, name = 'line'): ResolvedNode =>
  paragraph(Array.from({ length: count }, (_, i) => `${name} ${i + 1}`).join('\n'), 'tight');
const flow = (more: Partial<ResolvedFlow>, ...body: ResolvedNode[]): ResolvedFlow => ({
  ...{ type: 'flow', source: 'template#/body/0', columns: 2, gap: 5, balance: true, body, ...more },
});

/** Lines of text by page and column, in the order of reading. */
function columnsOf(body: readonly ResolvedNode[]): number[][] {
  return lay(context, body).document.pages.map(({ items }) => {
    const counts = new Map<number, number>();
    for (const item of items.filter(isText)) {
      const left = Math.round(item.xs[0] as number);
      counts.set(left, (counts.get(left) ?? 0) + 1);
    }
    return [...counts.entries()].sort(([a], [b]) => a - b).map(([, count]) => count);
  });
}

/** The first page of the sample holds 32 lines of 14 points, the others 47. */
describe('content that flows through columns', () => {
  test('is balanced where it ends', () => {
    expect(columnsOf([flow({}, lines(10))])).toEqual([[5, 5]]);
    expect(columnsOf([flow({ columns: 3 }, lines(20))])).toEqual([[7, 7, 6]]);
  });

  test('fills one column after the other without balance', () => {
    expect(columnsOf([flow({ balance: false }, lines(40))])).toEqual([[32, 8]]);
    expect(columnsOf([flow({ balance: false }, lines(10))])).toEqual([[10]]);
  });

  test('goes on on the next page, and what follows comes below it', () => {
    expect(columnsOf([lines(10, 'before'), flow({}, lines(60)), lines(3, 'after')])).toEqual([
      [10 + 21, 21],
      [9 + 3, 9],
    ]);
    const { document } = lay(context, [flow({}, lines(8)), paragraph('after')]);
    expect(find(document, 'after').item.baseline).toBeGreaterThan(find(document, 'line 4').item.baseline);
  });

  test('is read column by column', () => {
    const { document } = lay(context, [flow({}, heading('Terms'), lines(9))]);
    expect(outline(document.structure)).toBe('Document(Div(H1 P))');
    expect(textsByPage(document)[0]).toEqual(['Terms', ...Array.from({ length: 9 }, (_, i) => `line ${i + 1}`)]);
  });

  test('repeats the header of a table in each column', () => {
    const rows = Array.from({ length: 60 }, (_, i): [string, number] => [`Item ${i + 1}`, 1]);
    const texts = textsByPage(lay(context, [flow({}, table(rows, { footer: [] }))]).document).flat();
    expect(texts.filter((text) => text === 'Amount').length).toBeGreaterThan(1);
    expect(texts.filter((text) => text.startsWith('Item '))).toHaveLength(60);
  });

  test('is not cut where it is kept together', () => {
    const { document } = lay(context, [lines(20, 'before'), keep(flow({}, lines(40)))]);
    expect(find(document, 'line 1').page).toBe(1);
    expect(find(document, 'line 40').page).toBe(1);
  });
});

describe('whatever flows', () => {
  const node = fc.oneof(
    fc.integer({ min: 1, max: 90 }).map((count) => lines(count)),
    fc.integer({ min: 1, max: 60 }).map((count) => box(lines(count))),
    fc.integer({ min: 1, max: 30 }).map((count) => keep(lines(count))),
    fc.constant(null).map(() => heading('line')),
  );
  test('every line is there once, and inside of the page', { timeout: 60_000 }, () => {
    const parts = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.array(node, { maxLength: 5 }), fc.integer({ min: 2, max: 5 }), fc.boolean());
    fc.assert(
      fc.property(parts, ([before, body, columns, balance]) => {
        const plain = textsByPage(lay(context, body).document).flat();
        const { document } = lay(context, [lines(before, 'before'), flow({ columns, balance }, ...body)]);
        const texts = document.pages.flatMap(({ items }) => items.filter(isText).map(textOf));
        expect(texts.filter((text) => text.startsWith('line'))).toEqual(plain);
        for (const [i, { items }] of document.pages.entries()) {
          for (const item of items.filter(isText)) {
            expect(item.baseline).toBeGreaterThan(mm(i === 0 ? 100 : 25));
            expect(item.baseline).toBeLessThan(mm(260));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
