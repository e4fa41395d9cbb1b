import type { Page } from '@playwright/test';
import { secondPerson } from './second-person.ts';
import { enter, expect, expectAccessible, heading, picture, test } from './walk.ts';

// The second walk compares the versions that the first one made.
test.describe.configure({ mode: 'serial' });

const saved = (page: Page) => expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'saved', { timeout: 90_000 });
const place = (page: Page, path: string) => page.locator(`.ed-area[data-path="${path}"]`);

/** Opens the draft of the shop's invoice and writes at the beginning of what all invoices say first. */
async function amend(page: Page, words: string): Promise<void> {
  await page.goto('/editor/template/shop-invoice');
  const paragraph = place(page, '/body').locator('p').filter({ hasText: 'for your order of' }).first();
  await expect(paragraph).toBeVisible({ timeout: 90_000 });
  await paragraph.click({ position: { x: 4, y: 8 } });
  await page.keyboard.press('Home');
  await page.keyboard.type(words);
  await saved(page);
}

async function submit(page: Page, why: string): Promise<void> {
  await page.getByRole('button', { name: 'Submit for release' }).click();
  await page.getByRole('textbox', { name: 'What was changed, and why' }).fill(why);
  await page.getByRole('dialog').getByRole('button', { name: 'Submit for release' }).click();
  await expect(page.getByText('It waits for a second person: you worked on it yourself.')).toBeVisible({ timeout: 90_000 });
}

async function openWaiting(page: Page): Promise<void> {
  await enter(page, 'To review');
  await page
    .getByRole('row', { name: /Shop invoice/ })
    .getByRole('link')
    .click();
  await expect(heading(page, 'Shop invoice')).toBeVisible();
}

test('a second person compares, comments, returns; the author amends; a second person proves and releases; a run uses it', {
  tag: '@long',
}, async ({ page, browser, baseURL }) => {
  test.setTimeout(900_000);
  const rita = await secondPerson(browser, baseURL, page, 'Rita Compliance', 'Compliance');
  await enter(rita, 'To review');
  // Other walks may have left something to review; this template is not among it.
  await expect(rita.getByText('Nothing waits for you').or(rita.getByRole('row').nth(1))).toBeVisible();
  await expect(rita.getByRole('row', { name: /Shop invoice/ })).toHaveCount(0);
  await expectAccessible(rita);

  await amend(page, 'We are glad that you chose us. ');
  await submit(page, 'A warmer first sentence, as marketing asked for.');
  await page.getByRole('link', { name: 'Open the review' }).click();
  await expect(page.getByText(/Nobody releases a change of their own/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Release' })).toHaveCount(0);
  await expectAccessible(page);
  await picture(page, 'review-own-change');

  // The second person: what waits, what changed, as text, rules and pictures.
  await rita.reload();
  await expect(rita.getByRole('row', { name: /Shop invoice/ })).toContainText('Compliance');
  await expectAccessible(rita);
  await picture(rita, 'review-inbox');
  await openWaiting(rita);
  const change = rita.locator('.rv-passage[data-change="changed"]').first();
  await expect(change).toContainText('We are glad that you chose us.');
  await expect(change.locator('ins').first()).toBeVisible();
  await expectAccessible(rita);
  await picture(rita, 'review-text');
  await rita.getByText('Side by side', { exact: true }).click();
  await picture(rita, 'review-text-beside');
  await rita.getByText('In one line', { exact: true }).click();
  await rita.getByRole('switch', { name: 'Whole text' }).press('Space');
  await expect(rita.locator('.rv-passage:not([data-change])').first()).toBeVisible();
  await picture(rita, 'review-text-whole');
  await rita.getByRole('tab', { name: 'Pictures' }).click();
  await expect(rita.getByText('Different', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await expect(rita.locator('.rv-sheet canvas')).toHaveCount(2);
  await expectAccessible(rita);
  await picture(rita, 'review-pictures');
  await rita.getByText('Overlay', { exact: true }).click();
  await rita.getByRole('slider', { name: 'Share of the newer version that is seen' }).focus();
  for (let i = 0; i < 12; i++) await rita.keyboard.press('ArrowRight');
  await expectAccessible(rita);
  await picture(rita, 'review-pictures-overlay');
  await rita.getByText('Side by side', { exact: true }).click();
  await rita.getByRole('radiogroup', { name: 'Format' }).getByText('E-mail').click();
  await expect(rita.locator('iframe.paper')).toHaveCount(2);
  await picture(rita, 'review-pictures-email');

  // A comment on a passage, by keyboard; then the version goes back.
  await rita.getByRole('tab', { name: 'Text' }).click();
  await expect(change).toBeVisible();
  await rita.keyboard.press('j');
  await rita.keyboard.press('c');
  await rita.keyboard.type('Say who is glad: the customer has bought from Hollyhock & Wren.');
  await rita.keyboard.press('ControlOrMeta+Enter');
  await expect(rita.getByRole('region', { name: 'Comments' })).toContainText('Say who is glad');
  await expectAccessible(rita);
  await picture(rita, 'review-comment');
  await rita.getByRole('button', { name: 'Return' }).click();
  await rita.getByRole('textbox', { name: 'What must be changed, and why' }).fill('Please name the shop, see my comment.');
  await expectAccessible(rita);
  await picture(rita, 'review-return');
  await rita.getByRole('dialog').getByRole('button', { name: 'Return' }).click();
  await expect(rita.getByText('Returned by Rita Compliance')).toBeVisible();
  await picture(rita, 'review-returned');

  // The author answers, writes and submits again.
  await page.reload();
  await expect(page.getByText('Please name the shop, see my comment.')).toBeVisible();
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByRole('textbox', { name: 'Reply' }).fill('Done.');
  await page.getByRole('textbox', { name: 'Reply' }).locator('xpath=ancestor::form').getByRole('button', { name: 'Reply' }).click();
  await expect(page.getByRole('region', { name: 'Comments' })).toContainText('Done.');
  await amend(page, 'Hollyhock & Wren thanks you. ');
  await submit(page, 'The shop is named now.');

  // Proved, taken as expected, released.
  await openWaiting(rita);
  await rita.getByRole('button', { name: 'Resolve', exact: true }).click();
  await rita.getByRole('tab', { name: /Proof/ }).click();
  await expect(rita.getByText('different').first()).toBeVisible({ timeout: 120_000 });
  await expect(rita.getByRole('button', { name: /Take (all )?\d+ as expected/ })).toBeVisible({ timeout: 120_000 });
  await expectAccessible(rita);
  await picture(rita, 'review-proof');
  await rita.locator('.rv-cell').first().click();
  await expect(rita.getByText('Different', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
  await rita.getByRole('tab', { name: /Proof/ }).click();
  await rita.getByRole('button', { name: /Take (all )?\d+ as expected/ }).click();
  await rita.getByRole('textbox', { name: 'Why' }).fill('The new sentence, and nothing else.');
  await rita.getByRole('dialog').getByRole('button', { name: 'Expected' }).click();
  await expect(rita.getByText('The new sentence, and nothing else.').first()).toBeVisible();
  await picture(rita, 'review-proof-expected');
  await rita.getByRole('button', { name: 'Release', exact: true }).click();
  await rita.getByRole('textbox', { name: 'What you looked at' }).fill('Text, pictures and proof: as described.');
  await expectAccessible(rita);
  await picture(rita, 'review-release');
  await rita.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
  await expect(rita.getByText('Approved by Rita Compliance')).toBeVisible();
  await picture(rita, 'review-released');

  // A run uses it: a communication says what was written.
  const run = `After the review ${Date.now().toString(36)}`;
  await page.goto('/runs?start=1');
  const dialog = page.getByRole('dialog', { name: 'Start a run' });
  await dialog.getByRole('combobox', { name: 'Template' }).click();
  await page
    .getByRole('option', { name: /Shop invoice/ })
    .first()
    .click();
  await dialog.getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option', { name: /invoices/ }).click();
  await dialog.getByRole('textbox', { name: 'At most' }).fill('7');
  await dialog.getByLabel('Name (optional)').fill(run);
  await dialog.getByRole('button', { name: 'Start a run' }).click();
  await dialog.getByRole('button', { name: 'Yes, start now' }).click();
  await expect(heading(page, run)).toBeVisible();
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 120_000 });
  await picture(page, 'review-run');
  const runId = page.url().split('/').at(-1)!.split('?')[0]!;
  await page.goto(`/communications?runId=${runId}&channel=post&language=en`);
  await page.locator('.list-box .list-line').filter({ hasText: 'Invoice' }).first().getByRole('link').first().click();
  await expect(page.locator('.textLayer').first()).toContainText('Hollyhock & Wren thanks you.', { timeout: 90_000 });
  await expectAccessible(page);
  await picture(page, 'review-communication');

  // And how the sentence came there.
  await page.locator('.textLayer span').filter({ hasText: 'Hollyhock & Wren thanks you' }).first().click();
  const origin = page.getByRole('dialog', { name: 'How this sentence came to the customer' });
  await expect(origin).toContainText('The shop is named now.');
  await expect(origin).toContainText('Rita Compliance');
  await expect(origin).toContainText('Text, pictures and proof: as described.');
  await expectAccessible(page);
  await picture(page, 'communication-origin');
  await rita.context().close();
});

test('any two versions are compared, and an emergency withdrawal shows what it meets; in German and dark', { tag: '@long' }, async ({
  page,
}) => {
  test.setTimeout(400_000);
  await page.goto('/templates/shop-invoice');
  await page.getByRole('link', { name: 'Compare versions' }).click();
  await expect(page.getByRole('combobox', { name: 'Older' })).toBeVisible();
  await expect(page.locator('.rv-passage').first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'versions-compare');
  await page.goto('/templates/shop-invoice');
  await page.getByRole('button', { name: 'Withdraw …' }).click();
  await expect(page.getByText(/No run is at work with it now|will be paused/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'review-withdraw');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'DE: Deutsch' }).click();
  await page.getByRole('button', { name: 'Dunkle Darstellung' }).click();
  await page.goto('/reviews?show=released');
  await page
    .getByRole('row', { name: /Shop-Rechnung/ })
    .getByRole('link')
    .first()
    .click();
  await expect(page.locator('.rv-passage[data-change]').first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'review-text-de-dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await picture(page, 'review-phone');
});
