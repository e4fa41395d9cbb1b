import { readFileSync } from 'node:fs';
import { type Block, type Brand, compile, type Template } from '@posthorn/engine';
import { expect, test } from 'vitest';
import type { Written } from '../model/areas.ts';
import { schemaOf } from '../model/nodes.ts';
import { toEditor } from '../model/to-editor.ts';
import { createMarker } from './source-marks.ts';
import { isOf, posOfSource, sourceOf } from './sources.ts';

const folder = new URL('../../../../../examples/reminder-letter/', import.meta.url);
const read = <T>(path: string): T => JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as T;
const template = read<Template>('template.json');
const blocks = Object.fromEntries(
  [
    'closing',
    'consequences',
    'direct-debit',
    'footer',
    'greeting',
    'instalments',
    'items',
    'message',
    'page-number',
    'payment',
    'plan-online',
    'plan-short',
    'title',
  ].map((id) => [id, read<Block>(`blocks/${id}.json`)]),
);
const doc = toEditor(template as unknown as Written, 'de', schemaOf());

test('every source of the template leads to the node in the editor that it names, and back; one of a block leads to its reference', () => {
  let checked = 0;
  doc.descendants((node, pos) => {
    if (!['paragraph', 'heading', 'object'].includes(node.type.name)) return;
    const source = sourceOf(doc, 'template', node.isTextblock ? pos + 1 : pos);
    expect(posOfSource(doc, 'template', source)).toBeDefined();
    const found = doc.nodeAt(posOfSource(doc, 'template', source)!)!;
    expect(found.type).toBe(node.type);
    expect(isOf(source, source)).toBe(true);
    checked += 1;
  });
  expect(checked).toBeGreaterThan(8);
  expect(doc.nodeAt(posOfSource(doc, 'template', 'block:payment#/body/0')!)!.attrs.model.ref).toBe('payment');
  expect(isOf('block:payment#/body/0', 'block:payment#')).toBe(true);
  expect(isOf('template#/body/10', 'template#/body/1')).toBe(false);
});

test('a message says the same with signs as without them, and every sign leads to the node whose text it stands before', async () => {
  const brand = read<Brand>('brand.json');
  const found = new Map<number, string>();
  const marker = createMarker();
  const assets = Object.fromEntries(
    Object.entries(brand.assets).map(([name, path]) => [
      name,
      path.startsWith('npm:') ? new Uint8Array() : new Uint8Array(readFileSync(new URL(path, folder))),
    ]),
  );
  const bundle = { template, brand, blocks, assets };
  const signed = {
    ...bundle,
    template: marker.template(template, found),
    blocks: Object.fromEntries(Object.entries(blocks).map(([id, block]) => [id, marker.block(block, found)])),
  };
  const [first = ''] = readFileSync(new URL('sample.jsonl', folder), 'utf8').split('\n');
  const made = async (from: typeof bundle) => {
    const rendition = (await compile(from, { formats: ['html'] })).compose(JSON.parse(first), 'html');
    return rendition.format === 'html' ? rendition.html : '';
  };
  const page = await made(signed);
  expect(page.replace(/[\u{f0000}-\u{ffff0}]/gu, '')).toBe(await made(bundle));
  const signs = page.match(/[\u{f0000}-\u{ffff0}]/gu) ?? [];
  expect(signs.length).toBeGreaterThan(8);
  for (const sign of signs) {
    const [part = '', pointer = ''] = (found.get(sign.codePointAt(0)! - 0xf0000) ?? '').split('#');
    const from = part === 'template' ? template : blocks[part.slice('block:'.length)];
    const node = pointer
      .split('/')
      .slice(1)
      .reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], from);
    expect(node, pointer).toHaveProperty('type');
  }
  // What did not change stays the same object, so that the engine need not look at it again.
  expect(marker.template({ ...template, body: [...template.body] }, new Map()).body[0]).toBe(signed.template.body[0]);
});
