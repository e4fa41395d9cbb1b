import { describe, expect, test } from 'vitest';
import type { ResolvedFiller, ResolvedNode } from '../resolve/resolved.ts';
import { find, heading, isText, lay, outline, paragraph, sampleContext, space, textsByPage } from './testing/sample-layout.ts';

const context = await sampleContext();
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
const offer = (name: string, height: number): ResolvedNode[] => [
  paragraph(name, 'tight'),
  space(height),
  paragraph(`end of ${name}`, 'tight'),
];
const filler = (offers: ResolvedNode[][], more: Partial<ResolvedFiller> = {}): ResolvedFiller => ({
  ...{
    type: 'filler',
    source: 'template#/body/9',
    minimum: 0,
    choose: 'first',
    valign: 'top',
    name: 'adverts',
    offers: offers.map((body, i) => ({ number: i + 1, body })),
    ...more,
  },
});
const pages = (body: readonly ResolvedNode[]) => textsByPage(lay(context, body).document);

/** The first page of the sample has 160 mm. */
describe('a filler', () => {
  test('places the first offer that fits into what is left of the last page', () => {
    const body = [space(100), paragraph('text', 'tight'), filler([offer('large', 80), offer('small', 20), offer('tiny', 5)])];
    expect(pages(body)).toEqual([['text', 'small', 'end of small']]);
  });

  test('or the tallest', () => {
    expect(pages([paragraph('text'), filler([offer('tiny', 5), offer('large', 100), offer('small', 20)], { choose: 'tallest' })])).toEqual([
      ['text', 'large', 'end of large'],
    ]);
  });

  test('places nothing where too little is left, and never adds a page', () => {
    expect(pages([space(100), paragraph('text', 'tight'), filler([offer('large', 80)])])).toEqual([['text']]);
    expect(pages([space(100), paragraph('text', 'tight'), filler([offer('tiny', 1)], { minimum: 60 })])).toEqual([['text']]);
    for (let height = 0; height < 160; height += 7) {
      const { document } = lay(context, [space(height), paragraph('text', 'tight'), filler([offer('one', 30), offer('two', 15)])]);
      expect(document.pages).toHaveLength(1);
      for (const item of document.pages[0]?.items.filter(isText) ?? []) expect(item.baseline).toBeLessThan(mm(260));
    }
  });

  test('comes last wherever it stands, and is read last', () => {
    const { document } = lay(context, [filler([[heading('Offer')]]), paragraph('text')]);
    expect(textsByPage(document)).toEqual([['text', 'Offer']]);
    expect(outline(document.structure)).toBe('Document(P Sect(H1))');
  });

  test('tells which offer it placed', () => {
    const body = [space(100), paragraph('text', 'tight'), filler([offer('large', 80), offer('small', 20)])];
    expect(lay(context, body).offers).toEqual([{ filler: 'adverts', offer: 2 }]);
    expect(lay(context, [space(140), paragraph('text'), filler([offer('large', 80)])]).offers).toEqual([]);
  });

  test('stands at the foot of the space where it is told to', () => {
    const { document } = lay(context, [paragraph('text'), filler([[paragraph('at the foot', 'tight')]], { valign: 'bottom' })]);
    const { baseline } = find(document, 'at the foot').item;
    expect(baseline).toBeGreaterThan(mm(260) - 14);
    expect(baseline).toBeLessThan(mm(260));
  });

  test('after another one gets what that leaves', () => {
    const body = [paragraph('text'), filler([offer('a', 90)]), filler([offer('b', 90), offer('c', 20)])];
    expect(pages(body)).toEqual([['text', 'a', 'end of a', 'c', 'end of c']]);
  });

  test('says nothing of offers that it does not place', () => {
    const damaged: ResolvedNode = { type: 'image', asset: 'no such', align: 'left', alt: '', source: 'template#/body/0' };
    const { diagnostics } = lay(context, [space(100), paragraph('text'), filler([[damaged, space(90), paragraph('x')]])]);
    expect(diagnostics).toEqual([]);
  });
});
