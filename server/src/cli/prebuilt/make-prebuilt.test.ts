import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { prebuilt } from '../../../bin/prebuilt.js';
import { makePrebuilt } from './make-prebuilt.ts';

const shop = new URL('../../../../examples/shop/', import.meta.url).pathname;
const sources = new URL('../posthorn.ts', import.meta.url).pathname;

test('what is prebuilt composes the same bytes, and is left aside as soon as a source is another', { timeout: 240_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-prebuilt-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const made = await makePrebuilt(join(folder, 'dist'));
  expect(made?.sources).toBeGreaterThan(100);
  const place = pathToFileURL(`${folder}/dist/`);
  expect(prebuilt('posthorn', { folder: place, command: 'compose' })).toBe(new URL('posthorn.js', place).href);
  expect(prebuilt('compose-thread', { folder: place })).toBe(new URL('compose-thread.js', place).href);
  expect(prebuilt('posthorn', { folder: place, command: 'all' })).toBeUndefined();

  const [line] = (await readFile(join(shop, 'sample.jsonl'), 'utf8')).split('\n');
  const data = join(folder, 'one.jsonl');
  await writeFile(data, line!);
  const composed = async (program: string, out: string): Promise<Buffer> => {
    execFileSync(process.execPath, [program, 'compose', shop, '--data', data, '--out', out], { stdio: 'pipe' });
    const [name] = await readdir(out);
    return await readFile(join(out, name!));
  };
  const built = await composed(join(folder, 'dist/posthorn.js'), join(folder, 'built'));
  expect(built.equals(await composed(sources, join(folder, 'source')))).toBe(true);

  const list = join(folder, 'dist/sources.json');
  const state = JSON.parse(await readFile(list, 'utf8')) as { node: string; sources: [string, number, number][] };
  for (const change of [
    { ...state, node: 'v1.0.0' },
    { ...state, sources: [['engine/src/none.ts', 1, 1], ...state.sources] },
    { ...state, sources: state.sources.map(([path, size, time], i) => [path, i === 7 ? size + 1 : size, time]) },
    'damaged',
  ]) {
    await writeFile(list, JSON.stringify(change));
    expect(prebuilt('compose-thread', { folder: place })).toBeUndefined();
  }
});
