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

test('an author writes a letter from nothing, with fields, a condition, a table, two languages and an e-mail of its own, and submits it', async ({
  page,
}) => {
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

  // A condition around a sentence, with the reason why it is shown.
  await place(page, '/body').locator('p').nth(1).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await choose(page, '/cond', 'Condition');
  await page.keyboard.type('We are glad that you are with us.');
  await page.locator('.ed-frame[data-kind="if"] > .ed-frame-head button').click();
  const properties = page.getByRole('region', { name: 'Properties' });
  await expect(properties.getByRole('status')).toContainText('sample record');
  await expectAccessible(page);
  await picture(page, 'editor-condition');
  await page.keyboard.press('Escape');

  // Undo is for everything, also for the frame.
  for (let i = 0; i < 40 && (await page.locator('.ed-frame[data-kind="if"]').count()) > 0; i++)
    await page.keyboard.press('ControlOrMeta+z');
  await expect(page.locator('.ed-frame[data-kind="if"]')).toHaveCount(0);
  for (let i = 0; i < 40 && !(await page.getByText('We are glad that you are with us.').isVisible()); i++)
    await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(page.locator('.ed-frame[data-kind="if"]')).toHaveCount(1);

  // A second language: what is missing is shown in the first, and written.
  await page.getByRole('button', { name: /^Language that is written/ }).click();
  await page.getByRole('menuitem', { name: 'German' }).click();
  await expect(place(page, '/body').locator('.ed-untranslated').first()).toBeVisible();
  await picture(page, 'editor-german-missing');
  await place(page, '/body').locator('.ed-untranslated').first().click();
  await page.keyboard.type('Guten Tag ');
  await choose(page, '{{customer.na', 'customer.name');
  await expect(place(page, '/body')).toContainText('Guten Tag');
  await page.getByRole('button', { name: /^Language that is written/ }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  await expect(place(page, '/body')).toContainText('Dear');

  // The e-mail has words of its own; each channel is seen as it will be.
  const channels = page.getByRole('radiogroup', { name: 'Channel' });
  await channels.getByText('E-mail').click();
  await page.getByRole('button', { name: /Write own: E-mail/ }).click();
  await place(page, '/email/body').locator('p').nth(1).click();
  await page.keyboard.press('End');
  await page.keyboard.type(' See it online.');
  await expect(page.locator('iframe.ed-message').contentFrame().getByText('See it online.')).toBeVisible({ timeout: 30_000 });
  const ground = () =>
    page
      .locator('iframe.ed-message')
      .contentFrame()
      .locator('.ph-card')
      .first()
      .evaluate((card) => getComputedStyle(card).backgroundColor);
  const light = await ground();
  await page.getByRole('region', { name: 'Preview' }).getByText('Dark').click();
  await expect.poll(ground).not.toBe(light);
  await expectAccessible(page);
  await picture(page, 'editor-email-dark');
  await channels.getByText('Letter').click();
  await expect(place(page, '/body')).not.toContainText('See it online.');

  // Find, the list of keys.
  await text(page).press('ControlOrMeta+f');
  await page.getByRole('textbox', { name: 'Find' }).fill('bought');
  await expect(page.getByText(/\d+ places?$/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await expect(page.getByRole('dialog')).toContainText('Insert a field');
  await picture(page, 'editor-shortcuts');
  await page.keyboard.press('Escape');

  await saved(page);
  await page.getByRole('button', { name: 'Submit for release' }).click();
  await page.getByRole('textbox', { name: 'What was changed, and why' }).fill('A new confirmation.');
  await page.getByRole('dialog').getByRole('button', { name: 'Submit for release' }).click();
  await expect(page.getByText('It waits for a second person: you worked on it yourself.')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await picture(page, 'editor-submitted');
});
