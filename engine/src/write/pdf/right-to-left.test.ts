import { describe, expect, test } from 'vitest';
import { compile } from '../../compose.ts';
import type { Brand, Template } from '../../template/model.ts';
import { fontBytes } from '../../text/testing/sample-type.ts';
import { mupdfText, popplerStructure, popplerText, qpdfCheck } from './testing/readers.ts';

const assets = {
  sans: fontBytes('400Regular/SourceSans3_400Regular.ttf'),
  hebrew: fontBytes('400Regular/NotoSansHebrew_400Regular.ttf', '@expo-google-fonts/noto-sans-hebrew/'),
  arabic: fontBytes('400Regular/NotoNaskhArabic_400Regular.ttf', '@expo-google-fonts/noto-naskh-arabic/'),
};

async function letter(language: string, text: string): Promise<Uint8Array> {
  const brand: Brand = {
    ...{
      schema: 'posthorn/1',
      kind: 'brand',
      id: 'b',
      name: 'B',
      colors: {},
      assets: { sans: 'sans', hebrew: 'hebrew', arabic: 'arabic' },
    },
    sender: { organisation: 'Org', address: ['Street'] },
    fonts: { sans: { regular: 'sans', fallback: ['hebrew', 'arabic'] }, hebrew: { regular: 'hebrew' }, arabic: { regular: 'arabic' } },
    styles: { body: { font: 'sans', size: 11, leading: 15 } },
    masters: { letter: { width: 148, height: 210, first: { body: { x: 20, y: 20, width: 108, height: 170 } } } },
  };
  const template: Template = {
    ...{ schema: 'posthorn/1', kind: 'template', id: 't', name: 'T', purpose: 'service', brand: 'b', languages: [language] },
    ...{ data: { type: 'object', properties: { name: { type: 'string' } } }, subject: 'Subject', letter: { master: 'letter' } },
    body: [{ type: 'paragraph', text }],
  };
  const program = await compile({ template, brand, blocks: {}, assets }, { formats: ['pdf'] });
  const rendition = program.compose({}, 'pdf');
  expect(rendition.diagnostics).toEqual([]);
  return (rendition as { bytes: Uint8Array }).bytes;
}

/** Text without the marks of direction that readers and the writer put around it, line breaks being spaces. */
const plain = (text: string): string =>
  text
    .replace(/[\u200e\u200f\u202a-\u202e]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Letters and digits in order: poppler writes the space behind a stretch from left to right before it. */
const letters = (text: string): string => plain(text).replace(/[^\p{L}\p{M}\d]/gu, '');

const HEBREW = 'שלום רב, החשבון (מספר 4711) מוכן. הסכום לתשלום הוא 1,234.50 ש״ח, ויש לשלמו עד 31.05.2026 אל Posthorn Support בטלפון.';
const ARABIC =
  'السلام عليكم، فاتورتكم رقم 4711 لشهر مايو أصبحت جاهزة. المبلغ هو 1234.50 يورو (شامل الضريبة)، لا غير، عبر Posthorn Pay فقط.';

describe.each([
  ['Hebrew', 'he', HEBREW],
  ['Arabic', 'ar', ARABIC],
])('%s text in a PDF', (_, language, text) => {
  test('is read in its logical order by poppler and MuPDF, and stands so in the structure', async () => {
    const pdf = await letter(language, text);
    expect(letters(await popplerText(pdf))).toBe(letters(text));
    expect(plain((await mupdfText(pdf)).text)).toBe(text);
    expect(plain(await popplerStructure(pdf))).toContain(text);
  });

  test('makes a sound file', async () => {
    expect(await qpdfCheck(await letter(language, text))).toContain('No syntax or stream encoding errors found');
  });
});
