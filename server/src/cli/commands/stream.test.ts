import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { posthorn } from '../testing/posthorn.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'posthorn-stream-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const shop = new URL('../../../../examples/shop/', import.meta.url).pathname;

test('documents are merged into a stream with an index, and split again into as many', { timeout: 120_000 }, async () => {
  const letters = join(folder, 'letters');
  const composed = await posthorn('compose', `${shop}template.json`, '--data', `${shop}sample.jsonl`, '--out', letters, '--format', 'pdf');
  expect(composed.err + composed.code).toMatch(/0$/);
  const files = (await readdir(letters, { recursive: true })).filter((name) => name.endsWith('.pdf')).map((name) => join(letters, name));
  expect(files.length).toBeGreaterThan(1);
  const merged = join(folder, 'stream.pdf');
  const joined = await posthorn('stream', 'merge', ...files, '--out', merged, '--duplex', '--paper', '80', '--json');
  expect(JSON.parse(joined.out)).toMatchObject({ pieces: files.length });
  const index = (await readFile(`${merged}.jsonl`, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(index[0]).toMatchObject({ piece: 1, firstPage: 1, file: files[0] });
  expect(index[0].grams).toBeGreaterThan(4.9);
  const apart = join(folder, 'apart');
  expect(await posthorn('stream', 'split', merged, '--out', apart)).toMatchObject({
    code: 0,
    out: `${files.length} documents in ${apart}`,
  });
  expect(await readdir(apart)).toHaveLength(files.length + 1);
});

test('what is no document or stream of Posthorn is said to be none', async () => {
  const other = join(folder, 'other.pdf');
  await writeFile(other, '%PDF-1.4\n%%EOF\n');
  expect(await posthorn('stream', 'split', other, '--out', folder)).toMatchObject({
    code: 2,
    err: expect.stringContaining('no print stream'),
  });
  expect(await posthorn('stream', 'merge', other, '--out', join(folder, 'x.pdf'))).toMatchObject({ code: 2 });
  expect(await posthorn('stream', 'sing', other, '--out', folder)).toMatchObject({ code: 2, err: expect.stringContaining('sing') });
});
