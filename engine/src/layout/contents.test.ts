import { describe, expect, test } from 'vitest';
import type { ResolvedHeading, ResolvedNode } from '../resolve/resolved.ts';
import {
  find,
  isText,
  lay,
  list,
  outline,
  pageBreak,
  paragraph,
  rightOf,
  sampleContext,
  textOf,
  textsByPage,
} from './testing/sample-layout.ts';

const context = await sampleContext();
const heading = (text: string, level: 1 | 2 | 3 = 1): ResolvedHeading => ({
  ...{ type: 'heading', level, style: `heading${level}`, runs: [{ text }], source: 'template#/body/0', anchor: text },
});
const chapters = (count: number): ResolvedNode[] =>
  Array.from({ length: count }, (_, i) => [
    heading(`Chapter ${i + 1}`),
    paragraph('words '.repeat(300)),
    heading(`Part ${i + 1}`, 2),
  ]).flat();
const contents = (body: readonly ResolvedNode[], levels = 3): ResolvedNode => ({
  ...{ type: 'contents', source: 'template#/body/0', style: undefined, title: [{ text: 'Contents' }], levels },
  headings: body.filter((node) => node.type === 'heading'),
});

describe('the table of contents', () => {
  const body = chapters(60);
  const { document } = lay(context, [contents(body), pageBreak(), ...body]);
  const lines = document.pages.flatMap(({ items }) => items.filter(isText)).filter(({ owner }) => owner?.type === 'Link');

  test('names the page of every heading, in its own order', () => {
    const texts = lines.map(textOf);
    expect(texts).toHaveLength(240);
    for (let i = 0; i < texts.length; i += 2) {
      const pages = textsByPage(document).flatMap((page, at) => (page.includes(texts[i] as string) ? [at + 1] : []));
      expect(pages.at(-1)).toBe(Number(texts[i + 1]));
    }
  });

  test('sets the numbers to the right edge, leaders between, which are not read', () => {
    const edge = ((25 + 165) * 72) / 25.4;
    for (let i = 1; i < lines.length; i += 2) expect(rightOf(lines[i]!)).toBeCloseTo(edge, 1);
    const leaders = document.pages[0]!.items.filter(isText).filter((item) => textOf(item).startsWith('. .'));
    expect(leaders.length).toBeGreaterThan(10);
    for (const leader of leaders) expect(leader.owner).toBeNull();
  });

  test('is a TOC whose items link to the headings', () => {
    expect(outline(document.structure)).toMatch(/^Document\(TOC\(TOCI\(P\) TOCI\(Reference\(Link\)\)/);
    const links = document.pages.flatMap((page) => page.links);
    expect(links).toHaveLength(120);
    for (const { to, alt } of links) expect(textsByPage(document)[to?.page ?? -1]).toContain(alt);
  });

  test('leaves out what is deeper than its levels', () => {
    const some = chapters(2);
    const links = lay(context, [contents(some, 1), ...some]).document.pages.flatMap((page) => page.links);
    expect(links.map(({ alt }) => alt)).toEqual(['Chapter 1', 'Chapter 2']);
  });
});

describe('bookmarks', () => {
  test('are the headings of long documents', () => {
    const { document } = lay(context, chapters(12));
    expect(document.outline).toHaveLength(24);
    expect(document.outline?.[23]).toMatchObject({ level: 2, title: 'Part 12', page: find(document, 'Part 12').page });
    expect(lay(context, chapters(1)).document.outline).toBeUndefined();
  });
});

describe('lists', () => {
  test('say how they count, and stand closer where asked to', () => {
    const items = [[paragraph('a')], [paragraph('b')]];
    const loose = list(true, ...items) as Extract<ResolvedNode, { type: 'list' }>;
    const gap = (node: ResolvedNode): number => {
      const { document } = lay(context, [node]);
      return find(document, 'b').item.baseline - find(document, 'a').item.baseline;
    };
    expect(gap(loose) - gap({ ...loose, tight: true })).toBeCloseTo(7);
    const { document } = lay(context, [{ ...loose, labels: ['(x)', '(y)'], numbering: 'LowerAlpha' }]);
    expect(document.structure.children[0]).toMatchObject({ type: 'L', facts: { numbering: 'LowerAlpha' } });
    expect(find(document, '(y)').item.owner).toMatchObject({ type: 'Lbl' });
  });

  test('of terms hang the term beside what it means, which makes room for a longer term', () => {
    const node = (termWidth?: number): ResolvedNode => ({
      ...{ type: 'definitions', source: 'template#/body/0', style: undefined, ...(termWidth === undefined ? {} : { termWidth }) },
      items: [
        { term: [{ text: 'A term of several words' }], body: [paragraph('Meaning')] },
        { term: [{ text: 'Next' }], body: [] },
      ],
    });
    const beside = lay(context, [node(15)]).document;
    expect(outline(beside.structure)).toBe('Document(L(LI(Lbl LBody(P)) LI(Lbl LBody)))');
    expect(find(beside, 'A').item.baseline).toBeCloseTo(find(beside, 'Meaning').item.baseline);
    expect(find(beside, 'Next').item.baseline).toBeGreaterThan(find(beside, 'words').item.baseline + 10);
    const below = lay(context, [node()]).document;
    expect(find(below, 'Meaning').item.baseline).toBeGreaterThan(find(below, 'A').item.baseline);
    expect(find(below, 'Meaning').item.xs[0]).toBeGreaterThan(find(below, 'A').item.xs[0]!);
  });
});
