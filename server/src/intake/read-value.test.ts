import fc from 'fast-check';
import { expect, test } from 'vitest';
import { add, decimalText, multiply, parseDecimal, withDigits } from './decimal.ts';
import { jsonValue, valueReader } from './read-value.ts';

const read = (spec: Parameters<typeof valueReader>[0]) => {
  const reader = valueReader(spec);
  return (text: string) => {
    const result = reader(text);
    return 'fault' in result ? `! ${result.fault.code}` : jsonValue(result.value);
  };
};

test('decimals are exact: as many digits as written, sums and products without rounding', () => {
  const sum = ['0.1', '0.2', '1e3'].map((text) => parseDecimal(text));
  expect(decimalText(add(sum[0]!, sum[1]!))).toBe('0.3');
  expect(sum[2]).toBeUndefined();
  expect(decimalText(multiply(parseDecimal('99999999999999.99')!, parseDecimal('-3')!))).toBe('-299999999999999.97');
  expect(decimalText(withDigits(parseDecimal('-0.5')!, 2))).toBe('-0.50');
  const number = fc
    .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 6 }))
    .map(([units, scale]) => ({ units, scale }));
  fc.assert(
    fc.property(number, number, (a, b) => {
      const scale = Math.max(a.scale, b.scale);
      expect(withDigits(add(a, b), scale).units).toBe(withDigits(a, scale).units + withDigits(b, scale).units);
      expect(parseDecimal(decimalText(a))).toEqual(a);
    }),
  );
});

test('numbers as they are written in German or Swiss files', () => {
  const german = read({ column: 'x', type: 'decimal', decimalSign: ',', groupSign: '.', digits: 2 });
  expect(['1.234,5', '-0,05', '12', '1,2,3', '1e5', ''].map(german)).toEqual([
    '1234.50',
    '-0.05',
    '12.00',
    '! not-decimal',
    '! not-decimal',
    undefined,
  ]);
  const strict = read({ column: 'x', type: 'decimal', decimalSign: ',' });
  expect(strict('1.50')).toBe('! not-decimal');
  expect(read({ column: 'x', type: 'integer', groupSign: "'", min: '0', max: '5000' })("4'321")).toBe(4321);
  expect(read({ column: 'x', type: 'integer', max: '5000' })('5001')).toBe('! out-of-range');
});

test('dates by format, only such as the calendar has', () => {
  const german = read({ column: 'x', type: 'date', format: 'd.M.yyyy' });
  expect(['5.12.2011', '29.2.2012', '29.2.2011', '31.4.2011', '2011-12-05'].map(german)).toEqual([
    '2011-12-05',
    '2012-02-29',
    '! not-a-date',
    '! not-a-date',
    '! not-a-date',
  ]);
  expect(read({ column: 'x', type: 'datetime', format: 'MM/dd/yyyy HH:mm' })('12/31/2011 23:59')).toBe('2011-12-31T23:59:00');
  expect(() => valueReader({ column: 'x', type: 'date', format: 'MM/dd' })).toThrow(/no date format/);
});

test('texts are trimmed, cleaned, replaced by cases, and checked', () => {
  expect(read({ column: 'x', type: 'text', replace: [{ pattern: '\\.0$', with: '' }] })(' 17850.0 ')).toBe('17850');
  const kind = read({
    column: 'x',
    type: 'text',
    cases: [
      { pattern: '^C', value: 'credit' },
      { pattern: '^\\d', value: 'invoice' },
    ],
    required: true,
  });
  expect(['C1', '5', 'x'].map(kind)).toEqual(['credit', 'invoice', '! value-missing']);
  expect(read({ column: 'x', type: 'text', maxLength: 3 })('four')).toBe('! too-long');
  expect(['yes', '0', 'maybe'].map(read({ column: 'x', type: 'boolean' }))).toEqual([true, false, '! not-boolean']);
  expect(['b', 'c', ''].map(read({ column: 'x', type: 'enum', values: ['a', 'b'], default: 'a' }))).toEqual(['b', '! not-in-list', 'a']);
});
