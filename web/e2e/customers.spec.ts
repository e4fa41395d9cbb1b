import type { Page } from '@playwright/test';
import { asPerson } from './as-person.ts';
import { expect, expectAccessible, heading, picture, test } from './walk.ts';

test('a customer is found and shown with contact points, preferences and timeline', async ({ page }) => {
  await page.goto('/customers');
  const first = page.getByRole('row').nth(1);
  await expect(first).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'customers');
  const name = (await first.getByRole('link').textContent())!;
  await page.getByRole('textbox', { name: 'Search customers' }).fill(name);
  await expect(page).toHaveURL(/q=/);
  await page.getByRole('row').nth(1).getByRole('link').click();
  await expect(heading(page, name)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Contact points' })).toBeVisible();
});

test('a preference is changed after asking and taken back', { tag: '@long' }, async ({ page }) => {
  await page.goto('/communications?channel=email');
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByRole('heading', { name: 'About' }).locator('..').getByRole('link').first().click();
  await expect(page.getByRole('list', { name: 'Timeline' }).getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'customer');
  const preference = page.getByRole('combobox', { name: 'Invoices' });
  const before = await preference.inputValue();
  await preference.click();
  await page.getByRole('option', { name: before === 'Portal' ? 'Post' : 'Portal' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the preferred channel?' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await expect(preference).toHaveValue(before === 'Portal' ? 'Post' : 'Portal');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Preference changed back')).toBeVisible();
  await expect(preference).toHaveValue(before);
});

/** Somebody who never allowed anything: other walks note consents too. */
async function withoutConsent(page: Page): Promise<string> {
  const { rows } = await asPerson<{ rows: { id: string }[] }>(page, 'GET', '/api/customers?limit=200');
  for (const { id } of rows) {
    const { entries } = await asPerson<{ entries: unknown[] }>(page, 'GET', `/api/customers/${id}/consents`);
    if (entries.length === 0) return id;
  }
  throw new Error('everybody allowed something');
}

test('a consent is noted with what proves it, withdrawn again, and both stay to be read', { tag: '@long' }, async ({ page }) => {
  await page.goto(`/customers/${await withoutConsent(page)}`);
  await expect(page.getByRole('heading', { name: 'Advertising' })).toBeVisible();
  const email = page.getByRole('list', { name: 'Advertising' }).getByRole('listitem').filter({ hasText: 'E-mail' });
  await expect(email).toContainText('No consent');
  await page.getByRole('button', { name: 'Note a consent' }).click();
  const dialog = page.getByRole('dialog', { name: /^Consent of/ });
  await expect(dialog.getByRole('button', { name: 'Note it' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'What proves it' }).fill('Signed form, folder 12');
  await expectAccessible(page);
  await picture(page, 'customer-consent');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await expect(dialog).toBeHidden();
  await expect(email).toContainText('since');
  await page.getByText('How it came about: 1 entry').click();
  await expect(page.getByText('Signed form, folder 12')).toBeVisible();
  await expectAccessible(page);
  await email.scrollIntoViewIfNeeded();
  await picture(page, 'customer-consents');
  const proof = await page.request.get((await page.getByRole('link', { name: 'Proof (PDF)' }).getAttribute('href'))!);
  expect(proof.headers()['content-type']).toBe('application/pdf');
  await email.getByRole('button', { name: 'Withdraw…' }).click();
  const asked = page.getByRole('dialog', { name: 'Withdraw the consent?' });
  await asked.getByRole('textbox', { name: 'How the customer said it' }).fill('Called in');
  await asked.getByRole('button', { name: 'Withdraw', exact: true }).click();
  await expect(email).toContainText('Not wanted');
  await expect(page.getByText('How it came about: 2 entries')).toBeVisible();
});
