import { readFileSync } from 'node:fs';
import type { Diagnostic } from '@posthorn/engine';
import { history, redo, redoDepth, undo, undoDepth } from '@tiptap/pm/history';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { fromEditor } from '../model/from-editor.ts';
import { schemaOf } from '../model/nodes.ts';
import { toEditor } from '../model/to-editor.ts';
import { divideText, insertBlock, joinTexts, moveBlock, setTextType, surround, toggleList } from './commands.ts';
import { findPlugin, replaceHits, searchFor } from './plugins/find.ts';
import { findingsPlugin, underline } from './plugins/findings.ts';
import { showPlaces, sightPlugin } from './plugins/sight.ts';

const schema = schemaOf();
const letter = JSON.parse(
  readFileSync(new URL('../../../../../examples/reminder-letter/template.json', import.meta.url), 'utf8'),
) as Written;

/** What a person does, and what the page does meanwhile by itself: answers of the engine, other places in sight, a search. */
type Deed = { readonly what: string; readonly where: number; readonly text: string };
const deeds = fc.record({
  what: fc.constantFrom(
    ...['type', 'type', 'type', 'enter', 'join', 'delete', 'bold', 'heading', 'list', 'frame', 'object', 'move', 'replace'],
    ...['underline', 'sight', 'search', 'undo', 'redo', 'later'],
  ),
  where: fc.nat(10_000),
  text: fc.string({ minLength: 1, maxLength: 3 }),
});

const begin = () =>
  EditorState.create({
    doc: toEditor(letter, 'de', schema),
    plugins: [history({ newGroupDelay: 600 }), findingsPlugin(), sightPlugin(), findPlugin()],
  });

function finding(state: EditorState, where: number): Diagnostic {
  const body = (fromEditor(state.doc) as unknown as { body: unknown[] }).body.length;
  const place = { part: 'template' as const, pointer: `/body/${where % Math.max(1, body)}` };
  return { severity: 'warning', code: 'x', message: 'x', place };
}

function apply(state: EditorState, { what, where, text }: Deed): EditorState {
  let next = state;
  const run = (command: Command) => command(next, (tr) => (next = next.apply(tr)));
  const at = TextSelection.near(state.doc.resolve(where % state.doc.content.size));
  const placed = () => {
    next = next.apply(next.tr.setSelection(at));
  };
  switch (what) {
    case 'type':
      placed();
      next = next.apply(next.tr.insertText(text));
      return next;
    case 'delete':
      placed();
      if (at.$from.parentOffset > 0) next = next.apply(next.tr.delete(at.from - 1, at.from));
      return next;
    case 'bold':
      return next.apply(next.tr.addMark(at.$from.start(), at.$from.end(), schema.mark('bold')));
    case 'underline':
      return next.apply(underline(next, [finding(next, where)], 'template') ?? next.tr);
    case 'sight':
      return next.apply(showPlaces(next, where % 2 === 0 ? ['/body'] : ['/email/body', '/subject']));
    case 'search':
      return next.apply(searchFor(next, text));
    case 'later':
      // A pause: what follows is undone by itself.
      return next.apply(next.tr.setTime(Date.now() + 5_000 + where));
  }
  placed();
  const commands: { readonly [name: string]: Command } = {
    enter: divideText,
    join: joinTexts,
    heading: setTextType(1 + (where % 3)),
    list: toggleList(where % 2 === 0),
    frame: surround('group', { kind: 'box', props: {} }),
    object: insertBlock((s) => s.node('object', { model: { type: 'pageBreak' } })),
    move: moveBlock(where % 2 === 0 ? 1 : -1),
    replace: replaceHits(text, true),
    undo,
    redo,
  };
  run(commands[what]!);
  return next;
}

function all(state: EditorState, command: Command, depth: (state: EditorState) => number): EditorState {
  let next = state;
  while (depth(next) > 0) command(next, (tr) => (next = next.apply(tr)));
  return next;
}

test('whatever was done, undo leads back to the beginning and redo to the end, to the letter, with answers of the engine in between', () => {
  fc.assert(
    fc.property(fc.array(deeds, { maxLength: 40 }), fc.nat(10_000), (list, where) => {
      const first = begin();
      const last = list.reduce(apply, first);
      const back = apply(all(last, undo, undoDepth), { what: 'underline', where, text: 'x' });
      expect(back.doc.eq(first.doc)).toBe(true);
      const forth = all(back, redo, redoDepth);
      const end = all(last, redo, redoDepth);
      expect(JSON.stringify(fromEditor(forth.doc))).toBe(JSON.stringify(fromEditor(end.doc)));
    }),
    { numRuns: 150 },
  );
}, 60_000);
