import { expect, test } from 'vitest';
import { Keyword, Lexer, type LexicalNote } from './lexer.ts';
import { PdfArray, type PdfDict, type PdfName, PdfRef, PdfString, type PdfValue } from './values.ts';

const resolver = { resolve: (value: PdfValue): PdfValue => value };

function read(text: string, references = false): { value: PdfValue | Keyword | undefined; notes: LexicalNote[]; lexer: Lexer } {
  const notes: LexicalNote[] = [];
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  const lexer = new Lexer(bytes, { resolver, references, note: (note) => notes.push(note) });
  return { value: lexer.next(), notes, lexer };
}

const string = (text: string): string => (read(text).value as PdfString).latin1;

test.each([
  ['0', 0],
  ['+17', 17],
  ['-98', -98],
  ['34.5', 34.5],
  ['-.002', -0.002],
  ['4.', 4],
  ['true', true],
  ['null', null],
])('%s is read as %s', (text, value) => expect(read(text).value).toBe(value));

test('numbers beyond the limits of PDF/A are noted', () => {
  expect(read('2147483648').notes).toMatchObject([{ kind: 'integer-range', offset: 0 }]);
  expect(read('-2147483648').notes).toEqual([]);
  expect(read(`${'9'.repeat(40)}.0`).notes).toMatchObject([{ kind: 'real-range' }]);
  expect(read(`0.${'0'.repeat(40)}1`).notes).toMatchObject([{ kind: 'real-tiny' }]);
});

test('strings: escapes, octal codes, nested parentheses and line ends', () => {
  expect(string('(a\\(b\\)\\n\\101\\7x)')).toBe('a(b)\nA\u0007x');
  expect(string('(a(b)c)')).toBe('a(b)c');
  expect(string('(a\\\r\nb\r\nc)')).toBe('ab\nc');
});

test('hexadecimal strings keep what is wrong with their digits', () => {
  expect(string('<48 65\n6C6c6F>')).toBe('Hello');
  expect(read('<414>').notes).toMatchObject([{ kind: 'hex-odd', detail: '3' }]);
  expect(string('<414>')).toBe('A@');
  expect(read('<4G>').notes).toMatchObject([{ kind: 'hex-digit', detail: 'G' }]);
});

test('names: escapes, and their length after escapes', () => {
  expect((read('/A#42#20c').value as PdfName).value).toBe('AB c');
  expect((read('/').value as PdfName).value).toBe('');
  expect(read(`/${'#41'.repeat(127)}`).notes).toEqual([]);
  expect(read(`/${'a'.repeat(128)}`).notes).toMatchObject([{ kind: 'name-length', detail: '128' }]);
});

test('dictionaries, arrays and references, with comments between', () => {
  const dict = read('<< /A [1 0 R 2 0 % three\n 3 0 R] /B<</C(d)>>/D/E >>', true).value as PdfDict;
  expect([...dict.keys()]).toEqual(['A', 'B', 'D']);
  expect((dict.raw('A') as PdfArray).items).toEqual([new PdfRef(1, 0), 2, 0, new PdfRef(3, 0)]);
  expect(dict.dict('B')?.string('C')?.latin1).toBe('d');
  expect(dict.name('D')).toBe('E');
});

test('content streams have no references, and operators are keywords', () => {
  const { lexer, value } = read('1 0 R q/F1 12 Tf[(a)-3]TJ');
  const tokens = [value];
  for (let token = lexer.next(); token !== undefined; token = lexer.next()) tokens.push(token);
  expect(tokens.filter((token) => token instanceof Keyword).map(({ text }) => text)).toEqual(['R', 'q', 'Tf', 'TJ']);
  expect(tokens.find((token) => token instanceof PdfArray)?.items).toEqual([new PdfString(Uint8Array.of(97), false), -3]);
});

test('what is left open ends where it must, with a note', () => {
  expect(read('<< /A [1 2 endobj').notes.map(({ kind }) => kind)).toEqual(['unclosed', 'unclosed']);
  expect(read('(never closed').notes).toMatchObject([{ kind: 'unclosed', detail: 'string' }]);
});

test('nesting without end is given up, not followed', () => {
  const { value, notes } = read('['.repeat(100_000));
  expect(value).toBeInstanceOf(PdfArray);
  expect(notes.some(({ kind }) => kind === 'nesting')).toBe(true);
});
