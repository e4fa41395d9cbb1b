import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, opendir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { PosthornError } from '../errors/index.ts';
import { checkKey } from './object-key.ts';
import type { ObjectStore } from './object-store.ts';

/** Objects as files of a folder. A file is written beside its place, synced, and then renamed: there whole or not at all. */
export function folderStore(folder: string): ObjectStore {
  const pathOf = (key: string) => join(folder, checkKey(key));
  return {
    put: (key, bytes) => writeObject(folder, pathOf(key), bytes),
    get: (key, range) => readObject(key, pathOf(key), range),
    async stream(key) {
      const path = pathOf(key);
      await stat(path).catch((cause) => missing(key, cause));
      return createReadStream(path);
    },
    delete: (key) => rm(pathOf(key), { force: true }),
    list: (prefix) => listObjects(folder, prefix),
  };
}

type Bytes = Uint8Array | AsyncIterable<Uint8Array>;

async function writeObject(folder: string, path: string, bytes: Bytes): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const unfinished = join(folder, '.unfinished', randomUUID());
  try {
    await mkdir(dirname(unfinished), { recursive: true });
    await mkdir(dirname(path), { recursive: true });
    const written = await writeFile(unfinished, bytes);
    await rename(unfinished, path);
    await syncDirectory(dirname(path));
    return written;
  } catch (cause) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw explained(cause, folder);
  }
}

async function writeFile(path: string, bytes: Bytes): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    let length = 0;
    for await (const part of bytes instanceof Uint8Array ? [bytes] : bytes) {
      hash.update(part);
      length += part.length;
      await writeAll(file, part);
    }
    await file.sync();
    return { bytes: length, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

/** A write may take only a part, above all when the disk is nearly full. */
async function writeAll(file: FileHandle, part: Uint8Array): Promise<void> {
  for (let at = 0; at < part.length; ) {
    const { bytesWritten } = await file.write(part, at);
    at += bytesWritten;
  }
}

/** The name of a new file is only safe on disk when its directory is synced too. Not every system lets one do that. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r').catch(() => undefined);
  await directory?.sync().catch(() => {});
  await directory?.close();
}

/** @internal exported for its test */
export function explained(cause: unknown, folder: string): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new PosthornError('files.disk-full', { detail: `No space left in ${folder}.`, cause });
  return cause;
}

async function readObject(key: string, path: string, range?: { readonly offset: number; readonly length: number }): Promise<Uint8Array> {
  const file = await open(path, 'r').catch((cause) => missing(key, cause));
  try {
    if (range === undefined) return await file.readFile();
    const bytes = Buffer.allocUnsafe(range.length);
    let filled = 0;
    while (filled < range.length) {
      const { bytesRead } = await file.read(bytes, filled, range.length - filled, range.offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
}

function missing(key: string, cause: unknown): never {
  if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  throw new PosthornError('object.not-found', { detail: `There is no object ${key}.`, cause });
}

async function* listObjects(
  folder: string,
  prefix: string,
): AsyncGenerator<{ readonly key: string; readonly bytes: number; readonly modified: Date }> {
  const start = join(folder, prefix.slice(0, prefix.lastIndexOf('/') + 1));
  const directory = await opendir(start, { recursive: true }).catch(() => undefined);
  if (directory === undefined) return;
  for await (const entry of directory) {
    const path = join(entry.parentPath, entry.name);
    const key = relative(folder, path).split(sep).join('/');
    if (!entry.isFile() || !key.startsWith(prefix) || key.startsWith('.')) continue;
    const { size, mtime } = await stat(path);
    yield { key, bytes: size, modified: mtime };
  }
}
