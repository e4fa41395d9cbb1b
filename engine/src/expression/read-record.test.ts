import { describe, expect, it } from 'vitest';
import { dataTypeOf, type SchemaFault } from './data-type.ts';
import { Decimal } from './decimal.ts';
import { compileReader, type DataFault, nameOf } from './read-record.ts';

function read(schema: object, record: unknown): { value: unknown; faults: DataFault[] } {
  const type = dataTypeOf(schema, '', (fault) => expect.unreachable(fault.message));
  const faults: DataFault[] = [];
  return { value: compileReader(schema, type)(record, '', faults), faults };
}
const property = (schema: object) => ({ type: 'object', properties: { x: schema } });
const faultOf = (schema: object, x: unknown) => read(property(schema), { x }).faults.map((f) => f.message);

describe('reading a record', () => {
  it('makes decimals, whole numbers and objects of their own types', () => {
    const { value, faults } = read(
      {
        type: 'object',
        properties: { a: { type: 'number' }, b: { type: 'integer' }, c: { format: 'decimal' }, d: {}, e: { type: ['string', 'null'] } },
      },
      { a: 0.1, b: 7, c: '1.50', d: { deep: [1, 2.5, null] }, e: null, unknown: true },
    );
    expect(faults).toEqual([]);
    expect(value).toMatchObject({
      a: new Decimal(1n, 1),
      b: 7n,
      c: new Decimal(150n, 2),
      d: { deep: [1n, new Decimal(25n, 1)] },
      e: undefined,
    });
    expect(value).not.toHaveProperty('unknown');
  });

  it.each([
    [{ type: 'string' }, 3, 'x must be text, not 3.'],
    [{ type: 'integer' }, 1.5, 'x must be a whole number, not 1.5.'],
    [{ type: 'integer' }, '1', 'x must be a whole number, not "1".'],
    [{ type: 'boolean' }, 'true', 'x must be true or false, not "true".'],
    [{ type: 'array', items: {} }, {}, 'x must be a list, not an object.'],
    [{ type: 'string', format: 'decimal' }, '1e5', 'x must be a decimal number like 12.50, not "1e5".'],
    [{ type: 'string', format: 'date' }, '31.03.2026', 'x must be a date like 2026-03-31, not "31.03.2026".'],
    [{ type: 'string', format: 'date-time' }, '2026-03-31', 'x must be a moment like 2026-03-31T14:30:00Z, not "2026-03-31".'],
    [{ type: 'string', enum: ['a', 'b'] }, 'c', 'x must be one of a, b, not "c".'],
    [{ type: 'string', const: 'a' }, 'b', 'x must be "a".'],
    [{ type: 'string', pattern: '^R-' }, 'Q-1', 'x does not match ^R-.'],
    [{ type: 'string', minLength: 2 }, '😀', 'x must have at least 2 characters, not 1.'],
    [{ type: 'array', maxItems: 1, items: {} }, [1, 2], 'x must have at most 1 items, not 2.'],
    [{ type: 'string', format: 'decimal', minimum: 0 }, '-0.01', 'x must be at least 0, not -0.01.'],
    [{ type: 'integer', exclusiveMaximum: 10 }, 10, 'x must be less than 10, not 10.'],
    [{ type: 'array', items: { type: 'string' } }, ['a', null], 'x[1] is missing.'],
  ])('%j does not take %j', (schema, value, message) => {
    expect(faultOf(schema, value)).toEqual([message]);
  });

  it('follows references to definitions', () => {
    const schema = {
      type: 'object',
      properties: { a: { $ref: '#/$defs/line' } },
      $defs: { line: { type: 'object', required: ['n'], properties: { n: { type: 'integer' } } } },
    };
    expect(read(schema, { a: { n: 1 } }).faults).toEqual([]);
    expect(read(schema, { a: {} }).faults).toMatchObject([{ code: 'data.missing', pointer: '/a/n' }]);
  });

  it('takes no prototype from data', () => {
    const hostile = JSON.parse('{"x": {"__proto__": {"admin": true}, "constructor": 1, "y": 2}}');
    const { value } = read(property({}), hostile);
    expect((value as { x: object }).x).toEqual({ y: 2n });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(read({ type: 'object', required: ['toString'], properties: { toString: { type: 'string' } } }, {}).faults).toHaveLength(1);
  });

  it('names values as people write them', () => {
    expect(nameOf('/invoice/lines/3/a~1b')).toBe('invoice.lines[3].a/b');
    expect(nameOf('')).toBe('The record');
  });
});

describe('a data schema', () => {
  it.each([
    [{ type: 'object', properties: { a: { type: 'text' } } }, '/properties/a/type'],
    [{ type: 'object', properties: { a: { anyOf: [] } } }, '/properties/a/anyOf'],
    [{ type: 'object', properties: { a: { $ref: '#/$defs/no' } } }, '/properties/a/$ref'],
    [
      { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, $defs: { a: { type: 'array', items: { $ref: '#/$defs/a' } } } },
      '/properties/a/items/$ref',
    ],
    [{ type: 'object', properties: { constructor: { type: 'string' } } }, '/properties/constructor'],
    [{ type: 'object', required: ['b'], properties: { a: {} } }, '/required'],
    [{ type: 'object', required: [{}], properties: { a: {} } }, '/required'],
    [{ type: 'object', properties: { a: { type: 'string', pattern: '(' } } }, '/properties/a/pattern'],
  ])('%j is refused with its place', (schema, pointer) => {
    const faults: SchemaFault[] = [];
    dataTypeOf(schema, '', (fault) => faults.push(fault));
    expect(faults.map((f) => f.pointer)).toEqual([pointer]);
  });
});
