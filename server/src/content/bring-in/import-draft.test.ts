import { api } from '@posthorn/contract';
import { beforeAll, expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, olga, shop } from '../../../test/shop.ts';
import { showDraft } from '../drafts/show-draft.ts';
import { pushFolder } from '../index.ts';
import { importDraft } from './import-draft.ts';
import { showImport, showImportedFiles, showImports } from './show-imports.ts';

const batch = '0198a2b4-0000-7000-8000-000000000001';
const bytes = (text: string) => new TextEncoder().encode(text);

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ rooms: [content] });
  await pushFolder(platform, olga, shop);
});

test('files that come together share a report, in which those that cannot be read stand too', async () => {
  const give = (name: string, text: string) => importDraft(platform, olga, { name, bytes: bytes(text), brand: 'hollyhock', batch });
  await give('letters/de/reminder.txt', 'Bitte zahlen Sie bald.');
  const polish = await give('letters/pl/reminder.txt', 'Proszę zapłacić. [vip>Dziękuję.]');
  await give('letters/data/odd.html', '<p>{% call nothing() %}</p><p>{{ a.b(1) }}</p>');
  await expect(give('letters/data/broken.docx', 'no archive')).rejects.toMatchObject({ code: 'content.import-unreadable' });
  // A folder that is called as a language says the language, and keeps equal names apart.
  expect(polish.id).toBe('reminder-pl');
  expect((await showDraft(platform, 'template', 'reminder-pl')).document).toMatchObject({ languages: ['pl'] });
  expect((await showDraft(platform, 'template', 'odd')).document).toMatchObject({ languages: ['en'] });

  const { batch: sums, kinds } = await showImport(platform, batch);
  expect(sums).toMatchObject({ id: batch, by: 'Olga', files: 4, refused: 1, whole: 2 });
  expect(kinds).toContainEqual({ severity: 'changed', code: 'field-made', count: 1, files: 1 });
  const { rows } = await showImportedFiles(platform, batch, {});
  expect(rows.map(({ file, templateId, problem }) => [file, templateId, problem?.includes('unpacked')])).toEqual([
    ['letters/de/reminder.txt', 'reminder-de', undefined],
    ['letters/pl/reminder.txt', 'reminder-pl', undefined],
    ['letters/data/odd.html', 'odd', undefined],
    ['letters/data/broken.docx', undefined, true],
  ]);
  expect((await showImportedFiles(platform, batch, { code: 'field-made' })).rows).toMatchObject([{ file: 'letters/data/odd.html' }]);
  expect(await showImport(platform, 'nobody')).toEqual({ kinds: [] });
});

test('a file alone has a report of its own, and the same over HTTP', async () => {
  platform.clock.advance(60_000);
  await importDraft(platform, olga, { name: 'Alone.txt', bytes: bytes('Guten Tag'), brand: 'hollyhock', language: 'de' });
  expect((await showImports(platform)).rows[0]).toMatchObject({ files: 1, whole: 1, refused: 0 });
  const clerk = await testApi(platform, [content], ['clerk']);
  const [first] = (await clerk.call(api.importing.batches)).rows;
  expect((await clerk.call(api.importing.files, { params: { id: first!.id }, query: { limit: 1 } })).rows).toMatchObject([
    { templateId: 'alone' },
  ]);
});

test('one that is nested without end is refused at once and stands in the report; the next one is read', async () => {
  const own = '0198a2b4-0000-7000-8000-000000000002';
  const give = (name: string, text: string) => importDraft(platform, olga, { name, bytes: bytes(text), brand: 'hollyhock', batch: own });
  await expect(give('endless.html', '<div>'.repeat(200_000))).rejects.toMatchObject({
    code: 'content.import-unreadable',
    message: 'Its elements are nested more than 500 deep.',
  });
  expect(await give('well.html', `${'<div>'.repeat(100)}Good${'</div>'.repeat(100)}`)).toMatchObject({ id: 'well' });
  expect((await showImport(platform, own)).batch).toMatchObject({ files: 2, refused: 1 });
});
