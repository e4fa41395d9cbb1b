import { describe, expect, test } from 'vitest';
import type { ParagraphStyle } from '../template/model.ts';
import { BRAND, columns, find, isText, lay, list, paragraph, sampleContext, textOf, textsByPage } from './testing/sample-layout.ts';

const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const contextOf = (styles: { readonly [name: string]: ParagraphStyle }) =>
  sampleContext({ ...BRAND, styles: { ...BRAND.styles, ...styles } }, ['en', 'de']);
const tall = (count: number, style: string) => paragraph(Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n'), style);

describe('a paragraph style', () => {
  test('puts baselines on a grid from the top of the body, whatever stands between', async () => {
    const context = await contextOf({ grid: { basedOn: 'body', baselineGrid: 15, spaceAfter: 4 } });
    const { document } = lay(context, [tall(3, 'grid'), tall(1, 'heading1'), tall(60, 'grid')]);
    expect(document.pages.length).toBeGreaterThan(1);
    document.pages.forEach((page, i) => {
      const top = mm(i === 0 ? 100 : 25);
      for (const item of page.items) {
        if (item.kind !== 'text' || item.size !== 10) continue;
        const lines = (item.baseline - top) / 15;
        expect(Math.abs(lines - Math.round(lines))).toBeLessThan(0.01);
      }
    });
  });

  test('keeps its lines together on one page where it asks so', async () => {
    const context = await contextOf({ whole: { basedOn: 'tight', keepTogether: true } });
    const count = Math.floor(mm(160) / 14);
    const pages = textsByPage(lay(context, [tall(count - 3, 'tight'), tall(6, 'whole')]).document);
    expect(pages[0]?.length).toBe(count - 3);
    expect(pages[1]?.length).toBe(6);
    expect(lay(context, [tall(200, 'whole')]).document.pages.length).toBeGreaterThan(2);
  });

  test('sets text at tab stops in millimetres, its leaders being artifacts', async () => {
    const context = await contextOf({ index: { basedOn: 'tight', tabStops: [{ at: 100, align: 'right', leader: '.' }, { at: 120 }] } });
    const { document } = lay(context, [paragraph('Chapter\t7\tseven', 'index')]);
    const { item } = find(document, '7');
    const width = (item.words[0]?.width ?? 0) * (10 / item.face.unitsPerEm);
    expect((item.xs[0] ?? 0) + width).toBeCloseTo(mm(25) + mm(100));
    expect(find(document, 'seven').item.xs[0]).toBeCloseTo(mm(25) + mm(120));
    const leaders = document.pages[0]?.items.filter(isText).filter(({ owner }) => owner === null) ?? [];
    expect(leaders.map(textOf).join('')).toMatch(/^(\. ?){20,}$/);
  });
});

describe('decoration', () => {
  test('of several looks runs on over the space between them', async () => {
    const context = await contextOf({});
    const runs = [
      { text: 'underlined ', underline: true },
      { text: 'bold', underline: true, bold: true },
    ];
    const rules = lay(context, [paragraph(runs, 'tight')]).document.pages[0]?.items.filter(
      (item) => item.kind === 'rect' && item.x > mm(20) && item.height < 2,
    );
    const [first, second] = rules ?? [];
    if (first?.kind !== 'rect' || second?.kind !== 'rect') throw new Error('no lines');
    expect(first.x + first.width).toBeCloseTo(second.x);
  });

  test('with a colour behind the text is drawn before it', async () => {
    const context = await contextOf({});
    const { document } = lay(context, [paragraph([{ text: 'plain ' }, { text: 'marked', background: '#ffee00' }], 'tight')]);
    const items = document.pages[0]?.items ?? [];
    const at = items.findIndex((item) => item.kind === 'rect' && item.fill === '#ffee00');
    expect(items[at + 1]).toMatchObject({ kind: 'text' });
    expect(items[at]).toMatchObject({ owner: null });
    const { item } = find(document, 'marked');
    const area = items[at];
    expect(area?.kind === 'rect' && area.x).toBeCloseTo(item.xs[0] ?? 0);
  });
});

describe('text from right to left', () => {
  test('stands at the right edge of the body', async () => {
    const context = await contextOf({});
    const { document, diagnostics } = lay(context, [paragraph('שלום', 'tight')]);
    expect(diagnostics[0]?.message).toContain('Hebrew');
    const text = document.pages[0]?.items.find(isText);
    expect(text?.rightToLeft).toBe(true);
    const right = (text?.xs[0] ?? 0) + ((text?.words[0]?.width ?? 0) * (text?.size ?? 0)) / (text?.face.unitsPerEm ?? 1);
    expect(right).toBeCloseTo(mm(190), 1);
  });
});

describe('a document in a language from right to left', () => {
  test('has the labels of its lists at the right, and indents there', async () => {
    const context = await contextOf({ deep: { basedOn: 'tight', indent: 20 } });
    const body = [list(true, [paragraph('item')]), paragraph('deep', 'deep')];
    const { document } = lay(context, body, { language: 'he' });
    const label = find(document, '1').item;
    expect(label.xs[0]).toBeGreaterThan(mm(180));
    expect(find(document, 'item').item.xs[0]).toBeLessThan(label.xs[0] ?? 0);
    const { item } = find(document, 'deep');
    expect((item.xs[0] ?? 0) + ((item.words[0]?.width ?? 0) * item.size) / item.face.unitsPerEm).toBeCloseTo(mm(170), 1);
  });
});

test('Columns in a language from right to left begin with the first at the right', async () => {
  const context = await contextOf({});
  const { document } = lay(context, [columns([paragraph('first')], [paragraph('second')])], { language: 'ar' });
  expect(find(document, 'first').item.xs[0]).toBeGreaterThan(find(document, 'second').item.xs[0] ?? 0);
});
