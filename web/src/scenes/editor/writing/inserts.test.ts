import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { dataFields } from '../model/data-fields.ts';
import { withLanguage } from './areas-shown.ts';
import { singular, spoken, tableOf } from './inserts.ts';

const template = JSON.parse(
  readFileSync(new URL('../../../../../examples/reminder-letter/template.json', import.meta.url), 'utf8'),
) as Written;
const fields = dataFields(template.data);
const around = { data: template.data, fields, language: 'de', perLanguage: true, blocks: [], assets: [], boxStyles: [] };

test('a new table shows the values of the list with amounts summed up below', () => {
  const list = fields.find(({ path }) => path === 'reminder.items')!;
  expect(tableOf(list, around, (value) => ({ de: value }))).toMatchObject({
    each: 'reminder.items',
    as: 'item',
    columns: [
      { cell: '{{ item.number }}' },
      { cell: '{{ item.text }}' },
      { cell: "{{ date(item.date, 'long') }}" },
      { cell: "{{ has(item.due) ? date(item.due, 'long') : '' }}" },
      { align: 'decimal', cell: "{{ money(item.amount, 'EUR') }}" },
    ],
    footer: [
      {
        style: 'total',
        cells: [{ text: { de: 'Summe' }, span: 4 }, { text: "{{ money(sum(reminder.items.map(item, item.amount)), 'EUR') }}" }],
      },
    ],
  });
});

test('names of items and columns are made of those of the data', () => {
  expect(['invoice.lines', 'parties', 'news', 'address'].map(singular)).toEqual(['line', 'party', 'new', 'addressItem']);
  expect(spoken('dueOn')).toBe('Due on');
});

test('with a second language, texts that were written once belong to the first', () => {
  const one = {
    kind: 'template',
    languages: ['de'],
    subject: 'Hallo',
    data: { title: 'x' },
    letter: { master: 'm' },
    body: [
      { type: 'paragraph', text: '{{ a.b }}' },
      { type: 'list', label: 'a)', items: [[{ type: 'paragraph', text: [{ type: 'text', text: 'Wort' }] }]] },
    ],
  } as unknown as Written;
  expect(withLanguage(one, 'en')).toEqual({
    kind: 'template',
    languages: ['de', 'en'],
    subject: { de: 'Hallo' },
    data: { title: 'x' },
    letter: { master: 'm' },
    body: [
      { type: 'paragraph', text: '{{ a.b }}' },
      { type: 'list', label: 'a)', items: [[{ type: 'paragraph', text: { de: [{ type: 'text', text: 'Wort' }] } }]] },
    ],
  });
  expect(withLanguage(template, 'fr').body).toBe(template.body);
});
