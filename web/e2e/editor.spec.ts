import type { Page } from '@playwright/test';
import { expect, expectAccessible, picture, test } from './walk.ts';

const example = {
  customer: {
    name: 'Jette Brandt',
    language: 'en',
    address: ['Jette Brandt', 'Norderhofenden 31', '24937 Flensburg'],
    since: '2019-04-01',
  },
  order: {
    number: 'A-1',
    currency: 'EUR',
    total: '39.98',
    items: [
      { text: 'Cable', amount: '19.99' },
      { text: 'Adapter', amount: '19.99' },
    ],
  },
};

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the template' });
const place = (page: Page, path: string) => page.locator(`.ed-area[data-path="${path}"]`);
const saved = (page: Page) => expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'saved', { timeout: 30_000 });

/** Chooses the first thing that the menu offers for what was typed. */
async function choose(page: Page, typed: string, offered: string): Promise<void> {
  await page.keyboard.type(typed, { delay: 15 });
  await expect(page.getByRole('option', { name: offered }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toHaveCount(0);
}

test('an author writes a letter from nothing, with fields and a table of the data and sees it as it will be', async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto('/templates');
  await page.getByRole('button', { name: 'New template' }).click();
  const name = `Order confirmation ${Date.now().toString(36)}`;
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: /An example record/ }).fill(JSON.stringify(example, null, 1));
  await picture(page, 'editor-create');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(text(page)).toBeVisible();

  // Words and a field, by keyboard alone.
  await place(page, '/subject').locator('p').click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Your order ');
  await choose(page, '{{order.num', 'order.number');
  await place(page, '/body').locator('.ed-area-body > *').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type('Dear ');
  await choose(page, '{{customer.na', 'customer.name');
  await page.keyboard.type(',');
  await page.keyboard.press('Enter');
  await page.keyboard.type('thank you for your order. Here is what you bought:');
  await page.keyboard.press('Enter');
  await choose(page, '/table', 'Table');
  await expect(page.locator('.ed-object[data-type="table"]').getByText('Table of order.items')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.ed-pages canvas').first()).toBeVisible({ timeout: 60_000 });
  await saved(page);
  await expectAccessible(page);
  await picture(page, 'editor-letter');
});
