import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import '../../content/errors.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { type InputRecord, readData } from './read-data.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'posthorn-data-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(name: string, content: string | Uint8Array): Promise<InputRecord[]> {
  const path = join(folder, name);
  await writeFile(path, content);
  const records: InputRecord[] = [];
  for await (const record of readData(path, { type: 'object', properties: { total: { type: 'number' } } })) records.push(record);
  return records;
}

/** Lines of JSON, whole or damaged. */
const line = fc.oneof(
  fc.json().map((json) => json.replaceAll('\n', ' ')),
  fc.tuple(fc.json(), fc.nat(), fc.string({ maxLength: 3 })).map(([json, place, put]) => {
    const at = place % (json.length + 1);
    return (json.slice(0, at) + put + json.slice(at + 2)).replaceAll('\n', ' ');
  }),
  fc.constantFrom('', ' ', '\r', '{', '{"a":1}', '[]', 'null', '{"__proto__":{"polluted":1}}'),
);

test('every line of a damaged file of JSON Lines is a record or says why not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
      const records = await read('data.jsonl', lines.join('\n'));
      expect(records).toHaveLength(lines.filter((one, i) => (i === 0 ? one.replace(/^\uFEFF/, '') : one).trim() !== '').length);
      for (const { record, problem, place } of records) {
        expect(place).toMatch(/^line \d+$/);
        expect((record === undefined) !== (problem === undefined)).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});

test('whatever the bytes of a CSV file, its rows are records or say why not, and nothing else is changed', async () => {
  const header = fc.constantFrom('a,b', 'total,x.y', '__proto__.polluted,constructor.prototype.polluted', 'a.b,a', 'a,a.b', 'a,a', '"', '');
  await fc.assert(
    fc.asyncProperty(header, fc.uint8Array({ maxLength: 200 }), fc.array(fc.string()), async (names, bytes, cells) => {
      const content = Buffer.concat([Buffer.from(`${names}\n${cells.join(',')}\n`), bytes]);
      try {
        for (const { record, problem } of await read('data.csv', content)) {
          expect((record === undefined) !== (problem === undefined)).toBe(true);
        }
      } catch (error) {
        expect(error).toBeInstanceOf(PosthornError);
      }
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    }),
    { numRuns: 150 },
  );
});

test('a column that would be a value and hold fields is refused, with both in the message', async () => {
  await expect(read('both.csv', 'a,a.b\n1,2\n')).rejects.toThrow('The column "a"');
});
