import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { api, ReplyOf } from '@posthorn/contract';
import { asPerson } from './as-person.ts';
import { expect, expectAccessible, heading, picture, test } from './walk.ts';

// 139 files are brought in and searched, on a machine that may do much else at once.
test.describe.configure({ timeout: 900_000 });

const corpus = (path: string) => fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
const docassemble = corpus('docassemble-docx');
const letters = corpus('datenanfragen/templates');

/** A folder that is gone after the walks. */
const folders: string[] = [];
function folderFor(): string {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-reuse-'));
  folders.push(folder);
  return folder;
}
test.afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

type Files = ReplyOf<typeof api.importing.files>;
type Overview = ReplyOf<typeof api.passages.overview>;
type Template = { readonly document: { readonly body: readonly { readonly type: string }[] } };

/** Chooses a folder and brings in what lies in it. @returns the id of the report */
async function bringIn(page: Page, folder: string, files: number): Promise<string> {
  await page.goto('/bring-in');
  await page.locator('input[webkitdirectory]').setInputFiles(folder);
  await expect(page.getByText(`${files} files (`)).toBeVisible();
  await page.getByRole('button', { name: `Bring in ${files} files` }).click();
  await expect(page.getByRole('progressbar', { name: 'Files brought in' })).toBeVisible();
  await expect(page).toHaveURL(/batch=/);
  return new URL(page.url()).searchParams.get('batch')!;
}

const isThere = (page: Page) => expect(page.getByRole('heading', { name: 'File by file' })).toBeVisible({ timeout: 300_000 });

async function filesOf(page: Page, batch: string): Promise<Files['rows']> {
  const { rows } = await asPerson<Files>(page, 'GET', `/api/template-imports/${batch}/files?limit=200`);
  return rows;
}

test('two folders are brought in at once, what repeats itself is found, joined and parted', { tag: '@long' }, async ({ page }) => {
  test.skip(!existsSync(docassemble) || !existsSync(letters), 'the corpora are not there');
  const word = join(folderFor(), 'docassemble');
  cpSync(docassemble, word, { recursive: true, filter: (path) => statSync(path).isDirectory() || path.endsWith('.docx') });
  await page.goto('/templates');
  await page.getByRole('link', { name: 'Bring in files' }).click();
  await expect(heading(page, 'Bring in files')).toBeVisible();
  await expectAccessible(page);
  await page.locator('input[webkitdirectory]').setInputFiles(word);
  await expect(page.getByText('52 files (')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'import-folder');
  const words = await bringIn(page, word, 52);
  await expect(page.getByText(/of 52 files are there/)).toBeVisible();
  await picture(page, 'import-folder-progress');
  await isThere(page);
  await expectAccessible(page);
  await picture(page, 'import-folder-report');
  expect(await filesOf(page, words)).toHaveLength(52);

  // One kind of finding: the files that have it, each with its places.
  await page
    .getByRole('row', { name: /header or footer/ })
    .getByRole('button')
    .click();
  await expect(
    page
      .getByRole('article')
      .first()
      .getByText(/places? to look at/),
  ).toBeVisible();
  await page.mouse.wheel(0, 420);
  await expectAccessible(page);
  await picture(page, 'import-folder-finding');

  const plain = await bringIn(page, letters, 87);
  await isThere(page);
  const polish = (await filesOf(page, plain)).find(({ file }) => file.includes('/pl/'))!;
  expect(polish.templateId).toMatch(/-pl$/);

  await page.getByRole('link', { name: 'Look for equal passages' }).click();
  await page.getByRole('button', { name: /^Search/ }).click();
  await expect(page.getByRole('progressbar', { name: /Looking through/ })).toBeVisible();
  await picture(page, 'passages-searching');
  await expect(page.getByRole('progressbar', { name: /Looking through/ })).toHaveCount(0, { timeout: 300_000 });
  const { report } = await asPerson<Overview>(page, 'GET', '/api/passages');
  expect(report!.documents).toBeGreaterThanOrEqual(139);
  expect(report!.passages.after / report!.passages.before).toBeLessThan(0.6);
  expect(report!.characters.after / report!.characters.before).toBeLessThan(0.7);
  await expectAccessible(page);
  await picture(page, 'passages-report');

  // What would change, and the wording that is kept.
  const card = page.getByRole('article').filter({ hasText: /DSGVO/ }).first();
  await card.getByRole('link').click();
  const deed = page.getByRole('button', { name: /^Replace \d+ passages by references/ });
  await expect(deed).toBeEnabled();
  await expectAccessible(page);
  await picture(page, 'passages-preview');
  const touched = page.getByRole('article').filter({ has: page.getByRole('checkbox', { checked: true }) });
  const address = await touched.first().getByRole('link').first().getAttribute('href');
  const template = `/api/drafts/template/${address!.split('/').at(-1)}`;
  const blocksIn = async () =>
    (await asPerson<Template>(page, 'GET', template)).document.body.filter(({ type }) => type === 'block').length;
  const before = await blocksIn();
  await page.getByRole('textbox', { name: 'Name of the block' }).fill('Data protection, the usual words');
  await deed.click();
  await expect(page.getByText(/\d+ drafts changed/)).toBeVisible();
  await expect(page.getByText(/drafts refer to data-protection-the-usual-words/)).toBeVisible();
  await picture(page, 'passages-replaced');
  expect(await blocksIn()).toBe(before + 1);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByText('Undone', { exact: true })).toBeVisible();
  expect(await blocksIn()).toBe(before);

  await page.getByRole('button', { name: /^DE/ }).click();
  await expect(heading(page, 'Gleiche Textstellen')).toBeVisible();
  await page.getByRole('button', { name: /Dunk/ }).click();
  await expectAccessible(page);
  await picture(page, 'passages-report-dark');
  await page.goto(`/bring-in?batch=${words}`);
  await expect(page.getByRole('heading', { name: 'Datei für Datei' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'import-folder-report-dark');

  // Others expect to find the templates that they know.
  for (const { templateId } of [...(await filesOf(page, words)), ...(await filesOf(page, plain))])
    if (templateId !== undefined) await asPerson(page, 'DELETE', `/api/drafts/template/${templateId}`);
});

test('the report of what was brought in fits a telephone', { tag: '@long' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/bring-in');
  await page
    .locator('input[type=file]:not([webkitdirectory])')
    .setInputFiles([{ name: 'reminder.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear {name},\n\nplease pay soon.') }]);
  await page.getByRole('button', { name: 'Bring in 1 file' }).click();
  await expect(page.getByRole('article', { name: 'reminder.txt' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await picture(page, 'import-phone');
  await page.goto('/bring-in');
  await expect(page.getByRole('link', { name: '1 file', exact: true }).first()).toBeVisible();
});
