import { api } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { testApi } from '../../test/api.ts';
import { testPlatform } from '../../test/platform.ts';
import { content, olga, shop } from '../../test/shop.ts';
import { pushFolder } from './index.ts';
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

test('a program that saves a draft is told of names that stand twice, and what counts is saved', async () => {
  const platform = await testPlatform({ rooms: [content] });
  await pushFolder(platform, olga, shop);
  const author = await testApi(platform, [content], ['author']);
  const params = { kind: 'template', id: 'shop-invoice' } as const;
  const { document } = await author.call(api.drafts.start, { params, body: {} });
  await author.call(api.locks.hold, { params, body: { editor: 'program' } });
  const text = JSON.stringify({ document, editor: 'program' }).replace('"purpose":', '"purpose":"service","purpose":');
  const headers = { 'content-type': 'application/json', 'if-match': '"1"' };
  const saved = await author.call(api.drafts.save, { params, body: text as never, headers });
  expect(saved).toMatchObject({
    changed: false,
    repeats: [{ code: 'json.repeated-name', place: { part: 'template', pointer: '/purpose' } }],
  });
  const again = { document: { ...document, subject: 'Other' }, editor: 'program' };
  expect(await author.call(api.drafts.save, { params, body: again, headers: { 'if-match': '"1"' } })).not.toHaveProperty('repeats');
});
