import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testPlatform } from '../../../test/platform.ts';
import { newId } from '../db/index.ts';
import { encryptEntry } from './encryption.ts';
import { explained, folderStore } from './folder-store.ts';
import { assemblePack, readPackIndex } from './pack-format.ts';
import { createCustomerKeys } from './wrapped-keys.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a folder keeps objects whole, gives ranges of them and lists them by prefix', async () => {
  const store = folderStore(await temporaryFolder());
  const bytes = randomBytes(300_000);
  const put = await store.put('packs/ab/one', bytes);
  expect(put.bytes).toBe(300_000);
  expect(put.sha256).toMatch(/^[0-9a-f]{64}$/);
  async function* parts() {
    yield bytes.subarray(0, 5);
    yield bytes.subarray(5);
  }
  expect(await store.put('packs/ac/two', parts())).toEqual(put);
  expect(Buffer.from(await store.get('packs/ab/one')).equals(bytes)).toBe(true);
  expect(Buffer.from(await store.get('packs/ac/two', { offset: 1000, length: 50 })).equals(bytes.subarray(1000, 1050))).toBe(true);
  const keys = async (prefix: string) => {
    const found: string[] = [];
    for await (const { key } of store.list(prefix)) found.push(key);
    return found.sort();
  };
  expect(await keys('packs/')).toEqual(['packs/ab/one', 'packs/ac/two']);
  expect(await keys('packs/ab')).toEqual(['packs/ab/one']);
  expect(await keys('nothing/')).toEqual([]);
  await store.delete('packs/ab/one');
  await expect(store.get('packs/ab/one')).rejects.toMatchObject({ code: 'object.not-found' });
});

test.each(['../secret', '/etc/passwd', 'a//b', 'Upper', 'a/../b', '', '.hidden'])('the key "%s" is refused', async (key) => {
  const store = folderStore(await temporaryFolder());
  await expect(async () => store.put(key, new Uint8Array(1))).rejects.toMatchObject({ code: 'object.bad-key' });
});

test('an object whose source breaks is not there, nor is a part of it', async () => {
  const folder = await temporaryFolder();
  const store = folderStore(folder);
  async function* breaking() {
    yield randomBytes(1000);
    throw new Error('the source broke');
  }
  await expect(store.put('a/b', breaking())).rejects.toThrow('the source broke');
  expect(await readdir(join(folder, '.unfinished'))).toEqual([]);
  await expect(store.get('a/b')).rejects.toMatchObject({ code: 'object.not-found' });
});

/** A file system of one megabyte: only root can make one. */
function tinyDisk(folder: string): boolean {
  return process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
}

test('on a full disk writing fails with a clear error, nothing half is left, and it goes on when there is room', async ({ skip }) => {
  const folder = await temporaryFolder();
  if (!tinyDisk(folder)) skip('needs to be root and allowed to mount');
  onTestFinished(() => void spawnSync('umount', [folder]));
  const store = folderStore(folder);
  await store.put('a/small', randomBytes(200_000));
  await expect(store.put('a/large', randomBytes(2_000_000))).rejects.toMatchObject({
    code: 'files.disk-full',
    message: expect.stringContaining(folder),
  });
  expect(await readdir(join(folder, '.unfinished'))).toEqual([]);
  expect(await readdir(join(folder, 'a'))).toEqual(['small']);
  await store.put('a/other', randomBytes(200_000));
  expect((await store.get('a/small')).length).toBe(200_000);
});

test.each(['ENOSPC', 'EDQUOT'])('%s of the system is said as a full disk', (code) => {
  expect(explained(Object.assign(new Error(code), { code }), '/data')).toMatchObject({ code: 'files.disk-full' });
});

test('what is written into a pack comes back for its customer, and the same entries give the same pack', async () => {
  const platform = await testPlatform();
  const [anna, ben] = [newId(), newId()];
  const entries = [
    { customerId: anna, bytes: randomBytes(5_000) },
    { customerId: ben, bytes: randomBytes(70_000) },
    { customerId: anna, bytes: new Uint8Array(0) },
  ];
  const places = await platform.packs.write(entries);
  expect(await platform.packs.write(entries)).toEqual(places);
  const read = await platform.packs.reader([ben, anna]);
  for (const [i, entry] of entries.entries()) {
    expect(Buffer.from(await platform.packs.read(places[i]!, entry.customerId)).equals(entry.bytes)).toBe(true);
    expect(Buffer.from(await read(places[i]!, entry.customerId)).equals(entry.bytes)).toBe(true);
  }
  const pack = await platform.objects.get(places[0]!.pack);
  expect(readPackIndex(pack)).toEqual(places.map(({ offset, length }) => [offset, length]));
  expect(Buffer.from(pack).includes(Buffer.from(entries[0]!.bytes.subarray(0, 100)))).toBe(false);
  await expect(platform.packs.read(places[0]!, ben)).rejects.toMatchObject({ code: 'pack.damaged' });
});

test('a changed byte in a pack is found', async () => {
  const platform = await testPlatform();
  const customerId = newId();
  const [place] = await platform.packs.write([{ customerId, bytes: randomBytes(1_000) }]);
  const path = join(platform.config.dataDir, 'objects', place!.pack);
  const bytes = await readFile(path);
  bytes[place!.offset + 500]! ^= 1;
  await writeFile(path, bytes);
  await expect(platform.packs.read(place!, customerId)).rejects.toMatchObject({ code: 'pack.damaged' });
});

test('who destroys the key of a customer erases what was written for them, for good', async () => {
  const platform = await testPlatform();
  const [anna, ben] = [newId(), newId()];
  const places = await platform.packs.write([anna, ben].map((customerId) => ({ customerId, bytes: randomBytes(100) })));
  await platform.keys.destroy(anna);
  await expect(platform.packs.read(places[0]!, anna)).rejects.toMatchObject({ code: 'pack.key-destroyed' });
  await expect(platform.packs.write([{ customerId: anna, bytes: randomBytes(1) }])).rejects.toMatchObject({ code: 'pack.key-destroyed' });
  expect(await platform.packs.read(places[1]!, ben)).toHaveLength(100);
  const read = await platform.packs.reader([anna, ben]);
  await expect(read(places[0]!, anna)).rejects.toMatchObject({ code: 'pack.key-destroyed' });
  expect(await read(places[1]!, ben)).toHaveLength(100);
});

test('two processes that need the key of a new customer at once get the same one', async () => {
  const platform = await testPlatform();
  const ids = Array.from({ length: 200 }, () => newId());
  const [one, two] = await Promise.all([platform.keys.forCustomers(ids), platform.keys.forCustomers([...ids].reverse())]);
  for (const id of ids) expect(Buffer.from(one.get(id)!).equals(two.get(id)!)).toBe(true);
});

test('another master key is refused instead of making new keys', async () => {
  const platform = await testPlatform();
  const customerId = newId();
  await platform.keys.forCustomers([customerId]);
  const others = createCustomerKeys(platform.db, randomBytes(32));
  await expect(others.forCustomers([customerId])).rejects.toMatchObject({ code: 'keys.master-key-wrong' });
});

test('encrypting is pure: the same key and content give the same bytes, another key others', () => {
  const key = Buffer.alloc(32, 1);
  const content = Buffer.from('an invoice');
  expect(encryptEntry(key, content)).toEqual(encryptEntry(key, content));
  expect(encryptEntry(Buffer.alloc(32, 2), content).bytes).not.toEqual(encryptEntry(key, content).bytes);
  expect(assemblePack([encryptEntry(key, content)]).name).toMatch(/^packs\/[0-9a-f]{2}\/[0-9a-f]{64}$/);
});
