import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import english from '../../../i18n/en.json' with { type: 'json' };
import { ruleInWords } from './rule-words.ts';

beforeAll(() => i18next.init({ lng: 'en', resources: { en: { translation: english } }, interpolation: { escapeValue: false } }));

test('a condition is said in words, and what the builder cannot show stays as it is written', () => {
  const say = (rule: string) => ruleInWords(rule, i18next.t);
  expect(say("invoice.kind == 'credit'")).toBe('invoice.kind is credit');
  expect(say('has(a.b) && (a.c > 3 || !a.d)')).toBe('a.b is there and (a.c is more than 3 or a.d is false)');
  expect(say('size(a.list.filter(x, x.y)) > 2')).toBe('size(a.list.filter(x, x.y)) > 2');
});
