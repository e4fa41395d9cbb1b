import { describe, expect, test } from 'vitest';
import { check, compile } from './compose.ts';
import type { Brand, InlineNode, Template } from './template/model.ts';
import { FONT_FILES, fontBytes } from './text/testing/sample-type.ts';

const assets = { sans: fontBytes(FONT_FILES.regular) };
const brand: Brand = {
  ...{ schema: 'posthorn/1', kind: 'brand', id: 'b', name: 'B', colors: {}, assets: { sans: 'sans' } },
  sender: { organisation: 'Org', address: ['Street'] },
  fonts: { sans: { regular: 'sans' } },
  styles: { body: { font: 'sans', tabStops: [{ at: 50, align: 'decimal', leader: '.' }] } },
  masters: { letter: { width: 148, height: 210, first: { body: { x: 20, y: 20, width: 108, height: 170 } } } },
};
const INLINE: readonly InlineNode[] = [
  { type: 'text', text: 'Sum' },
  { type: 'tab' },
  { type: 'text', text: '1/2', marks: [{ type: 'features', features: { frac: 1 } }] },
  { type: 'text', text: ' marked', marks: [{ type: 'background', color: '#ffee00' }] },
];
const template: Template = {
  ...{ schema: 'posthorn/1', kind: 'template', id: 't', name: 'T', purpose: 'service', brand: 'b', languages: ['en'] },
  ...{ data: { type: 'object', properties: { name: { type: 'string' } } }, subject: 'Subject', letter: { master: 'letter' } },
  ...{ sms: { text: 'a\tb' }, body: [{ type: 'paragraph', text: INLINE }] },
};
const bundle = { template, brand, blocks: {}, assets };

describe('tabs, backgrounds and features in running text', () => {
  test('are there on every channel', async () => {
    const program = await compile(bundle);
    expect(program.diagnostics).toEqual([]);
    const page = program.compose({}, 'html');
    expect(page.format === 'html' && page.html).toMatch(/Sum&emsp;1\/2<span class="gffee00"> marked<\/span>/);
    expect(page.format === 'html' && page.html).toContain('span.gffee00{background:#ffee00}');
    const mail = program.compose({}, 'email');
    expect(mail.format === 'email' && mail.html).toMatch(/Sum&emsp;1\/2<span style="background-color:#ffee00"> marked<\/span>/);
    expect(mail.format === 'email' && mail.text).toContain('Sum  1/2 marked');
    const pdf = program.compose({}, 'pdf');
    expect(pdf.diagnostics).toEqual([]);
  });

  test('leave an SMS in its cheap alphabet', async () => {
    const program = await compile(bundle, { formats: ['sms'] });
    expect(program.compose({}, 'sms')).toMatchObject({ text: 'a b', encoding: 'gsm7' });
  });
});

describe('a web page in a language from right to left', () => {
  test('says so', async () => {
    const program = await compile({ ...bundle, template: { ...template, languages: ['ar'] } }, { formats: ['html'] });
    const page = program.compose({}, 'html');
    expect(page.format === 'html' && page.html).toContain('<html lang="ar" dir="rtl">');
  });
});

describe('a fallback family that the brand does not have', () => {
  test.each([
    [{ ...brand, fallback: ['sanz'] }, '/fallback/0'],
    [{ ...brand, fonts: { sans: { regular: 'sans', fallback: ['sans', 'sanz'] } } }, '/fonts/sans/fallback/1'],
  ])('is found with its place', (changed, pointer) => {
    const [finding] = check({ ...bundle, brand: changed });
    expect(finding).toMatchObject({ code: 'font.unknown', place: { part: 'brand', pointer }, hint: 'Did you mean "sans"?' });
  });
});
