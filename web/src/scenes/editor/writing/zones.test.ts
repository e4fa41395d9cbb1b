import type { Node as ModelNode, Template } from '@posthorn/engine';
import { EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { fromEditor } from '../model/from-editor.ts';
import { schemaOf } from '../model/nodes.ts';
import { placeOf, pointerAt } from '../model/places.ts';
import { toEditor } from '../model/to-editor.ts';
import { selectAround } from './commands.ts';
import { markZone, type ZoneKind, zoneNames } from './zones.ts';

const schema = schemaOf();
const p = (text: string): ModelNode => ({ type: 'paragraph', text });
const letter = (body: readonly unknown[]) =>
  ({
    schema: 'posthorn/1',
    kind: 'template',
    id: 't',
    languages: ['de', 'en'],
    subject: 'S',
    letter: { master: 'm' },
    body,
  }) as unknown as Written;
const made = { language: 'de', perLanguage: true, question: (kind: ZoneKind) => `${kind}?` };

function selecting(body: readonly ModelNode[], from: string, to: string): EditorState {
  const doc = toEditor(letter(body), 'de', schema);
  const places: Record<string, number> = {};
  doc.descendants((node, pos) => {
    for (const word of [from, to]) if (node.isText && node.text!.includes(word)) places[word] = pos + node.text!.indexOf(word);
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, places[from]!, places[to]! + to.length) });
}

function mark(state: EditorState, kind: ZoneKind): { state: EditorState; body: Template['body'] } | undefined {
  let next = state;
  if (!markZone(kind, made)(state, (tr) => (next = state.apply(tr)))) return undefined;
  return { state: next, body: (fromEditor(next.doc) as unknown as Template).body };
}

test('selected passages become a zone with a name of its own and a question in the language of the text', () => {
  const state = selecting([p('Eins'), p('Zwei'), p('Drei')], 'Zwei', 'Drei');
  const first = mark(state, 'optional')!;
  expect(first.body).toEqual([
    p('Eins'),
    { type: 'zone', kind: 'optional', name: 'optional1', question: { de: 'optional?' }, body: [p('Zwei'), p('Drei')] },
  ]);
  expect(first.state.selection).toBeInstanceOf(NodeSelection);
  const start = placeOf(first.state.doc, '/body/0')!.pos + 1;
  const again = mark(first.state.apply(first.state.tr.setSelection(TextSelection.create(first.state.doc, start))), 'optional')!;
  expect(zoneNames(again.state.doc).sort()).toEqual(['optional1', 'optional2']);
});

test('a choice begins with what is there and something else', () => {
  expect(mark(selecting([p('Eins')], 'Eins', 'Eins'), 'choice')!.body).toEqual([
    {
      ...{ type: 'zone', kind: 'choice', name: 'choice1', question: { de: 'choice?' } },
      choices: [
        { name: 'choice1', label: { de: '1' }, body: [p('Eins')] },
        { name: 'choice2', label: { de: '2' }, body: [] },
      ],
    },
  ]);
});

test('text is left to the clerk only where it is text, and headings stay the author’s', () => {
  const heading: ModelNode = { type: 'heading', level: 2, text: 'Kopf' };
  expect(mark(selecting([heading, p('Eins')], 'Kopf', 'Eins'), 'free')).toBeUndefined();
  expect(mark(selecting([heading, p('Eins')], 'Eins', 'Eins'), 'free')!.body[1]).toMatchObject({
    type: 'zone',
    kind: 'free',
    body: [p('Eins')],
  });
});

test('selected words become what an input says without an answer', () => {
  expect(mark(selecting([p('Wir kommen morgen früh.')], 'morgen', 'morgen'), 'input')!.body).toEqual([
    {
      type: 'paragraph',
      text: [
        { type: 'text', text: 'Wir kommen ' },
        { type: 'input', name: 'input1', question: { de: 'input?' }, default: { de: 'morgen' } },
        { type: 'text', text: ' früh.' },
      ],
    },
  ]);
});

test('zones come back from the editor as they were, and each of their contents has its place', () => {
  const zones = [
    { type: 'zone', name: 'a', kind: 'optional', question: 'A?', leftOut: true, body: [p('Eins')] },
    {
      ...{ type: 'zone', kind: 'choice', name: 'b', question: { de: 'B?' }, chosen: 'y' },
      choices: [
        { name: 'x', label: 'X', body: [p('Zwei')] },
        { body: [p('Drei'), { type: 'block', ref: 'r' }], label: { de: 'Y' }, name: 'y' },
      ],
    },
    { type: 'zone', kind: 'free', name: 'c', question: 'C?', limits: { characters: 9 }, body: [] },
    { type: 'zone', kind: 'choice', name: 'd', question: 'D?' },
  ];
  const doc = toEditor(letter(zones), 'de', schema);
  expect(JSON.stringify(fromEditor(doc))).toBe(JSON.stringify(letter(zones)));
  for (const pointer of ['/body/0/body/0', '/body/1/choices/1/body/1']) expect(pointerAt(doc, placeOf(doc, pointer)!.pos)).toBe(pointer);
});

test('Escape goes from a text to the frame around it, and on to the next one out', () => {
  const inner = { type: 'zone', kind: 'optional', name: 'a', question: 'A?', body: [p('Eins')] } as const;
  let state = selecting([{ type: 'box', body: [inner] }], 'Eins', 'Eins');
  const kinds: string[] = [];
  while (selectAround(state, (tr) => (state = state.apply(tr)))) kinds.push((state.selection as NodeSelection).node.attrs.kind);
  expect(kinds).toEqual(['zone', 'box']);
});
