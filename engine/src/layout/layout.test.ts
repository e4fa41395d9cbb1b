import { describe, expect, test } from 'vitest';
import type { Brand } from '../template/model.ts';
import { type LayoutContext, layOut } from './layout.ts';
import {
  BRAND,
  box,
  columns,
  documentOf,
  find,
  heading,
  isText,
  keep,
  lay,
  list,
  outline,
  pageBreak,
  paragraph,
  rightOf,
  sampleContext,
  space,
  textOf,
  textsByPage,
} from './testing/sample-layout.ts';

const context = await sampleContext();
const mm = (millimetres: number): number => (millimetres * 72) / 25.4;
/** A paragraph of so many lines. */
const tall = (count: number, style = 'tight') => paragraph(Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n'), style);
/** Lines of 14 points that fit on the first and on the following pages. */
const FIRST = Math.floor(mm(160) / 14);

describe('a page', () => {
  test('has the size of its master, in points', () => {
    const { document } = lay(context, [paragraph('Hello')]);
    expect(document.pages).toHaveLength(1);
    expect(document.pages[0]?.width).toBeCloseTo(595.28, 1);
    expect(document.pages[0]?.height).toBeCloseTo(841.89, 1);
  });

  test('is there even when the document is empty', () => {
    expect(lay(context, []).document.pages).toHaveLength(1);
  });

  test('begins its body where the master says', () => {
    const { item } = find(lay(context, [paragraph('Hello')]).document, 'Hello');
    expect(item.xs[0]).toBeCloseTo(mm(25));
    expect(item.baseline).toBeGreaterThan(mm(100));
    expect(item.baseline).toBeLessThan(mm(100) + 14);
  });

  test('has its marks as artifacts', () => {
    const mark = lay(context, []).document.pages[0]?.items[0];
    expect(mark).toMatchObject({ kind: 'rect', owner: null });
    expect(mark?.kind === 'rect' && mark.y).toBeCloseTo(mm(105), 0);
  });

  test('knows its number and how many there are in frames', () => {
    const footer = [paragraph([{ text: 'Page ' }, { text: '', page: 'number' }, { text: ' of ' }, { text: '', page: 'count' }])];
    const { document } = lay(context, [tall(FIRST + 1)], { frames: { first: { footer }, following: { footer } } });
    expect(textsByPage(document).map((texts) => texts.find((text) => text.startsWith('Page')))).toEqual(['Page 1 of 2', 'Page 2 of 2']);
  });

  test('has the content of a frame at its bottom where the frame says so', () => {
    const { item } = find(
      lay(context, [], { frames: { first: { footer: [paragraph('Imprint', 'tight')] }, following: {} } }).document,
      'Imprint',
    );
    expect(item.baseline).toBeGreaterThan(mm(285) - 14);
    expect(item.baseline).toBeLessThan(mm(285));
  });

  test('is refused of an unknown master', () => {
    expect(() => layOut(context, documentOf([]), 'postcard')).toThrow('no page master “postcard”');
  });
});

describe('a frame', () => {
  test('that overflows is reported once, and loses nothing', () => {
    const address = [tall(12)];
    const { document, diagnostics } = lay(context, [], { frames: { first: { address }, following: {} } });
    expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'layout.frame-overflow' }]);
    expect(diagnostics[0]?.place.pointer).toMatch(/^\/body\/\d+$/);
    expect(textsByPage(document)[0]).toHaveLength(12);
  });

  test('is read before the body, but not when it is an artifact', () => {
    const frames = { first: { address: [paragraph('Ms Doe')], footer: [paragraph('Imprint')] }, following: {} };
    const { document } = lay(context, [heading('Invoice'), paragraph('Dear Ms Doe')], { frames });
    expect(outline(document.structure)).toBe('Document(Sect(P) H1 P)');
    expect(find(document, 'Imprint').item.owner).toBeNull();
    expect(find(document, 'Ms Doe').item.owner).toBe(document.structure.children[0]?.children[0]);
  });
});

describe('content that does not fit on a page', () => {
  test('goes on on the next', () => {
    const texts = textsByPage(lay(context, [tall(FIRST + 20)]).document);
    expect(texts.map((page) => page.length)).toEqual([FIRST, 20]);
  });

  test('leaves no single line of a paragraph behind or ahead', () => {
    const orphan = textsByPage(lay(context, [tall(FIRST - 1), tall(4)]).document);
    expect(orphan.map((page) => page.length)).toEqual([FIRST - 1, 4]);
    const widow = textsByPage(lay(context, [tall(FIRST - 3), tall(4)]).document);
    expect(widow.map((page) => page.length)).toEqual([FIRST - 1, 2]);
  });

  test('takes a heading along', () => {
    const { document } = lay(context, [tall(FIRST - 3), heading('Terms'), paragraph('Two\nlines')]);
    expect(find(document, 'Terms').page).toBe(1);
    expect(find(document, 'Two').page).toBe(1);
  });

  test('is kept together where it fits on one page', () => {
    const { document } = lay(context, [tall(FIRST - 4), keep(tall(3), tall(3))]);
    expect(textsByPage(document).map((page) => page.length)).toEqual([FIRST - 4, 6]);
  });

  test('is broken after all where it is kept together but higher than a page', () => {
    const { document } = lay(context, [keep(tall(200))]);
    expect(textsByPage(document).flat()).toHaveLength(200);
  });

  test('begins a page where asked to', () => {
    const { document } = lay(context, [paragraph('one'), pageBreak(), paragraph('two')]);
    expect(textsByPage(document)).toEqual([['one'], ['two']]);
  });

  test('keeps a space at the top of a page only where the page was begun on purpose', () => {
    const forced = find(lay(context, [paragraph('one', 'tight'), pageBreak(), space(10), paragraph('two')]).document, 'two').item;
    expect(forced.baseline).toBeGreaterThan(mm(35));
    const flowed = find(lay(context, [tall(FIRST), space(10), paragraph('two')]).document, 'two').item;
    expect(flowed.baseline).toBeLessThan(mm(25) + 14);
  });

  test('stops at a sensible number of pages with an error', () => {
    const endless = Array.from({ length: 20_002 }, () => [paragraph('x'), pageBreak()]).flat();
    const { document, diagnostics } = lay(context, endless);
    expect(document.pages).toHaveLength(20_000);
    expect(diagnostics).toMatchObject([{ severity: 'error', code: 'layout.too-many-pages' }]);
  });
});

describe('the space between two paragraphs', () => {
  test('is the larger of what both want', () => {
    const { document } = lay(context, [paragraph('one'), heading('two'), paragraph('three')]);
    const [one, two, three] = ['one', 'two', 'three'].map((text) => find(document, text).item.baseline) as [number, number, number];
    const style = (name: string) => context.styles.paragraph(name);
    expect(two - one).toBeCloseTo(14 - style('body').baseline + 12 + style('heading1').baseline);
    expect(three - two).toBeCloseTo(22 - style('heading1').baseline + 6 + style('body').baseline);
  });
});

describe('a box', () => {
  test('lies behind its content, padded on all sides', () => {
    const { document } = lay(context, [box(paragraph('inside'))]);
    const items = document.pages[0]?.items ?? [];
    const rect = items.findIndex((item) => item.kind === 'rect' && item.fill === '#eeeeee');
    expect(items[rect]).toMatchObject({ owner: null });
    expect(items.findIndex((item) => item.kind === 'text')).toBeGreaterThan(rect);
    const background = items[rect];
    if (background?.kind !== 'rect') throw new Error('no background');
    expect(background.height).toBeCloseTo(14 + 2 * mm(4));
    expect(find(document, 'inside').item.xs[0]).toBeCloseTo(mm(29));
  });

  test('that is higher than a page has a background on each', () => {
    const { document } = lay(context, [box(tall(70))]);
    const backgrounds = document.pages.map(({ items }) => items.filter((item) => item.kind === 'rect' && item.fill === '#eeeeee').length);
    expect(backgrounds).toEqual([1, 1]);
    expect(textsByPage(document).flat()).toHaveLength(70);
  });
});

describe('columns', () => {
  test('stand side by side, each in its width', () => {
    const { document } = lay(context, [columns([paragraph('left')], [paragraph('right')])]);
    expect(find(document, 'left').item.baseline).toBe(find(document, 'right').item.baseline);
    expect(find(document, 'right').item.xs[0]).toBeCloseTo(mm(25) + (mm(165) - mm(5)) / 2 + mm(5));
    expect(outline(document.structure)).toBe('Document(P P)');
  });

  test('that are higher than a page go on on the next', () => {
    const { document } = lay(context, [columns([tall(70)], [tall(3)])]);
    expect(document.pages).toHaveLength(2);
    expect(textsByPage(document).flat()).toHaveLength(73);
  });
});

describe('a list', () => {
  test('has its labels beside the first line of its items', () => {
    const { document } = lay(context, [list(true, [paragraph('first')], [paragraph('second')])]);
    const label = find(document, '2.').item;
    const body = find(document, 'second').item;
    expect(label.baseline).toBe(body.baseline);
    expect(rightOf(label)).toBeLessThan(body.xs[0] as number);
    expect(outline(document.structure)).toBe('Document(L(LI(Lbl LBody(P)) LI(Lbl LBody(P))))');
    expect(document.structure.children[0]?.facts?.numbering).toBe('Decimal');
  });

  test('gives the label of an empty item the height of a line', () => {
    const { document } = lay(context, [space(158), list(true, [{ type: 'line', source: '' }]), paragraph('after')]);
    const label = find(document, '1.');
    expect(label.page).toBe(1);
    expect(find(document, 'after').item.baseline).toBeGreaterThan(label.item.baseline + 10);
  });

  test('may hold lists', () => {
    const { document } = lay(context, [list(false, [paragraph('outer'), list(false, [paragraph('inner')])])]);
    expect(find(document, 'inner').item.xs[0]).toBeGreaterThan(find(document, 'outer').item.xs[0] as number);
  });
});

describe('a link', () => {
  test('is an area on the page and a node in the structure', () => {
    const runs = [{ text: 'See ' }, { text: 'our site', href: 'https://example.org', underline: true }, { text: '.' }];
    const { document } = lay(context, [paragraph(runs)]);
    expect(outline(document.structure)).toBe('Document(P(Span Link Span))');
    const link = document.pages[0]?.links[0];
    expect(link).toMatchObject({ href: 'https://example.org', alt: 'our site', owner: document.structure.children[0]?.children[1] });
    expect(link?.width).toBeGreaterThan(20);
    expect(document.pages[0]?.items.filter((item) => item.kind === 'rect' && item.y > mm(100) && item.width === link?.width)).toHaveLength(
      1,
    );
  });

  test('in a button shows its address on paper', () => {
    const { document } = lay(context, [
      { type: 'button', runs: [{ text: 'Pay' }], href: 'https://example.org/pay', source: 'template#/body/0' },
    ]);
    expect(textsByPage(document)[0]?.join(' ')).toBe('Pay: example.org/pay');
    expect(document.pages[0]?.links[0]?.href).toBe('https://example.org/pay');
  });
});

describe('another language', () => {
  test('is said in the structure', () => {
    const { document } = lay(context, [paragraph([{ text: 'the word ' }, { text: 'Zeitgeist', language: 'de' }])]);
    expect(document.structure.children[0]?.children[1]).toMatchObject({ type: 'Span', facts: { language: 'de' } });
  });
});

describe('hyphenation', () => {
  const narrow = columns(...Array.from({ length: 6 }, () => [paragraph('Gewährleistungsbestimmungen')]));
  const hyphens = (of: LayoutContext, language: string): number =>
    textsByPage(lay(of, [narrow], { language }).document)
      .flat()
      .filter((text) => text.endsWith('-')).length;

  test('is that of the document’s language, regional or not', () => {
    expect(hyphens(context, 'de')).toBeGreaterThan(0);
    expect(hyphens(context, 'de-AT')).toBe(hyphens(context, 'de'));
    expect(hyphens(context, 'xx')).toBe(0);
  });

  test('needs only the languages asked for', async () => {
    const german = await sampleContext(BRAND, ['de-AT']);
    expect(hyphens(german, 'de-AT')).toBe(hyphens(context, 'de'));
    expect(hyphens(german, 'fr')).toBe(0);
  });
});

describe('an image', () => {
  const image = (more: object) =>
    ({ type: 'image', asset: 'picture', align: 'left', alt: 'A picture', source: 'template#/body/0', ...more }) as const;

  test('keeps its proportions', () => {
    const { document } = lay(context, [image({ width: 40 })]);
    const item = document.pages[0]?.items.at(-1);
    expect(item).toMatchObject({ kind: 'image', asset: 'picture' });
    expect(item?.kind === 'image' && [item.width, item.height]).toEqual([mm(40), mm(20)]);
  });

  test('is never larger than the page', () => {
    const item = lay(context, [image({ width: 1000 })]).document.pages[0]?.items.at(-1);
    expect(item?.kind === 'image' && item.width).toBeCloseTo(mm(165));
  });

  test('is a figure with its place, or decoration without an alternative text', () => {
    const figure = lay(context, [image({ width: 40, align: 'right' })]).document.structure.children[0];
    expect(figure).toMatchObject({ type: 'Figure', facts: { alt: 'A picture' } });
    expect(figure?.facts?.box?.[0]).toBeCloseTo(mm(150));
    expect(lay(context, [image({ alt: '' })]).document.structure.children).toEqual([]);
  });

  test('that is unknown is an error with its place', () => {
    const { diagnostics } = lay(context, [image({ asset: 'gone' })]);
    expect(diagnostics).toMatchObject([
      { severity: 'error', code: 'layout.unknown-image', place: { part: 'template', pointer: '/body/0' } },
    ]);
  });
});

describe('a barcode', () => {
  const code = (payload: string) =>
    ({ type: 'barcode', symbology: 'qr', payload, width: 30, align: 'left', alt: 'Payment', source: 'block:pay#/body/1' }) as const;

  test('is drawn as wide as asked for', () => {
    const item = lay(context, [code('x')]).document.pages[0]?.items.at(-1);
    expect(item).toMatchObject({ kind: 'rectangles', owner: { type: 'Figure', facts: { alt: 'Payment' } } });
    expect(item?.kind === 'rectangles' && item.scale * 10).toBeCloseTo(mm(30));
  });

  test('that cannot be made is an error with its place', () => {
    const { diagnostics } = lay(context, [code('')]);
    expect(diagnostics).toMatchObject([{ code: 'layout.barcode', place: { part: 'block', id: 'pay', pointer: '/body/1' } }]);
  });
});

describe('a character without a glyph', () => {
  test('is reported once a document, and seen as a question mark', () => {
    const first = lay(context, [paragraph('漢字 漢'), paragraph('漢')]);
    expect(first.diagnostics.map(({ code, message }) => [code, message.includes('漢')])).toEqual([
      ['text.missing-glyph', true],
      ['text.missing-glyph', false],
    ]);
    expect(textsByPage(first.document)[0]).toEqual(['?? ?', '?']);
    expect(lay(context, [paragraph('漢')]).diagnostics).toHaveLength(1);
  });
});

describe('a style', () => {
  test('inherits what it does not say, and stands in for one that is missing', () => {
    const { document } = lay(context, [paragraph('tight', 'tight'), paragraph('unknown', 'unknown')]);
    expect(find(document, 'tight').item.size).toBe(10);
    expect(find(document, 'unknown').item.size).toBe(10);
  });

  test('that is based on itself does no harm', async () => {
    const styles = { ...BRAND.styles, a: { basedOn: 'b', size: 12 }, b: { basedOn: 'a', leading: 20 } };
    const circular = await sampleContext({ ...BRAND, styles } as Brand);
    expect(circular.styles.paragraph('a')).toMatchObject({ size: 12, leading: 20 });
  });

  test('gives bold and italic words the family’s faces', () => {
    const { document } = lay(context, [
      paragraph([
        { text: 'fat', bold: true },
        { text: ' both', bold: true, italic: true },
      ]),
    ]);
    const items = document.pages[0]?.items.filter(isText) ?? [];
    expect(items.map((item) => [textOf(item), item.face.name.includes('SemiBold'), item.face.name.includes('Italic')])).toEqual([
      ['fat', true, false],
      ['both', true, true],
    ]);
  });
});
