import type { Template } from '@posthorn/engine';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { schemaOf } from '../model/nodes.ts';
import { toEditor } from '../model/to-editor.ts';
import { showPlaces, sightPlugin } from './plugins/sight.ts';
import { leaveLine, toEdge, toPlace } from './walk-places.ts';

const body: Template['body'] = [
  { type: 'paragraph', text: 'First' },
  { type: 'paragraph', text: 'Last' },
];
const document = {
  ...{ schema: 'posthorn/1', kind: 'template', id: 't', languages: ['en'], subject: 'Subject', letter: { master: 'm' }, body },
  ...{ email: { subject: 'Elsewhere' } },
} as unknown as Written;

/** A template whose letter is in sight, the cursor at a word. */
function at(word: string): EditorState {
  const doc = toEditor(document, 'en', schemaOf());
  let place = 0;
  doc.descendants((node, pos) => {
    if (node.text === word) place = pos;
  });
  const state = EditorState.create({ doc, plugins: [sightPlugin()], selection: TextSelection.create(doc, place) });
  return state.apply(showPlaces(state, ['/subject', '/body']));
}

/** The word that the cursor is at after a command. */
function after(state: EditorState, command: Command): string | undefined {
  let next: EditorState | undefined;
  command(state, (tr) => (next = state.apply(tr)));
  return next?.selection.$from.parent.textContent;
}

test('keys lead from the subject to the text and back, over what is not in sight, and not beyond', () => {
  expect(after(at('Subject'), toPlace(1))).toBe('First');
  expect(after(at('Last'), toPlace(-1))).toBe('Subject');
  expect(after(at('First'), toPlace(1))).toBeUndefined();
});

test('Enter leaves a line, and nothing else', () => {
  expect(after(at('Subject'), leaveLine)).toBe('First');
  expect(after(at('First'), leaveLine)).toBeUndefined();
});

test('beginning and end are those of the place that one writes in', () => {
  expect(after(at('First'), toEdge('end'))).toBe('Last');
  expect(after(at('Last'), toEdge('start'))).toBe('First');
  expect(after(at('Subject'), toEdge('end'))).toBe('Subject');
});
