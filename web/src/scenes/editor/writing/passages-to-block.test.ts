import type { Block, Node as ModelNode, Template } from '@posthorn/engine';
import { history, undo } from '@tiptap/pm/history';
import { EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import { searchOf } from '../blocks/search-of.ts';
import type { Written } from '../model/areas.ts';
import { fromEditor } from '../model/from-editor.ts';
import { schemaOf } from '../model/nodes.ts';
import { placeOf } from '../model/places.ts';
import { toEditor } from '../model/to-editor.ts';
import { detach, isDetachable, referTo, selectedPassages } from './passages-to-block.ts';

const schema = schemaOf();
const p = (text: string, more: object = {}): ModelNode => ({ type: 'paragraph', ...more, text });
const stateOf = (body: readonly ModelNode[], pointer: string) => {
  const template = { kind: 'template', languages: ['de'], subject: 'S', letter: { master: 'm' }, body };
  const doc = toEditor(template as unknown as Written, 'de', schema);
  const { node, pos } = placeOf(doc, pointer)!;
  const selection = node.isTextblock ? TextSelection.create(doc, pos + 1) : NodeSelection.create(doc, pos);
  return EditorState.create({ doc, selection, plugins: [history()] });
};
const bodyOf = (state: EditorState) => (fromEditor(state.doc) as unknown as Template).body;
const block = (more: Partial<Block>): Block => ({ schema: 'posthorn/1', kind: 'block', id: 'b', name: 'B', body: [p('Text')], ...more });

test('passages become a reference, and undo brings them back with their ids', () => {
  const body = [p('Eins', { id: 'n1' }), p('Zwei', { id: 'n2' })];
  const state = stateOf(body, '/body/1');
  const passages = selectedPassages(state)!;
  expect(passages.body).toEqual([p('Zwei')]);
  let next = state;
  expect(referTo('zwei', passages)(state, (tr) => (next = state.apply(tr)))).toBe(true);
  expect(bodyOf(next)).toEqual([body[0], { type: 'block', ref: 'zwei' }]);
  undo(next, (tr) => (next = next.apply(tr)));
  expect(bodyOf(next)).toEqual(body);
});

test('what a repeat around the passage calls an item is a parameter, where the passage speaks of it', () => {
  const inside = [p('{{ line.text }} of {{ customer.line }}')];
  const body: ModelNode[] = [{ type: 'repeat', each: 'lines', as: 'line', body: inside }];
  const passages = selectedPassages(stateOf(body, '/body/0/body/0'))!;
  expect(passages.parameters).toEqual(['line']);
  const other = selectedPassages(stateOf([{ ...body[0]!, body: [p('{{ customer.line }}')] } as ModelNode], '/body/0/body/0'))!;
  expect(other.parameters).toEqual([]);
  const state = stateOf(body, '/body/0/body/0');
  let next = state;
  referTo('b', passages)(state, (tr) => (next = state.apply(tr)));
  expect(bodyOf(next)).toEqual([{ ...body[0], body: [{ type: 'block', ref: 'b', with: { line: 'line' } }] }]);
});

test('passages that were changed meanwhile stay as they are', () => {
  const state = stateOf([p('Eins')], '/body/0');
  const passages = selectedPassages(state)!;
  const changed = state.apply(state.tr.insertText('Neu: ', passages.from + 1));
  expect(referTo('b', passages)(changed, () => expect.unreachable())).toBe(false);
});

test('a reference gives way to what its block says, with its condition and the words of each channel', () => {
  const variants = { sms: [p('Kurz')], email: [p('Mail', { only: ['email', 'web'] })] };
  const state = stateOf([{ type: 'block', ref: 'b', when: 'vip' }], '/body/0');
  let next = state;
  expect(detach(state.selection.from, block({ variants }))(state, (tr) => (next = state.apply(tr)))).toBe(true);
  expect(bodyOf(next)).toEqual([
    {
      ...{ type: 'keep', when: 'vip' },
      body: [p('Text', { only: ['letter', 'web', 'chat', 'push'] }), p('Mail', { only: ['email'] }), p('Kurz', { only: ['sms'] })],
    },
  ]);
});

test('a block whose values are called otherwise cannot be copied by itself', () => {
  const needs = block({ parameters: ['line'] });
  expect(isDetachable({ type: 'block', ref: 'b', with: { line: 'line' } }, needs)).toBe(true);
  const other: ModelNode = { type: 'block', ref: 'b', with: { line: 'item' } };
  expect(isDetachable(other, needs)).toBe(false);
  const state = stateOf([other], '/body/0');
  expect(detach(state.selection.from, needs)(state, () => expect.unreachable())).toBe(false);
});

test('what is typed to look for a block is words, and a tag behind its sign', () => {
  expect(searchOf(' privacy #legal notice #x ')).toEqual({ q: 'privacy notice', tag: 'legal' });
  expect(searchOf('#')).toEqual({});
});
