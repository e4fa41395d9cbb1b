import { expect, test } from 'vitest';
import { dataFields } from '../model/data-fields.ts';
import { expressionOf, fieldParts } from '../model/expressions.ts';
import { formatOf, formatsFor, takenApart } from './formats.ts';

const data = dataFields({
  type: 'object',
  properties: { order: { type: 'object', properties: { currency: { type: 'string' }, total: { type: 'string', format: 'decimal' } } } },
});

test('money comes in the currency that the data tells first, and numbers with their decimals', () => {
  const offered = formatsFor('decimal', data);
  expect(offered.slice(0, 2)).toEqual(['money(…, order.currency)', "money(…, 'EUR')"]);
  expect(offered).toContain('number(…, 2)');
  expect(formatsFor('date', data)[0]).toBe("date(…, 'long')");
});

test('what was chosen is the expression, and the expression what was chosen', () => {
  for (const format of formatsFor('decimal', data)) {
    const expression = expressionOf({ path: 'order.total', format: takenApart(format) });
    expect(formatOf(fieldParts(expression)!)).toBe(format);
  }
});
