import { expect, test } from 'vitest';
import type { JsonDocument } from '../drafts/document.ts';
import { compareDocuments } from './compare-documents.ts';
import { wordDiff } from './word-diff.ts';

const document = (body: readonly object[], more: object = {}): JsonDocument => ({
  schema: 'posthorn/1',
  kind: 'block',
  id: 'b',
  name: 'B',
  body,
  ...more,
});
const paragraph = (id: string, text: unknown, more: object = {}) => ({ type: 'paragraph', id, text, ...more });
const shape = (older: JsonDocument, newer: JsonDocument) =>
  compareDocuments(older, newer).nodes.map(({ change, nodeId }) => [change, nodeId]);

test('texts are compared word by word, with expressions as one word', () => {
  expect(wordDiff('Pay {{ total }} in 14 days.', 'Pay {{ sum }} in 14 days.')).toEqual([
    { kind: 'same', text: 'Pay ' },
    { kind: 'removed', text: '{{ total }}' },
    { kind: 'added', text: '{{ sum }}' },
    { kind: 'same', text: ' in 14 days.' },
  ]);
  expect(wordDiff('one two three', 'one three')).toEqual([
    { kind: 'same', text: 'one ' },
    { kind: 'removed', text: 'two ' },
    { kind: 'same', text: 'three' },
  ]);
  expect(wordDiff('', 'new')).toEqual([{ kind: 'added', text: 'new' }]);
  for (const [a, b] of [
    ['a b c d', 'b d e'],
    ['x', 'y'],
    ['same', 'same'],
  ] as const) {
    const pieces = wordDiff(a, b);
    expect(
      pieces
        .filter(({ kind }) => kind !== 'added')
        .map(({ text }) => text)
        .join(''),
    ).toBe(a);
    expect(
      pieces
        .filter(({ kind }) => kind !== 'removed')
        .map(({ text }) => text)
        .join(''),
    ).toBe(b);
  }
});

test('nodes are added, removed, changed and moved by their ids', () => {
  const [a, b, c] = [paragraph('a', 'A'), paragraph('b', 'B'), paragraph('c', 'C')];
  expect(shape(document([a, b, c]), document([a, paragraph('n', 'New'), c]))).toEqual([
    ['added', 'n'],
    ['removed', 'b'],
  ]);
  expect(shape(document([a, b, c]), document([c, a, b]))).toEqual([['moved', 'c']]);
  expect(shape(document([a, b]), document([a, { type: 'box', id: 'x', body: [b] }]))).toEqual([
    ['added', 'x'],
    ['moved', 'b'],
  ]);
  expect(shape(document([a]), document([a]))).toEqual([]);
});

test('a changed condition is a rule, a changed style a setting, a changed language a text', () => {
  const older = document([
    {
      type: 'repeat',
      id: 'i',
      each: 'lines',
      as: 'line',
      when: 'total > 0',
      body: [paragraph('p', { de: 'Guten Tag', en: 'Hello' }, { style: 'body' })],
    },
  ]);
  const newer = document([
    {
      type: 'repeat',
      id: 'i',
      each: 'lines',
      as: 'line',
      when: 'total > 5',
      body: [paragraph('p', { de: 'Guten Morgen', en: 'Hello' }, { style: 'small' })],
    },
  ]);
  expect(compareDocuments(older, newer)).toEqual({
    counts: { added: 0, removed: 0, changed: 2, moved: 0 },
    nodes: [
      {
        change: 'changed',
        nodeId: 'i',
        type: 'repeat',
        pointer: '/body/0',
        depth: 0,
        texts: [],
        rules: [{ field: 'when', before: 'total > 0', after: 'total > 5' }],
        settings: [],
      },
      {
        ...{ change: 'changed', nodeId: 'p', type: 'paragraph', pointer: '/body/0/body/0', depth: 1, rules: [] },
        texts: [
          {
            field: 'text',
            language: 'de',
            pieces: [
              { kind: 'same', text: 'Guten ' },
              { kind: 'removed', text: 'Tag' },
              { kind: 'added', text: 'Morgen' },
            ],
          },
        ],
        settings: [{ field: 'style', before: 'body', after: 'small' }],
      },
    ],
  });
});

test('what the document itself says comes first; running text in the long form reads as the short one', () => {
  const older = document([paragraph('p', 'Dear {{ name }}')], { name: 'Old' });
  const newer = document(
    [
      paragraph('p', [
        { type: 'text', text: 'Dear ' },
        { type: 'field', value: 'name' },
      ]),
    ],
    { name: 'New' },
  );
  expect(compareDocuments(older, newer).nodes).toMatchObject([{ nodeId: '', texts: [{ field: 'name' }] }]);
});

test('nodes that came without ids are recognised by what they say', () => {
  const text = (words: string) => ({ type: 'paragraph', text: words });
  const { nodes } = compareDocuments(
    document([text('One'), text('Two'), text('Three')]),
    document([text('Zero'), text('One'), text('Two'), text('3')]),
  );
  expect(nodes.map(({ change, texts }) => [change, texts[0]?.pieces.map(({ text: words }) => words)])).toEqual([
    ['changed', ['Three', 'Zero']],
    ['added', ['3']],
  ]);
  expect(nodes.some(({ texts }) => texts.some(({ pieces }) => pieces.some(({ text: words }) => words === 'One')))).toBe(false);
});

test('cells of tables and items of lists are compared too', () => {
  const table = (cell: string, total: string) =>
    document([{ type: 'table', id: 't', each: 'lines', columns: [{ width: 1, header: { de: 'Betrag' }, cell, total }] }]);
  const { nodes } = compareDocuments(table('{{ a }}', 'sum(a)'), table('{{ b }}', 'sum(a)'));
  expect(nodes).toMatchObject([{ change: 'changed', nodeId: 't' }]);
  const list = (item: string) => document([{ type: 'list', id: 'l', items: [[paragraph('p1', item)]] }]);
  expect(shape(list('x'), list('y'))).toEqual([['changed', 'p1']]);
});

test('who reads the whole gets what is the same too, in its order, with the words that changed marked', () => {
  const older = document([paragraph('a', { de: 'Ja', en: 'Yes' }), paragraph('b', 'B')]);
  const newer = document([paragraph('a', { de: 'Nein', en: 'Yes' }), paragraph('b', 'B'), paragraph('c', 'C')]);
  const { nodes } = compareDocuments(older, newer, true);
  expect(nodes.map(({ change, nodeId }) => [change, nodeId])).toEqual([
    ['same', ''],
    ['changed', 'a'],
    ['same', 'b'],
    ['added', 'c'],
  ]);
  expect(nodes[1]!.texts.map(({ language, pieces }) => [language, pieces.map(({ kind }) => kind)])).toEqual([
    ['de', ['removed', 'added']],
    ['en', ['same']],
  ]);
});

test('a document that came without ids is recognised in the one that was given some', () => {
  const text = (words: string, id?: string) => ({ type: 'paragraph', ...(id ? { id } : {}), text: words });
  const pushed = document([
    { type: 'repeat', each: 'lines', body: [text('A line')] },
    text('Dear customer, here is your invoice'),
    text('Pay soon'),
  ]);
  // Numbered in another order than a server would number them.
  const written = document([
    { type: 'repeat', id: 'n3', each: 'lines', body: [text('A line', 'n2')] },
    text('Dear customer, here is your invoice. Thank you!', 'n1'),
    text('Pay soon', 'n4'),
  ]);
  expect(shape(pushed, written)).toEqual([['changed', 'n1']]);
  expect(shape(written, pushed)).toEqual([['changed', 'n1']]);
});
