import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResolvedCell, ResolvedTableRow } from '../../resolve/resolved.ts';
import type { ResolvedGroup } from '../../resolve/resolved-table.ts';
import type { LaidOutDocument, RectItem } from '../display-list.ts';
import { find, isText, lay, outline, paragraph, sampleContext, table, textOf, textsByPage } from '../testing/sample-layout.ts';

const context = await sampleContext();
const cell = (text: string, more: Partial<ResolvedCell> = {}): ResolvedCell => ({ runs: [{ text }], ...more });
const row = (...cells: ResolvedCell[]): ResolvedTableRow => ({ style: 'plain', cells });
const rows = (count: number): [string, number][] => Array.from({ length: count }, (_, i) => [`Item ${i + 1}`, i + 1]);
const rects = (document: LaidOutDocument, page = 0): RectItem[] =>
  document.pages[page]?.items.filter((item): item is RectItem => item.kind === 'rect') ?? [];

/** Groups of the given sizes. */
function groups(sizes: readonly number[], more: Partial<ResolvedGroup> = {}): ResolvedGroup[] {
  let from = 0;
  return sizes.map((size, i) => {
    const start = from;
    from += size;
    const name = `Group ${i + 1}`;
    return {
      ...{ from: start, to: from, groups: [] },
      header: [row(cell(name, { span: 2 }))],
      continued: [row(cell(`${name} (continued)`, { span: 2 }))],
      footer: [{ style: 'subtotal', cells: [cell(`Sum of ${name}`), cell(`${(size * (2 * start + size + 1)) / 2}.00`)] }],
      ...more,
    };
  });
}

describe('groups of a table', () => {
  test('are bodies with a header cell of their own, and a row that the sum’s cell names', () => {
    const { document } = lay(context, [table(rows(3), { groups: groups([2, 1]), footer: [] })]);
    expect(outline(document.structure)).toBe(
      'Document(Table(THead(TR(TH TH)) TBody(TR(TH) TR(TD TD) TR(TD TD) TR(TH TD)) TBody(TR(TH) TR(TD TD) TR(TH TD))))',
    );
    expect(find(document, 'Group 1').item.owner).toMatchObject({ facts: { scope: 'Column', columnSpan: 2 } });
    expect(find(document, 'Sum of Group 1').item.owner).toMatchObject({ facts: { scope: 'Row' } });
  });

  test('show their header again where they go on, as an artifact, and keep header and sum with a row', () => {
    for (const size of [30, 31, 32, 33, 34, 35]) {
      const { document } = lay(context, [table(rows(70), { groups: groups([size, 70 - size]), footer: [] })]);
      for (const [i, page] of textsByPage(document).entries()) {
        const own = page.filter((text) => !/^(Item|Amount|Brought forward|\d+\.00)$/.test(text));
        if (i > 0) expect(own[0]).toMatch(/^Group \d( \(continued\))?$/);
        expect(own.at(-1)).not.toMatch(/^Group/);
      }
      for (const { item, page } of [find(document, 'Sum of Group 1')]) {
        expect(textsByPage(document)[page]).toContain(`Item ${size}`);
        expect(item.owner).not.toBeNull();
      }
      const again = document.pages.flatMap(({ items }) => items.filter(isText)).filter((item) => textOf(item).includes('continued'));
      expect(again.every(({ owner }) => owner === null)).toBe(true);
    }
  });

  test('stay on one page, or begin on a new one with the table’s header, where asked to', () => {
    const together = lay(context, [table(rows(60), { groups: groups([15, 15, 15, 15], { keep: 'together' }) })]).document;
    for (const name of ['Group 1', 'Group 2', 'Group 3', 'Group 4'])
      expect(find(together, name).page).toBe(find(together, `Sum of ${name}`).page);
    const apart = lay(context, [table(rows(6), { groups: groups([2, 2, 2], { keep: 'page' }) })]).document;
    expect(apart.pages).toHaveLength(3);
    expect(textsByPage(apart)[1]?.slice(0, 4)).toEqual(['Item', 'Amount', 'Brought forward', '3.00']);
    expect(textsByPage(apart)[0]?.slice(-2)).toEqual(['Carried forward', '3.00']);
  });
});

describe('carried sums', () => {
  test('equal the sums of the rows before them, whatever groups, columns and cells there are', { timeout: 60_000 }, () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20, size: 'max' });
    fc.assert(
      fc.property(sizes, fc.array(fc.integer({ min: -999, max: 999 }), { minLength: 1, maxLength: 30 }), (groupSizes, amounts) => {
        const count = groupSizes.reduce((sum, size) => sum + size, 0);
        const at = (i: number): number => amounts[i % amounts.length] as number;
        const sums = [[0, 0]];
        for (let i = 0; i < count; i++) sums.push([sums[i]![0]! + at(i), sums[i]![1]! + 1]);
        const columns = [
          { header: [{ text: 'Item' }], width: { share: 1 }, align: 'left' },
          { header: [{ text: 'Amount' }], width: 'auto', align: 'decimal' },
          { header: [{ text: 'Pieces' }], width: 'auto', align: 'right' },
        ] as const;
        const { document } = lay(context, [
          table([], {
            ...{ columns, footer: [], groups: groups(groupSizes) },
            rows: Array.from({ length: count }, (_, i) => [cell(`Item ${i}`), cell(`€${at(i)}`), cell('#1')]),
            carry: {
              forward: [{ text: 'forward' }],
              brought: [{ text: 'brought' }],
              textAfter: (n) => ['', `€${sums[n]![0]}`, `#${sums[n]![1]}`],
            },
          }),
        ]);
        let done = [0, 0];
        for (const texts of textsByPage(document)) {
          const number = (text: string | undefined): number => Number(text?.slice(1));
          texts.forEach((text, i) => {
            if (text === 'brought' || text === 'forward') expect([number(texts[i + 1]), number(texts[i + 2])]).toEqual(done);
            if (/^Item \d/.test(text)) done = [done[0]! + number(texts[i + 1]), done[1]! + number(texts[i + 2])];
          });
        }
        expect(done).toEqual(sums[count]);
      }),
      { numRuns: 12 },
    );
  });

  test('of a thousand rows are right on every page', () => {
    const { document } = lay(context, [table(rows(1000))]);
    let done = 0;
    for (const texts of textsByPage(document)) {
      texts.forEach((text, i) => {
        if (text === 'Brought forward' || text === 'Carried forward') expect(Number(texts[i + 1])).toBe(done);
        if (/^Item \d/.test(text)) done += Number(texts[i + 1]);
      });
    }
    expect(done).toBe(500_500);
  });
});

describe('cells over several rows', () => {
  const merged = (count: number, text = 'Bath') =>
    table([], {
      ...{ irregular: true, footer: [] },
      rows: Array.from({ length: count }, (_, i) =>
        i === 0 ? [cell(text, { column: 0, rowSpan: count }), cell('0.00', { column: 1 })] : [cell(`${i}.00`, { column: 1 })],
      ),
    });

  test('say so in the structure, and leave no cells below them', () => {
    const { document } = lay(context, [merged(3)]);
    expect(outline(document.structure)).toBe('Document(Table(THead(TR(TH TH)) TBody(TR(TD TD) TR(TD) TR(TD))))');
    expect(find(document, 'Bath').item.owner).toMatchObject({ facts: { rowSpan: 3 } });
  });

  test('make the last row higher where their text needs it', () => {
    const low = lay(context, [merged(2), paragraph('behind')]).document;
    const high = lay(context, [merged(2, 'a\nb\nc\nd\ne\nf'), paragraph('behind')]).document;
    const gap = find(high, 'behind').item.baseline - find(high, 'f').item.baseline;
    expect(gap).toBeGreaterThan(12);
    expect(find(high, 'behind').item.baseline).toBeGreaterThan(find(low, 'behind').item.baseline + 20);
  });

  test('are shown again on every page that they reach, for the eye only', () => {
    const { document } = lay(context, [merged(80)]);
    expect(document.pages.length).toBeGreaterThan(1);
    document.pages.forEach(({ items }, i) => {
      const shown = items.filter(isText).filter((item) => textOf(item) === 'Bath');
      expect(shown).toHaveLength(1);
      expect(shown[0]?.owner === null).toBe(i > 0);
    });
  });

  test('keep the rows together that their text stands beside', () => {
    for (let before = 0; before < 34; before++) {
      const { document } = lay(context, [paragraph('x\n'.repeat(before), 'tight'), merged(5, 'one\ntwo\nthree\nfour')]);
      expect(find(document, 'one').page).toBe(find(document, 'four').page);
    }
  });

  test('stand in the middle or at the bottom where asked to', () => {
    const of = (valign: 'top' | 'middle' | 'bottom') =>
      table([], {
        ...{ irregular: true, footer: [] },
        rows: [
          [cell('Bath', { column: 0, rowSpan: 3, valign }), cell('a', { column: 1 })],
          [cell('b', { column: 1 })],
          [cell('c', { column: 1 })],
        ],
      });
    const at = (valign: 'top' | 'middle' | 'bottom', beside: string) => {
      const { document } = lay(context, [of(valign)]);
      return find(document, 'Bath').item.baseline - find(document, beside).item.baseline;
    };
    expect(at('top', 'a')).toBeCloseTo(0);
    expect(at('middle', 'b')).toBeCloseTo(0);
    expect(at('bottom', 'c')).toBeCloseTo(0);
  });
});

describe('a header of several rows', () => {
  const headerRows = [row(cell('Article', { column: 0, rowSpan: 2 }), cell('Price', { column: 1 })), row(cell('Euro', { column: 1 }))];

  test('spans rows and stands on every page', () => {
    const { document } = lay(context, [table(rows(60), { headerRows })]);
    expect(outline(document.structure)).toMatch(/^Document\(Table\(THead\(TR\(TH TH\) TR\(TH\)\) TBody/);
    for (const texts of textsByPage(document)) expect(texts.slice(0, 3)).toEqual(['Article', 'Price', 'Euro']);
  });

  test('stands on the first page only where asked to', () => {
    const { document } = lay(context, [table(rows(60), { headerRows, repeatHeader: false })]);
    expect(textsByPage(document).map((texts) => texts.includes('Article'))).toEqual([true, false, false]);
  });
});

describe('rows of a table', () => {
  test('may break over pages, the sum before them being carried', () => {
    const long = Array.from({ length: 12 }, (_, i) => `line${i}`).join('\n');
    const all = Array.from({ length: 9 }, (_, i): [string, number] => [`Item ${i + 1}\n${long}`, i + 1]);
    const whole = lay(context, [table(all)]).document;
    const broken = lay(context, [table(all, { breakRows: true })]).document;
    const linesOn = (document: LaidOutDocument, page: number) =>
      textsByPage(document)[page]?.filter((text) => /^(line|Item \d)/.test(text)).length ?? 0;
    expect(linesOn(whole, 0) % 13).toBe(0);
    expect(linesOn(broken, 0) % 13).not.toBe(0);
    expect(linesOn(broken, 0)).toBeGreaterThan(linesOn(whole, 0));
    const first = textsByPage(broken)[0] ?? [];
    const done = Math.floor(linesOn(broken, 0) / 13);
    expect(first.at(-1)).toBe(`${(done * (done + 1)) / 2}.00`);
  });

  test('stay with the next where asked to', () => {
    const marks = rows(60).map((_, i) => (i % 2 === 0 ? { keepWithNext: true } : undefined));
    const { document } = lay(context, [table(rows(60), { marks })]);
    for (let i = 1; i < 60; i += 2) expect(find(document, `Item ${i}`).page).toBe(find(document, `Item ${i + 1}`).page);
  });

  test('have a colour of their own, and cells have theirs over it', () => {
    const data = [
      [cell('a'), cell('b', { background: '#ff0000' })],
      [cell('c'), cell('d')],
    ];
    const { document } = lay(context, [table([], { rows: data, irregular: true, marks: [{ background: '#00ff00' }, undefined] })]);
    const fills = rects(document).map(({ fill }) => fill);
    expect(fills.indexOf('#00ff00')).toBeGreaterThanOrEqual(0);
    expect(fills.indexOf('#ff0000')).toBeGreaterThan(fills.indexOf('#00ff00'));
  });

  test('end a page with the rows that stand at the foot of each', () => {
    const { document } = lay(context, [table(rows(60), { pageFooter: [row(cell('See overleaf', { span: 2 }))] })]);
    const texts = textsByPage(document);
    for (const [i, page] of texts.entries()) expect(page.includes('See overleaf')).toBe(i < texts.length - 1);
    expect(texts[0]?.slice(-3, -1)[0]).toBe('Carried forward');
  });

  test('hold content of any kind', () => {
    const nested = table(rows(2), { footer: [] });
    const data = [[cell('x', { body: [nested] }), cell('1', { body: [paragraph('One'), paragraph('Two')] })]];
    const { document } = lay(context, [table([], { rows: data, irregular: true, footer: [] })]);
    expect(outline(document.structure)).toBe(
      'Document(Table(THead(TR(TH TH)) TBody(TR(TD(Table(THead(TR(TH TH)) TBody(TR(TD TD) TR(TD TD)))) TD(P P)))))',
    );
  });

  test('name themselves by their header cells', () => {
    const { document } = lay(context, [table([], { rows: [[cell('a', { rowHeader: true }), cell('b')]], irregular: true, footer: [] })]);
    expect(find(document, 'a').item.owner).toMatchObject({ type: 'TH', facts: { scope: 'Row' } });
  });
});

test('A table that has more columns than room says so and stays within its region', () => {
  const columns = Array.from({ length: 40 }, (_, i) => ({ header: [{ text: `Column${i}` }], width: 'auto', align: 'left' }) as const);
  const { document, diagnostics } = lay(context, [table([], { columns, footer: [], rows: [columns.map((_, i) => cell(`Word${i}`))] })]);
  expect(diagnostics.map(({ code }) => code)).toContain('layout.table-too-wide');
  for (const item of document.pages.flatMap(({ items }) => items.filter(isText))) expect(item.xs[0]).toBeLessThan((190 * 72) / 25.4);
});
