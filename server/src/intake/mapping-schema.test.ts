import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { checkMapping, MappingSchema } from './index.ts';

const published = new URL('../../schema/mapping-1.schema.json', import.meta.url);

test('the published schema is that of the code (UPDATE_SCHEMA=1 writes it)', async () => {
  const text = `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...MappingSchema }, null, 2)}\n`;
  if (process.env.UPDATE_SCHEMA === '1') await writeFile(published, text);
  expect(await readFile(published, 'utf8')).toBe(text);
});

test('the mappings of the example are valid', async () => {
  for (const name of ['customers', 'invoices']) {
    const text = await readFile(new URL(`../../../examples/shop/mapping/${name}.json`, import.meta.url), 'utf8');
    expect(checkMapping(JSON.parse(text)).target).toBe(name === 'customers' ? 'customers' : 'records');
  }
});
