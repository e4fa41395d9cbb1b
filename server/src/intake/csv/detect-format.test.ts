import { expect, test } from 'vitest';
import { delimiterOf, EncodingWatch, utf16Of } from './detect-format.ts';

test('columns are parted by what a header has most of, outside of quotes', () => {
  expect(delimiterOf('a,b,c')).toBe(',');
  expect(delimiterOf('"Name, first";Datum;"x,y,z"')).toBe(';');
  expect(delimiterOf('a\tb')).toBe('\t');
  expect(delimiterOf('email')).toBe(';');
});

test('letters tell the encoding: a broken row among good ones makes a file no other one', () => {
  const encodingOf = (...texts: Buffer[]) => {
    const watch = new EncodingWatch();
    for (const text of texts) watch.see(text);
    return watch.encoding;
  };
  const [utf8, latin] = [Buffer.from('Größe\n'), Buffer.from('Größe\n', 'latin1')];
  expect(encodingOf(Buffer.from('plain\n'))).toBe('utf-8');
  expect(encodingOf(latin, Buffer.from('plain\n'))).toBe('windows-1252');
  expect(encodingOf(latin, utf8)).toBe('utf-8');
  expect(encodingOf(Buffer.concat([latin, utf8]))).toBe('utf-8');
  expect(utf16Of(Buffer.from('\ufeffa', 'utf16le'))).toBe('utf-16le');
});
