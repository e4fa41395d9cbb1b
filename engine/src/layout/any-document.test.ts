import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ResolvedNode } from '../resolve/resolved.ts';
import type { LaidOutDocument, StructureNode, TextItem } from './display-list.ts';
import { layOut } from './layout.ts';
import {
  box,
  columns,
  documentOf,
  heading,
  isText,
  keep,
  list,
  pageBreak,
  paragraph,
  rightOf,
  sampleContext,
  space,
  table,
} from './testing/sample-layout.ts';

const context = await sampleContext();

/** Texts that have broken other programs: emoji, right-to-left, combining marks, zero-width, markup, very long words. */
const NAUGHTY = [
  'undefined null NaN true',
  '<script>alert(1)</script> & "quotes" \'; DROP TABLE',
  'Ω≈ç√∫˜µ≤≥÷ åß∂ƒ©˙∆˚¬…æ',
  '社會科學院語學研究所 パーティーへ行かないか',
  '😍 👩🏽‍💻 🇩🇪 👨‍👩‍👧‍👦 é́́',
  'הָיְתָהtestالصفحات التّحول',
  '\u200b\u200b\ufeff\u2060 \u202eabc\u202c',
  'Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮',
  'a'.repeat(700),
  '\u00a0\u00a0\u00a0 ­­ - — – / \\ ()[]{}',
];

const text = fc.oneof(
  fc.lorem({ maxCount: 40 }),
  fc.constantFrom(...NAUGHTY),
  fc.string({ maxLength: 60 }),
  fc.constantFrom('Gewährleistungsbestimmungen der Kundenbetreuung', 'one\ntwo\n\nfour'),
);
const leaf: fc.Arbitrary<ResolvedNode> = fc.oneof(
  { weight: 6, arbitrary: text.map((content) => paragraph(content)) },
  { weight: 2, arbitrary: text.map((content) => heading(content.slice(0, 80))) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 80 }).map(space) },
  { weight: 1, arbitrary: fc.constant(null).map(pageBreak) },
  { weight: 2, arbitrary: fc.array(fc.tuple(text, fc.integer({ min: 0, max: 9999 })), { maxLength: 70 }).map((rows) => table(rows)) },
);
const bodies = (node: fc.Arbitrary<ResolvedNode>) => fc.array(node, { maxLength: 6 });
const { node } = fc.letrec<{ node: ResolvedNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'node' },
    leaf,
    bodies(tie('node')).map((body) => box(...body)),
    bodies(tie('node')).map((body) => keep(...body)),
    fc.array(bodies(tie('node')), { minLength: 1, maxLength: 3 }).map((items) => columns(...items)),
    fc.array(bodies(tie('node')), { maxLength: 4 }).map((items) => list(true, ...items)),
  ),
}));
const anyBody = fc.array(node, { maxLength: 12 });

const MM = 72 / 25.4;
const lay = (body: readonly ResolvedNode[]): LaidOutDocument => layOut(context, documentOf(body), 'letter').document;

describe('whatever the document', { timeout: 30_000 }, () => {
  test('all its text is on the pages once, in the order of the structure', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const document = lay(body);
        const expected = characters(body.map(textOfNode).join(''));
        expect(characters(readAloud(document))).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('nothing painted is below the body of its page', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        for (const { items } of lay(body).pages) {
          for (const item of items) if (item.kind === 'rect') expect(item.y + item.height).toBeLessThanOrEqual(260 * MM + 0.5);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('no text is outside the body of its page', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        lay(body).pages.forEach(({ items }, i) => {
          const top = (i === 0 ? 100 : 25) * MM;
          for (const item of items.filter(isText)) {
            expect(item.baseline).toBeGreaterThan(top);
            expect(item.baseline).toBeLessThan(260 * MM);
            expect(item.xs[0]).toBeGreaterThanOrEqual(25 * MM - 0.01);
            if (glyphs(item) > 1) expect(rightOf(item)).toBeLessThanOrEqual(190 * MM + 0.5);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  test('no two texts lie over each other', () => {
    fc.assert(
      fc.property(fc.array(leaf, { maxLength: 12 }), (body) => {
        for (const { items } of lay(body).pages) expect(overlaps(items.filter(isText))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('the same document is laid out the same again', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        expect(fingerprint(lay(body))).toBe(fingerprint(lay(body)));
      }),
      { numRuns: 20 },
    );
  });
});

const glyphs = (item: TextItem): number => item.words.reduce((sum, word) => sum + word.glyphs.length, 0);

/** The ASCII letters and signs of a text; others may come as question marks or composed of parts. */
function characters(from: string): string {
  return from.normalize('NFD').replace(/[^!-~]|\?/g, '');
}

function textOfNode(from: ResolvedNode): string {
  switch (from.type) {
    case 'paragraph':
    case 'heading':
      return from.runs.map((run) => run.text).join('');
    case 'table': {
      const cells = [...from.rows, ...from.footer.map((row) => row.cells)].flat();
      const header = from.columns.flatMap((column) => column.header);
      return [...header, ...cells.flatMap((cell) => cell.runs)].map((run) => run.text).join('');
    }
    case 'list':
      return from.items.map((body, i) => `${i + 1}.${body.map(textOfNode).join('')}`).join('');
    case 'columns':
      return from.columns.map(({ body }) => body.map(textOfNode).join('')).join('');
    case 'box':
    case 'keep':
      return from.body.map(textOfNode).join('');
    default:
      return '';
  }
}

/** The text as the structure tells it, hyphens of line breaks taken out. */
function readAloud(document: LaidOutDocument): string {
  const byOwner = new Map<StructureNode, string>();
  for (const { items } of document.pages) {
    for (const item of items.filter(isText)) {
      if (item.owner === null) continue;
      const words = item.words.map((word) => word.text).join(' ');
      byOwner.set(item.owner, (byOwner.get(item.owner) ?? '') + (item.continues === 'hyphenated' ? words.slice(0, -1) : words));
    }
  }
  const read = (from: StructureNode): string => (byOwner.get(from) ?? '') + from.children.map(read).join('');
  return read(document.structure);
}

function overlaps(items: readonly TextItem[]): string[] {
  const found: string[] = [];
  const boxes = items.map((item) => ({ item, left: item.xs[0] as number, right: rightOf(item) }));
  boxes.forEach((a, i) => {
    for (const b of boxes.slice(i + 1)) {
      const apart = Math.abs(a.item.baseline - b.item.baseline) >= Math.min(a.item.size, b.item.size) * 0.9;
      const beside = a.right <= b.left + 0.1 || b.right <= a.left + 0.1;
      if (!apart && !beside && glyphs(a.item) > 0 && glyphs(b.item) > 0) found.push(`${a.item.words[0]?.text} / ${b.item.words[0]?.text}`);
    }
  });
  return found;
}

function fingerprint(document: LaidOutDocument): string {
  const items = document.pages.map((page) =>
    page.items.map((item) =>
      item.kind === 'text'
        ? [item.baseline, item.xs, item.words.map((word) => word.text)]
        : [item.kind, item.x, item.kind === 'row' ? item.baseline : item.y],
    ),
  );
  return JSON.stringify(items);
}
