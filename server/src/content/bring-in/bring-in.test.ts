import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { check, compile, type Template, type TemplateBundle } from '@posthorn/engine';
import type { XmlElement } from '@posthorn/engine/xml';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { shop } from '../../../test/shop.ts';
import { bundleFromFolder } from '../bundle-from-folder.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { bringIn, type Imported } from './bring-in.ts';
import { descendants, elements, openPackage, textOf } from './docx/package.ts';

const wishes = { brand: 'hollyhock', master: 'letter' };
const brand = bundleFromFolder(shop).then(({ bundle }) => bundle);

async function bundleOf({ template, blocks, images }: Imported): Promise<TemplateBundle> {
  const of = await brand;
  return {
    template: template as unknown as Template,
    brand: of.brand,
    blocks: { ...of.blocks, ...Object.fromEntries(blocks.map((one) => [String(one.id), one])) } as never,
    assets: { ...of.assets, ...Object.fromEntries([...images].map(([name, { bytes }]) => [name, bytes])) },
  };
}

/** In what was brought in; the brand's own blocks may lack its language. */
const errorsIn = ({ template, ...bundle }: TemplateBundle) =>
  check({ template, ...bundle }).filter(({ severity, place }) => severity === 'error' && place.part === 'template');

/** A Word file of these paragraphs. */
function word(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const root = (inner: string) =>
    `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>${inner}</w:body></w:document>`;
  const files = { 'word/document.xml': root(body), ...parts };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}
const p = (...runs: string[]) =>
  `<w:p>${runs.map((text) => (text.startsWith('<') ? text : `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`)).join('')}</w:p>`;
const docx = (body: string, parts = {}) => bringIn('letter.docx', word(body, parts), wishes);
const html = (text: string) => bringIn('mail.html', strToU8(text), wishes);
const bodyOf = ({ template }: Imported) => (template.body as JsonDocument[]).map(({ id: _id, ...node }) => node);

describe('a Word document', () => {
  test('fields split over runs become fields, MERGEFIELD too, and the record is known', () => {
    const merge =
      '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> MERGEFIELD "Last Name" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>«Last Name»</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>';
    const found = docx(p('Dear {{ cl', 'ient.na', 'me }}, ', merge, '!'));
    expect(bodyOf(found)).toEqual([{ type: 'paragraph', text: { en: 'Dear {{ client.name }}, {{ Last_Name }}!' } }]);
    expect(found.template.data).toMatchObject({
      properties: { client: { properties: { name: { type: 'string' } } }, Last_Name: { type: 'string' } },
    });
    expect(found.findings).toEqual([{ severity: 'changed', code: 'field-renamed', what: 'Last Name → Last_Name', where: 'paragraph 1' }]);
  });

  test('conditions and loops over paragraphs and within them become nodes', () => {
    const found = docx(
      p('{%p if vip and total &gt; 100 %}') +
        p('Thank you.') +
        p('{%p else %}') +
        p('Bye.') +
        p('{%p endif %}') +
        p('{%p for child in children %}') +
        p('{{ child.name }}{% if child.ill %} (ill){% endif %}') +
        p('{%p endfor %}'),
    );
    const [condition, repeat] = bodyOf(found) as [JsonDocument, JsonDocument];
    expect(condition).toMatchObject({
      type: 'if',
      condition: '(vip) && (total > 100.0)',
      // biome-ignore lint/suspicious/noThenProperty: a condition of the model has one
      then: [{ text: { en: 'Thank you.' } }],
      else: [{ text: { en: 'Bye.' } }],
    });
    expect(repeat).toMatchObject({ type: 'repeat', each: 'children', as: 'child' });
    expect((repeat.body as JsonDocument[])[0]).toMatchObject({
      text: {
        en: [
          { type: 'field', value: 'child.name' },
          // biome-ignore lint/suspicious/noThenProperty: a condition of the model has one
          { type: 'if', when: 'child.ill', then: ' (ill)' },
        ],
      },
    });
  });

  test('a loop over a table row makes a table over a list, with its header', () => {
    const row = (...cells: string[]) => `<w:tr>${cells.map((text) => `<w:tc>${p(text)}</w:tc>`).join('')}</w:tr>`;
    const found = docx(
      `<w:tbl>${row('What', 'Price')}${row('{%tr for item in items %}', '')}${row('{{ item.what }}', '{{ item.price }}')}${row('{%tr endfor %}', '')}${row('Total', '{{ total }}')}</w:tbl>`,
    );
    expect(bodyOf(found)[0]).toMatchObject({
      type: 'table',
      each: 'items',
      as: 'item',
      columns: [
        { header: { en: 'What' }, cell: { en: '{{ item.what }}' } },
        { header: { en: 'Price' }, cell: { en: '{{ item.price }}' } },
      ],
      footer: [{ cells: [{ text: { en: 'Total' } }, { text: { en: '{{ total }}' } }] }],
    });
  });

  test('what cannot be read as CEL becomes a field of the record, and is told', async () => {
    const found = docx(p('{{ person.age_in_years() }} {{ currency(sum) }} {{ user }} {{ user.phone }}'));
    expect(found.findings.map(({ code }) => code)).toEqual(['field-made', 'field-made', 'field-renamed']);
    expect(errorsIn(await bundleOf(found))).toEqual([]);
  });

  test('lists, headings, tables with joined cells, links and footnotes keep their form', () => {
    const styles =
      '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>';
    const numbering =
      '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1)"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>';
    const item = (text: string, level: number) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
    const found = docx(
      `<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>${item('one', 0)}${item('deep', 1)}${item('two', 0)}<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p('wide')}</w:tc></w:tr><w:tr><w:tc>${p('a')}</w:tc><w:tc>${p('b')}</w:tc></w:tr></w:tbl>`,
      { 'word/styles.xml': styles, 'word/numbering.xml': numbering },
    );
    expect(bodyOf(found)).toMatchObject([
      { type: 'heading', level: 1, text: { en: 'Title' } },
      {
        type: 'list',
        ordered: true,
        label: 'a)',
        items: [[{ text: { en: 'one' } }, { type: 'list', items: [[{ text: { en: 'deep' } }]] }], [{ text: { en: 'two' } }]],
      },
      { type: 'table', rows: [{ cells: [{ span: 2, text: { en: 'wide' } }] }, { cells: [{ text: { en: 'a' } }, { text: { en: 'b' } }] }] },
    ]);
  });

  test('one that wants to break the reader is read: a note within itself, cells of endless width, signs that are none', () => {
    const note = '<w:r><w:footnoteReference w:id="1"/></w:r>';
    const notes = `<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1">${p('Note', note, note)}</w:footnote></w:footnotes>`;
    const cell = (span: string) => `<w:tc><w:tcPr><w:gridSpan w:val="${span}"/></w:tcPr>${p('x')}</w:tc>`;
    const symbols = ['-5', 'D800', '0', 'FFFFFFFFFF', '41'].map((code) => `<w:r><w:sym w:char="${code}"/></w:r>`).join('');
    const found = docx(`${p('Text', note)}<w:tbl><w:tr>${cell('1000000000')}${cell('many')}</w:tr></w:tbl>${p(symbols)}`, {
      'word/footnotes.xml': notes,
    });
    const [text, table, signs] = bodyOf(found) as [JsonDocument, { columns: unknown[] }, JsonDocument];
    expect(JSON.stringify(text).match(/Note/g)).toHaveLength(1);
    expect(table.columns).toHaveLength(64);
    expect(signs.text).toEqual({ en: '\u2022A' });
  });

  test('a damaged one, one that swells and one that is none are refused', () => {
    expect(() => bringIn('x.docx', strToU8('nothing'), wishes)).toThrow(/unpacked/);
    expect(() => bringIn('x.docx', zipSync({ 'a.txt': strToU8('x') }), wishes)).toThrow(/no Word document/);
    expect(() => bringIn('x.docx', zipSync({ 'word/document.xml': strToU8('<w:p') }), wishes)).toThrow(/damaged/);
    expect(() => bringIn('x.docx', zipSync({ 'word/document.xml': new Uint8Array(90_000_000) }, { level: 9 }), wishes)).toThrow(
      /too large/,
    );
  });
});

test('an HTML e-mail: layout is looked through, data and buttons stay, fields of several systems are known', async () => {
  const found = html(`<html lang="de"><head><title>Ihre Rechnung</title><style>p{}</style></head><body><table role="presentation"><tr><td>
    <h1>Guten Tag *|FNAME|*</h1><p>Ihr <b>Betrag</b>: {{ total }}<br>Bis bald</p><ul><li>eins</li><li>zwei</li></ul>
    <table><tr><th>Was</th><th>Preis</th></tr><tr><td>Tee</td><td>3,00</td></tr></table>
    <a href="https://example.org/pay" style="background:#000;padding:8px">Bezahlen</a></td></tr></table></body></html>`);
  expect(bodyOf(found)).toMatchObject([
    { type: 'heading', text: { de: 'Guten Tag {{ FNAME }}' } },
    { type: 'paragraph' },
    { type: 'list', items: [[{ text: { de: 'eins' } }], [{ text: { de: 'zwei' } }]] },
    { type: 'table', headerRows: [{ cells: [{ text: { de: 'Was' } }, { text: { de: 'Preis' } }] }] },
    { type: 'button', text: { de: 'Bezahlen' }, href: 'https://example.org/pay' },
  ]);
  expect(errorsIn(await bundleOf(found))).toEqual([]);
});

const shared = join(import.meta.dirname, '../../../../../shared/data');
const wordFiles = join(shared, 'docassemble-docx');
const letters = join(shared, 'datenanfragen/templates');
const filesIn = (folder: string, ending: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending))
        .sort()
    : [];

/** Texts of a paragraph; what separates them in Word separates words. */
const visibleText = (paragraph: XmlElement): string =>
  elements(paragraph)
    .map((one) => (one.local === 't' ? textOf(one) : one.local === 'tab' || one.local === 'br' ? ' ' : visibleText(one)))
    .join('');

/** Words without fields and commands: what a reader sees. */
const wordsOf = (text: string): string[] =>
  text
    .replace(/\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}/gs, ' ')
    .normalize('NFKC')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Every text of a document, and what was told about it. */
function saidBy({ template, blocks, findings }: Imported): Map<string, number> {
  const texts: string[] = findings.map(({ what }) => what);
  const visit = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value.replace(/\\(?=[\\*_{}])/g, ''));
    else if (typeof value === 'object' && value !== null) for (const [field, one] of Object.entries(value)) if (field !== 'id') visit(one);
  };
  visit([template.body, blocks.map(({ body }) => body)]);
  const counts = new Map<string, number>();
  for (const text of texts) for (const one of wordsOf(text)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function lostWords(source: string, imported: Imported): readonly string[] {
  const said = saidBy(imported);
  return wordsOf(source).filter((one) => {
    const left = said.get(one) ?? 0;
    said.set(one, left - 1);
    return left <= 0;
  });
}

describe.skipIf(filesIn(wordFiles, '.docx').length === 0)('the 52 Word templates (skipped where the corpus is not there)', () => {
  test.each(filesIn(wordFiles, '.docx'))('%s loses no word, checks and composes with its sample', async (name) => {
    const bytes = readFileSync(join(wordFiles, name));
    const imported = bringIn(basename(name), bytes, wishes);
    const file = openPackage(bytes);
    const parts = [
      'word/document.xml',
      ...[...file.relations('word/document.xml').values()]
        .filter(({ type }) => type === 'header' || type === 'footer')
        .map(({ target }) => target),
      ...(file.xml('word/footnotes.xml') ? ['word/footnotes.xml'] : []),
    ];
    const source = parts.flatMap((part) => [...descendants(file.xml(part)!, 'p')].map(visibleText)).join('\n');
    // Text boxes are there twice, for new programs and for old ones.
    const twice = [...descendants(file.xml('word/document.xml')!, 'Fallback')]
      .flatMap((one) => [...descendants(one, 't')].map(textOf))
      .join(' ');
    // The number of the page on which it was saved last.
    const pageNumber = imported.findings.some(({ severity, code }) => severity === 'lost' && code === 'form-of-field') ? /^\d+$/ : /^$/;
    expect(lostWords(source, imported).filter((one) => !wordsOf(twice).includes(one) && !pageNumber.test(one))).toEqual([]);
    const bundle = await bundleOf(imported);
    expect(errorsIn(bundle)).toEqual([]);
    const program = await compile(bundle, { formats: ['pdf', 'text'] });
    expect(program.compose(imported.sample, 'text')).toMatchObject({ format: 'text' });
    expect(program.compose(imported.sample, 'pdf')).toMatchObject({ format: 'pdf' });
  });
});

test.skipIf(filesIn(letters, '.txt').length === 0)(
  'the letters of datenanfragen lose no word and check (skipped where they are not there)',
  async () => {
    for (const name of filesIn(letters, '.txt')) {
      const source = readFileSync(join(letters, name), 'utf8');
      const imported = bringIn(basename(name), readFileSync(join(letters, name)), { ...wishes, language: name.slice(0, 2) });
      const bare = source
        .replace(/\[[a-z_]+>/g, ' ')
        .replace(/\{[^{}\n]*\}/g, ' ')
        .replace(/<\/?[a-z]+>/g, ' ')
        .replace(/^\s*\d+\.\s/gm, ' ');
      expect(lostWords(bare, imported), name).toEqual([]);
      expect(errorsIn(await bundleOf(imported)), name).toEqual([]);
    }
  },
);
