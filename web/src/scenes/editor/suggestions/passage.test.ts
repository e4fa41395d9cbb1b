import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { schemaOf } from '../model/nodes.ts';
import { asAccepted } from '../model/suggested.ts';
import { toEditor } from '../model/to-editor.ts';
import { otherLanguage, passageAt, unveil, veil, wording } from './passage.ts';
import { propose, suggestingPlugin } from './plugin.ts';

const schema = schemaOf();
const letter = (text: unknown): Written =>
  ({ kind: 'template', id: 't', languages: ['de', 'en'], body: [{ type: 'paragraph', id: 'n1', text }] }) as unknown as Written;
const author = { id: 'anna', name: 'Anna' };

function open(text: unknown, language = 'de'): EditorState {
  const plugin = suggestingPlugin({ author: () => author, mayWrite: () => true, refused: () => {} });
  const doc = toEditor(letter(text), language, schema);
  return EditorState.create({ doc, plugins: [plugin], selection: TextSelection.atStart(doc) });
}

test('a passage is seen as words and signs, and what comes back holds the fields again, wherever the model moved them', () => {
  const state = open({ de: 'Wir bitten Sie, {{ money(a.b, "EUR") }} bis {{ date(c) }} zu zahlen.\nDanke.' });
  const passage = passageAt(state)!;
  const { text, things } = veil(passage.block.content);
  expect(text).toBe('Wir bitten Sie, «1» bis «2» zu zahlen.\nDanke.');
  const content = unveil('Bis «2» zahlen Sie bitte «1».', things, passage.block.content, schema);
  const suggestion = wording(state.doc, passage, content, { by: 'Anna', byId: 'anna', assistant: { purpose: 'shorten', model: 'm' } });
  expect(suggestion.changes).toMatchObject([
    { inserted: 'Bis {{ date(c) }} zahlen Sie bitte {{ money(a.b, "EUR") }}.', from: 0, place: { nodeId: 'n1' } },
  ]);
  const next = state.apply(propose(state, suggestion)!);
  expect(asAccepted(next.doc).textContent.slice(0, 4)).toBe('Bis ');
  expect(passageAt(next)).toBeUndefined();
});

test('only what is selected is sent, and it keeps the look that all of it had', () => {
  const start = open({ de: '**Sehr wichtig** ist das.' });
  const state = start.apply(start.tr.setSelection(TextSelection.create(start.doc, 2, 14)));
  const passage = passageAt(state)!;
  const content = passage.block.content.cut(passage.from, passage.to);
  expect(veil(content).text).toBe('Sehr wichtig');
  const suggestion = wording(state.doc, passage, unveil('Wichtig', [], content, schema), { by: 'Anna', byId: 'anna' });
  expect(suggestion.changes).toMatchObject([{ from: 0, to: 12, inserted: '**Wichtig**' }]);
});

test('a text is translated from the language in which it is written', () => {
  const state = open({ en: 'Hello {{ a.b }}' });
  const found = otherLanguage(passageAt(state)!.block, 'de')!;
  expect([found.language, veil(found.content).text]).toEqual(['en', 'Hello «1»']);
  expect(otherLanguage(passageAt(open({ de: 'Hallo' }))!.block, 'de')).toBeUndefined();
});
