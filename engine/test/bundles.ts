import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { DataRecord } from '../src/compose.ts';
import type { Block, Brand, Node, Template, TemplateBundle } from '../src/template/model.ts';

/** Bundles for tests: the shop's example, and a small one to change at will. */

const EXAMPLES = new URL('../../examples/', import.meta.url);
const require = createRequire(import.meta.url);

/** An example by the name of its folder. */
export function exampleBundle(name: string): TemplateBundle {
  const folder = new URL(`${name}/`, EXAMPLES);
  const read = (path: string): Uint8Array => readFileSync(new URL(path, folder));
  const json = <T>(path: string): T => JSON.parse(new TextDecoder().decode(read(path))) as T;
  const brand = json<Brand>('brand.json');
  const blocks: Record<string, Block> = {};
  for (const file of readdirSync(new URL('blocks/', folder))) {
    const block = json<Block>(`blocks/${file}`);
    blocks[block.id] = block;
  }
  const assets: Record<string, Uint8Array> = {};
  for (const [name, path] of Object.entries(brand.assets)) {
    assets[name] = path.startsWith('npm:') ? readFileSync(require.resolve(path.slice(4))) : read(path);
  }
  return { template: json<Template>('template.json'), brand, blocks, assets };
}

export function exampleRecords(name: string): DataRecord[] {
  const lines = readFileSync(new URL(`${name}/sample.jsonl`, EXAMPLES), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as DataRecord);
}

export const shopBundle = (): TemplateBundle => exampleBundle('shop');
export const shopRecords = (): DataRecord[] => exampleRecords('shop');

const PIXEL = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (c) => c.charCodeAt(0),
);

export const smallBrand: Brand = {
  schema: 'posthorn/1',
  kind: 'brand',
  id: 'plain',
  name: 'Plain',
  sender: { organisation: 'Plain & Sons', address: ['1 High Street', 'Bath BA1 5NF'], email: 'post@plain.example' },
  colors: { brand: '#1f5f58' },
  fonts: { sans: { regular: 'sans' } },
  styles: { body: { font: 'sans', size: 10 } },
  masters: {
    letter: {
      width: 210,
      height: 297,
      first: {
        body: { x: 25, y: 98, width: 165, height: 160 },
        frames: [{ name: 'foot', x: 25, y: 270, width: 100, height: 20, content: [{ type: 'paragraph', text: 'Page {{ page.number }}' }] }],
      },
    },
  },
  assets: { sans: 'sans.ttf', dot: 'dot.png' },
  logo: 'dot',
};

const data = {
  type: 'object',
  required: ['name', 'total'],
  properties: {
    name: { type: 'string' },
    note: { type: 'string' },
    language: { type: 'string' },
    count: { type: 'integer' },
    vip: { type: 'boolean' },
    day: { type: 'string', format: 'date' },
    total: { type: 'string', format: 'decimal' },
    currency: { type: 'string' },
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['title', 'price'],
        properties: {
          title: { type: 'string' },
          price: { type: 'string', format: 'decimal' },
          tags: { type: 'array', items: { type: 'string' } },
        },
      },
    },
    free: {},
  },
};

/** A record that fits the small bundle. */
export const smallRecord: DataRecord = {
  name: 'Ada',
  total: '12.50',
  count: 3,
  vip: true,
  day: '2026-03-31',
  currency: 'EUR',
  items: [
    { title: 'Tea', price: '2.50' },
    { title: 'Cake', price: '10.00' },
  ],
};

/** A small template with a body and what else a test wants; the font is that of the shop. */
export function smallBundle(body: readonly Node[], more: Partial<Template> = {}, blocks: Record<string, Block> = {}): TemplateBundle {
  const template: Template = {
    schema: 'posthorn/1',
    kind: 'template',
    id: 'small',
    name: 'Small',
    purpose: 'service',
    brand: 'plain',
    languages: ['en', 'de', 'fr'],
    data,
    subject: 'Hello {{ name }}',
    letter: { master: 'letter' },
    body,
    ...more,
  };
  return { template, brand: smallBrand, blocks, assets: { sans: font(), dot: PIXEL } };
}

export function block(id: string, body: readonly Node[], more: Partial<Block> = {}): Block {
  return { schema: 'posthorn/1', kind: 'block', id, name: id, body, ...more };
}

let cachedFont: Uint8Array | undefined;

function font(): Uint8Array {
  cachedFont ??= readFileSync(require.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'));
  return cachedFont;
}
