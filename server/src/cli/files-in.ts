import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The file itself, or all files in a folder and the folders in it, by name. Links inside are not followed, for they may lead in circles;
 * hidden entries and `node_modules` are left out. A path that is not there is returned as it is: who reads it says so.
 */
export async function* filesIn(path: string): AsyncGenerator<string> {
  if ((await stat(path).catch(() => undefined))?.isDirectory()) yield* filesBelow(path);
  else yield path;
}

async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) yield* filesBelow(join(folder, entry.name));
    else if (entry.isFile()) yield join(folder, entry.name);
  }
}
