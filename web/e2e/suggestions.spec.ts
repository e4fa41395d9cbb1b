import type { Page } from '@playwright/test';
import { discardDraft } from './discard-draft.ts';
import { secondPerson } from './second-person.ts';
import { enter, expect, expectAccessible, picture, test } from './walk.ts';

const body = (page: Page) => page.locator('.ed-area[data-path="/body"]');
const saved = (page: Page) => expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'saved', { timeout: 60_000 });
const panel = (page: Page) => page.getByRole('tabpanel', { name: /^Suggestions/ });
const suggestSwitch = (page: Page) => page.getByRole('button', { name: /^Suggest(ing)?$/ });
const tab = (page: Page) => page.getByRole('tablist', { name: 'About the text' }).getByRole('tab', { name: /^Suggestions/ });

async function open(page: Page): Promise<void> {
  await page.goto('/editor/template/shop-invoice');
  await expect(page.getByRole('textbox', { name: 'Text of the template' })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.ed-page canvas').first()).toBeVisible({ timeout: 90_000 });
}

/** Puts the cursor to the end of the first text of the body. */
async function toEndOfFirst(page: Page): Promise<void> {
  await body(page)
    .locator('h1, h2, h3, p')
    .first()
    .click({ position: { x: 1, y: 6 } });
  await page.keyboard.press('End');
}

test.afterEach(({ context }) => discardDraft(context, 'shop-invoice'));

test('while the author writes, a lawyer suggests; the author sees it at once, comments, accepts by a key, and takes it back', {
  tag: '@long',
}, async ({ page, browser, baseURL }) => {
  test.setTimeout(900_000);
  const legal = await secondPerson(browser, baseURL, page, 'Lena Legal', 'Compliance');
  await open(page);
  await saved(page);
  await open(legal);
  await expect(legal.locator('.ed-standing')).toBeVisible({ timeout: 60_000 });
  await suggestSwitch(legal).click();
  await toEndOfFirst(legal);
  await legal.keyboard.press('Backspace');
  await legal.keyboard.type(' without delay');
  await expect(body(legal).locator('ins')).toHaveText(' without delay');
  await tab(legal).click();
  await expect(panel(legal).getByText('Whoever is writing the draft decides')).toBeVisible();

  // It arrives at the author without asking for it.
  const inserted = body(page).locator('ins', { hasText: 'without delay' });
  await expect(inserted).toBeVisible({ timeout: 30_000 });
  await tab(page).click();
  await expect(panel(page).getByText('Lena Legal')).toBeVisible();
  await suggestSwitch(page).click();
  await body(page)
    .locator('p')
    .nth(1)
    .click({ position: { x: 1, y: 6 } });
  await page.keyboard.press('Home');
  await page.keyboard.type('Please note: ');
  await expect(panel(page).locator('.ed-suggestion')).toHaveCount(2);
  await panel(page).getByText('As if accepted').click();
  await expect(page.getByText('The preview shows the text as if')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'editor-suggestions');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'));
  await expectAccessible(page);
  await picture(page, 'editor-suggestions-dark');
  await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'light'));

  // What is open is not submitted.
  await saved(page);
  await page.getByRole('button', { name: 'Submit', exact: false }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').first().fill('Shorter');
  await dialog.getByRole('button', { name: /Submit/ }).click();
  await expect(page.getByRole('dialog', { name: 'Suggestions are still open' })).toContainText('Lena Legal', { timeout: 60_000 });
  await page.keyboard.press('Escape');

  await panel(page).locator('.ed-suggestion', { hasText: 'Lena Legal' }).getByRole('button', { name: 'Comment' }).click();
  const comments = page.getByRole('tabpanel', { name: /^Comments/ });
  await comments.getByRole('textbox').fill('Says who?');
  await comments.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(comments.getByText('Says who?')).toBeVisible();
  await comments.getByRole('listitem').filter({ hasText: 'Says who?' }).getByRole('button', { name: 'Resolve' }).click();
  await tab(page).click();
  await expect(panel(page).getByText('1 comment')).toBeVisible();

  // By keyboard: to the suggestion, accept it; undo brings it back, reject the rest.
  await body(page)
    .locator('h1, h2, h3, p')
    .first()
    .click({ position: { x: 1, y: 6 } });
  await page.keyboard.press('ControlOrMeta+Alt+k');
  await page.keyboard.press('ControlOrMeta+Alt+j');
  await page.keyboard.press('ControlOrMeta+Alt+y');
  await expect(inserted).toHaveCount(0);
  await expect(body(page)).toContainText('without delay');
  await expect(legal.locator('.ed-suggestion', { hasText: 'without delay' })).toHaveCount(0, { timeout: 30_000 });
  await page.keyboard.press('ControlOrMeta+z');
  await expect(inserted).toBeVisible();
  await tab(page).click();
  await panel(page).getByRole('button', { name: 'Reject all' }).click();
  await expect(panel(page).getByText('Nothing is suggested.')).toBeVisible();
  await expect(body(page)).not.toContainText('without delay');
  await saved(page);
  await legal.context().close();
});

test('a lawyer puts in a paragraph, divides one, takes out a table and items of a list come; the author looks, accepts, takes it back and rejects', {
  tag: '@long',
}, async ({ page, browser, baseURL }) => {
  test.setTimeout(900_000);
  const legal = await secondPerson(browser, baseURL, page, 'Nora Notary', 'Compliance');
  await open(page);
  await saved(page);
  await toEndOfFirst(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type('You can pay by transfer. You can pay by card.');
  await page.keyboard.press('Enter');
  await page.keyboard.type('- Transfer');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Card');
  await saved(page);
  await open(legal);
  await expect(legal.locator('.ed-standing')).toBeVisible({ timeout: 60_000 });
  await suggestSwitch(legal).click();
  const text = body(legal);

  // A paragraph of one's own, and another one divided.
  await toEndOfFirst(legal);
  await legal.keyboard.press('Enter');
  await legal.keyboard.type('This invoice replaces the one before.');
  await expect(text.locator('.ed-inserted')).toHaveText('This invoice replaces the one before.');
  await text.getByText('You can pay by transfer.').click({ position: { x: 1, y: 6 } });
  await legal.keyboard.press('Home');
  for (let i = 0; i < 'You can pay by transfer. '.length; i++) await legal.keyboard.press('ArrowRight');
  await legal.keyboard.press('Enter');
  // An item of a list, and a table that is to go.
  await text.getByRole('listitem').last().click();
  await legal.keyboard.press('End');
  await legal.keyboard.press('Enter');
  await legal.keyboard.type('Direct debit');
  await text.locator('.ed-object[data-type="table"]').first().click();
  await legal.keyboard.press('Delete');
  await expect(text.locator('.ed-deleted .ed-object[data-type="table"]')).toBeVisible();
  await tab(legal).click();
  await expect(panel(legal).locator('.ed-suggestion')).toHaveCount(4);
  await expect(panel(legal).getByText('Paragraph divided before')).toBeVisible();

  // It arrives at the author, as it is meant, and the letter is as it was.
  await expect(body(page).locator('.ed-inserted')).toHaveCount(3, { timeout: 30_000 });
  await expect(body(page).locator('.ed-deleted .ed-object[data-type="table"]')).toBeVisible();
  await tab(page).click();
  await expect(panel(page).locator('.ed-suggestion')).toHaveCount(4);
  await toEndOfFirst(page);
  await expectAccessible(page);
  await picture(page, 'editor-suggestions-nodes');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'));
  await expectAccessible(page);
  await picture(page, 'editor-suggestions-nodes-dark');
  await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'light'));

  await panel(page).locator('.ed-suggestion', { hasText: 'Table' }).getByRole('button', { name: 'Reject' }).click();
  await expect(body(page).locator('.ed-deleted')).toHaveCount(0);
  await expect(body(page).locator('.ed-object[data-type="table"]').first()).toBeVisible();
  await panel(page).getByRole('button', { name: 'Accept all' }).click();
  await expect(body(page).locator('.ed-suggested')).toHaveCount(0);
  await expect(body(page).getByRole('listitem')).toHaveText(['Transfer', 'Card', 'Direct debit']);
  await expect(body(page).getByText('You can pay by card.', { exact: true })).toBeVisible();
  await expect(panel(legal).getByText('Nothing is suggested.')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('ControlOrMeta+z');
  await body(page).click({ position: { x: 1, y: 6 } });
  await page.keyboard.press('ControlOrMeta+z');
  await expect(body(page).locator('.ed-inserted').first()).toBeVisible();
  await panel(page).getByRole('button', { name: 'Reject all' }).click();
  await expect(body(page)).not.toContainText('Direct debit');
  await expect(body(page)).not.toContainText('replaces the one before');
  await saved(page);
  await legal.context().close();
});

test('administration says that no language model is connected, and how to connect one', async ({ page }) => {
  await page.goto('/');
  await enter(page, 'Administration');
  await page.getByRole('tab', { name: 'Language model' }).click();
  await expect(page.getByText('No language model is connected')).toBeVisible();
  await expect(page.getByText('POSTHORN_ASSISTANT_URL')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'administration-assistant');
});
