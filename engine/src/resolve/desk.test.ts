import { expect, test } from 'vitest';
import type { Brand } from '../template/model.ts';
import { openDesk } from './desk.ts';

const decimal = { type: 'string', format: 'decimal' };
const item = { type: 'object', properties: { text: { type: 'string' }, amount: decimal } };
const data = { type: 'object', properties: { level: { type: 'integer' }, total: decimal, items: { type: 'array', items: item } } };
const brand = { id: 'b', name: 'B', sender: { organisation: 'Bee Ltd', address: [] }, colors: {} } as unknown as Brand;
const desk = openDesk({ data }, brand, 'de');
const record = { level: 2, total: '1234.50', items: [{ text: 'First', amount: '1.00' }] };

test('an expression tells its type, and its value on a record', () => {
  expect(desk.ask('level > 1')).toEqual({ type: 'bool' });
  expect(desk.ask('level > 1', [], record)).toEqual({ type: 'bool', value: true });
  expect(desk.ask("money(total, 'EUR')", [], record).value).toBe('1.234,50\u00a0€');
  expect(desk.ask('total', [], record)).toEqual({ type: 'decimal', value: '1234.50' });
  expect(desk.ask('brand.sender.organisation', [], record).value).toBe('Bee Ltd');
});

test('a name of a repeat stands for the first item of its list', () => {
  expect(desk.ask('line.text', [{ name: 'line', each: 'items' }], record)).toEqual({ type: 'string', value: 'First' });
  expect(desk.ask('line.amout', [{ name: 'line', each: 'items' }]).fault?.hint).toBe('Did you mean "amount"?');
});

test('what is wrong or missing is said, not thrown', () => {
  expect(desk.ask('level >').fault?.code).toBe('expression.syntax');
  expect(desk.ask('levl').fault?.hint).toBe('Did you mean "level"?');
  expect(desk.ask('total', [], {}).failure).toContain('total');
});
