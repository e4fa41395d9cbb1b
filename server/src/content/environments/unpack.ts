import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PosthornError } from '../../platform/errors/index.ts';
import { UnzipError, unzip } from '../../platform/files/index.ts';
import '../errors.ts';

/** Bytes of an archive, of all that is in it, and how many files. */
export const largestArchive = 40 * 1024 * 1024;
const mostUnpacked = 120 * 1024 * 1024;
const mostFiles = 4000;

/**
 * Unpacks an archive into a folder of its own, which is gone when the work is done.
 * @param work is given the folders that hold a template.json
 * @throws PosthornError `content.archive-unusable`
 */
export async function withUnpacked<T>(bytes: Uint8Array, work: (folders: readonly string[]) => Promise<T>): Promise<T> {
  const files = filesIn(bytes);
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-promotion-'));
  try {
    for (const [name, content] of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    const folders = [...files.keys()].filter((name) => name === 'template.json' || name.endsWith('/template.json')).map(dirname);
    if (folders.length === 0) throw new PosthornError('content.archive-unusable', { detail: 'There is no template.json in the archive.' });
    return await work(folders.sort().map((name) => join(folder, name)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is in it, by names that stay within the folder; what systems add by themselves is left out. */
function filesIn(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const found = unpacked(bytes);
  for (const name of found.keys())
    if (name.startsWith('/') || /\\|\0|^[A-Za-z]:/.test(name) || name.split('/').includes('..'))
      throw new PosthornError('content.archive-unusable', { detail: `The name of a file leads out of the archive: ${name.slice(0, 200)}` });
  return found;
}

function unpacked(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  try {
    return unzip(bytes, { bytes: mostUnpacked, files: mostFiles }, (name) => !/(^|\/)(\.|__MACOSX\/)/.test(name));
  } catch (cause) {
    if (!(cause instanceof UnzipError)) throw cause;
    throw new PosthornError('content.archive-unusable', { detail: `It cannot be unpacked: ${cause.message}.`, cause });
  }
}
