import { readdir, readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PosthornError } from '../platform/errors/index.ts';
import './errors.ts';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * The bytes of a brand's assets by name: `npm:package/path` from the nearest node_modules of the folder or of Posthorn, anything
 * else a path beside brand.json.
 * @throws PosthornError `content.asset-missing` that names all that are missing
 */
export async function readAssets(folder: string, assets: unknown): Promise<{ [name: string]: Uint8Array }> {
  const found: { [name: string]: Uint8Array } = {};
  const missing: string[] = [];
  for (const [name, place] of Object.entries((assets ?? {}) as { [name: string]: unknown })) {
    const bytes = typeof place === 'string' ? await readAsset(folder, place) : undefined;
    if (bytes) found[name] = bytes;
    else missing.push(`"${name}" (${String(place)})`);
  }
  if (missing.length > 0)
    throw new PosthornError('content.asset-missing', { detail: `Not found: ${missing.join(', ')}, beside ${join(folder, 'brand.json')}.` });
  return found;
}

/** Images that documents name themselves: files of the folder `images`, by their names without an ending. */
export async function readImages(folder: string): Promise<{ [name: string]: Uint8Array }> {
  const files = await readdir(join(folder, 'images'), { withFileTypes: true }).catch(() => []);
  const names = files.filter((file) => file.isFile() && !file.name.startsWith('.')).map((file) => file.name);
  const images = names.map(async (name) => [name.replace(/\.[A-Za-z]{2,4}$/, ''), await readFile(join(folder, 'images', name))] as const);
  return Object.fromEntries(await Promise.all(images));
}

async function readAsset(folder: string, place: string): Promise<Uint8Array | undefined> {
  const path = normalize(place.replace(/^npm:/, ''));
  if (isAbsolute(path) || path.startsWith('..')) return undefined;
  if (!place.startsWith('npm:')) return readIfThere(join(folder, path));
  for (const start of [folder, here]) {
    for (let at = start; ; at = dirname(at)) {
      const bytes = await readIfThere(join(at, 'node_modules', path));
      if (bytes) return bytes;
      if (at === dirname(at)) break;
    }
  }
  return undefined;
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}
