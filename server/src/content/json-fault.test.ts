import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeJsonFault, jsonFault } from './json-fault.ts';

test.each([
  ['{\n  "a": 1\n  "b": 2\n}', 'A comma is missing here', 10],
  ['{ "a": [1, 2 }', '“}” closes what it did not open', 13],
  ['{ "a": 1, }', 'There is a comma too many', 8],
  ['[1,,2]', 'A value is missing here', 3],
  ['{ "a" 1 }', 'A colon is missing here', 5],
  ['{ a: 1 }', 'A name stands in quotation marks', 2],
  ['{ 1: 1 }', 'A name is wanted here', 2],
  ['{ "a": \'b\' }', 'This is no quotation mark of JSON', 7],
  ['{ "a": "b\n }', 'This text is not closed', 7],
  ['{ "a": tru }', 'This is no value of JSON', 7],
  ['{ "a": 1 // one\n }', 'JSON has no comments', 9],
  ['{ "a": [1', 'This “[” is not closed', 7],
  ['{} {}', 'Something follows the end', 3],
  ['', 'The file holds nothing', 0],
])('%j: %s', (text, message, at) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(jsonFault(text)).toMatchObject({ message, at });
});

test('whatever is done to JSON, there is a fault within it, in time', () => {
  const damaged = fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 3 })).map(([json, place, put]) => {
    const at = place % (json.length + 1);
    return json.slice(0, at) + put + json.slice(at + 1);
  });
  fc.assert(
    fc.property(damaged, (text) => {
      const { at, message, hint } = jsonFault(text);
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(text.length);
      expect(message.length * hint.length).toBeGreaterThan(0);
      expect(describeJsonFault('a.json', text, { at, message, hint }).split('\n').at(-1)).toMatch(/\^$/);
    }),
    { numRuns: 2000 },
  );
});

test('is shown with its line, and a caret under it', () => {
  const text = '{\n  "a": 1\n  "b": 2\n}';
  expect(describeJsonFault('a.json', text, jsonFault(text)).split('\n')).toEqual([
    'a.json is not valid JSON: A comma is missing here, line 2 column 9.',
    '    |',
    '  2 |   "a": 1',
    '    |         ^',
  ]);
});
