import { readFileSync } from 'node:fs';
import { closeHistory, redo, undo } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Written } from '../model/areas.ts';
import { fromEditor } from '../model/from-editor.ts';
import { isDeleted } from '../model/suggested.ts';
import { toEditor } from '../model/to-editor.ts';
import { type Suggestion, sameChange } from './changes.ts';
import { goToSuggestion } from './decide.ts';
import { anna, Desk, lena, positionOf, schema, textsOf } from './desk-of-test.ts';
import { suggestionsIn } from './groups.ts';
import { locate } from './place.ts';
import { asReplacement, decide, receive, suggest, suggestingOf } from './plugin.ts';

vi.setConfig({ testTimeout: 60_000 });

const example = JSON.parse(
  readFileSync(new URL('../../../../../examples/reminder-letter/template.json', import.meta.url), 'utf8'),
) as Written & { body: unknown[] };
/** Its beginning: texts with fields, marks and conditions. */
const letter: Written = { ...example, body: example.body.slice(0, 5) };
const short = (...texts: readonly (string | object)[]): Written =>
  ({
    kind: 'template',
    id: 't',
    languages: ['de', 'en'],
    body: texts.map((text, i) => ({ type: 'paragraph', id: `n${i}`, text })),
  }) as unknown as Written;

test('words that are put in, taken out and replaced are suggestions, and the text stays as it is until they are accepted', () => {
  const document = short('Sie müssen binnen 14 Tagen zahlen.');
  const desk = new Desk(document, anna);
  desk.replace('14', '30');
  desk.replace('müssen binnen', 'zahlen innerhalb von');
  desk.replace(' zahlen.', '.');
  expect(fromEditor(desk.state.doc)).toEqual(document);
  expect(desk.words.map(({ text, from, to, inserted, by }) => [text.slice(from, to), inserted, by])).toEqual([
    ['müssen binnen', 'zahlen innerhalb von', 'Anna'],
    ['14', '30', 'Anna'],
    [' zahlen.', '.', 'Anna'],
  ]);
  expect(desk.accepted).toEqual(['Sie zahlen innerhalb von 30 Tagen.']);
  expect(desk.run(decide('accepted', [desk.all[1]!.id]))).toBe(true);
  expect(JSON.stringify(fromEditor(desk.state.doc))).toContain('Sie müssen binnen 30 Tagen zahlen.');
  desk.run(
    decide(
      'rejected',
      desk.all.map(({ id }) => id),
    ),
  );
  expect(fromEditor(desk.state.doc)).toEqual(short('Sie müssen binnen 30 Tagen zahlen.'));
  desk.run(undo);
  desk.run(undo);
  expect([desk.all.length, fromEditor(desk.state.doc)]).toEqual([3, document]);
});

test('what is typed letter by letter and taken back with Backspace is one suggestion, and none when nothing is left of it', () => {
  const desk = new Desk(short('Guten Tag'), anna);
  const at = positionOf(desk.state.doc, ' Tag');
  desk.state = desk.state.apply(desk.state.tr.setSelection(TextSelection.create(desk.state.doc, at)));
  for (const letter of 'en!!') desk.state = desk.state.apply(desk.state.tr.insertText(letter));
  expect(desk.words).toMatchObject([{ text: 'Guten Tag', from: 5, to: 5, inserted: 'en!!' }]);
  const backspace = () => {
    const { from } = desk.state.selection;
    desk.state = desk.state.apply(desk.state.tr.delete(from - 1, from));
  };
  for (let i = 0; i < 4; i++) backspace();
  expect(desk.all).toEqual([]);
  for (let i = 0; i < 3; i++) backspace();
  expect(desk.words.map(({ text, from, to }) => text.slice(from, to))).toEqual(['ten']);
});

test('fields go and come like letters', () => {
  const desk = new Desk(short('Guten Tag {{ customer.name }}, hallo'), anna);
  desk.replace(' \ufffc,', ' an alle,');
  expect(desk.accepted).toEqual(['Guten Tag an alle, hallo']);
  const field = schema.node('field', { value: 'customer.city', fallback: null });
  desk.state = desk.state.apply(desk.state.tr.insert(positionOf(desk.state.doc, 'hallo'), field));
  expect(desk.words.map(({ inserted }) => inserted)).toContain('{{ customer.city }}');
});

test('who may not write suggests all the same, and changes nothing otherwise', () => {
  const document = short('Eins zwei');
  const desk = new Desk(document, lena, { mayWrite: false });
  desk.replace('zwei', 'drei');
  expect(desk.all).toHaveLength(1);
  desk.run(decide('accepted', [desk.all[0]!.id]));
  desk.run(suggest(false));
  desk.replace('Eins', 'Null');
  expect(desk.refused).toEqual(['not-writing', 'not-writing']);
  expect(fromEditor(desk.state.doc)).toEqual(document);
});

test('a lawyer suggests and the author, who wrote on meanwhile, finds it at its place; what has lost its place is kept aside', () => {
  const lawyer = new Desk(short('Bitte zahlen Sie. Sie zahlen binnen 14 Tagen.', 'Danke.'), lena, { mayWrite: false });
  lawyer.replace('14', '30');
  lawyer.replace('Danke.', 'Vielen Dank.');
  const author = new Desk(short('Guten Tag! Bitte zahlen Sie. Sie zahlen binnen 14 Tagen, bitte.', 'Bis bald.'), anna, { on: false });
  const come = JSON.parse(JSON.stringify(lawyer.all)) as Suggestion[];
  author.state = author.state.apply(receive(author.state, come, new Set())!);
  expect(suggestionsIn(author.state.doc).map(({ suggestion }) => suggestion.by)).toEqual(['Lena']);
  expect(author.accepted[0]).toBe('Guten Tag! Bitte zahlen Sie. Sie zahlen binnen 30 Tagen, bitte.');
  expect(suggestingOf(author.state).aside).toMatchObject([{ changes: [{ inserted: 'Vielen Dank.' }] }]);
  author.run(undo);
  expect(author.all).toHaveLength(2);
  author.state = author.state.apply(receive(author.state, [], new Set(come.map(({ id }) => id)))!);
  expect(author.all).toEqual([]);
});

test('another language shows its own suggestions, and those of the first are there again when one comes back, also by undoing', () => {
  const document = short({ de: 'Guten Tag', en: 'Hello you' });
  const desk = new Desk(document, anna);
  const show = (language: string) => {
    const doc = toEditor(fromEditor(desk.state.doc), language, schema);
    const tr = closeHistory(desk.state.tr).replaceWith(0, desk.state.doc.content.size, doc.content);
    desk.state = desk.state.apply(asReplacement(tr.setDocAttribute('language', language)));
  };
  desk.replace('Tag', 'Abend');
  show('en');
  expect([suggestionsIn(desk.state.doc).length, desk.all.length]).toEqual([0, 1]);
  desk.replace('you', 'all');
  show('de');
  expect([desk.accepted, desk.all.length]).toEqual([['Guten Abend'], 2]);
  desk.run(undo);
  expect([desk.accepted, desk.all.length]).toEqual([['Hello all'], 2]);
  expect(fromEditor(desk.state.doc)).toEqual(document);
});

test('into the midst of what somebody else suggests nothing is written', () => {
  const desk = new Desk(short('Guten Tag'), anna);
  desk.replace('Tag', 'Abend');
  const other = new Desk(short('Guten Tag'), lena);
  other.state = other.state.apply(receive(other.state, desk.all, new Set())!);
  other.write('x', positionOf(other.state.doc, 'bend'));
  expect(other.refused).toEqual(['others']);
  expect(other.all).toEqual(desk.all);
});

test('a paragraph of which all words go is gone when that is accepted', () => {
  const desk = new Desk(short('Eins', 'Zwei', 'Drei'), anna);
  desk.replace('Zwei', '');
  expect(desk.accepted).toEqual(['Eins', 'Drei']);
  desk.run(
    decide(
      'accepted',
      desk.all.map(({ id }) => id),
    ),
  );
  expect((fromEditor(desk.state.doc) as unknown as { body: unknown[] }).body).toHaveLength(2);
});

test('one goes from suggestion to suggestion, around the ends', () => {
  const desk = new Desk(short('Eins', 'Zwei'), anna);
  desk.replace('Eins', 'A');
  desk.replace('Zwei', 'B');
  desk.state = desk.state.apply(desk.state.tr.setSelection(TextSelection.create(desk.state.doc, positionOf(desk.state.doc, 'Eins'))));
  const selected = () => desk.state.doc.textBetween(desk.state.selection.from, desk.state.selection.to);
  const seen = [1, 1, 1, -1].map((direction) => {
    desk.run(goToSuggestion(direction as 1));
    return selected();
  });
  expect(seen).toEqual(['EinsA', 'ZweiB', 'EinsA', 'ZweiB']);
});

test('a place is found again in a text that changed before, after or around it, and never guessed', () => {
  const at = (text: string, words: string, now: string) => {
    const from = text.indexOf(words);
    const found = locate({ text, from, to: from + words.length }, now);
    return found && now.slice(found.from, found.to);
  };
  expect(at('a b c', 'b', 'x a b c')).toBe('b');
  expect(at('a b c', 'b', 'a b c x')).toBe('b');
  expect(at('Sehr geehrte Frau Muster, hallo', 'Frau', '* Sehr geehrte Frau Muster! hallo *')).toBe('Frau');
  expect(at('a b c', 'b', 'a x c')).toBeUndefined();
  expect(at('1 oh 2', 'oh', '3 oh 4')).toBeUndefined();
  expect(at('oh oh oh', 'oh', 'oh! oh! oh!')).toBeUndefined();
});

/** A deed in a document with suggestions: what is typed or taken out, and where. */
const deeds = fc.array(
  fc.record({
    where: fc.nat(100_000),
    length: fc.nat(12),
    text: fc.oneof(fc.constant(''), fc.string({ minLength: 1, maxLength: 4 })),
    undone: fc.boolean(),
  }),
  { minLength: 1, maxLength: 14 },
);

/** A place in the text of a block, as it is when what is to go is gone. */
function acceptedOffset(block: Node, offset: number): number {
  let gone = 0;
  block.forEach((child, at) => {
    if (isDeleted(child)) gone += Math.max(0, Math.min(offset, at + child.nodeSize) - at);
  });
  return offset - gone;
}

function rangeIn(doc: Node, where: number, length: number): { from: number; to: number; block: Node; start: number; index: number } {
  const blocks: { block: Node; start: number }[] = [];
  doc.descendants((node, pos) => {
    if (node.isTextblock) blocks.push({ block: node, start: pos + 1 });
    return !node.isTextblock;
  });
  const index = where % blocks.length;
  const { block, start } = blocks[index]!;
  const from = Math.floor(where / blocks.length) % (block.content.size + 1);
  return { block, start, index, from, to: Math.min(block.content.size, from + length) };
}

const allTexts = (doc: Node): string[] => {
  const texts: string[] = [];
  doc.descendants((node) => {
    if (node.isTextblock) texts.push(node.textBetween(0, node.content.size, undefined, '\ufffc'));
    return !node.isTextblock;
  });
  return texts;
};

test('whatever is suggested: accepted it is the text that was typed, rejected it is the text as it was, and it survives being kept', () => {
  fc.assert(
    fc.property(deeds, (list) => {
      const desk = new Desk(letter, anna);
      const written = allTexts(desk.state.doc);
      const before = desk.state.doc;
      for (const { where, length, text, undone } of list) {
        const { block, start, index, from, to } = rangeIn(desk.state.doc, where, length);
        if (text === '' && from === to) continue;
        const typed = [...written];
        const [first, last] = [acceptedOffset(block, from), acceptedOffset(block, to)];
        typed[index] = written[index]!.slice(0, first) + text + written[index]!.slice(last);
        const tr = text === '' ? desk.state.tr.delete(start + from, start + to) : desk.state.tr.insertText(text, start + from, start + to);
        desk.state = desk.state.apply(tr.setTime(tr.time + where));
        if (undone && desk.run(undo)) desk.run(redo);
        written.splice(0, written.length, ...typed);
      }
      expect(fromEditor(desk.state.doc)).toEqual(letter);
      const filled = written.filter((text) => text !== '');
      expect(desk.accepted).toEqual(filled);

      const kept = JSON.parse(JSON.stringify(desk.all)) as Suggestion[];
      const reader = new Desk(letter, lena, { on: false });
      reader.state = reader.state.apply(receive(reader.state, kept, new Set()) ?? reader.state.tr);
      expect(suggestingOf(reader.state).aside).toEqual([]);
      expect(reader.accepted).toEqual(filled);
      expect(reader.all.every((one, i) => sameChange(one, kept[i]!))).toBe(true);

      const ids = desk.all.map(({ id }) => id);
      const [yes, no] = [new Desk(letter, anna), new Desk(letter, anna)];
      [yes.state, no.state] = [desk.state, desk.state];
      yes.run(decide('accepted', ids));
      no.run(decide('rejected', ids));
      expect([yes.all, no.all]).toEqual([[], []]);
      expect(textsOf(yes.state.doc)).toEqual(filled);
      expect(no.state.doc.eq(before)).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('while one suggests, what others suggested stays as it was', () => {
  fc.assert(
    fc.property(deeds, deeds, (theirs, mine) => {
      const first = new Desk(letter, lena);
      for (const { where, length, text } of theirs) {
        const { start, from, to } = rangeIn(first.state.doc, where, length);
        if (text !== '' || from !== to) first.write(text, start + from, start + to);
      }
      const desk = new Desk(letter, anna);
      desk.state = desk.state.apply(receive(desk.state, first.all, new Set()) ?? desk.state.tr);
      const kept = desk.words;
      for (const { where, length, text } of mine) {
        const { start, from, to } = rangeIn(desk.state.doc, where, length);
        if (text !== '' || from !== to) desk.write(text, start + from, start + to);
      }
      expect(fromEditor(desk.state.doc)).toEqual(letter);
      const still = desk.words.filter(({ byId }) => byId === lena.id);
      expect(still.map(({ id, text, from, to, inserted }) => ({ id, goes: text.slice(from, to), inserted }))).toEqual(
        kept.map(({ id, text, from, to, inserted }) => ({ id, goes: text.slice(from, to), inserted })),
      );
    }),
    { numRuns: 100 },
  );
});
