import { expect, test } from 'vitest';
import { communicationFilters, filtersSet } from '../scenes/communications/filters.ts';
import { safeNext, textSearch } from './search.ts';

test('only the named texts of an address are kept', () => {
  expect(textSearch('q', 'code')({ q: 536365, code: '', other: 'x' })).toEqual({ q: '536365' });
});

test('after signing in one never lands on another site', () => {
  expect(safeNext('/runs?state=done')).toBe('/runs?state=done');
  for (const evil of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    undefined,
    '/sign-in',
    '/password',
  ]) {
    expect(safeNext(evil)).toBe('/');
  }
});

test('filters that are none of ours are dropped from the address', () => {
  const found = communicationFilters({ q: 'x', channel: 'pigeon', state: 'sent', from: '2011-12-08', until: 'yesterday', page: 3 });
  expect(found).toEqual({ q: 'x', state: 'sent', from: '2011-12-08' });
  expect(filtersSet(found)).toBe(2);
});
