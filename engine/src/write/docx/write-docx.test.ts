import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
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

  it('is the same bytes for the same record', async () => {
    const bundle = smallBundle([p('{{ name }}'), { type: 'image', asset: 'dot', alt: 'dot' }]);
    expect((await word(bundle)).bytes).toEqual((await word(bundle)).bytes);
  });

  it('has columns that fill the page, fixed ones as wide as they say', () => {
    const widths = columnWidths([{ fixed: 30 }, { share: 1 }, { share: 2 }], 165);
    expect(widths.map(Math.round)).toEqual([30, 45, 90]);
  });
});
