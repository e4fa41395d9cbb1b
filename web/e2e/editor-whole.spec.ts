import type { Page } from '@playwright/test';
import { asPerson } from './as-person.ts';
import { expect, expectAccessible, picture, test } from './walk.ts';

const body = (page: Page) => page.locator('.ed-area[data-path="/body"]');
const saved = (page: Page) => expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'saved', { timeout: 60_000 });
const more = async (page: Page, deed: string) => {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: deed }).click();
};

test('an author says what holds of a whole template, adds a field to its data, looks back at an earlier save, and gives the draft up', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(400_000);
  const id = `whole-${Date.now().toString(36)}`;
  const record = { customer: { name: 'Jette Brandt', language: 'de', address: ['Norderhofenden 31', '24937 Flensburg'] } };
  await asPerson(page, 'POST', '/api/templates', {
    ...{ id, name: { en: 'Welcome' }, kind: 'batch', purpose: 'service', brand: 'hollyhock', languages: ['en'] },
    data: { sample: record },
  });
  await page.goto(`/editor/template/${id}`);
  await expect(page.getByRole('textbox', { name: 'Text of the template' })).toBeVisible({ timeout: 90_000 });
  await body(page).locator('p').first().click();
  await page.keyboard.type('Good morning,');
  await saved(page);

  // A sample record that has more than the template knows: its fields are taken over, one more is added by hand.
  await asPerson(page, 'POST', `/api/templates/${id}/samples`, { record: { ...record, since: '2026-04-01' }, label: 'Since April' });
  await page.reload();
  await page
    .getByRole('combobox', { name: 'Sample record' })
    .or(page.getByRole('textbox', { name: 'Sample record' }))
    .first()
    .click();
  await page.getByRole('option', { name: 'Since April' }).click();
  await more(page, 'Settings of the template');
  const settings = page.getByRole('dialog', { name: 'Settings of the template' });
  await settings.getByRole('textbox', { name: 'Name' }).first().fill('Warm welcome');
  await settings.getByRole('tab', { name: 'Data' }).click();
  await settings.getByRole('button', { name: 'Take fields of the sample record' }).click();
  await expect(settings.getByRole('cell', { name: 'since', exact: true })).toBeVisible();
  await settings.getByRole('textbox', { name: 'Field' }).fill('contract.options[].text');
  await settings.getByRole('button', { name: 'Add a field' }).click();
  await expect(settings.getByRole('cell', { name: 'contract.options[].text', exact: true })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'editor-settings');
  await settings.getByRole('button', { name: 'Take over' }).click();
  await expect(settings).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Warm welcome' })).toBeVisible();
  await saved(page);
  // What was added is offered like every other field.
  await body(page).locator('p').first().click();
  await page.keyboard.press('End');
  await page.keyboard.type(' customer since {{sin', { delay: 20 });
  await expect(page.getByRole('option', { name: 'since' }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await saved(page);

  // A language more is chosen by what customers read.
  await page.getByRole('button', { name: /^Language that is written/ }).click();
  await page.getByRole('menuitem', { name: 'German' }).click();
  await saved(page);
  const draft = await asPerson<{ document: { language?: string; name: unknown } }>(page, 'GET', `/api/drafts/template/${id}`);
  expect(draft.document.language).toBe('customer.language');

  // How it was: what is different since, and the way back, which can be undone.
  await more(page, 'Earlier saves');
  const saves = page.getByRole('dialog', { name: 'Earlier saves' });
  await saves.getByRole('list', { name: 'Earlier saves' }).getByRole('button').last().click();
  await expect(saves.getByText('since').first()).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await picture(page, 'editor-saves');
  await saves.getByRole('button', { name: 'Bring this back' }).click();
  await expect(saves).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1, name: 'Welcome', exact: true })).toBeVisible();
  await page.getByRole('textbox', { name: 'Text of the template' }).press('ControlOrMeta+z');
  await expect(page.getByRole('heading', { level: 1, name: 'Warm welcome' })).toBeVisible();
  await saved(page);

  // Given up, nothing is left of a template that was never submitted.
  await more(page, 'Discard the draft');
  const asked = page.getByRole('dialog', { name: 'Discard the draft' });
  await asked.getByRole('button', { name: 'Discard the draft' }).click();
  await expect(page).toHaveURL(/\/templates$/, { timeout: 60_000 });
  expect((await page.request.get(`/api/drafts/template/${id}`)).status()).toBe(404);
});
