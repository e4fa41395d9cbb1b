import { expect, test } from 'vitest';
import { repeatedNames, repeatsIn } from './json-repeats.ts';

test('names that stand twice in one object are found, with pointer and lines', () => {
  const text = `{
  "a": 1, "list": [ {}, { "x~/y": 1,
    "x~/y": 2, "x~\\/y": 3 } ],
  "b": { "a": 1 }, "deep": [[{ "n": 1, "n": 2 }]],
  "a": { "b": "a" }
}`;
  expect(repeatedNames(text)).toEqual([
    { name: 'x~/y', pointer: '/list/1/x~0~1y', lines: [2, 3] },
    { name: 'n', pointer: '/deep/0/0/n', lines: [4, 4] },
    { name: 'a', pointer: '/a', lines: [2, 5] },
  ]);
});

test('values, names of other objects and what only looks like a name are none', () => {
  for (const text of [
    '{"a": ["a", "a", "\\"a\\": 1, \\"a\\": 2"], "b": {"a": {"a": null}}, "c": [{"a": 1}, {"a": 2}]}',
    '"text"',
    '[1, {"__proto__": 1, "constructor": 2, "": 3}, "{", "}"]',
    '{}',
  ])
    expect(repeatedNames(text)).toEqual([]);
  expect(repeatedNames('{"__proto__": 1, "__proto__": 2, "": 1, "": 2}')).toMatchObject([{ name: '__proto__' }, { name: '' }]);
});

test('a file of a megabyte, and one of nothing but brackets, take no time to speak of', () => {
  const long = `[${Array.from({ length: 40_000 }, (_, i) => `{"name": "n${i}", "text": "x"}`).join(',')}]`;
  expect(repeatedNames(long)).toEqual([]);
  expect(repeatedNames(`{"text": "${'\\\\n'.repeat(2_000_000)}", "text": 1}`)).toMatchObject([{ name: 'text' }]);
  expect(repeatedNames('['.repeat(200_000) + ']'.repeat(200_000))).toEqual([]);
});

test('every file of a template is looked through', () => {
  const source = (file: string) => ({ file, text: '{"x": 1, "x": 2}' });
  const folder = {
    template: source('template.json'),
    brand: source('brand.json'),
    blocks: new Map([['foot', source('blocks/foot.json')]]),
  };
  expect(repeatsIn(folder as never).map(({ severity, code, place }) => [severity, code, place])).toEqual([
    ['warning', 'json.repeated-name', { part: 'template', pointer: '/x' }],
    ['warning', 'json.repeated-name', { part: 'brand', pointer: '/x' }],
    ['warning', 'json.repeated-name', { part: 'block', id: 'foot', pointer: '/x' }],
  ]);
});
