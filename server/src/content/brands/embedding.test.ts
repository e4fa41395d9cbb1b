import { expect, test } from 'vitest';
import { embeddingOf } from './embedding.ts';

const of = (fsType: number | undefined) => {
  const { permission, verdict, reasons } = embeddingOf(fsType);
  return [permission, verdict, ...reasons];
};

test('a font that restricts nothing, or only editing, may be used', () => {
  expect(of(0)).toEqual(['installable', 'allowed']);
  expect(of(undefined)).toEqual(['installable', 'allowed']);
  expect(of(0x0008)).toEqual(['editable', 'allowed']);
});

test('one of restricted licence may not; for preview and print only it may, with a warning', () => {
  expect(of(0x0002)).toEqual(['restricted', 'refused', 'restricted']);
  expect(of(0x0004)).toEqual(['preview-and-print', 'limited', 'preview-and-print']);
});

test('one that may be embedded only whole, or only as bitmaps, may not, whatever else it allows', () => {
  expect(of(0x0100)).toEqual(['installable', 'refused', 'no-subsetting']);
  expect(of(0x0208)).toEqual(['editable', 'refused', 'bitmap-only']);
  expect(of(0x0304)).toEqual(['preview-and-print', 'refused', 'no-subsetting', 'bitmap-only', 'preview-and-print']);
});

test('where old fonts set several bits the most permissive one counts, and bits that mean nothing count for nothing', () => {
  expect(of(0x0006)[0]).toBe('preview-and-print');
  expect(of(0x000e)[0]).toBe('editable');
  expect(of(0xfcf1)).toEqual(['installable', 'allowed']);
});
