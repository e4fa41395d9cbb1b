import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

test('the order in which keys were written makes no difference', () => {
  expect(canonicalJson({ b: 1, a: { d: [1, 2], c: null } })).toBe('{"a":{"c":null,"d":[1,2]},"b":1}');
  expect(canonicalJson({ a: { c: null, d: [1, 2] }, b: 1 })).toBe('{"a":{"c":null,"d":[1,2]},"b":1}');
});

test('what is absent and what is undefined are the same', () => {
  expect(canonicalJson({ a: undefined, b: 'x' })).toBe(canonicalJson({ b: 'x' }));
});

test('any JSON value comes back as it was', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))));
});

test('numbers that JSON cannot hold are refused', () => {
  expect(() => canonicalJson({ total: Number.NaN })).toThrow(TypeError);
});
