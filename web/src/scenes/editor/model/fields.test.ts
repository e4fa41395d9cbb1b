import { expect, test } from 'vitest';
import { dataFields, usualExpression } from './data-fields.ts';
import { chipLabel, expressionOf, fieldParts } from './expressions.ts';

const schema = {
  type: 'object',
  required: ['customer'],
  properties: {
    customer: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', description: 'Full name' }, born: { type: 'string', format: 'date' } },
    },
    invoice: {
      type: 'object',
      properties: {
        currency: { type: 'string', enum: ['EUR', 'CHF'] },
        total: { type: 'string', format: 'decimal' },
        lines: { type: 'array', items: { $ref: '#/$defs/line' } },
      },
    },
  },
  $defs: {
    line: {
      type: 'object',
      required: ['text'],
      properties: {
        text: { type: 'string' },
        parts: { type: 'array', items: { type: 'object', properties: { code: { type: 'integer' } } } },
      },
    },
  },
};

test('the data tells its values, whether they can lack, and what they are', () => {
  expect(dataFields(schema)).toEqual([
    { path: 'customer.name', type: 'text', optional: false, description: 'Full name' },
    { path: 'customer.born', type: 'date', optional: true },
    { path: 'invoice.currency', type: 'text', optional: true, choices: ['EUR', 'CHF'] },
    { path: 'invoice.total', type: 'decimal', optional: true },
    { path: 'invoice.lines', type: 'list', optional: true },
  ]);
});

test('inside of repeats the items are offered first, also of lists in lists', () => {
  const names = [
    { name: 'line', each: 'invoice.lines' },
    { name: 'part', each: 'line.parts' },
  ];
  expect(
    dataFields(schema, names)
      .map(({ path }) => path)
      .slice(0, 3),
  ).toEqual(['line.text', 'line.parts', 'part.code']);
});

test('a value is first written as is usual for it', () => {
  const fields = dataFields(schema);
  const usual = (path: string) => usualExpression(fields.find((field) => field.path === path)!, fields);
  expect(usual('customer.born')).toBe("date(customer.born, 'long')");
  expect(usual('invoice.total')).toBe('money(invoice.total, invoice.currency)');
  expect(usual('customer.name')).toBe('customer.name');
});

test('a field is taken apart into value and format where it is no more than that', () => {
  for (const expression of ['a.b', "money(a.b, 'EUR')", 'number(a, 2)', 'date(x)']) {
    expect(expressionOf(fieldParts(expression)!)).toBe(expression);
  }
  for (const expression of ['a + b', "money(a, 'EUR') + f(b)", 'has(a)', "a == 1 ? 'x' : 'y'"])
    expect(fieldParts(expression)).toBeUndefined();
  expect(chipLabel("money(a.b, 'EUR')")).toBe('a.b');
});
