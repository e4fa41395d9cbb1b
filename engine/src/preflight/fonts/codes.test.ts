import { expect, test } from 'vitest';
import { parseCMapFile } from './cmap-file.ts';
import { cutCodes } from './codes.ts';
import { encodingNamed, isListedGlyphName, textOfGlyphName } from './glyph-names.ts';
import { predefinedCMap } from './predefined-cmaps.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const cmap = parseCMapFile(
  bytes(`%!PS-Adobe-3.0 Resource-CMap
/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/Adobe-Japan1-1 usecmap
/CIDSystemInfo 3 dict dup begin /Registry (Adobe) def /Ordering (Japan1) def /Supplement 6 def end def
/CMapName /Mixed-V def /CMapType 1 def /WMode 1 def
2 begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange
2 begincidrange <20> <7e> 1 <8140> <817e> 633 endcidrange
1 begincidchar <80> 97 endcidchar
endcmap`),
);

test('a CMap file tells its name, collection, writing mode and base', () => {
  expect(cmap).toMatchObject({ name: 'Mixed-V', wMode: 1, registry: 'Adobe', ordering: 'Japan1', supplement: 6, uses: 'Adobe-Japan1-1' });
  expect(cmap.highestCid).toBe(695);
});

test('codes of different lengths are cut by the codespace and mapped to CIDs', () => {
  const codes = [...cutCodes(Uint8Array.from([0x41, 0x81, 0x41, 0x80, 0xff, 0x42]), cmap.codespaces)];
  expect(codes.map(({ length }) => length)).toEqual([1, 2, 1, 1, 1]);
  expect(codes.map(({ code, length }) => cmap.cidOf(code, length))).toEqual([34, 634, 97, undefined, 35]);
});

test('a ToUnicode map gives ranges, lists and ligatures', () => {
  const map = parseCMapFile(
    bytes(`1 beginbfchar <0003> <00660069> endbfchar
3 beginbfrange <0010> <0012> <0041> <0020> <0021> [<0058> <d83dde00>] <0005> <0005> <0000> endbfrange`),
  );
  expect([3, 0x10, 0x12, 0x13, 0x20, 0x21, 5].map((code) => map.textOf(code, 2))).toEqual(['fi', 'A', 'C', undefined, 'X', '😀', '\0']);
  expect([map.textOf(3, 1), map.textOf(4, 1)]).toEqual(['fi', undefined]);
});

test('endless and broken CMaps are read as far as they go', () => {
  expect(parseCMapFile(bytes('1 begincidrange <00> <ff')).cidOf(0, 1)).toBeUndefined();
  expect(parseCMapFile(bytes('/WMode (x) def 1 beginbfchar <01> endbfchar >> ] def')).wMode).toBeUndefined();
});

test('the predefined CMaps are those of the standard', () => {
  expect(predefinedCMap('Identity-V')).toMatchObject({ wMode: 1, identity: true });
  expect(predefinedCMap('V')).toMatchObject({ ordering: 'Japan1', wMode: 1 });
  expect(predefinedCMap('UniGB-UTF16-H')).toMatchObject({ ordering: 'GB1', supplement: 4 });
  expect(predefinedCMap('83pv-RKSJ-V')).toBeUndefined();
  const codes = [...cutCodes(Uint8Array.from([0x30, 0x42, 0xd8, 0x3d, 0xde, 0x00]), predefinedCMap('UniJIS-UTF16-H')!.codespaces)];
  expect(codes.map(({ length }) => length)).toEqual([2, 4]);
});

test('glyph names stand for text as the Adobe Glyph List says', () => {
  const texts = ['A', 'germandbls', 'afii10017', 'uni20AC', 'u1F600', 'f_f_i', 'a.alt', 'a120', 'uniD800', 'g12', '.notdef'].map(
    textOfGlyphName,
  );
  expect(texts).toEqual(['A', 'ß', 'А', '€', '😀', 'ffi', 'a', '①', null, null, null]);
  expect(['A', 'uni20AC', 'a.alt', 'G01'].map(isListedGlyphName)).toEqual([true, true, false, false]);
});

test('the predefined encodings have their names at their codes', () => {
  expect(encodingNamed('WinAnsiEncoding')[0x80]).toBe('Euro');
  expect(encodingNamed('MacRomanEncoding')[0xa7]).toBe('germandbls');
  expect(encodingNamed('StandardEncoding')[0xfb]).toBe('germandbls');
  expect(encodingNamed('Symbol')[0x61]).toBe('alpha');
  expect(encodingNamed('ZapfDingbats')[0x21]).toBe('a1');
  expect(encodingNamed('StandardEncoding')[0x80]).toBeUndefined();
});
