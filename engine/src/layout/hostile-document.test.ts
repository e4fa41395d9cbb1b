import { describe, expect, it } from 'vitest';
import { smallBundle } from '../../test/bundles.ts';
import { CompositionError, compile } from '../compose.ts';
import type { FootnoteText, ResolvedDocument, ResolvedNode, ResolvedSection } from '../resolve/resolved.ts';
import type { Node } from '../template/model.ts';
import { BRAND, columns, lay, paragraph, sampleContext, space } from './testing/sample-layout.ts';

const context = await sampleContext(BRAND, ['en']);
const codes = (body: readonly ResolvedNode[], more: Partial<ResolvedDocument> = {}): string[] =>
  lay(context, body, more).diagnostics.flatMap(({ code, severity }) => (severity === 'error' ? [code] : []));
const line = paragraph('line', 'tight');
const nested = (depth: number, wrap: (inner: ResolvedNode) => ResolvedNode): ResolvedNode => {
  let node: ResolvedNode = line;
  for (let i = 0; i < depth; i++) node = wrap(node);
  return node;
};

/** What would take hours or all memory ends in seconds, with a finding or with a document. */
describe('a hostile document', { timeout: 60_000 }, () => {
  it('of columns that flow inside of one another is given up', () => {
    const source = 'template#/body/0';
    const flow = (inner: ResolvedNode): ResolvedNode => {
      return { type: 'flow', source, columns: 2, gap: 1, balance: true, body: [line, line, inner, line, line] };
    };
    expect(codes([nested(3, flow)])).toEqual([]);
    expect(codes([nested(30, flow), line])).toEqual(['layout.too-much-work']);
  });

  it('of more sections than pages can be is told', () => {
    const section: ResolvedSection = {
      ...{ type: 'section', source: '', master: 'letter', frames: { first: {}, following: {} } },
      ...{ restartNumbering: true, startOn: 'page', body: [line] },
    };
    expect(codes(Array(30_000).fill(section))).toEqual(['layout.too-many-pages']);
  });

  it('of page breaks without end is told', () => {
    expect(codes(Array.from({ length: 50_000 }, (_, i) => (i % 2 === 0 ? line : { type: 'pageBreak', source: '' })))).toEqual([
      'layout.too-many-pages',
    ]);
  });

  it('with a footnote longer than all pages is laid out', () => {
    const note: FootnoteText = { number: 1, runs: [{ text: 'line\n'.repeat(100_000) }] };
    const reference = { text: '1', href: '#note-1', note };
    expect(codes([paragraph([{ text: 'x' }, reference])], { notes: [note] })).toEqual([]);
  });

  it('of columns side by side forty deep is laid out', () => {
    expect(codes([nested(40, (inner) => columns([inner], [line]))])).toEqual([]);
  });

  it('with a float as high as the sky, or with nothing beside it, is laid out', () => {
    const float = (height: number): ResolvedNode => {
      return { type: 'float', source: '', side: 'left', width: 30, gap: 2, body: [line, space(height), line] };
    };
    expect(codes([float(4000), ...Array(1000).fill(line)])).toEqual([]);
    expect(codes(Array(500).fill(float(50)))).toEqual([]);
  });

  it('of repeats within repeats is stopped where it grows', async () => {
    const items = Array.from({ length: 5000 }, () => ({ title: 'x', price: '1' }));
    const repeat = (as: string, body: Node[]): Node => ({ type: 'repeat', each: 'items', as, body });
    const table: Node = { type: 'table', each: 'items', as: 'row', columns: [{ header: 'H', width: 'auto', cell: '{{ row.title }}' }] };
    for (const body of [repeat('a', [repeat('b', [repeat('c', [{ type: 'line' }])])]), repeat('a', [repeat('b', [table])])]) {
      const program = await compile(smallBundle([body]), { formats: ['pdf', 'text'] });
      expect(() => program.compose({ name: 'A', total: '1', items }, 'text')).toThrow(CompositionError);
      expect(() => program.compose({ name: 'A', total: '1', items }, 'pdf')).toThrow('more than');
    }
  });
});
