import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { valueAt, type Written } from './areas.ts';
import { schemaOf } from './nodes.ts';
import { placeOf, pointerAt } from './places.ts';
import { toEditor } from './to-editor.ts';

const schema = schemaOf();
const read = (path: string) => JSON.parse(readFileSync(new URL(`../../../../../examples/${path}`, import.meta.url), 'utf8')) as Written;

for (const path of [
  'reminder-letter/template.json',
  'bank-statement/blocks/notes.json',
  'contract/template.json',
  'reminder-letter/blocks/payment.json',
]) {
  test(`every node of ${path} knows its place in the model, and is found by it`, () => {
    const document = read(path);
    const doc = toEditor(document, 'de', schema);
    let nodes = 0;
    doc.descendants((node, pos) => {
      if (!['paragraph', 'heading', 'object', 'group', 'split', 'list'].includes(node.type.name)) return;
      nodes += 1;
      const pointer = pointerAt(doc, pos);
      const type = node.attrs.kind ?? node.attrs.model?.type ?? node.type.name;
      expect((valueAt(document, pointer) as { type: string }).type, pointer).toBe(type);
      expect(placeOf(doc, `${pointer}/text/de`)).toMatchObject({ pos, rest: '/text/de' });
    });
    expect(nodes).toBeGreaterThan(2);
  });
}

test('a pointer to what has no place in the editor leads nowhere', () => {
  expect(placeOf(toEditor(read('reminder-letter/template.json'), 'de', schema), '/data/properties/x')).toBeUndefined();
});
