import { describe, expect, it } from 'vitest';
import { smallBundle, smallRecord } from '../../test/bundles.ts';
import { check, compile } from '../compose.ts';
import type { Node, Template } from '../template/model.ts';
import { labelOf, numberingOf } from './list-labels.ts';
import type { ResolvedContents, ResolvedHeading, ResolvedList, ResolvedNode, Run } from './resolved.ts';
import { Resolver } from './resolver.ts';

const paragraph = (text: string): Node => ({ type: 'paragraph', text });
const resolve = (body: readonly Node[], more: Partial<Template> = {}): readonly ResolvedNode[] => {
  const resolver = new Resolver(smallBundle(body, more));
  const { document, diagnostics } = resolver.resolve(smallRecord, 'letter');
  expect([...resolver.diagnostics, ...diagnostics]).toEqual([]);
  return document.body;
};
const listOf = (node: Node): ResolvedList => resolve([node])[0] as ResolvedList;
const text = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

describe('labels of lists', () => {
  it.each([
    ['1.', 3, '', '3.'],
    ['(a)', 28, '', '(ab)'],
    ['A)', 26, '', 'Z)'],
    ['i.', 1994, '', 'mcmxciv.'],
    ['§ I', 4, '', '§ IV'],
    ['Article 1', 2, '', 'Article 2'],
    ['*.1', 2, '3.', '3.2'],
    ['*.a)', 2, '(1.2)', '1.2.b)'],
    ['I', 4000, '', '4000'],
    ['Nr.', 5, '', 'Nr.5'],
  ])('%s of %i in "%s" is %s', (pattern, number, outer, label) => {
    expect(labelOf(pattern, true, number, outer)).toBe(label);
  });

  it('count as PDF names it', () => {
    expect(['1.', '(a)', 'A', 'i)', 'I.', 'Nr.'].map((pattern) => numberingOf(pattern, true))).toEqual([
      ...['Decimal', 'LowerAlpha', 'UpperAlpha', 'LowerRoman', 'UpperRoman', 'Decimal'],
    ]);
    expect(['•', '▪', '◦', '→'].map((bullet) => numberingOf(bullet, false))).toEqual(['Disc', 'Square', 'Circle', 'Disc']);
  });

  it('start where the author says, and leave out items without content', () => {
    const hidden: Node = { type: 'paragraph', text: 'x', when: '!vip' };
    expect(listOf({ type: 'list', ordered: true, start: 7, items: [[paragraph('a')], [hidden], [paragraph('b')]] })).toMatchObject({
      ...{ labels: ['7.', '8.'], start: 7, usual: true, numbering: 'Decimal' },
    });
  });

  it('go by the depth of their kind', () => {
    const inner = (ordered: boolean, ...items: Node[][]): Node => ({ type: 'list', ordered, items });
    const outer = listOf(inner(true, [inner(true, [inner(false, [inner(false, [paragraph('x')])])])]));
    const second = outer.items[0]![0] as ResolvedList;
    const third = second.items[0]![0] as ResolvedList;
    const fourth = third.items[0]![0] as ResolvedList;
    expect([outer, second, third, fourth].map(({ labels }) => labels?.[0])).toEqual(['1.', 'a)', '•', '–']);
  });

  it('come with items from the data', () => {
    const list = listOf({ type: 'list', each: 'items', as: 'it', item: [paragraph('{{ it.title }}')] });
    expect(list.items.map(([node]) => node)).toMatchObject([{ runs: [{ text: 'Tea' }] }, { runs: [{ text: 'Cake' }] }]);
  });

  it('need items', () => {
    expect(check(smallBundle([{ type: 'list' }])).map(({ code }) => code)).toEqual(['list.no-items']);
    expect(check(smallBundle([{ type: 'list', items: [], each: 'items' }])).map(({ code }) => code)).toEqual(['list.no-items']);
  });
});

describe('headings', () => {
  const heading = (level: 1 | 2 | 3, title: string, unnumbered?: true): Node => ({
    type: 'heading',
    level,
    text: title,
    ...(unnumbered ? { unnumbered } : {}),
  });
  const body = [
    heading(1, 'Preface', true),
    heading(1, 'A'),
    heading(2, 'B'),
    heading(3, 'C'),
    heading(2, 'D'),
    heading(1, 'E'),
    heading(2, 'F'),
  ];
  const titles = (headingNumbering?: string) =>
    resolve(body, headingNumbering === undefined ? {} : { headingNumbering }).map((node) =>
      text((node as ResolvedHeading).runs).replaceAll('\u00a0\u00a0', '|'),
    );

  it('are numbered where the template says so, to the level it says', () => {
    expect(titles()).toEqual(['Preface', 'A', 'B', 'C', 'D', 'E', 'F']);
    expect(titles('1.1')).toEqual(['Preface', '1|A', '1.1|B', 'C', '1.2|D', '2|E', '2.1|F']);
    expect(titles('I.a.1.')).toEqual(['Preface', 'I.|A', 'I.a.|B', 'I.a.1.|C', 'I.b.|D', 'II.|E', 'II.a.|F']);
  });

  it('begin anew with every document', () => {
    const resolver = new Resolver(smallBundle(body, { headingNumbering: '1' }));
    const first = (record: object) =>
      text((resolver.resolve({ ...smallRecord, ...record }, 'letter').document.body[1] as ResolvedHeading).runs);
    expect([first({}), first({ name: 'Bo' })]).toEqual(['1\u00a0\u00a0A', '1\u00a0\u00a0A']);
  });

  it('are all in the contents, though they come behind', () => {
    const [contents] = resolve([{ type: 'contents', levels: 2 }, ...body]) as [ResolvedContents];
    expect(contents.headings.map(({ runs }) => text(runs))).toEqual(['Preface', 'A', 'B', 'C', 'D', 'E', 'F']);
  });

  it('and their contents are on every channel', async () => {
    const definitions: Node = { type: 'definitions', items: [{ term: 'Term <1>', body: [paragraph('means this')] }] };
    const list: Node = { type: 'list', ordered: true, label: '(a)', items: [[paragraph('one')], [paragraph('two')]] };
    const start: Node = { type: 'list', ordered: true, start: 3, label: 'A.', tight: true, items: [[paragraph('three')]] };
    const program = await compile(
      smallBundle([{ type: 'contents', title: 'Contents' }, ...body, list, start, definitions], { headingNumbering: '1.1' }),
    );
    const all = (['html', 'email', 'text'] as const).map((format) => {
      const rendition = program.compose(smallRecord, format);
      return rendition.format === 'text' ? rendition.text : (rendition as { html: string }).html;
    });
    const [html, email, plain] = all as [string, string, string];
    expect(html).toContain('<li class="depth-1"><a href="#section-3">1.1\u00a0\u00a0B</a></li>');
    expect(html).toContain('<h2 id="section-3"');
    expect(html).toContain('<li><span>(b)</span><div>');
    expect(html).toMatch(/<ol class="s-body tight" type="A" start="3">/);
    for (const markup of [html, email]) expect(markup).toMatch(/<dt[^>]*>Term &lt;1&gt;<\/dt><dd/);
    expect(email).toMatch(/>\(a\)<\/td><td[^>]*>one</);
    expect(email).toContain('<ol type="A" start="3"');
    expect(plain).toMatch(/^Contents\n\nPreface\n1\s\sA\n {2}1\.1\s\sB\n/);
    expect(plain).toContain('\n(a) one\n(b) two\n');
    expect(plain).toContain('\nTerm <1>\n    means this\n');
  });
});
