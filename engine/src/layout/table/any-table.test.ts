import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linesOf, type ResolvedCell, type ResolvedGroup, type ResolvedTable, type RowMark } from '../../resolve/resolved-table.ts';
import { mergeCells } from '../../resolve/table/merge.ts';
import type { LaidOutDocument, StructureNode, TextItem } from '../display-list.ts';
import { BRAND, isText, lay, paragraph, rightOf, sampleContext, table } from '../testing/sample-layout.ts';

const grid = { ...BRAND.tableStyles?.table, columnRule: 0.5, border: 1, groupBackground: '#eeeeee' };
const context = await sampleContext({ ...BRAND, tableStyles: { ...BRAND.tableStyles, grid } });
const MM = 72 / 25.4;

const words = fc.oneof(
  { weight: 6, arbitrary: fc.lorem({ maxCount: 6 }) },
  { weight: 2, arbitrary: fc.constantFrom('one\ntwo', 'a', 'Gewährleistungsbestimmungen', 'l1\nl2\nl3\nl4\nl5\nl6') },
  { weight: 1, arbitrary: fc.lorem({ maxCount: 60 }) },
);
const valign = fc.constantFrom('top', 'middle', 'bottom') as fc.Arbitrary<'top' | 'middle' | 'bottom'>;

interface Row {
  readonly key: string;
  readonly text: string;
  readonly amount: string;
  readonly kind: number;
  readonly valign: 'top' | 'middle' | 'bottom';
  readonly mark: RowMark | undefined;
}
const row: fc.Arbitrary<Row> = fc.record({
  key: fc.constantFrom('A', 'A', 'B', 'C\nC2\nC3'),
  text: words,
  amount: fc.integer({ min: -9999, max: 9999 }).map(String),
  kind: fc.integer({ min: 0, max: 9 }),
  valign,
  mark: fc.option(fc.record({ keepWithNext: fc.boolean(), background: fc.constant('#eeeeee') }), { nil: undefined, freq: 5 }),
});

function cellsOf({ key, text, amount, kind, valign: v }: Row): ResolvedCell[] {
  const body: ResolvedCell = { runs: [], body: [paragraph(text), paragraph(amount, 'tight')] };
  const plain: ResolvedCell = {
    runs: [{ text }],
    ...(kind === 1 ? { valign: v } : {}),
    ...(kind === 2 ? { note: [{ text: 'note' }] } : {}),
  };
  if (kind === 0) return [{ runs: [{ text: key }], span: 2 }, { runs: [], body: [] }, { runs: [{ text: amount }] }];
  return [{ runs: [{ text: key }] }, kind === 3 ? body : plain, { runs: [{ text: amount }], align: 'decimal' }];
}

const line = (text: string) => [{ style: 'plain' as const, cells: [{ runs: [{ text }], span: 3 }] }];

/** Groups and groups in them that divide a number of rows. */
function groupsOf(
  from: number,
  to: number,
  sizes: readonly number[],
  keep: ResolvedGroup['keep'] | undefined,
  deep: boolean,
): ResolvedGroup[] {
  const groups: ResolvedGroup[] = [];
  for (let at = from, i = 0; at < to; i++) {
    const until = Math.min(to, at + (sizes[i % sizes.length] as number));
    const inner = deep ? groupsOf(at, until, [2, 5], undefined, false) : [];
    const name = `G${from}.${i}`;
    const more = keep === undefined ? {} : { keep };
    groups.push({ from: at, to: until, groups: inner, header: line(name), continued: line(`${name}c`), footer: line(`S${name}`), ...more });
    at = until;
  }
  return groups;
}

const anyTable: fc.Arbitrary<ResolvedTable> = fc
  .record({
    rows: fc.array(row, { minLength: 1, maxLength: 70, size: 'max' }),
    sizes: fc.option(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 4 }), { nil: undefined }),
    keep: fc.constantFrom(undefined, 'together', 'page') as fc.Arbitrary<'together' | 'page' | undefined>,
    ...{ deep: fc.boolean(), merge: fc.boolean(), breakRows: fc.boolean(), repeatHeader: fc.boolean(), pageFooter: fc.boolean() },
    style: fc.constantFrom('table', 'grid'),
  })
  .map(({ rows, sizes, keep, deep, merge, pageFooter, ...more }) => {
    const groups = sizes === undefined ? undefined : groupsOf(0, rows.length, sizes, keep, deep);
    const cells = rows.map(cellsOf);
    mergeCells(cells, merge ? [0] : [], groups);
    return table([], {
      ...more,
      columns: [
        { header: [{ text: 'Key' }], width: 'auto', align: 'left' },
        { header: [{ text: 'Text' }], width: { share: 1 }, align: 'left' },
        { header: [{ text: 'Amount' }], width: 'auto', align: 'decimal' },
      ],
      ...{ rows: cells, irregular: true, marks: rows.map(({ mark }) => mark), footer: line('End') },
      ...(groups === undefined ? {} : { groups }),
      ...(pageFooter ? { pageFooter: line('Overleaf') } : {}),
      carry: { forward: [{ text: 'forward' }], brought: [{ text: 'brought' }], textAfter: (n) => ['', '', String(n)] },
    });
  });

const laid = (before: number, node: ResolvedTable): LaidOutDocument =>
  lay(context, [paragraph('x\n'.repeat(before), 'tight'), node, paragraph('behind')]).document;

describe('whatever the table', { timeout: 60_000 }, () => {
  const before = fc.integer({ min: 0, max: 30 });

  test('all its text is read once, in order', () => {
    fc.assert(
      fc.property(before, anyTable, (lines, node) => {
        const read = readAloud(laid(lines, node));
        expect(read.slice(read.indexOf('Key'))).toBe(`${textOf(node)}behind`);
      }),
      { numRuns: 60 },
    );
  });

  test('nothing is below the page, and no two texts lie over each other', () => {
    fc.assert(
      fc.property(before, anyTable, (lines, node) => {
        for (const { items } of laid(lines, node).pages) {
          const texts = items.filter(isText);
          for (const item of texts) expect(item.baseline).toBeLessThan(260 * MM);
          for (const item of items) if (item.kind === 'rect') expect(item.y + item.height).toBeLessThanOrEqual(260 * MM + 0.6);
          expect(overlaps(texts)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('what it carries over a page break is the number of rows before it', () => {
    fc.assert(
      fc.property(before, anyTable, (lines, node) => {
        const carried = laid(lines, node).pages.map(({ items }) => {
          const texts = items.filter(isText).map((item) => item.words.map(({ text }) => text).join(' '));
          const after = (label: string) => (texts.includes(label) ? texts[texts.indexOf(label) + 1] : undefined);
          return { brought: after('brought'), forward: after('forward') };
        });
        for (const [i, { brought }] of carried.slice(1).entries()) expect(brought).toBe(carried[i]?.forward);
      }),
      { numRuns: 40 },
    );
  });
});

const letters = (text: string): string => text.replace(/\s/g, '');

function textOf(node: ResolvedTable): string {
  const cellText = (cell: ResolvedCell): string =>
    [...cell.runs, ...(cell.note ?? [])].map(({ text }) => text).join('') +
    (cell.body ?? []).map((inner) => (inner.type === 'paragraph' ? inner.runs.map(({ text }) => text).join('') : '')).join('');
  const rows = linesOf(node).map((item) => (item.kind === 'data' ? node.rows[item.index]! : item.row.cells));
  const header = node.columns.map((column) => ({ runs: column.header }));
  return letters([header, ...rows, ...node.footer.map(({ cells }) => cells)].flatMap((cells) => cells.map(cellText)).join(''));
}

function readAloud(document: LaidOutDocument): string {
  const byOwner = new Map<StructureNode, string>();
  for (const item of document.pages.flatMap(({ items }) => items.filter(isText))) {
    const text = item.words.map((word) => word.text).join('');
    const whole = item.continues === 'hyphenated' ? text.slice(0, -1) : text;
    if (item.owner !== null) byOwner.set(item.owner, (byOwner.get(item.owner) ?? '') + whole);
  }
  const read = (node: StructureNode): string => (byOwner.get(node) ?? '') + node.children.map(read).join('');
  return letters(read(document.structure));
}

function overlaps(items: readonly TextItem[]): string[] {
  const found: string[] = [];
  const sorted = [...items].sort((a, b) => a.baseline - b.baseline);
  sorted.forEach((a, i) => {
    for (let k = i + 1; k < sorted.length; k++) {
      const b = sorted[k]!;
      if (b.baseline - a.baseline >= Math.min(a.size, b.size) * 0.9) break;
      const beside = rightOf(a) <= b.xs[0]! + 0.1 || rightOf(b) <= a.xs[0]! + 0.1;
      if (!beside) found.push(`${a.words[0]?.text} / ${b.words[0]?.text}`);
    }
  });
  return found;
}
