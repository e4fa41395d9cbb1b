import { expect, test } from 'vitest';
import { cleanText } from './clean-text.ts';

test('text is cleaned of what no output can have: control characters, codes that are none, halves of characters', () => {
  expect(cleanText('a\u0000b\u0085c\ufffed\uffffe')).toBe('abcde');
  expect(cleanText('half \ud83d')).toBe('half \ufffd');
  expect(cleanText('one\r\ntwo\u2028three')).toBe('one\ntwo\nthree');
  expect(cleanText('e\u0301')).toBe('\u00e9');
});
