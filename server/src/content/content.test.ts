import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { testPlatform } from '../../test/platform.ts';
import type { Actor } from '../platform/platform.ts';
import { bundleFromFolder, loadBundle, pullFolder, pushFolder, releasedVersion, releaseVersion } from './index.ts';

const shop = new URL('../../../examples/shop/', import.meta.url).pathname;
const rita: Actor = { kind: 'user', id: 'rita', name: 'Rita' };
const anna: Actor = { kind: 'user', id: 'anna', name: 'Anna' };

/** A copy of the example's template that a test may change. */
async function shopCopy(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-content-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const part of ['template.json', 'brand.json', 'blocks', 'assets', 'sample.jsonl'])
    await cp(join(shop, part), join(folder, part), { recursive: true });
  return folder;
}

async function change(folder: string, file: string, from: string, to: string): Promise<void> {
  const path = join(folder, file);
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}

describe('reading a template from a folder', () => {
  test('the example comes with its brand, the blocks it refers to, fonts out of npm and the logo', async () => {
    const { bundle, samples } = await bundleFromFolder(join(shop, 'template.json'));
    expect(bundle.template.id).toBe('shop-invoice');
    expect(Object.keys(bundle.blocks)).toEqual(['closing', 'footer', 'greeting', 'page-number', 'payment', 'terms']);
    expect(Buffer.from(bundle.assets['sans-regular']!.subarray(0, 4)).toString('hex')).toBe('00010000');
    expect(samples.trim().split('\n')).toHaveLength(6);
  });

  test('invalid JSON is told with its file, line and column', async () => {
    const folder = await shopCopy();
    await change(folder, 'blocks/greeting.json', '"kind"', 'kind');
    await expect(bundleFromFolder(folder)).rejects.toMatchObject({
      code: 'content.file-invalid',
      message: expect.stringMatching(/greeting\.json is not valid JSON: .*line \d+ column \d+/),
    });
  });

  test('all missing assets are named at once', async () => {
    const folder = await shopCopy();
    await rm(join(folder, 'assets'), { recursive: true });
    await change(folder, 'brand.json', '400Regular.ttf', 'Gone.ttf');
    await expect(bundleFromFolder(folder)).rejects.toMatchObject({
      code: 'content.asset-missing',
      message: expect.stringMatching(/"logo".*"sans-regular"/),
    });
  });

  test('an asset outside of the folder is not read', async () => {
    const folder = await shopCopy();
    await change(folder, 'brand.json', '"assets/logo.png"', '"../../../../etc/passwd"');
    await expect(bundleFromFolder(folder)).rejects.toMatchObject({ code: 'content.asset-missing' });
  });

  test('a path without a template is told as such', async () => {
    await expect(bundleFromFolder('/nowhere/template.json')).rejects.toMatchObject({ code: 'content.folder-missing' });
  });
});

describe('versions', () => {
  test('pushing makes a draft, pushing the same again changes nothing, any change makes the next version', async () => {
    const platform = await testPlatform();
    const folder = await shopCopy();
    const first = await pushFolder(platform, anna, folder);
    expect(first).toMatchObject({ changed: true, errors: 0, version: { version: 1, state: 'draft', createdBy: 'Anna' } });
    expect(await pushFolder(platform, anna, folder)).toMatchObject({ changed: false, version: { id: first.version.id } });
    await change(folder, 'blocks/greeting.json', '"kind"', ' "kind"');
    expect(await pushFolder(platform, anna, folder)).toMatchObject({ changed: false });
    await change(folder, 'brand.json', '"organisation": "', '"organisation": "The ');
    expect(await pushFolder(platform, anna, folder)).toMatchObject({ changed: true, version: { version: 2 } });
  });

  test('pull writes what was pushed, byte for byte, and pushing that changes nothing', async () => {
    const platform = await testPlatform();
    const { bundle } = await bundleFromFolder(shop);
    await pushFolder(platform, anna, shop);
    const folder = await mkdtemp(join(tmpdir(), 'posthorn-pull-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const { files } = await pullFolder(platform, bundle.template.id, folder);
    expect(files).toContain('assets/logo.png');
    for (const file of files) expect(await readFile(join(folder, file))).toEqual(await readFile(join(shop, file)));
    expect(await pushFolder(platform, anna, folder)).toMatchObject({ changed: false });
  });

  test('a version is loaded with the brand and blocks of its day, whatever was pushed later', async () => {
    const platform = await testPlatform();
    const folder = await shopCopy();
    const { bundle } = await bundleFromFolder(folder);
    const { version } = await pushFolder(platform, anna, folder);
    await change(folder, 'brand.json', '"organisation": "', '"organisation": "The ');
    await pushFolder(platform, anna, folder);
    const loaded = await loadBundle(platform, version.id, '2026-11-21');
    expect(loaded.brand).toEqual(bundle.brand);
    expect(loaded.blocks).toEqual(bundle.blocks);
    expect(Buffer.from(loaded.assets.logo!)).toEqual(bundle.assets.logo);
  });
});

describe('release', () => {
  test('a released version is what runs use; the one before is retired; both are in the audit chain', async () => {
    const platform = await testPlatform();
    const folder = await shopCopy();
    const first = await pushFolder(platform, anna, folder);
    expect(await releasedVersion(platform, 'shop-invoice')).toBeUndefined();
    expect(await releaseVersion(platform, rita, first.version.id, 'checked')).toMatchObject({
      state: 'released',
      releasedBy: 'Rita',
      note: 'checked',
    });
    await change(folder, 'template.json', '"Shop invoice"', '"Invoice"');
    const second = await pushFolder(platform, anna, folder);
    await releaseVersion(platform, rita, second.version.id, 'new name');
    expect(await releasedVersion(platform, 'shop-invoice')).toMatchObject({ id: second.version.id, version: 2 });
    await expect(releaseVersion(platform, rita, first.version.id, 'again')).rejects.toMatchObject({ code: 'content.not-draft' });
    expect(await platform.audit.verify()).toMatchObject({ entries: 4, intact: true });
  });

  test('nobody releases what they pushed themselves; the command line may', async () => {
    const platform = await testPlatform();
    const { version } = await pushFolder(platform, anna, shop);
    await expect(releaseVersion(platform, anna, version.id, 'mine')).rejects.toMatchObject({ code: 'content.own-change' });
    const commandLine: Actor = { kind: 'system', id: 'cli', name: 'Command line' };
    expect(await releaseVersion(platform, commandLine, version.id, 'by the machine')).toMatchObject({ state: 'released' });
  });

  test('a template with errors stays a draft', async () => {
    const platform = await testPlatform();
    const folder = await shopCopy();
    await change(folder, 'template.json', '"reference": "invoice.number"', '"reference": "invoice.nmber"');
    const { version, errors } = await pushFolder(platform, anna, folder);
    expect(errors).toBeGreaterThan(0);
    await expect(releaseVersion(platform, rita, version.id, 'x')).rejects.toMatchObject({
      code: 'content.has-errors',
      message: expect.stringContaining('nmber'),
    });
  });

  test('the database refuses any change of what was released', async () => {
    const platform = await testPlatform();
    const { version } = await pushFolder(platform, anna, shop);
    await releaseVersion(platform, rita, version.id, 'checked');
    for (const statement of [
      sql`update content.template_versions set source = '{}'`,
      sql`update content.template_versions set state = 'draft'`,
      sql`update content.template_versions set note = 'other'`,
      sql`delete from content.template_versions`,
      sql`update content.block_versions set source = '{}'`,
      sql`delete from content.block_versions`,
      sql`update content.brand_versions set hash = 'x'`,
    ]) {
      await expect(statement.execute(platform.db)).rejects.toThrow(/never/);
    }
    await sql`update content.template_versions set state = 'retired'`.execute(platform.db);
  });
});
