import type { Page } from '@playwright/test';
import { expect, expectAccessible, picture, test } from './walk.ts';

// On a machine that does much else at once, a walk takes minutes.
test.describe.configure({ timeout: 400_000 });

const example = {
  customer: { name: 'Jette Brandt', language: 'en', address: ['Jette Brandt', 'Norderhofenden 31', '24937 Flensburg'] },
  order: { number: 'A-1', currency: 'CHF', items: [{ text: 'Cable', amount: '19.99' }] },
};
const drop = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60" rx="8" fill="#1f5f58"/></svg>';

const body = (page: Page) => page.locator('.ed-area[data-path="/body"]');
const properties = (page: Page) => page.getByRole('region', { name: 'Properties' });
const saved = (page: Page) => expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'saved', { timeout: 60_000 });

/** Chooses the first thing that the menu offers for what was typed. */
async function choose(page: Page, typed: string, offered: RegExp): Promise<void> {
  await page.keyboard.type(typed, { delay: 15 });
  await expect(page.getByRole('option', { name: offered, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('#ed-menu')).toHaveCount(0);
}

test('columns get a third and their widths, cells their format, and a picture comes from a file', { tag: '@long' }, async ({ page }) => {
  await page.goto('/templates');
  await page.getByRole('button', { name: 'New template' }).click();
  const name = `Side by side ${Date.now().toString(36)}`;
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: /An example record/ }).fill(JSON.stringify(example));
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible({ timeout: 90_000 });
  await body(page).locator('.ed-area-body > *').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');

  // By keys alone: to the frame around the text, into its properties.
  await choose(page, '/contents', /^Columns/);
  await page.keyboard.type('To the left');
  const ratio = properties(page).getByRole('combobox', { name: 'Ratio of widths' });
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+Enter');
    await expect(ratio).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await properties(page).getByRole('button', { name: 'Add column' }).press('Enter');
  await ratio.click();
  await page.getByRole('option', { name: '1 : 2 : 1' }).click();
  await expect(properties(page).getByRole('textbox', { name: 'Column 2' })).toHaveValue('2');
  await properties(page).getByRole('textbox', { name: 'Column 3' }).fill('25 mm');
  await expect(ratio).toHaveValue('');
  await saved(page);
  await expectAccessible(page);
  await picture(page, 'editor-columns');
  await page.keyboard.press('Escape');

  // The amount of a cell is written in the currency that the data tells.
  await body(page).locator('p').last().click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Enter');
  await choose(page, '/table', /^Table/);
  await page.keyboard.press('Alt+Enter');
  await properties(page)
    .getByRole('tab', { name: /amount/i })
    .click();
  const format = properties(page).getByRole('combobox', { name: 'Written as' });
  await format.click();
  await page.getByRole('option', { name: 'number (2 decimals)' }).click();
  await expect(properties(page).getByRole('textbox', { name: 'What stands in a row' })).toHaveValue('{{ number(item.amount, 2) }}');
  await format.click();
  await page.getByRole('option', { name: 'amount (order.currency)' }).click();
  await expect(properties(page).getByRole('textbox', { name: 'What stands in a row' })).toHaveValue(
    '{{ money(item.amount, order.currency) }}',
  );

  // A picture is offered where the template has none yet.
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+End');
  const asked = page.waitForEvent('filechooser');
  await choose(page, '/picture', /^Picture from a file/);
  await (await asked).setFiles({ name: 'Drop.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(drop) });
  await expect(body(page).locator('.ed-object[data-type="image"]')).toBeVisible({ timeout: 60_000 });
  await saved(page);
  await page.getByRole('button', { name: /^Dark|dark/ }).click();
  await expectAccessible(page);
  await picture(page, 'editor-columns-dark');
});
