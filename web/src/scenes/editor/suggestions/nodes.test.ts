import { redo, undo } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import { splitListItem } from '@tiptap/pm/schema-list';
import { type Command, type EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import type { TFunction } from 'i18next';
import { expect, test, vi } from 'vitest';
import type { Written } from '../model/areas.ts';
import { fromEditor } from '../model/from-editor.ts';
import { placeOf, pointerAt } from '../model/places.ts';
import { asAccepted, isDeleted } from '../model/suggested.ts';
import {
  divideText,
  insertBlock,
  joinAcross,
  joinTexts,
  remove,
  setAttributes,
  setTextType,
  surround,
  toggleList,
  unwrap,
} from '../writing/commands.ts';
import { anna, Desk, lena, positionOf, schema, textsOf } from './desk-of-test.ts';
import { inWords } from './in-words.ts';
import { decide, suggestingOf } from './plugin.ts';

vi.setConfig({ testTimeout: 60_000 });

const p = (id: string, text: string) => ({ type: 'paragraph', id, text });
const of = (...body: readonly unknown[]): Written => ({ kind: 'template', id: 't', languages: ['de'], body }) as unknown as Written;
const item = schema.nodes.listItem!;
const enter: Command = (state, dispatch) => splitListItem(item)(state, dispatch) || divideText(state, dispatch);
const back: Command = (state, dispatch) => joinAcross(-1)(state, dispatch) || joinTexts(state, dispatch);
const body = (document: Written): unknown => (document as unknown as { body: unknown }).body;
const t = ((key: string) => key.split('.').at(-1)) as unknown as TFunction;
const told = (desk: Desk) => desk.all.map((one) => inWords(one, t).map(({ kind, text }) => `${kind} ${text}`));
const posOf = (desk: Desk, is: (node: Node) => boolean): number => {
  let found = -1;
  desk.state.doc.descendants((node, pos) => {
    if (found < 0 && is(node)) found = pos;
  });
  return found;
};
const table = (rows: readonly string[]) => ({
  ...{ type: 'table', id: 'tab', columns: [{ header: 'Posten', width: 'auto' }] },
  rows: rows.map((text) => ({ cells: [{ text }] })),
});

/** What was written, decided both ways, and read by somebody else. */
function settled(document: Written, desk: Desk): { accepted: unknown; texts: readonly string[] } {
  expect(fromEditor(desk.state.doc)).toEqual(document);
  const reader = new Desk(document, lena, { on: false });
  const before = reader.state.doc;
  reader.take(desk.all);
  expect(suggestingOf(reader.state).aside).toEqual([]);
  expect(fromEditor(asAccepted(reader.state.doc))).toEqual(fromEditor(asAccepted(desk.state.doc)));
  reader.decideAll('rejected');
  expect(reader.state.doc.eq(before)).toBe(true);
  reader.run(undo);
  reader.decideAll('accepted');
  expect(reader.all).toEqual([]);
  const accepted = fromEditor(reader.state.doc);
  expect(accepted).toEqual(fromEditor(asAccepted(desk.state.doc)));
  return { accepted: body(accepted), texts: textsOf(reader.state.doc) };
}

test('a new paragraph is one suggestion with all that is written in it, and the text stays as it is', () => {
  const document = of(p('a', 'Eins'), p('b', 'Zwei'));
  const desk = new Desk(document, anna);
  desk.goTo('Eins', 'behind');
  desk.run(enter);
  for (const text of ['Neu.', ' Mehr.']) desk.write(text, desk.state.selection.from);
  desk.run(enter);
  desk.write('Noch einer', desk.state.selection.from);
  expect(told(desk)).toEqual([['come Neu. Mehr.', 'come Noch einer']]);
  expect(settled(document, desk).texts).toEqual(['Eins', 'Neu. Mehr.', 'Noch einer', 'Zwei']);
  desk.run(undo);
  expect(desk.state.doc.textContent).not.toContain('Noch');
});

test('a paragraph divided, and two joined, are told as that, and decided as one', () => {
  const document = of(p('a', 'Eins zwei'), p('b', 'Drei'));
  const desk = new Desk(document, anna);
  desk.goTo('zwei');
  desk.run(enter);
  expect(told(desk)).toEqual([['note divided', 'come zwei']]);
  expect(settled(document, desk).accepted).toEqual([p('a', 'Eins '), { type: 'paragraph', text: 'zwei' }, p('b', 'Drei')]);

  const other = new Desk(document, anna);
  other.goTo('Drei');
  other.run(back);
  expect(told(other)).toEqual([['note joined', 'come Drei']]);
  expect(settled(document, other).accepted).toEqual([p('a', 'Eins zweiDrei')]);
});

test('Enter before the first word puts an empty paragraph before, and leaves the words where they are', () => {
  const document = of(p('a', 'Eins'));
  const desk = new Desk(document, anna);
  desk.goTo('Eins');
  desk.run(enter);
  expect(desk.all).toMatchObject([{ changes: [{ gone: [], come: [{ type: 'paragraph', text: '' }] }] }]);
  expect((settled(document, desk).accepted as unknown[]).length).toBe(2);
});

test('over what is to go one joins with what stays, and writes nothing into it', () => {
  const document = of(p('a', 'Eins'), p('b', 'Zwei'), p('c', 'Drei'));
  const desk = new Desk(document, anna);
  desk.run(remove(positionOf(desk.state.doc, 'Zwei') - 1));
  desk.goTo('Drei');
  desk.run(back);
  expect(settled(document, desk).texts).toEqual(['EinsDrei']);
  desk.write('x', positionOf(desk.state.doc, 'Zwei'));
  expect(desk.refused).toEqual(['gone']);
  const forward = new Desk(document, anna);
  forward.run(remove(positionOf(forward.state.doc, 'Zwei') - 1));
  forward.goTo('Eins', 'behind');
  forward.run(joinAcross(1));
  expect(settled(document, forward).texts).toEqual(['EinsDrei']);
});

test('items of lists come and go', () => {
  const document = of({ type: 'list', id: 'l', items: [[p('a', 'Eins')], [p('b', 'Zwei')], [p('c', 'Drei')]] });
  const desk = new Desk(document, anna);
  desk.goTo('Eins', 'behind');
  desk.run(enter);
  desk.write('Neu', desk.state.selection.from);
  const pos = positionOf(desk.state.doc, 'Drei') - 2;
  desk.state = desk.state.apply(desk.state.tr.delete(pos, pos + desk.state.doc.nodeAt(pos)!.nodeSize));
  expect(told(desk)).toEqual([
    ['come item', 'come Neu'],
    ['gone item', 'gone Drei'],
  ]);
  expect(settled(document, desk).texts).toEqual(['Eins', 'Neu', 'Zwei']);
});

test('with its last item a list goes, and a place without anything is empty', () => {
  const document = of({ type: 'list', id: 'l', items: [[p('a', 'Eins')], [p('b', 'Zwei')]] });
  const desk = new Desk(document, anna);
  for (const words of ['Eins', 'Zwei']) desk.replace(words, '');
  expect(settled(document, desk).accepted).toEqual([]);
});

test('whole nodes come and go: a block, a table with another row, a frame around a paragraph, a condition', () => {
  // biome-ignore lint/suspicious/noThenProperty: the model's word for it
  const condition = { type: 'if', id: 'if', condition: 'a > 1', then: [p('c', 'Nur dann')] };
  const document = of(p('a', 'Eins'), table(['Miete', 'Strom']), condition, p('b', 'Zwei'));
  const desk = new Desk(document, anna);
  const isTable = (node: Node) => node.attrs.model?.type === 'table';
  desk.run(setAttributes(posOf(desk, isTable), { model: table(['Miete', 'Strom', 'Wasser']) }));
  expect(told(desk)).toEqual([['note table', 'come Wasser']]);
  desk.goTo('Eins');
  desk.run(insertBlock((made) => made.node('object', { model: { type: 'block', ref: 'gruss' } })));
  desk.goTo('Zwei');
  desk.run(surround('group', { kind: 'box', props: {} }));
  desk.run(unwrap(posOf(desk, (node) => node.type.name === 'split')));
  const { accepted } = settled(document, desk);
  expect(accepted).toEqual([
    p('a', 'Eins'),
    { type: 'block', ref: 'gruss' },
    table(['Miete', 'Strom', 'Wasser']),
    p('c', 'Nur dann'),
    { type: 'box', body: [p('b', 'Zwei')] },
  ]);
});

test('what somebody else puts in is not written into, and goes only by a decision', () => {
  const document = of(p('a', 'Eins'));
  const first = new Desk(document, lena);
  first.goTo('Eins', 'behind');
  first.run(enter);
  first.write('Neu', first.state.selection.from);
  const desk = new Desk(document, anna);
  desk.take(first.all);
  desk.write('x', positionOf(desk.state.doc, 'Neu'));
  expect(desk.refused).toEqual(['others']);
  desk.run(remove(positionOf(desk.state.doc, 'Neu') - 1));
  expect(desk.all).toEqual(first.all);
  expect(settled(document, desk).texts).toEqual(['Eins', 'Neu']);
});

test('places of the template and its settings are not suggested, and it is said', () => {
  const document = of(p('a', 'Eins'));
  const desk = new Desk(document, anna);
  desk.state = desk.state.apply(desk.state.tr.setDocAttribute('rest', { ...desk.state.doc.attrs.rest, use: 'interactive' }));
  expect(desk.refused).toEqual(['nothing-like-it']);
  expect(fromEditor(desk.state.doc)).toEqual(document);
});

test('what is suggested for a passage that others changed since is kept aside; beside its neighbours it is found again', () => {
  const lawyer = new Desk(of(p('a', 'Eins'), p('b', 'Zwei'), p('c', 'Drei')), lena);
  lawyer.run(remove(positionOf(lawyer.state.doc, 'Zwei') - 1));
  lawyer.goTo('Drei', 'behind');
  lawyer.run(enter);
  lawyer.write('Vier', lawyer.state.selection.from);
  const author = new Desk(of(p('x', 'Davor'), p('a', 'Eins'), p('b', 'Zwei!'), p('c', 'Drei.')), anna, { on: false });
  author.take(lawyer.all);
  expect(author.accepted).toEqual(['Davor', 'Eins', 'Zwei!', 'Drei.', 'Vier']);
  expect(suggestingOf(author.state).aside).toMatchObject([{ changes: [{ gone: [p('b', 'Zwei')] }] }]);
});

test('places in the template are counted without what is suggested, or as if it were accepted', () => {
  const desk = new Desk(of(p('a', 'Eins'), p('b', 'Zwei')), anna);
  desk.goTo('Eins', 'behind');
  desk.run(enter);
  desk.write('Neu', desk.state.selection.from);
  const at = positionOf(desk.state.doc, 'Zwei') - 1;
  expect([pointerAt(desk.state.doc, at), pointerAt(desk.state.doc, at, 'deleted')]).toEqual(['/body/1', '/body/2']);
  expect([placeOf(desk.state.doc, '/body/1')?.pos, placeOf(desk.state.doc, '/body/2', 'deleted')?.pos]).toEqual([at, at]);
});

test('words in another language stay when a paragraph goes in this one', () => {
  const document = of({ type: 'paragraph', id: 'a', text: { de: 'Eins', en: 'One' } }, p('b', 'Zwei'));
  const both = { ...document, languages: ['de', 'en'] } as unknown as Written;
  const desk = new Desk(both, anna);
  desk.run(remove(positionOf(desk.state.doc, 'Eins') - 1));
  expect(settled(both, desk).accepted).toEqual([{ type: 'paragraph', id: 'a', text: { de: '', en: 'One' } }, p('b', 'Zwei')]);
});

/** Something that an author does at a word, or to the paragraph that it stands in. */
type Deed = { readonly name: keyof typeof deeds; readonly where: number; readonly far: number; readonly undone: boolean };

interface Spot {
  readonly block: Node;
  readonly pos: number;
}

/** Texts in which something stands, as if all were accepted. */
function spotsIn(doc: Node): Spot[] {
  const spots: Spot[] = [];
  const visit = (node: Node, pos: number) => {
    if (isDeleted(node)) return;
    if (node.isTextblock) {
      if (node.children.some((child) => !isDeleted(child))) spots.push({ block: node, pos });
    } else node.forEach((child, offset) => void visit(child, pos + 1 + offset));
  };
  visit(doc, -1);
  return spots;
}

const lengthOf = ({ block }: Spot): number =>
  block.children.filter((child) => !isDeleted(child)).reduce((sum, one) => sum + one.nodeSize, 0);

/** A position by the letters before it that stay; at the end of a text behind what is to go. */
function at({ block, pos }: Spot, letters: number): number {
  let left = letters;
  let found = pos + 1 + block.content.size;
  let done = false;
  block.forEach((child, offset) => {
    if (done || isDeleted(child)) return;
    if (left < child.nodeSize) {
      found = pos + 1 + offset + left;
      done = true;
    } else left -= child.nodeSize;
  });
  return found;
}

const cursor = (state: EditorState, pos: number, to = pos): EditorState =>
  state.apply(state.tr.setSelection(TextSelection.create(state.doc, pos, to)));

/** What is done at the same spot of the text with suggestions and of the one without; false where it cannot be done alike. */
const deeds = {
  write: (state: EditorState, spot: Spot, letters: number) => state.tr.insertText('ab', at(spot, letters)),
  erase: (state: EditorState, spot: Spot, letters: number) =>
    state.tr.delete(at(spot, letters), at(spot, Math.min(lengthOf(spot), letters + 3))),
  eraseTo: (state: EditorState, spot: Spot, letters: number, far: Spot) =>
    far.pos > spot.pos ? state.tr.delete(at(spot, letters), at(far, 0)) : undefined,
  remove: (state: EditorState, { block, pos }: Spot) => state.tr.delete(pos, pos + block.nodeSize),
  enter,
  back,
  heading: setTextType(2),
  list: toggleList(false),
  box: surround('group', { kind: 'box', props: {} }),
  line: insertBlock((made) => made.node('object', { model: { type: 'line' } })),
};

function done(state: EditorState, { name, where, far }: Deed): EditorState | undefined {
  const spots = spotsIn(state.doc);
  const spot = spots[where % spots.length];
  const other = spots[far % spots.length];
  if (spot === undefined || other === undefined) return undefined;
  const letters = name === 'back' ? 0 : Math.floor(where / spots.length) % (lengthOf(spot) + 1);
  const $pos = state.doc.resolve(spot.pos);
  const beside = $pos.parent.children.slice(0, $pos.index()).findLast((node) => !isDeleted(node));
  const filled = beside?.isTextblock && beside.children.some((child) => !isDeleted(child));
  if (name === 'back' && !filled) return undefined;
  if (name === 'eraseTo' && state.doc.resolve(other.pos).parent !== $pos.parent) return undefined;
  if (name === 'remove' && $pos.parent.children.filter((node) => !isDeleted(node)).length < 2) return undefined;
  if (name in { write: 1, erase: 1, eraseTo: 1, remove: 1 }) {
    const tr = deeds[name as 'write'](state, spot, letters, ...([other] as unknown as []));
    return tr && state.apply(tr);
  }
  let next: EditorState | undefined;
  (deeds[name] as Command)(cursor(state, at(spot, letters)), (tr) => (next = cursor(state, at(spot, letters)).apply(tr)));
  return next;
}

/** What is written, without empty paragraphs and what they alone stand in. */
function shape(node: Node): unknown[] {
  if (node.isTextblock) return node.childCount === 0 ? [] : [[node.type.name, node.textBetween(0, node.content.size, undefined, '\ufffc')]];
  if (node.isLeaf) return [node.attrs.model?.type ?? node.type.name];
  const inside = node.children.flatMap(shape);
  return inside.length === 0 && ['list', 'listItem'].includes(node.type.name) ? [] : [[node.attrs.kind ?? node.type.name, ...inside]];
}

test('whatever is done: accepted it is the text as written without suggesting, rejected the text as it was, and it survives being kept', () => {
  const document = of(
    { type: 'heading', id: 'h', level: 1, text: 'Titel' },
    p('a', 'Eins **zwei** {{ drei }}'),
    { type: 'list', id: 'l', items: [[p('b', 'Vier')], [p('c', 'Fünf')]] },
    { type: 'line', id: 'm' },
    // biome-ignore lint/suspicious/noThenProperty: the model's word for it
    { type: 'if', id: 'i', condition: 'a', then: [p('d', 'Sechs'), p('e', 'Sieben')] },
    p('f', 'Acht'),
  );
  const one: fc.Arbitrary<Deed> = fc.record({
    name: fc.constantFrom(...(Object.keys(deeds) as (keyof typeof deeds)[])),
    where: fc.nat(10_000),
    far: fc.nat(100),
    undone: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 10 }), (list) => {
      const [desk, plain] = [new Desk(document, anna), new Desk(document, anna, { on: false })];
      const before = desk.state.doc;
      for (const [i, deed] of list.entries()) {
        const [suggested, written] = [done(desk.state, deed), done(plain.state, deed)];
        if (suggested === undefined || written === undefined) continue;
        desk.state = suggested;
        plain.state = written;
        if (deed.undone && desk.run(undo)) desk.run(redo);
        expect(shape(asAccepted(desk.state.doc)), `${i}: ${deed.name}`).toEqual(shape(plain.state.doc));
      }
      expect(fromEditor(desk.state.doc)).toEqual(document);
      const reader = new Desk(document, lena, { on: false });
      reader.take(desk.all);
      expect(suggestingOf(reader.state).aside).toEqual([]);
      expect(shape(asAccepted(reader.state.doc))).toEqual(shape(plain.state.doc));
      const ids = desk.all.map(({ id }) => id);
      const [yes, no] = [new Desk(document, anna), new Desk(document, anna)];
      [yes.state, no.state] = [desk.state, desk.state];
      yes.run(decide('accepted', ids));
      no.run(decide('rejected', ids));
      expect([yes.all, no.all]).toEqual([[], []]);
      expect(shape(yes.state.doc)).toEqual(shape(plain.state.doc));
      expect(no.state.doc.eq(before)).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('a selected object that is taken out stays selected no more, and comes back by undoing', () => {
  const document = of(p('a', 'Eins'), { type: 'line', id: 'm' });
  const desk = new Desk(document, anna);
  const pos = posOf(desk, (node) => node.attrs.model?.type === 'line');
  desk.state = desk.state.apply(desk.state.tr.setSelection(NodeSelection.create(desk.state.doc, pos)).deleteSelection());
  expect(settled(document, desk).accepted).toEqual([p('a', 'Eins')]);
  desk.run(undo);
  expect(desk.all).toEqual([]);
});
