import { describe, expect, test } from 'vitest';
import type { Imposition } from '../../template/nodes/imposition.ts';
import { BRAND, find, heading, lay, pageBreak, paragraph, sampleContext } from '../testing/sample-layout.ts';

const card = { width: 100, height: 70, first: { body: { x: 10, y: 10, width: 80, height: 50 } } };
const context = await sampleContext({ ...BRAND, masters: { letter: card } }, ['en']);
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const fourUp: Imposition = { sheet: 'A4', columns: 2, rows: 2, gap: 4 };
const image = { type: 'image', source: 'template#/body/0', asset: 'picture', width: 20, align: 'left', alt: 'A picture' } as const;

describe('pages side by side on a sheet', () => {
  test('keep their size, in the middle of the sheet, the gap between them', () => {
    const { document } = lay(context, [paragraph('one'), pageBreak(), paragraph('two'), pageBreak(), paragraph('three')], {
      imposition: fourUp,
    });
    expect(document.pages).toHaveLength(1);
    expect(document.pages[0]!.width).toBeCloseTo(mm(210));
    const [one, two, three] = ['one', 'two', 'three'].map((text) => find(document, text).item);
    expect(one!.xs[0]).toBeCloseTo(mm(3 + 10));
    expect(two!.xs[0]! - one!.xs[0]!).toBeCloseTo(mm(104));
    expect(three!.baseline - one!.baseline).toBeCloseTo(mm(74));
  });

  test('keep the structure, with the boxes of figures where these are now', () => {
    const { document } = lay(context, [paragraph('one'), pageBreak(), image], { imposition: fourUp });
    const [, figure] = document.structure.children;
    expect(figure!.facts!.box![0]).toBeCloseTo(mm(3 + 104 + 10));
    expect(document.structure.children.map(({ type }) => type)).toEqual(['P', 'Figure']);
  });

  test('have bookmarks that lead to their sheets', () => {
    const body = Array.from({ length: 5 }, (_, i) => [heading(`Part ${i + 1}`), pageBreak()]).flat();
    const { outline } = lay(context, body, { imposition: fourUp }).document;
    expect(outline!.map(({ page }) => page)).toEqual([0, 0, 0, 0, 1]);
    expect(outline![2]!.y).toBeGreaterThan(outline![0]!.y + mm(70));
  });

  test('have marks in the margin only where there is room for them', () => {
    const marks = (gap: number) =>
      lay(context, [paragraph('one')], { imposition: { ...fourUp, gap, cropMarks: true } }).document.pages[0]!.items.filter(
        ({ kind }) => kind === 'rect',
      );
    // Four upright edges above and below; at the sides the margin is of four millimetres or of none.
    expect(marks(2)).toHaveLength(8 + 8);
    expect(marks(10)).toHaveLength(8);
  });

  test('that do not fit are left alone, and the author is told', () => {
    const { document, diagnostics } = lay(context, [paragraph('one')], { imposition: { ...fourUp, columns: 3 } });
    expect(document.pages[0]!.width).toBeCloseTo(mm(100));
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'layout.imposition', place: { pointer: '/letter/imposition' } }]);
    expect(diagnostics[0]!.message).toContain('100 × 70 mm');
  });
});
