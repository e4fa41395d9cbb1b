import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { testPlatform } from '../../../test/platform.ts';
import { content, olga, rita, shop } from '../../../test/shop.ts';
import { createUser } from '../../platform/auth/index.ts';
import type { Actor } from '../../platform/platform.ts';
import { createDuty } from '../duties/change-duty.ts';
import { pullFolder, pushFolder, releasedVersion, releaseVersion } from '../index.ts';
import { setArea } from '../restrictions/set-areas.ts';
import { listTemplates } from '../show-templates.ts';
import { compareFolder } from './compare-folder.ts';

vi.setConfig({ testTimeout: 120_000 });

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'posthorn-promote-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  for (const part of ['template.json', 'brand.json', 'blocks', 'assets', 'sample.jsonl'])
    await cp(join(shop, part), join(made, part), { recursive: true });
  return made;
}

async function rewrite(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

test('content goes from test to production by files: the difference first, then as a draft, and not past what others changed meanwhile', async () => {
  const [trial, production] = [await testPlatform({ rooms: [content] }), await testPlatform({ rooms: [content] })];
  const made = await folder();
  await pushFolder(production, olga, made).then(({ version }) => releaseVersion(production, rita, version.id, 'first'));

  // In test a block is changed and a new version made; its files go to production.
  await rewrite(join(made, 'blocks/terms.json'), 'within 30 days', 'within 60 days');
  await pushFolder(trial, olga, made);
  const exported = await folder();
  await pullFolder(trial, 'shop-invoice', exported);

  const seen = await compareFolder(production, exported);
  expect(seen).toMatchObject({
    templateId: 'shop-invoice',
    against: { version: 1, state: 'released' },
    obstacles: [],
    differences: [{ part: 'block', id: 'terms', change: 'changed', nodes: [{ change: 'changed', type: 'paragraph' }] }],
  });
  expect(JSON.stringify(seen.differences[0]!.nodes)).toContain('60');
  expect((await listTemplates(production))[0]).toMatchObject({ latest: { version: 1 } });

  // Somebody else is faster.
  const other = await folder();
  await rewrite(join(other, 'template.json'), '"purpose"', '"description": {"en": "x"}, "purpose"');
  await pushFolder(production, rita, other);
  await expect(pushFolder(production, olga, exported, { against: seen.against!.hash })).rejects.toMatchObject({
    code: 'content.promotion-conflict',
    message: expect.stringContaining('version 2'),
  });
  expect((await listTemplates(production))[0]).toMatchObject({ latest: { version: 2 } });

  const again = await compareFolder(production, exported);
  expect(again.differences.map(({ part, id }) => `${part} ${id}`)).toEqual(['template shop-invoice', 'block terms']);
  const { version, changed } = await pushFolder(production, olga, exported, { against: again.against!.hash });
  expect([version.version, version.state, changed]).toEqual([3, 'draft', true]);
  expect(await releasedVersion(production, 'shop-invoice')).toMatchObject({ version: 1 });
  expect((await compareFolder(production, exported)).differences).toEqual([]);
});

test('what production would refuse to release is told before anything is brought there', async () => {
  const production = await testPlatform({ rooms: [content] });
  const made = await folder();
  expect(await compareFolder(production, made)).toMatchObject({ templateId: 'shop-invoice', obstacles: [] });
  await pushFolder(production, olga, made);
  const duty = { name: 'Legible', source: { law: 'Act' }, classes: [], products: [], countries: [], channels: ['letter'] as 'letter'[] };
  await createDuty(production, rita, { content: { ...duty, block: 'closing', minimumSize: 12 }, reason: 'x' });
  expect((await compareFolder(production, made)).obstacles).toMatchObject([{ code: 'duty.too-small' }]);
});

test('what others guard comes by no folder either: areas and locked passages are told first, and refused', async () => {
  const production = await testPlatform({ rooms: [content] });
  const { user } = await createUser(production, olga, { email: 'wanda@posthorn.example', name: 'Wanda', roles: ['author'] });
  const writer: Actor = { kind: 'user', id: user.id, name: 'Wanda' };
  const made = await folder();
  await rewrite(join(made, 'blocks/terms.json'), '"type": "paragraph"', '"locked": true, "type": "paragraph"');
  await pushFolder(production, rita, made);

  const altered = await folder();
  await rewrite(join(altered, 'blocks/terms.json'), 'within 30 days', 'within 60 days');
  await setArea(production, olga, { kind: 'template', by: 'folder', value: 'shop', roles: ['compliance'], people: [] });
  const again = (await compareFolder(production, altered, writer)).obstacles;
  expect(again.map(({ code, place }) => [code, place.part, place.id])).toEqual([['content.passage-locked', 'block', 'terms']]);
  await expect(pushFolder(production, writer, altered)).rejects.toMatchObject({ code: 'content.passage-locked' });
  // What is the same here is nobody's change, also within an area of others.
  expect(await pushFolder(production, writer, made)).toMatchObject({ changed: false });

  await rewrite(join(made, 'template.json'), '"purpose"', '"description": {"en": "x"}, "purpose"');
  expect((await compareFolder(production, made, writer)).obstacles).toMatchObject([
    { code: 'content.area-restricted', place: { part: 'template' } },
  ]);
  await expect(pushFolder(production, writer, made)).rejects.toMatchObject({ code: 'content.area-restricted' });
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from content.template_versions`.execute(production.db);
  expect(rows[0]!.count).toBe(1);
});

test('names that stand twice in pushed files are told, as check tells them', async () => {
  const production = await testPlatform({ rooms: [content] });
  const made = await folder();
  await rewrite(join(made, 'template.json'), '"purpose"', '"purpose": "service", "purpose"');
  expect((await compareFolder(production, made)).repeats).toMatchObject([{ code: 'json.repeated-name', place: { part: 'template' } }]);
  expect((await pushFolder(production, olga, made)).repeats).toMatchObject([{ message: expect.stringContaining('"purpose"') }]);
});
