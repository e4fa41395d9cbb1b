import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { testPlatform } from '../../test/platform.ts';
import { findMigrations, migrate } from '../platform/db/index.ts';
import { candidatesOf } from './store/blocks.ts';
import { brandAssets } from './store/images.ts';
import { usersOf } from './store/uses.ts';
import { latestVersion } from './store.ts';

const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;

test('a database from before drafts takes over what it holds: assets of brands, releases of blocks, who uses what, who wrote it', async () => {
  const platform = await testPlatform();
  const run = (text: string) => sql.raw(text).execute(platform.db);
  await run(`drop schema content cascade; delete from public.posthorn_migrations where room = 'content'`);
  const all = await findMigrations();
  await migrate(
    platform.pool,
    platform.log,
    all.filter(({ room, name }) => room !== 'content' || name.startsWith('0001')),
  );
  const block = (name: string, ref?: string) =>
    JSON.stringify({ kind: 'block', id: name, body: ref ? [{ type: 'box', body: [{ type: 'block', ref }] }] : [] });
  const manifest = {
    brand: { id: 'kontor', versionId: id(1), version: 1, hash: 'b' },
    blocks: [
      { id: 'outer', versionId: id(2) },
      { id: 'inner', versionId: id(3) },
    ],
    assets: { logo: 'a'.repeat(64) },
  };
  await run(`insert into content.assets values ('${'a'.repeat(64)}', 'assets/a', 1, now());
    insert into content.brands values ('kontor', now()); insert into content.brand_versions values ('${id(1)}', 'kontor', 1, 'b', '{}', now(), 'Anna');
    insert into content.blocks values ('outer', now()), ('inner', now());
    insert into content.block_versions values ('${id(2)}', 'outer', 1, 'o', '${block('outer', 'inner')}', now(), 'Anna'),
      ('${id(3)}', 'inner', 1, 'i', '\uFEFF${block('inner')}', now(), 'Anna');
    insert into content.templates values ('letter', now());
    insert into content.template_versions values ('${id(4)}', 'letter', 1, 'released', 'h', '{"body":[{"type":"block","ref":"outer"}]}', '',
      '${JSON.stringify(manifest)}', now(), 'Anna', now(), 'Rita', 'x')`);
  await migrate(platform.pool, platform.log, all);

  expect([...(await brandAssets(platform.db, id(1)))]).toEqual([['logo', 'a'.repeat(64)]]);
  expect((await candidatesOf(platform.db, ['outer', 'inner'])).map(({ id: name, released }) => [name, released])).toEqual([
    ['inner', true],
    ['outer', true],
  ]);
  expect((await usersOf(platform.db, 'inner', 10, undefined)).map(({ kind, id: name, direct }) => [kind, name, direct])).toEqual([
    ['block', 'outer', true],
    ['template', 'letter', false],
  ]);
  expect(await latestVersion(platform.db, 'letter')).toMatchObject({ authors: ['name/Anna'], origin: 'folder', state: 'released' });
  await expect(run(`update content.template_versions set source = '{}'`)).rejects.toThrow(/never/);
});
