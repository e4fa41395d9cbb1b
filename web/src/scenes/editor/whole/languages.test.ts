import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { withLanguage } from '../writing/areas-shown.ts';
import { withoutLanguage } from './languages.ts';

const template = {
  ...{ schema: 'posthorn/1', kind: 'template', id: 't', name: { en: 'Letter' }, languages: ['en'] },
  data: { type: 'object', properties: { de: { type: 'string' } } },
  subject: { en: 'Hello' },
  body: [{ type: 'table', columns: [{ header: 'A', width: 'auto' }] }],
} as unknown as Written;

test('a language that is taken out again leaves the template as if it had never been written', () => {
  const german = withLanguage(template, 'de') as Written & { subject: object };
  const written = { ...german, subject: { ...german.subject, de: 'Hallo' } } as unknown as Written;
  expect(withoutLanguage(written, 'de')).toEqual(withoutLanguage(withLanguage(template, 'de'), 'de'));
  expect(withoutLanguage(written, 'de')).toMatchObject({ languages: ['en'], subject: { en: 'Hello' }, data: template.data });
  expect(JSON.stringify(withoutLanguage(written, 'de'))).not.toContain('Hallo');
});

test('texts in the other languages stay, and the last language is not taken out', () => {
  const two = { ...template, languages: ['en', 'de'], subject: { en: 'Hello', de: 'Hallo' } } as unknown as Written;
  expect(withoutLanguage(two, 'en')).toMatchObject({ languages: ['de'], subject: { de: 'Hallo' }, name: {} });
  expect(withoutLanguage(template, 'en')).toBe(template);
});

test('who adds a language to a template whose records say what customers read has it chosen by that', () => {
  const customer = { type: 'object', properties: { language: { type: 'string' } } };
  const data = { type: 'object', properties: { customer } };
  const read = { ...template, data } as unknown as Written;
  expect(withLanguage(read, 'de')).toMatchObject({ language: 'customer.language', languages: ['en', 'de'] });
  expect(withLanguage({ ...read, language: 'order.language' }, 'de')).toMatchObject({ language: 'order.language' });
  expect(withLanguage(template, 'de')).not.toHaveProperty('language');
});
