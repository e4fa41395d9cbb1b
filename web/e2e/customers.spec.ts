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

test('a preference is changed after asking and taken back', async ({ page }) => {
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
