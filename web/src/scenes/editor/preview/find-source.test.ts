import { readFileSync } from 'node:fs';
import type { Block } from '@posthorn/engine';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { schemaOf } from '../model/nodes.ts';
import { pointerAt } from '../model/places.ts';
import { toEditor } from '../model/to-editor.ts';
import { findSource } from './find-source.ts';

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../../../../../examples/reminder-letter/${path}`, import.meta.url), 'utf8'));
const doc = toEditor(read('template.json') as Written, 'de', schemaOf());
const blocks = Object.fromEntries(['items', 'payment', 'closing'].map((id) => [id, read(`blocks/${id}.json`) as Block]));

test('a line of the preview leads to the text that it comes from, whatever values stand in it', () => {
  const pos = findSource(doc, 'Nordfunk: 39,98 € sind noch offen. Bitte bis 07.12.2026 zahlen')!;
  expect(pointerAt(doc, pos)).toBe('/sms/text');
});

test('a line of a block leads to the place where the block stands', () => {
  const pos = findSource(doc, 'Kosten dieses Schreibens 1,50 €', blocks)!;
  expect(doc.nodeAt(pos)!.attrs.model.ref).toBe('items');
});

test('a line of nothing but values leads nowhere', () => {
  expect(findSource(doc, '24937 Flensburg', blocks)).toBeUndefined();
});
