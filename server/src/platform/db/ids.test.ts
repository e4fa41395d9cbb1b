import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { idOrNull, isId, newId } from './ids.ts';

const source = join(import.meta.dirname, '..', '..');

test('what has not the form of an id is found nowhere', () => {
  const id = newId();
  expect([id, id.toUpperCase()].map(isId)).toEqual([true, true]);
  expect(['', 'x', `${id} `, '-'.repeat(36), '\0', `${id}\n`].map(idOrNull)).toEqual([null, null, null, null, null, null]);
});

test('no query asks for an id by its text: the index would be of no use, and the whole table be read', () => {
  const stores = globSync('**/*.ts', { cwd: source }).filter((file) => !file.endsWith('.test.ts') && file !== 'platform/db/ids.ts');
  expect(stores.length).toBeGreaterThan(500);
  const asking = stores.filter((file) => /id::text (?:=|<|>|in\b)/.test(readFileSync(join(source, file), 'utf8')));
  expect(asking).toEqual([]);
});
