import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openPdf } from '../../read/index.ts';
import { Subject } from '../../subject.ts';
import { tinyCff } from '../../testing/tiny-fonts.ts';
import { type TinyPdf, tinyPdf } from '../../testing/tiny-pdf.ts';
import { fontRules } from '../pdfua/fonts.ts';

const text = (bytes: Uint8Array): string => {
  let all = '';
  for (let at = 0; at < bytes.length; at += 8192) all += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return all;
};

/** Rules on fonts that a document breaks, without their common beginning. */
function broken(parts: TinyPdf): string[] {
  const subject = new Subject(openPdf(tinyPdf(parts)));
  return fontRules.filter(({ check }) => [...check(subject)].length > 0).map(({ clause, test: number }) => `${clause.slice(5)}-${number}`);
}

const cmap = (body: string): string =>
  `/CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> def /CMapName /Own def ${body} 1 begincodespacerange <0000> <ffff> endcodespacerange 1 begincidrange <0000> <ffff> 0 endcidrange`;

/** A composite font of CFF with the CIDs 10 and 20, shown through a CMap of its own. */
function composite({
  font = '',
  cidFont = '',
  descriptor = '',
  cmapDict = '',
  cmapBody = '/WMode 0 def',
  shown = '000A0014',
} = {}): TinyPdf {
  return {
    page: '/Resources << /Font << /F1 5 0 R >> >>',
    content: `BT /F1 9 Tf <${shown}> Tj ET`,
    objects: [
      `<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Tiny /Encoding 8 0 R /ToUnicode 9 0 R /DescendantFonts [6 0 R] ${font} >>`,
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /ABCDEF+Tiny /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /W [10 [1000] 20 20 250] /FontDescriptor << /Flags 4 /FontFile3 7 0 R ${descriptor} >> ${cidFont} >>`,
      { dict: '/Subtype /CIDFontType0C', data: text(tinyCff({ a: 1000, b: 250, cidKeyed: true })) },
      { dict: `/Type /CMap /CMapName /Own ${cmapDict}`, data: cmap(cmapBody) },
      { dict: '', data: '1 beginbfrange <0000> <0030> <0041> endbfrange' },
      { dict: '', data: '\x00\x20\x08' },
      { dict: '', data: '\x00\x20\x00' },
      { dict: '', data: '\x00\x20\x18' },
    ],
  };
}

describe('composite fonts', () => {
  const info = (entries: string) => `/CIDSystemInfo << ${entries} >>`;
  test.each<readonly [what: string, parts: Parameters<typeof composite>[0], rules: readonly string[]]>([
    ['a good font', {}, []],
    ['another ordering', { cidFont: info('/Registry (Adobe) /Ordering (GB1) /Supplement 0') }, ['3.1-1']],
    ['a newer supplement', { cidFont: info('/Registry (Adobe) /Ordering (Japan1) /Supplement 7') }, ['3.1-1']],
    ['no CIDToGIDMap', { cidFont: '/Subtype /CIDFontType2' }, ['3.2-1', '4.1-2']],
    ['a CMap that is not embedded', { font: '/Encoding /Own-H' }, ['3.3-1']],
    ['another writing mode', { cmapBody: '/WMode 1 def' }, ['3.3-2']],
    ['the same other writing mode', { cmapBody: '/WMode 1 def', cmapDict: '/WMode 1' }, []],
    ['a foreign base', { cmapBody: '/Foreign usecmap' }, ['3.3-3']],
    ['a predefined base', { cmapBody: '/H usecmap' }, []],
    ['no program', { descriptor: '/FontFile3 null' }, ['4.1-1']],
    ['a glyph that is not there', { shown: '000B' }, ['4.1-2', '8-1']],
    ['a full CIDSet', { descriptor: '/CIDSet 10 0 R' }, []],
    ['a CIDSet that lacks a CID', { descriptor: '/CIDSet 11 0 R' }, ['4.2-2']],
    ['a CIDSet with a CID too many', { descriptor: '/CIDSet 12 0 R' }, ['4.2-2']],
    ['another width', { cidFont: '/W [10 [1000] 20 20 260]' }, ['5-1']],
    ['no Unicode', { font: '/ToUnicode null', cidFont: info('/Registry (Own) /Ordering (Own) /Supplement 0') }, ['3.1-1', '7-1']],
    ['a collection of known characters', { font: '/ToUnicode null' }, []],
  ])('%s', (_, parts, rules) => {
    expect(broken(composite(parts))).toEqual(rules);
  });
});

const sourceSans = text(
  readFileSync(new URL(import.meta.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'))),
);

/** A simple TrueType font that shows A. */
const trueType = (font: string, flags: number, shown = 'A'): TinyPdf => ({
  page: '/Resources << /Font << /F1 5 0 R >> >>',
  content: `BT /F1 9 Tf (${shown}) Tj ET`,
  objects: [
    `<< /Type /Font /Subtype /TrueType /BaseFont /Source /FirstChar 65 /LastChar 65 /Widths [544] /FontDescriptor << /Flags ${flags} /FontFile2 6 0 R >> ${font} >>`,
    { dict: '', data: sourceSans },
  ],
});

describe('TrueType fonts', () => {
  test.each<readonly [what: string, font: string, flags: number, rules: readonly string[]]>([
    ['WinAnsiEncoding', '/Encoding /WinAnsiEncoding', 32, []],
    ['MacRomanEncoding as base', '/Encoding << /BaseEncoding /MacRomanEncoding /Differences [66 /uni20AC] >>', 32, []],
    ['a name outside the Adobe Glyph List', '/Encoding << /BaseEncoding /WinAnsiEncoding /Differences [66 /mine] >>', 32, ['6-2']],
    ['no encoding', '', 32, ['6-2']],
    ['a symbolic font with encoding', '/Encoding /WinAnsiEncoding', 4, ['6-3', '6-4']],
  ])('%s', (_, font, flags, rules) => {
    expect(broken(trueType(font, flags))).toEqual(rules);
  });

  test('text that is not seen needs no font', () => {
    const parts = trueType('/Encoding /WinAnsiEncoding /FontDescriptor << /Flags 32 >>', 32);
    expect(broken(parts)).toEqual(['4.1-1']);
    expect(broken({ ...parts, content: 'BT 3 Tr /F1 9 Tf (A) Tj ET' })).toEqual([]);
  });
});
