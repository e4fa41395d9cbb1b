import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { api } from '@posthorn/contract';
import { strToU8, zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { testPlatform } from '../../../test/platform.ts';
import { content, olga, rita, shop } from '../../../test/shop.ts';
import { releaseVersion } from '../index.ts';
import { sourcesOf, versionById } from '../store.ts';
import { bringFromArchive, compareArchive } from './promote.ts';

vi.setConfig({ testTimeout: 120_000 });

type Change = (path: string, text: string) => string;

/** The example as an archive, with its files changed. */
async function archive(change: Change = (_, text) => text, root = 'shop/'): Promise<Uint8Array> {
  const blocks = (await readdir(join(shop, 'blocks'))).map((name) => `blocks/${name}`);
  const images = (await readdir(join(shop, 'assets'))).map((name) => `assets/${name}`);
  const texts = ['template.json', 'brand.json', 'sample.jsonl', ...blocks];
  const files: Record<string, Uint8Array> = { [`${root}__MACOSX/x`]: strToU8('x') };
  for (const path of texts) files[root + path] = strToU8(change(path, await readFile(join(shop, path), 'utf8')));
  for (const path of images) files[root + path] = new Uint8Array(readFileSync(join(shop, path)));
  return zipSync(files, { level: 1 });
}

const changed: Change = (path, text) => {
  if (path === 'blocks/terms.json') return text.replace('within 30 days', 'within 60 days');
  if (path === 'template.json') return text.replace('"purpose"', '"description": {"en": "x"}, "purpose"');
  return text;
};

test('an archive of another environment shows its difference first, and brings what was chosen as a draft', async () => {
  const platform = await testPlatform({ rooms: [content] });
  const first = await bringFromArchive(platform, olga, await archive(), { template: 'shop-invoice', against: null, leave: new Set() });
  await releaseVersion(platform, rita, first.version.id, 'first');
  const theirs = await archive(changed, '');
  const [seen] = await compareArchive(platform, olga, theirs);
  expect(seen!.differences.map(({ part, id, change }) => `${part} ${id} ${change}`)).toEqual([
    'template shop-invoice changed',
    'block terms changed',
  ]);
  expect(JSON.stringify(seen!.differences[1]!.nodes)).toContain('60');

  const chosen = { template: 'shop-invoice', against: seen!.against!.hash, leave: new Set(['block:terms', 'brand', 'samples']) };
  const { version } = await bringFromArchive(platform, olga, theirs, chosen);
  const row = (await versionById(platform.db, version.id))!;
  const terms = row.manifest.blocks.find(({ id }) => id === 'terms')!.versionId;
  expect([row.version, row.state, row.source.includes('"description"')]).toEqual([2, 'draft', true]);
  expect((await sourcesOf(platform.db, 'block', [terms])).get(terms)).toContain('within 30 days');
  expect((await compareArchive(platform, olga, theirs))[0]!.differences).toMatchObject([{ part: 'block', id: 'terms' }]);
  await expect(bringFromArchive(platform, olga, theirs, chosen)).rejects.toMatchObject({ code: 'content.promotion-conflict' });
  await expect(bringFromArchive(platform, olga, theirs, { ...chosen, template: 'other' })).rejects.toMatchObject({
    code: 'content.unknown-template',
  });
});

test('what one environment downloads another one takes, and where nothing changed it says so', async () => {
  const platform = await testPlatform({ rooms: [content] });
  const elsewhere = await testPlatform({ rooms: [content] });
  await bringFromArchive(platform, olga, await archive(), { template: 'shop-invoice', against: null, leave: new Set() });
  const clerk = await testApi(platform, [content], ['clerk']);
  const packed = await clerk.bytes(api.promotion.archive, { query: { templates: 'shop-invoice,shop-invoice' } });
  expect(packed.type).toBe('application/zip');
  expect(await compareArchive(platform, olga, packed.body)).toMatchObject([{ templateId: 'shop-invoice', differences: [], obstacles: [] }]);
  const brought = await bringFromArchive(elsewhere, olga, packed.body, { template: 'shop-invoice', against: null, leave: new Set() });
  expect(brought).toMatchObject({ changed: true, errors: 0 });
  expect(await clerk.refused(api.promotion.archive, { query: { templates: 'nowhere' } })).toMatchObject({
    code: 'content.unknown-template',
  });
});

test('what is no archive, leads out of itself, or holds no template is refused', async () => {
  const platform = await testPlatform({ rooms: [content] });
  const refused = (bytes: Uint8Array) =>
    expect(compareArchive(platform, olga, bytes)).rejects.toMatchObject({ code: 'content.archive-unusable' });
  await refused(strToU8('PK is not enough'));
  await refused(zipSync({ '../template.json': strToU8('{}') }));
  await refused(zipSync({ '/etc/template.json': strToU8('{}') }));
  await refused(zipSync({ 'letter.json': strToU8('{}') }));
  const many = Object.fromEntries(Array.from({ length: 4001 }, (_, i) => [`${i}/template.json`, strToU8('{}')]));
  await refused(zipSync(many, { level: 0 }));
});

test('over HTTP authors bring templates, clerks do not', async () => {
  const platform = await testPlatform({ rooms: [content] });
  const [author, clerk] = [await testApi(platform, [content], ['author']), await testApi(platform, [content], ['clerk'])];
  const body = Buffer.from(await archive()) as never;
  const headers = { 'content-type': 'application/zip' };
  const { templates } = await author.call(api.promotion.compare, { body, headers });
  expect(templates).toMatchObject([{ templateId: 'shop-invoice', obstacles: [], repeats: [] }]);
  const query = { template: 'shop-invoice', against: 'new' };
  expect(await author.call(api.promotion.bring, { query, body, headers })).toMatchObject({ version: 1, changed: true, errors: 0 });
  expect(await clerk.refused(api.promotion.bring, { query, body, headers })).toMatchObject({ status: 403 });
  expect(await author.refused(api.promotion.compare, { body: {} as never })).toMatchObject({ code: 'content.archive-unusable' });
});
