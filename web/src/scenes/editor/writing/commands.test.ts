import type { Template } from '@posthorn/engine';
import { EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { fromEditor } from '../model/from-editor.ts';
import { schemaOf } from '../model/nodes.ts';
import { toEditor } from '../model/to-editor.ts';
import {
  divideText,
  insertBlock,
  joinTexts,
  leaveSelection,
  moveBlock,
  selectPlace,
  setTextType,
  surround,
  toggleList,
} from './commands.ts';

const schema = schemaOf();
const letter = (body: Template['body'], languages = ['de', 'en']) =>
  ({ schema: 'posthorn/1', kind: 'template', id: 't', languages, subject: 'S', letter: { master: 'm' }, body }) as unknown as Written;

/** The state with the cursor at a text, before a word of it. */
function at(document: Written, word: string, language = 'de'): EditorState {
  const doc = toEditor(document, language, schema);
  let place = -1;
  doc.descendants((node, pos) => {
    const found = node.isText ? (node.text ?? '').indexOf(word) : -1;
    if (found >= 0) place = pos + found;
  });
  return EditorState.create({ doc, selection: TextSelection.create(doc, place) });
}

type Body = Template['body'];
const bodyAfter = (state: EditorState, command: typeof divideText): Body => {
  let next = state;
  expect(
    command(state, (tr) => {
      next = state.apply(tr);
    }),
  ).toBe(true);
  return (fromEditor(next.doc) as unknown as Template).body;
};

test('what is put in while an object is selected stands below it', () => {
  const line = { type: 'line', id: 'l' } as const;
  const state = at(letter([line, { type: 'paragraph', id: 'a', text: 'Eins.' }]), 'Eins');
  let place = -1;
  state.doc.descendants((node, pos) => {
    if (node.type.name === 'object' && place < 0) place = pos;
  });
  const selected = state.apply(state.tr.setSelection(NodeSelection.create(state.doc, place)));
  const body = bodyAfter(
    selected,
    insertBlock((made) => made.node('object', { model: { type: 'pageBreak' } })),
  );
  expect(body.map(({ type }) => type)).toEqual(['line', 'pageBreak', 'paragraph']);
});

test('Enter divides a text in the language being written and keeps the others whole', () => {
  const state = at(
    letter([{ type: 'paragraph', id: 'a', style: 'body', when: 'x', text: { de: 'Eins. Zwei.', en: 'One. Two.' } }]),
    'Zwei',
  );
  expect(bodyAfter(state, divideText)).toEqual([
    { type: 'paragraph', id: 'a', style: 'body', when: 'x', text: { de: 'Eins. ', en: 'One. Two.' } },
    { type: 'paragraph', style: 'body', text: { de: 'Zwei.' } },
  ]);
});

test('Backspace at the start of a paragraph joins it with the one before, in all languages', () => {
  const body: Body = [
    { type: 'paragraph', text: { de: 'Eins. ', en: 'One.' } },
    { type: 'paragraph', text: { de: 'Zwei.', en: 'Two.' } },
  ];
  expect(bodyAfter(at(letter(body), 'Zwei'), joinTexts)).toEqual([{ type: 'paragraph', text: { de: 'Eins. Zwei.', en: 'One. Two.' } }]);
});

test('a text becomes a heading and a paragraph again, and loses neither languages nor conditions', () => {
  const paragraph = { type: 'paragraph', when: 'x', text: { de: 'Eins', en: 'One' } } as const;
  const heading = bodyAfter(at(letter([paragraph]), 'Eins'), setTextType(3));
  expect(heading).toEqual([{ ...paragraph, type: 'heading', level: 3 }]);
  expect(bodyAfter(at(letter(heading), 'Eins'), setTextType())).toEqual([paragraph]);
});

test('a paragraph becomes an item of a list, another kind of list, and a paragraph again', () => {
  const paragraph = { type: 'paragraph', text: 'Eins' } as const;
  const bullets = bodyAfter(at(letter([paragraph]), 'Eins'), toggleList(false));
  expect(bullets).toEqual([{ type: 'list', items: [[paragraph]] }]);
  const numbers = bodyAfter(at(letter(bullets), 'Eins'), toggleList(true));
  expect(numbers).toEqual([{ type: 'list', ordered: true, items: [[paragraph]] }]);
  expect(bodyAfter(at(letter(numbers), 'Eins'), toggleList(true))).toEqual([paragraph]);
});

test('a condition is put around a paragraph', () => {
  const paragraph = { type: 'paragraph', text: 'Eins' } as const;
  const body = bodyAfter(at(letter([paragraph]), 'Eins'), surround('slot', { kind: 'if', props: { condition: 'a' } }));
  expect(JSON.stringify(body)).toBe('[{"type":"if","condition":"a","then":[{"type":"paragraph","text":"Eins"}]}]');
});

test('what is inserted stands after the paragraph of the cursor, and instead of an empty one', () => {
  const body = bodyAfter(
    at(letter([{ type: 'paragraph', text: 'Eins' }]), 'Eins'),
    insertBlock((s) => s.node('object', { model: { type: 'pageBreak' } })),
  );
  expect(body).toEqual([{ type: 'paragraph', text: 'Eins' }, { type: 'pageBreak' }]);
});

test('from a selection over several texts an arrow leads to its end, so that the next key replaces nothing', () => {
  const state = at(letter([{ type: 'paragraph', text: 'Eins' }, { type: 'pageBreak' }, { type: 'paragraph', text: 'Zwei' }]), 'Eins');
  let chosen = state;
  selectPlace(state, (tr) => (chosen = state.apply(tr)));
  expect(chosen.selection.empty).toBe(false);
  let left = chosen;
  leaveSelection('to')(chosen, (tr) => (left = chosen.apply(tr)));
  expect([left.selection.empty, left.selection.$from.parent.textContent]).toEqual([true, 'Zwei']);
  expect(leaveSelection('to')(left)).toBe(false);
});

test('a block moves past its neighbour', () => {
  const body: Body = [{ type: 'line' }, { type: 'paragraph', text: 'Eins' }];
  expect(bodyAfter(at(letter(body), 'Eins'), moveBlock(-1))).toEqual([body[1], body[0]]);
});

test('a paragraph written anew is kept per language where the template has several, and once where it has one', () => {
  for (const [languages, text] of [
    [['de', 'en'], { de: 'Neu' }],
    [['de'], 'Neu'],
  ] as const) {
    const doc = toEditor(letter([], [...languages]), 'de', schema);
    const state = EditorState.create({ doc, selection: TextSelection.atEnd(doc) });
    const next = state.apply(state.tr.insertText('Neu'));
    expect((fromEditor(next.doc) as unknown as Template).body).toEqual([{ type: 'paragraph', text }]);
  }
});
