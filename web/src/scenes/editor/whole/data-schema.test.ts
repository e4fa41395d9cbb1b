import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { dataFields } from '../model/data-fields.ts';
import { fieldRows, isPath, withField, withoutField } from './data-schema.ts';

const schema = {
  type: 'object',
  required: ['customer'],
  additionalProperties: false,
  properties: {
    customer: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, address: { type: 'array', items: { type: 'string' } } },
    },
    items: { type: 'array', items: { type: 'object', properties: { text: { type: 'string', maxLength: 20 } } } },
    payer: { $ref: '#/$defs/person' },
  },
  $defs: { person: { type: 'object', properties: { name: { type: 'string' } } } },
};
const rows = (of: unknown) => fieldRows(of).map(({ path, type, optional }) => `${path} ${type}${optional ? '?' : ''}`);

test('fields are told by their paths, with their types and whether records may lack them', () => {
  expect(rows(schema)).toEqual(['customer.name text', 'customer.address[] text?', 'items[].text text?', 'payer.name text?']);
  expect(fieldRows(schema).filter(({ shared }) => shared)).toMatchObject([{ path: 'payer.name' }]);
});

test('a field is put in where its path says, with what is on the way to it', () => {
  const more = withField(schema, { path: 'order.lines[].amount', type: 'decimal', optional: false, description: 'Net' })!;
  expect(rows(more)).toContain('order.lines[].amount decimal');
  expect(dataFields(more, [{ name: 'line', each: 'order.lines' }])).toContainEqual({
    ...{ path: 'line.amount', type: 'decimal', optional: false, description: 'Net' },
  });
  expect(more).toMatchObject({ required: ['customer', 'order'], additionalProperties: false, $defs: schema.$defs });
  expect(rows(withField(schema, { path: 'items[].amount', type: 'decimal', optional: true })!)).toContain('items[].amount decimal?');
});

test('what leads through a value, a list as if it were none, or a shared part is refused', () => {
  for (const path of ['customer.name.first', 'items.text', 'customer[].name', 'payer.age', 'customer', 'items[]'])
    expect([path, withField(schema, { path, type: 'text', optional: true })]).toEqual([path, undefined]);
  expect(['a.b[].c', 'a', '_x1'].map(isPath)).toEqual([true, true, true]);
  expect(['', 'a.', '.a', 'a b', '1a', 'a[0]', 'a[].[]', '__proto__'].map(isPath)).toEqual(Array(8).fill(false));
});

test('a field that is said again changes alone; of another type it is anew', () => {
  const said = withField(schema, { path: 'items[].text', type: 'text', optional: false, description: 'What' })!;
  expect(said.properties).toMatchObject({
    items: { items: { required: ['text'], properties: { text: { type: 'string', maxLength: 20, description: 'What' } } } },
  });
  const date = withField(schema, { path: 'items[].text', type: 'date', optional: true })!;
  expect(JSON.stringify(date)).not.toContain('maxLength');
});

test('what is taken out leaves no empty shells', () => {
  expect(withoutField(schema, 'items[].text')).not.toHaveProperty('properties.items');
  const less = withoutField(schema, 'customer.name');
  expect(rows(less)).toEqual(['customer.address[] text?', 'items[].text text?', 'payer.name text?']);
  expect(less.required).toEqual(['customer']);
  const none = fieldRows(schema).reduce<unknown>((left, { path }) => withoutField(left, path), schema);
  expect(rows(none)).toEqual([]);
});

test('the data of the examples are told whole and put together again', () => {
  for (const name of ['shop', 'utility-bill', 'bank-statement', 'insurance-policy']) {
    const file = fileURLToPath(new URL(`../../../../../examples/${name}/template.json`, import.meta.url));
    const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: unknown };
    const all = fieldRows(data);
    expect(all.length).toBeGreaterThan(5);
    const again = all.reduce<unknown>((made, row) => withField(made, row), { type: 'object' });
    expect([name, rows(again)]).toEqual([name, rows(data)]);
  }
});
