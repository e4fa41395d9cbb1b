import { strFromU8, strToU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { zipOf } from './zip.ts';

test('a folder is packed as any other program unpacks it', async () => {
  const files = { 'letter/template.json': '{"kind":"template"}', 'letter/blocks/größe.json': '{}', 'letter/empty': '' };
  const archive = zipOf(Object.entries(files).map(([name, text]) => ({ name, bytes: strToU8(text) })));
  const found = unzipSync(new Uint8Array(await archive.arrayBuffer()));
  expect(Object.fromEntries(Object.entries(found).map(([name, bytes]) => [name, strFromU8(bytes)]))).toEqual(files);
});
