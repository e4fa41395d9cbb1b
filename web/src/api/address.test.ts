import { api } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { address } from './address.ts';

test('parameters stand in the path, encoded', () => {
  expect(address(api.communications.rendition, { id: 'a/b', kind: 'pdf' })).toBe('/api/communications/a%2Fb/renditions/pdf');
});

test('a query leaves out what is absent or empty', () => {
  expect(address(api.customers.list, {}, { q: 'Müller & Söhne', country: undefined, channel: '' })).toBe(
    '/api/customers?q=M%C3%BCller+%26+S%C3%B6hne',
  );
});

test('an address without its parameter is refused rather than asked for', () => {
  expect(() => address(api.runs.get, {})).toThrow('needs a value for id');
});
