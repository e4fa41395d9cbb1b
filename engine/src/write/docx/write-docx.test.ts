import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { exampleBundle, exampleRecords, smallBundle, smallRecord } from '../../../test/bundles.ts';
import { compile } from '../../compose.ts';
import type { Node, TemplateBundle } from '../../template/model.ts';
import { columnWidths } from './table.ts';

async function word(bundle: TemplateBundle, record = smallRecord) {
  const rendition = (await compile(bundle, { formats: ['docx'] })).compose(record, 'docx');
  if (rendition.format !== 'docx') throw new Error('no Word file');
  const files = unzipSync(rendition.bytes);
  return { bytes: rendition.bytes, names: Object.keys(files), part: (name: string) => strFromU8(files[name] as Uint8Array), files };
}

const p = (text: string): Node => ({ type: 'paragraph', text });
const texts = (xml: string): string => xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');

beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const wasmBinary = readFileSync(file);
  await prepareZXingModule({
    overrides: { wasmBinary: wasmBinary.buffer.slice(wasmBinary.byteOffset, wasmBinary.byteOffset + wasmBinary.length) as ArrayBuffer },
    fireImmediately: true,
  });
});

describe('a letter as a Word file', () => {
  it('has all its content, address and footer included, and its pictures', async () => {
    const { names, part } = await word(exampleBundle('shop'), exampleRecords('shop')[0]);
    const text = texts(part('word/document.xml'));
    for (const said of ['Margaret Ellison', 'Invoice 580539', 'WHITE SKULL HOT WATER BOTTLE', '310.73']) expect(text).toContain(said);
    expect(texts(part('word/footer.xml'))).toContain('14 Orchard Mews');
    expect(names).toContain('word/media/logo.png');
    expect(part('word/document.xml')).toContain('descr="Hollyhock');
  });

  it('has headings, lists, tables and links that are those of Word', async () => {
    const { part } = await word(
      smallBundle([
        { type: 'heading', level: 2, text: 'Two' },
        { type: 'list', ordered: true, items: [[p('first')], [p('second'), { type: 'list', items: [[p('inner')]] }]] },
        { type: 'list', ordered: true, items: [[p('again')]] },
        {
          type: 'table',
          each: 'items',
          as: 'item',
          columns: [
            { header: 'Title', width: { share: 1 }, cell: '{{ item.title }}' },
            { header: 'Price', width: { fixed: 30 }, align: 'right', cell: '{{ item.price }}' },
          ],
        },
        { type: 'button', text: 'Pay', href: 'https://plain.example/?a=1&b=2' },
      ]),
    );
    const xml = part('word/document.xml');
    expect(xml).toContain('<w:pStyle w:val="Heading2"/>');
    expect(xml.match(/<w:ilvl w:val="\d"\/><w:numId w:val="\d"\/>/g)).toEqual([
      ...['0', '0'].map((level) => `<w:ilvl w:val="${level}"/><w:numId w:val="1"/>`),
      '<w:ilvl w:val="1"/><w:numId w:val="2"/>',
      '<w:ilvl w:val="0"/><w:numId w:val="3"/>',
    ]);
    expect(part('word/numbering.xml').match(/<w:num w:numId="\d"/g)).toHaveLength(3);
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(part('word/_rels/document.xml.rels')).toContain('Target="https://plain.example/?a=1&#38;b=2" TargetMode="External"');
  });

  it('is well-formed whatever a record says, and says it', async () => {
    const name = '<w:p>&"\'\u0001]]> 漢字 😀';
    const { part, names } = await word(smallBundle([p('Dear {{ name }}')]), { ...smallRecord, name });
    expect(texts(part('word/document.xml'))).toContain('Dear &#60;w:p&#62;&#38;&#34;&#39;]]&#62; 漢字 😀');
    for (const file of names.filter((one) => /\.(xml|rels)$/.test(one))) {
      const stack: string[] = [];
      for (const [, close, tag, self] of part(file).matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
        if (self === '/') continue;
        if (close === '/') expect(stack.pop()).toBe(tag);
        else stack.push(tag as string);
      }
      expect(stack, file).toEqual([]);
    }
  });

  it('shows codes as pictures that readers of codes can read, with their quiet zone', async () => {
    const code: Node = { type: 'barcode', symbology: 'qr', payload: 'name', width: 30, alt: 'A code', overlay: 'swiss-cross' };
    const bars: Node = { type: 'barcode', symbology: 'code128', payload: 'name', width: 50, text: true, alt: 'Bars' };
    const { part, files } = await word(smallBundle([code, bars]));
    expect(part('word/document.xml')).toMatch(/descr="A code"[\s\S]*descr="Bars"[\s\S]*<w:t[^>]*>Ada</);
    for (const name of ['code-1', 'code-2']) {
      const [read] = await readBarcodes(files[`word/media/${name}.png`]!, { tryHarder: true });
      expect(read?.text, name).toBe('Ada');
    }
  });

  it('shows drawings to the Words that know them, and to others the picture that stands in for them', async () => {
    const bundle = smallBundle([
      { type: 'image', asset: 'mark', fallback: 'dot', alt: 'A mark', width: 20 },
      { type: 'image', asset: 'mark', alt: '' },
    ]);
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>';
    const { part, names } = await word({ ...bundle, assets: { ...bundle.assets, mark: new TextEncoder().encode(svg) } });
    expect(names).toEqual(expect.arrayContaining(['word/media/mark.svg', 'word/media/dot.png']));
    const relations = part('word/_rels/document.xml.rels');
    const [, png, drawing] = /r:embed="(r\d+)"><a:extLst>.*?svgBlip [^>]*r:embed="(r\d+)"/.exec(part('word/document.xml'))!;
    expect(relations).toMatch(new RegExp(`Id="${png}"[^>]*media/dot.png`));
    expect(relations).toMatch(new RegExp(`Id="${drawing}"[^>]*media/mark.svg`));
    expect(part('[Content_Types].xml')).toContain('Extension="svg"');
  });

  it('draws charts with shapes of its own, labelled, with their numbers below', async () => {
    const chart: Node = {
      ...{ type: 'chart', kind: 'bar', each: 'items', as: 'item', label: '{{ item.title }}', title: 'Prices' },
      series: [{ name: 'Price', value: 'item.price' }],
    };
    const { part } = await word(smallBundle([chart, { ...chart, kind: 'doughnut' }, { ...chart, kind: 'area' }]));
    const xml = part('word/document.xml');
    const groups = xml.match(/<wpg:wgp [\s\S]*?<\/wpg:wgp>/g) ?? [];
    expect(groups).toHaveLength(3);
    for (const group of groups) expect(texts(group).split('\n')).toEqual(expect.arrayContaining(['Prices', 'Tea']));
    expect(groups[0]).toContain('prst="rect"');
    expect(groups[1]).toContain('<a:cubicBezTo>');
    expect(xml).not.toMatch(/NaN|undefined/);
    expect(xml.match(/<w:tbl>/g)).toHaveLength(3);
  });

  it('is the same bytes for the same record', async () => {
    const bundle = smallBundle([p('{{ name }}'), { type: 'image', asset: 'dot', alt: 'dot' }]);
    expect((await word(bundle)).bytes).toEqual((await word(bundle)).bytes);
  });

  it('has columns that fill the page, fixed ones as wide as they say', () => {
    const widths = columnWidths([{ fixed: 30 }, { share: 1 }, { share: 2 }], 165);
    expect(widths.map(Math.round)).toEqual([30, 45, 90]);
  });

  it('runs from right to left where its language does: paragraphs, runs, lists and tables', async () => {
    const bundle = smallBundle(
      [
        p('שלום **Ada**, סכום 12.50'),
        p('Only English'),
        { type: 'list', items: [[p('ראשון')]] },
        {
          type: 'table',
          rows: [{ cells: [{ text: 'שם' }, { text: '12' }] }],
          columns: [{ width: 'auto' }, { width: 'auto', align: 'right' }],
        },
      ],
      { languages: ['he'] },
    );
    const { part } = await word(bundle);
    const xml = part('word/document.xml');
    const paragraphs = xml.match(/<w:p>.*?<\/w:p>/g)!;
    const of = (text: string) => paragraphs.find((paragraph) => texts(paragraph).includes(text))!;
    expect(of('שלום')).toContain('<w:pStyle w:val="ph-body"/><w:bidi/>');
    expect(of('שלום')).toMatch(/<w:r><w:rPr><w:rtl\/><\/w:rPr><w:t xml:space="preserve">שלום <\/w:t>/);
    expect(of('שלום')).toMatch(/<w:r><w:rPr><w:b\/><w:bCs\/><\/w:rPr><w:t xml:space="preserve">Ada<\/w:t>/);
    expect(texts(of('שלום'))).toContain('שלום Ada, סכום 12.50');
    expect(of('Only English')).not.toContain('<w:bidi/>');
    expect(of('Only English')).toContain('<w:jc w:val="right"/>');
    // “left” is where a paragraph from right to left starts: figures stand at the right, as on the page.
    expect(paragraphs.find((paragraph) => texts(paragraph).trim() === '12')).toContain('<w:jc w:val="left"/>');
    expect(of('ראשון')).toMatch(/<\/w:numPr><w:bidi\/>/);
    expect(xml).toContain('<w:tblPr><w:bidiVisual/><w:tblW');
    expect(xml).toMatch(/<w:bidi\/><\/w:sectPr>/);
    expect(part('word/styles.xml')).toContain('<w:szCs ');
  });

  it('has nothing of that where all runs from left to right', async () => {
    const { part } = await word(exampleBundle('shop'), exampleRecords('shop')[0]);
    expect(part('word/document.xml')).not.toMatch(/<w:(bidi|rtl|bidiVisual)/);
  });
});
