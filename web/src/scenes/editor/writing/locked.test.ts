import type { Node as ModelNode, Template } from '@posthorn/engine';
import { EditorState } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { fromEditor } from '../model/from-editor.ts';
import { schemaOf } from '../model/nodes.ts';
import { placeOf } from '../model/places.ts';
import { toEditor } from '../model/to-editor.ts';
import { asTheirs, lockedPlugin } from './plugins/locked.ts';

const schema = schemaOf();
const fixed = {
  type: 'box',
  locked: true,
  body: [{ type: 'paragraph', text: { de: 'Widerruf', en: 'Withdrawal' } }],
} as unknown as ModelNode;
const body: ModelNode[] = [
  { type: 'paragraph', text: { de: 'Eins', en: 'One' } },
  fixed,
  { type: 'paragraph', text: { de: 'Zwei', en: 'Two' } },
];
const letter = { schema: 'posthorn/1', kind: 'template', id: 't', languages: ['de', 'en'], subject: 'S', letter: { master: 'm' }, body };
const written = letter as unknown as Written;

function desk(mayChange = false) {
  let refusals = 0;
  let state = EditorState.create({
    doc: toEditor(written, 'de', schema),
    plugins: [lockedPlugin({ mayChange: () => mayChange, refused: () => void refusals++ })],
  });
  const at = (pointer: string) => placeOf(state.doc, pointer)!;
  return {
    type: (pointer: string, text: string) => {
      state = state.apply(state.tr.insertText(text, at(pointer).pos + 1));
    },
    run: (change: (s: EditorState) => EditorState['tr']) => {
      state = state.apply(change(state));
    },
    at,
    body: () => (fromEditor(state.doc) as unknown as Template).body,
    refusals: () => refusals,
  };
}

test('around a locked passage one writes on; in it nothing changes, and one is told', () => {
  const { type, body: now, refusals } = desk();
  type('/body/0', 'Vorher ');
  type('/body/2', 'Nachher ');
  expect(refusals()).toBe(0);
  type('/body/1/body/0', 'Kein ');
  expect(now()[1]).toEqual(fixed);
  expect(refusals()).toBe(1);
});

test('a locked passage is neither taken away nor unlocked, but shown in another language, and as somebody else saved it', () => {
  const { run, at, body: now, refusals } = desk();
  run((s) => s.tr.delete(at('/body/1').pos, at('/body/2').pos));
  run((s) => s.tr.setNodeMarkup(at('/body/1').pos, null, { ...at('/body/1').node.attrs, props: {} }));
  expect([now()[1], refusals()]).toEqual([fixed, 2]);
  const inEnglish = toEditor(written, 'en', schema);
  run((s) => s.tr.replaceWith(0, s.doc.content.size, inEnglish.content).setDocAttribute('language', 'en'));
  expect(refusals()).toBe(2);
  const theirs = toEditor({ ...written, body: body.slice(0, 1) }, 'en', schema);
  run((s) => asTheirs(s.tr.replaceWith(0, s.doc.content.size, theirs.content)));
  expect(now()).toEqual(body.slice(0, 1));
});

test('who may change locked passages does', () => {
  const { type, body: now } = desk(true);
  type('/body/1/body/0', 'Kein ');
  expect(JSON.stringify(now()[1])).toContain('Kein Widerruf');
});
