import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResolvedCell, ResolvedTable } from '../../resolve/resolved-table.ts';
import type { StructureNode, TextItem } from '../display-list.ts';
import { isText, lay, paragraph, rightOf, sampleContext, table } from '../testing/sample-layout.ts';

const context = await sampleContext();
const MM = 72 / 25.4;

/** Some rows with a cell in front that takes all of them, of a text or of several paragraphs. */
interface Stretch {
  readonly rows: readonly string[];
  readonly words: number;
  readonly body: boolean;
  readonly valign: 'top' | 'middle' | 'bottom';
}
const stretch: fc.Arbitrary<Stretch> = fc.record({
  rows: fc.array(fc.constantFrom('one', 'one two\nthree', 'l1\nl2\nl3\nl4\nl5\nl6'), { minLength: 1, maxLength: 45, size: 'max' }),
  words: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 700 })),
  body: fc.boolean(),
  valign: fc.constantFrom('top', 'middle', 'bottom'),
});

/** Every word is another, so that one that is missing or cut off is found. */
function tableOf(stretches: readonly Stretch[], breakRows: boolean): { node: ResolvedTable; words: string[] } {
  const words: string[] = [];
  const rows = stretches.flatMap(({ rows: texts, words: count, body, valign }, s) =>
    texts.map((text, r): ResolvedCell[] => {
      const cells: ResolvedCell[] = [{ runs: [{ text }], column: 1 }];
      if (r > 0) return cells;
      const own = Array.from({ length: count }, (_, i) => `w${s}x${i}`);
      words.push(...own);
      const rowSpan = texts.length === 1 ? {} : { rowSpan: texts.length };
      const middle = Math.ceil(own.length / 2);
      const parts = [own.slice(0, middle).join(' '), own.slice(middle).join(' ')];
      const content = body ? { runs: [], body: parts.map((part) => paragraph(part, 'tight')) } : { runs: [{ text: own.join(' ') }] };
      return [{ ...content, ...rowSpan, valign, column: 0 }, ...cells];
    }),
  );
  const columns = ['Key', 'Text'].map((header) => ({ header: [{ text: header }], width: { share: 1 }, align: 'left' as const }));
  return { node: table([], { columns, rows, irregular: true, breakRows }), words };
}

const given = [fc.integer({ min: 0, max: 30 }), fc.array(stretch, { minLength: 1, maxLength: 3 }), fc.boolean()] as const;
const laid = (before: number, node: ResolvedTable) =>
  lay(context, [paragraph('x\n'.repeat(before), 'tight'), node, paragraph('behind')]).document;

describe('a cell over several rows through which a page ends', { timeout: 120_000 }, () => {
  test('goes on: each of its words is read once, in order', () => {
    fc.assert(
      fc.property(...given, (before, stretches, breakRows) => {
        const { node, words } = tableOf(stretches, breakRows);
        const read = wordsInOrder(laid(before, node)).filter((word) => /^w\d+x\d+$/.test(word));
        expect(read).toEqual(words);
      }),
      { numRuns: 60 },
    );
  });

  test('stays on its pages, and lies over nothing', () => {
    fc.assert(
      fc.property(...given, (before, stretches, breakRows) => {
        for (const { items } of laid(before, tableOf(stretches, breakRows).node).pages) {
          const texts = items.filter(isText);
          for (const item of texts) expect(item.baseline).toBeLessThan(260 * MM);
          for (const item of items) if (item.kind === 'rect') expect(item.y + item.height).toBeLessThanOrEqual(260 * MM + 0.6);
          expect(overlaps(texts)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

function wordsInOrder(document: ReturnType<typeof laid>): string[] {
  const byOwner = new Map<StructureNode, string[]>();
  for (const item of document.pages.flatMap(({ items }) => items.filter(isText))) {
    if (item.owner !== null) byOwner.set(item.owner, [...(byOwner.get(item.owner) ?? []), ...item.words.map(({ text }) => text)]);
  }
  const read = (node: StructureNode): string[] => [...(byOwner.get(node) ?? []), ...node.children.flatMap(read)];
  return read(document.structure);
}

function overlaps(items: readonly TextItem[]): string[] {
  const found: string[] = [];
  const sorted = [...items].sort((a, b) => a.baseline - b.baseline);
  sorted.forEach((a, i) => {
    for (let k = i + 1; k < sorted.length; k++) {
      const b = sorted[k] as TextItem;
      if (b.baseline - a.baseline >= Math.min(a.size, b.size) * 0.9) break;
      if (!(rightOf(a) <= b.xs[0]! + 0.1 || rightOf(b) <= a.xs[0]! + 0.1)) found.push(`${a.words[0]?.text} / ${b.words[0]?.text}`);
    }
  });
  return found;
}
