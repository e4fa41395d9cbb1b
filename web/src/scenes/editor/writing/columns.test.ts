import type { Template } from '@posthorn/engine';
import { type Command, EditorState } from '@tiptap/pm/state';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { fromEditor } from '../model/from-editor.ts';
import { schemaOf } from '../model/nodes.ts';
import { placeOf } from '../model/places.ts';
import { toEditor } from '../model/to-editor.ts';
import { addColumn, columnsAt, mostColumns, ratios, removeColumn, setColumnShares, setColumnWidth } from './columns.ts';

const schema = schemaOf();
const column = (text: string, share = 1) => ({ width: { share }, body: [{ type: 'paragraph', text }] });
const letter = {
  ...{ schema: 'posthorn/1', kind: 'template', id: 't', languages: ['en'], subject: 'S', letter: { master: 'm' } },
  body: [{ type: 'columns', columns: [column('Left', 2), column('Right')] }],
} as unknown as Written;

const begin = EditorState.create({ doc: toEditor(letter, 'en', schema) });
const pos = placeOf(begin.doc, '/body/0')!.pos;
function after(...commands: readonly Command[]): EditorState {
  return commands.reduce((state, command) => {
    let next = state;
    expect(command(state, (tr) => (next = state.apply(tr)))).toBe(true);
    return next;
  }, begin);
}
const columnsOf = ({ doc }: EditorState) => {
  const [node] = (fromEditor(doc) as unknown as Template).body;
  return (node as { columns: readonly { width: unknown; body: readonly { text?: unknown }[] }[] }).columns.map(({ width, body }) => [
    width,
    body[0]?.text,
  ]);
};

test('a column is added, made wider, and taken out with what stands in it', () => {
  const three = after(addColumn(pos), setColumnWidth(pos, 2, { fixed: 30 }));
  expect(columnsOf(three)).toMatchObject([
    [{ share: 2 }, 'Left'],
    [{ share: 1 }, 'Right'],
    [{ fixed: 30 }, undefined],
  ]);
  expect(columnsOf(after(addColumn(pos), removeColumn(pos, 0)))).toMatchObject([
    [{ share: 1 }, 'Right'],
    [{ share: 1 }, undefined],
  ]);
});

test('all widths are chosen at once by their ratio, for as many columns as there are', () => {
  expect(columnsOf(after(addColumn(pos), setColumnShares(pos, ratios[3]![1]!)))).toMatchObject([
    [{ share: 1 }, 'Left'],
    [{ share: 2 }, 'Right'],
    [{ share: 1 }, undefined],
  ]);
  expect(setColumnShares(pos, [1, 1, 1])(begin)).toBe(false);
});

test('one column stays, and there are never too many to read', () => {
  const one = after(removeColumn(pos, 1));
  expect(removeColumn(pos, 0)(one)).toBe(false);
  const full = after(...Array.from({ length: mostColumns - 2 }, () => addColumn(pos)));
  expect(columnsAt(full.doc, pos)).toHaveLength(mostColumns);
  expect(addColumn(pos)(full)).toBe(false);
});
