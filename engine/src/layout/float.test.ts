import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResolvedFloat, ResolvedNode } from '../resolve/resolved.ts';
import {
  box,
  find,
  heading,
  isText,
  lay,
  outline,
  pageBreak,
  paragraph,
  rightOf,
  sampleContext,
  space,
  table,
  textOf,
} from './testing/sample-layout.ts';

const context = await sampleContext(undefined, ['en']);
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const LOREM = 'The rate applies to the outstanding balance of every month and is charged at its end. ';
const words = (count: number): string =>
  LOREM.repeat(Math.ceil(count / 16))
    .split(' ')
    .slice(0, count)
    .join(' ');
const float = (more: Partial<ResolvedFloat>, ...body: ResolvedNode[]): ResolvedFloat => ({
  ...{ type: 'float', source: 'template#/body/0', side: 'right', width: 50, gap: 5, body, ...more },
});
/** A panel of a height. */
const panel = (height: number): ResolvedNode => box(paragraph('Panel', 'tight'), space(height), paragraph('end', 'tight'));
const items = (body: readonly ResolvedNode[]) => lay(context, body).document.pages.flatMap((page) => page.items.filter(isText));
const beside = (body: readonly ResolvedNode[]) => items(body).filter((item) => !/^(Panel|end)$/.test(textOf(item)));

describe('what floats', () => {
  test('stands at its side, the text beside it in narrower lines and below it in full ones', () => {
    const lines = beside([float({}, panel(20)), paragraph(words(300))]);
    const rights = lines.map(rightOf);
    expect(Math.max(...rights.slice(0, 5))).toBeLessThanOrEqual(mm(190 - 55) + 0.1);
    expect(Math.max(...rights.slice(-5))).toBeGreaterThan(mm(180));
    expect(new Set(lines.map((item) => Math.round(item.xs[0] as number)))).toEqual(new Set([Math.round(mm(25))]));
  });

  test('at the left moves the lines beside it', () => {
    const lefts = beside([float({ side: 'left' }, panel(20)), paragraph(words(300))]).map((item) => Math.round(item.xs[0] as number));
    expect(lefts[0]).toBe(Math.round(mm(80)));
    expect(lefts.at(-1)).toBe(Math.round(mm(25)));
  });

  test('goes on beside further paragraphs, headings and tables until it ends', () => {
    const body = [float({}, panel(60)), paragraph(words(40)), heading('Terms'), table([['Fee', 3]]), paragraph(words(200))];
    const { document } = lay(context, body);
    expect(rightOf(find(document, '3.00').item)).toBeLessThan(mm(136));
    expect(outline(document.structure)).toMatch(/^Document\(Div\(Div\(P P\)\) P H1 Table/);
  });

  test('keeps what follows below it where there is too little text', () => {
    const { document } = lay(context, [float({}, panel(40)), paragraph('Short.'), { type: 'pageBreak', source: '' }, paragraph('after')]);
    expect(find(document, 'after').page).toBe(1);
    const alone = lay(context, [box(float({}, panel(40)), paragraph('Short.')), paragraph('after')]).document;
    expect(find(alone, 'after').item.baseline).toBeGreaterThan(find(alone, 'end').item.baseline);
  });

  test('moves to the next page with the text beside it', () => {
    const { document } = lay(context, [space(140), paragraph('before'), float({}, panel(30)), paragraph(words(60))]);
    expect(find(document, 'before').page).toBe(0);
    expect(find(document, 'Panel').page).toBe(1);
    expect(find(document, 'The rate').page).toBe(1);
  });

  test('ends before a page does that content beside it asks to end', () => {
    const body = [space(110), box(float({}, panel(40)), box(pageBreak(), paragraph('after')))];
    const { document } = lay(context, body);
    expect(find(document, 'end').item.baseline).toBeLessThan(mm(260));
    const inBox = lay(context, [space(110), float({}, panel(40)), box(paragraph('before'), pageBreak(), paragraph('after'))]).document;
    expect(find(inBox, 'end').item.baseline).toBeLessThan(mm(260));
    expect(find(inBox, 'after').page).toBe(find(inBox, 'before').page + 1);
  });

  test('does not reach below the page where what is kept together has to be torn apart', () => {
    for (const count of [8, 9, 10, 11, 12, 13, 14]) {
      const headings = Array.from({ length: count }, () => heading('Terms'));
      const { document } = lay(context, [...headings, float({}, panel(40)), paragraph(words(30))]);
      expect(find(document, 'end').item.baseline).toBeLessThan(mm(260));
    }
  });

  test('stands in the text where nothing fits beside it', () => {
    const { document } = lay(context, [float({ width: 150 }, panel(10)), paragraph('Text')]);
    expect(find(document, 'Text').item.baseline).toBeGreaterThan(find(document, 'end').item.baseline);
  });
});

describe('whatever floats', () => {
  const follower = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 1, max: 200 }).map((count) => paragraph(words(count))) },
    { weight: 1, arbitrary: fc.integer({ min: 5, max: 80 }).map((height) => float({ side: 'left', width: 40 }, panel(height))) },
    { weight: 1, arbitrary: fc.constant(null).map(() => heading('Terms and conditions')) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1, max: 30 }).map((count) => table(Array.from({ length: count }, () => ['Fee', 3] as const))),
    },
  );
  const anything = fc.tuple(fc.integer({ min: 5, max: 100 }), fc.integer({ min: 20, max: 170 }), fc.array(follower, { maxLength: 6 }));

  test('no text lies over another, or outside of the page', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anything, ([height, width, body]) => {
        const { document } = lay(context, [float({ width }, panel(height)), ...body]);
        for (const page of document.pages) {
          const texts = page.items.filter(isText);
          texts.forEach((a, i) => {
            expect(a.baseline).toBeLessThan(mm(260));
            for (const b of texts.slice(i + 1)) {
              const apart = Math.abs(a.baseline - b.baseline) >= Math.min(a.size, b.size) * 0.9;
              const side = rightOf(a) <= (b.xs[0] as number) + 0.1 || rightOf(b) <= (a.xs[0] as number) + 0.1;
              expect(apart || side || `${textOf(a)} / ${textOf(b)}`).toBe(true);
            }
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});
