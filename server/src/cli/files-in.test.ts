import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from './files-in.ts';

async function all(path: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of filesIn(path)) files.push(file);
  return files;
}

test('folders are walked by name, and links that lead in circles are not followed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-files-in-'));
  await mkdir(join(folder, 'b'));
  for (const name of ['b/2.eml', 'a.eml', '.hidden']) await writeFile(join(folder, name), '');
  await symlink('..', join(folder, 'b', 'circle'));
  expect(await all(folder)).toEqual([join(folder, 'a.eml'), join(folder, 'b/2.eml')]);
  expect(await all(join(folder, 'missing'))).toEqual([join(folder, 'missing')]);
});
