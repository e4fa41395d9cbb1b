import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { PosthornError } from '../platform/errors/index.ts';
import './errors.ts';
import type { Mapping } from './mapping-schema.ts';

/** A file to read. */
export interface SourceFile {
  readonly path: string;
  /** Without its folder: what quarantine shows. */
  readonly name: string;
  readonly bytes: number;
}

/** The source as an absolute path, and its files in the order of their names. @throws PosthornError `import.source-missing` */
export async function findSource(
  path: string,
  mapping: Mapping,
): Promise<{ readonly source: string; readonly files: readonly SourceFile[] }> {
  const source = resolve(path);
  const found = await stat(source).catch(() => undefined);
  if (!found) throw new PosthornError('import.source-missing', { detail: `There is no file or folder ${source}.` });
  if (!found.isDirectory()) return { source, files: [{ path: source, name: basename(source), bytes: found.size }] };
  const pattern = mapping.files ?? '*.csv';
  const regex = new RegExp(`^${pattern.split('*').map(escaped).join('.*')}$`);
  const names = (await readdir(source)).filter((name) => regex.test(name)).sort();
  const files: SourceFile[] = [];
  for (const name of names) {
    const info = await stat(join(source, name));
    if (info.isFile()) files.push({ path: join(source, name), name, bytes: info.size });
  }
  if (files.length === 0) throw new PosthornError('import.source-missing', { detail: `The folder ${source} has no file ${pattern}.` });
  return { source, files };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @throws PosthornError `import.file-unreadable` */
export async function* bytesOf(file: SourceFile): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file.path, { highWaterMark: 256 * 1024 });
  } catch (cause) {
    throw new PosthornError('import.file-unreadable', { detail: `${file.path} cannot be read: ${(cause as Error).message}.`, cause });
  }
}

/** SHA-256 (hex) of the file's bytes. */
export async function hashOfFile(file: SourceFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytesOf(file)) hash.update(chunk);
  return hash.digest('hex');
}
