import { describe, expect, test } from 'vitest';
import { columnWidths } from '../column-widths.ts';
import type { RectItem } from '../display-list.ts';
import {
  box,
  find,
  heading,
  isText,
  lay,
  outline,
  paragraph,
  rightOf,
  sampleContext,
  space,
  table,
  textOf,
  textsByPage,
} from '../testing/sample-layout.ts';

const context = await sampleContext();
const rows = (count: number): [string, number][] => Array.from({ length: count }, (_, i) => [`Item ${i + 1}`, i + 1]);
const RIGHT = ((25 + 165) * 72) / 25.4;

describe('a table', () => {
  test('says in the structure what its cells are', () => {
    const { document } = lay(context, [table(rows(2))]);
    expect(outline(document.structure)).toBe('Document(Table(THead(TR(TH TH)) TBody(TR(TD TD) TR(TD TD)) TFoot(TR(TH TD))))');
    expect(document.structure.children[0]).toMatchObject({ facts: { summary: 'Items' } });
    expect(document.structure.children[0]?.children[0]?.children[0]?.children[0]).toMatchObject({ facts: { scope: 'Column' } });
  });

  test('sets amounts to the right, within the padding', () => {
    const { document } = lay(context, [table(rows(2))]);
    expect(rightOf(find(document, '1.00').item)).toBeCloseTo(RIGHT - 4);
    expect(rightOf(find(document, 'Amount').item)).toBeCloseTo(RIGHT - 4);
  });

  test('aligns decimal separators, whatever follows them', () => {
    const cells = ['12.50', '1,000.5', '7', '3.25 kg', 'n/a'].map((text) => [{ runs: [{ text: 'x' }] }, { runs: [{ text }] }]);
    const columns = [
      { header: [], width: { share: 1 }, align: 'left' },
      { header: [{ text: 'Weight' }], width: 'auto', align: 'decimal' },
    ] as const;
    const { document } = lay(context, [table([], { rows: cells, columns, footer: [] })]);
    const separatorOf = (text: string): number => {
      const { item } = find(document, text);
      const whole = text.split('.')[0] as string;
      const { shaper } = context.typesetter;
      const look = context.typesetter.look(context.styles.paragraph('cell'), { text: '' }, 'en');
      return (item.xs[0] as number) + shaper.shape(look.typeface, whole).width * look.scale;
    };
    const [first, ...others] = ['12.50', '1,000.5', '7', '3.25'].map(separatorOf) as [number, ...number[]];
    for (const other of others) expect(other).toBeCloseTo(first, 0);
    expect(rightOf(find(document, 'n/a').item)).toBeCloseTo(RIGHT - 4);
    expect(rightOf(find(document, 'Weight').item)).toBeCloseTo(RIGHT - 4);
  });

  test('paints every second row, and lines under rows, as artifacts behind the text', () => {
    const rects = lay(context, [table(rows(4))]).document.pages[0]?.items.filter((item): item is RectItem => item.kind === 'rect') ?? [];
    expect(rects.filter(({ fill }) => fill === '#f4f4f4')).toHaveLength(2);
    expect(rects.every(({ owner }) => owner === null)).toBe(true);
  });

  test('puts notes as a second, smaller line', () => {
    const cells = [[{ runs: [{ text: 'Mug' }], note: [{ text: 'blue' }] }, { runs: [{ text: '1' }] }]];
    const { document } = lay(context, [table([], { rows: cells })]);
    const name = find(document, 'Mug').item;
    const note = find(document, 'blue').item;
    expect(note.baseline).toBeGreaterThan(name.baseline + 8);
    expect(note.size).toBeLessThan(name.size);
    expect(note.owner).toBe(name.owner);
  });

  test('lets a cell span columns', () => {
    const footer = [
      { style: 'total', cells: [{ runs: [{ text: 'All in all, without further deductions of any kind' }], span: 2 }] },
    ] as const;
    const { document } = lay(context, [table(rows(1), { footer })]);
    expect(find(document, 'All in all').item.owner).toMatchObject({ type: 'TH', facts: { scope: 'Row', columnSpan: 2 } });
  });

  test('without rows still has its header and footer', () => {
    expect(textsByPage(lay(context, [table([])]).document)[0]).toEqual(['Item', 'Amount', 'Total', '0.00']);
  });
});

describe('a table over several pages', () => {
  const { document } = lay(context, [table(rows(120))]);
  const texts = textsByPage(document);

  test('repeats its header on each, of which only the first is read', () => {
    expect(texts.length).toBeGreaterThan(2);
    document.pages.forEach(({ items }, i) => {
      const header = items.filter(isText).find((item) => textOf(item) === 'Amount');
      expect(header?.owner === null).toBe(i > 0);
      expect(header).toBeDefined();
    });
  });

  test('has every row once', () => {
    const items = texts.flat().filter((text) => text.startsWith('Item '));
    expect(items).toEqual(rows(120).map(([text]) => text));
  });

  test('carries the sum of the rows so far over each page break', () => {
    let done = 0;
    texts.forEach((page, i) => {
      const before = sumOf(done);
      if (i > 0) expect(page.slice(2, 4)).toEqual(['Brought forward', `${before}.00`]);
      done += page.filter((text) => text.startsWith('Item ')).length;
      if (i < texts.length - 1) expect(page.slice(-2)).toEqual(['Carried forward', `${sumOf(done)}.00`]);
    });
    expect(done).toBe(120);
    expect(texts.at(-1)?.slice(-2)).toEqual(['Total', '7260.00']);
  });

  test('keeps what it carries out of the structure', () => {
    expect(find(document, 'Carried forward').item.owner).toBeNull();
    expect(find(document, 'Brought forward').item.owner).toBeNull();
  });

  test('never leaves its totals without a row, wherever it starts', () => {
    for (let before = 0; before < 34; before++) {
      const { document: shifted } = lay(context, [paragraph('x\n'.repeat(before), 'tight'), table(rows(5))]);
      const total = find(shifted, 'Total').page;
      expect(find(shifted, 'Item 5').page).toBe(total);
      expect(find(shifted, 'Item 1').page).toBe(find(shifted, 'Amount').page);
    }
  });

  test('has room for what it carries of a single row where its box has to be torn apart', () => {
    for (let height = 100; height < 150; height += 0.5) {
      const torn = lay(context, [heading('Terms'), box(box(space(height), table([['Fee', 1]])))]);
      for (const { items } of torn.document.pages) {
        for (const item of items) if (item.kind === 'rect') expect(item.y + item.height).toBeLessThan((260 * 72) / 25.4 + 0.1);
      }
    }
  });

  test('keeps every line on the page', () => {
    for (const { items } of document.pages) {
      for (const item of items.filter(isText)) expect(item.baseline).toBeLessThan((260 * 72) / 25.4);
    }
  });

  test('splits a row only where it is higher than a page', () => {
    const long = Array.from({ length: 150 }, (_, i) => `word${i}`).join('\n');
    const { document: split } = lay(context, [
      table([
        ['Item 1', 1],
        [long, 2],
        ['Item 3', 3],
      ]),
    ]);
    expect(
      textsByPage(split)
        .flat()
        .filter((text) => /^word\d+$/.test(text)),
    ).toHaveLength(150);
    for (const [i, page] of textsByPage(split).entries()) if (i > 0) expect(page[0]).toBe('Item');
  });
});

function sumOf(count: number): number {
  return (count * (count + 1)) / 2;
}

describe('column widths', () => {
  const wide = { natural: 100, least: 40 };

  test('are as fixed, as wide as content, and share the rest', () => {
    expect(columnWidths([{ fixed: 25.4 }, 'auto', { share: 1 }, { share: 3 }], 572, () => wide)).toEqual([72, 100, 100, 300]);
  });

  test('take from automatic columns first, down to their longest word', () => {
    expect(columnWidths([{ fixed: 25.4 }, 'auto', 'auto'], 172, () => wide)).toEqual([72, 50, 50]);
  });

  test('never exceed what there is', () => {
    const widths = columnWidths([{ fixed: 200 }, 'auto', { share: 1 }], 100, () => wide);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100);
  });

  test('keep to their bounds, the others sharing what that leaves', () => {
    const bounds = [
      { least: undefined, most: 50 },
      { least: 300, most: undefined },
      { least: undefined, most: undefined },
    ];
    expect(columnWidths([{ share: 1 }, { share: 1 }, { share: 1 }], 450, () => wide, { bounds })).toEqual([50, 300, 100]);
    expect(columnWidths(['auto', { share: 1 }], 350, () => wide, { bounds })).toEqual([50, 300]);
  });

  test('tell how much is missing', () => {
    let missing = 0;
    columnWidths([{ fixed: 25.4 }, 'auto'], 100, () => wide, { tooNarrow: (by) => (missing = by) });
    expect(missing).toBeCloseTo(12);
  });

  test('give automatic columns what is left where nobody else wants it', () => {
    expect(columnWidths(['auto', 'auto'], 300, () => wide)).toEqual([150, 150]);
  });
});
