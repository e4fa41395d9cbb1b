import { beforeAll, describe, expect, it } from 'vitest';
import type { ResolvedNode } from '../resolve/resolved.ts';
import type { LayoutContext } from './layout.ts';
import { heading, lay, outline, sampleContext } from './testing/sample-layout.ts';

let context: LayoutContext;
beforeAll(async () => {
  context = await sampleContext();
});

const ofLevel = (level: 1 | 2 | 3 | 4): ResolvedNode => ({ ...heading('Title'), level }) as ResolvedNode;

describe('headings', () => {
  it('of every level in turn are tagged as they are', () => {
    const { document, diagnostics } = lay(context, [ofLevel(1), ofLevel(2), ofLevel(3), ofLevel(1), ofLevel(2)]);
    expect(outline(document.structure)).toBe('Document(H1 H2 H3 H1 H2)');
    expect(diagnostics).toEqual([]);
  });

  it('that skip a level are tagged without the gap, and the author is told where', () => {
    const { document, diagnostics } = lay(context, [ofLevel(1), ofLevel(4), ofLevel(3)]);
    expect(outline(document.structure)).toBe('Document(H1 H2 H3)');
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'heading.skipped-level' }]);
    expect(diagnostics[0]!.place.pointer).toMatch(/^\/body\/\d+$/);
  });

  it('begin with the first level', () => {
    const { document, diagnostics } = lay(context, [ofLevel(2)]);
    expect(outline(document.structure)).toBe('Document(H1)');
    expect(diagnostics[0]!.message).toContain('is the first heading');
  });

  it('of a section go on from those of its frames, which are read before it', () => {
    const frames = { first: { address: [ofLevel(1)] }, following: {} };
    const section = (...body: ResolvedNode[]): ResolvedNode => {
      return { type: 'section', source: 'template#/body/0', master: 'letter', frames, restartNumbering: false, startOn: 'page', body };
    };
    const body = [section(ofLevel(1), ofLevel(2), ofLevel(3)), section({ ...ofLevel(4), source: 'template#/body/1/body/0' }, ofLevel(4))];
    const { document, diagnostics } = lay(context, body);
    expect(outline(document.structure)).toBe('Document(Sect(Sect(H1) H1 H2 H3) Sect(Sect(H1) H2 H3))');
    expect(diagnostics).toMatchObject([{ code: 'heading.skipped-level', place: { pointer: '/body/1/body/0' } }, {}]);
    expect(diagnostics[0]!.message).toContain('follows one of level 1');
  });
});
