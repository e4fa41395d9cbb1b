import type { Page } from '@playwright/test';
import { discardDraft } from './discard-draft.ts';
import { expect, expectAccessible, picture, product, signedInFile, test } from './walk.ts';

// On a machine that does much else at once, a walk takes minutes.
test.describe.configure({ timeout: 400_000, mode: 'serial' });

const tab = '/brands/hollyhock/draft?tab=voice';
const saved = (page: Page) => expect(page.locator('.bd-save')).toHaveAttribute('data-state', 'saved');
const cell = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const found = (page: Page) => page.getByRole('complementary', { name: 'What it finds today' });

test.afterAll(async ({ browser }) => {
  const context = await browser.newContext({ storageState: signedInFile, baseURL: product().url });
  await discardDraft(context, 'hollyhock', 'brand');
  await context.close();
});

test('a list out of a spreadsheet becomes words to avoid, by keys alone, and what goes out today is told against it', {
  tag: '@long',
}, async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: product().url });
  await page.goto('/brands/hollyhock');
  await page.getByRole('link', { name: /Edit|Go on/ }).click();
  await page.getByRole('tab', { name: 'Wording', exact: true }).click();
  await expect(found(page).getByText('Templates', { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.getByText('Sie', { exact: true }).click();
  await page.getByRole('textbox', { name: 'How difficult texts may be' }).fill('1.5');
  await cell(page, 'Instead of: next line').fill('Ware*');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Artikel');
  await page.keyboard.press('Enter');
  await expect(cell(page, 'Write: Ware*')).toHaveValue('Artikel');
  await expect(cell(page, 'Instead of: next line')).toBeFocused();
  await expect(found(page).getByText('Ware → Artikel')).toBeVisible({ timeout: 60_000 });
  await page.evaluate(() => navigator.clipboard.writeText('Posten\tArtikel\nWARE*\tProdukt\nUnser Haus\t\n'));
  await page.keyboard.press('Control+v');
  await expect(cell(page, 'Write: WARE*')).toHaveValue('Produkt');
  await expect(cell(page, 'Instead of: Unser Haus')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cell(page, 'Write: Ware*')).toHaveValue('Artikel');
  await expect(cell(page, 'Instead of: Posten')).toHaveCount(0);
  await page.getByRole('button', { name: 'Redo' }).click();
  // What is there already is told, and a line that says nothing any more is none.
  await cell(page, 'Instead of: next line').fill('posten');
  await expect(page.getByText('It is in the list already.')).toBeVisible();
  await cell(page, 'Instead of: next line').fill('');
  await cell(page, 'Instead of: Unser Haus').fill('');
  await page.keyboard.press('Tab');
  await expect(cell(page, 'Instead of: Unser Haus')).toHaveCount(0);
  await cell(page, 'Name: next line').fill('Banking-APP');
  await page.keyboard.press('Enter');
  await expect(found(page).getByText('Banking-App → Banking-APP')).toBeVisible({ timeout: 60_000 });
  await expect(found(page).getByRole('link', { name: 'Shop invoice' })).toBeVisible();
  await expect(
    found(page)
      .getByText(/, target 1\.5$/)
      .first(),
  ).toBeVisible();
  await saved(page);
  await expectAccessible(page);
  await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
  await picture(page, 'brand-voice');
});

test('it is there again, dark, and on a telephone', { tag: '@long' }, async ({ page }) => {
  await page.goto(tab);
  await expect(cell(page, 'Write: WARE*')).toHaveValue('Produkt');
  await page.getByRole('button', { name: /^Dark|dark/ }).click();
  await expect(found(page).getByText('Ware → Produkt')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await picture(page, 'brand-voice-dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(cell(page, 'Write: WARE*')).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
