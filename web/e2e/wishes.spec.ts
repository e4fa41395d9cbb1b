import { expect, expectAccessible, picture, test } from './walk.ts';

test('a clerk notes what a customer wishes: times, a pause, another address in winter, and who reads for them; and takes it back', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('/customers');
  await page.getByRole('row').nth(7).getByRole('link').click();
  const title = page.getByRole('heading', { level: 2, name: 'Wishes', exact: true });
  await title.locator('..').getByRole('button', { name: 'Change' }).click();
  const dialog = page.getByRole('dialog', { name: /^Wishes of/ });
  await dialog.getByLabel('Quiet from').fill('20:00');
  await dialog.getByLabel('Quiet until').fill('08:00');
  await dialog.getByRole('checkbox', { name: 'Large print' }).check();
  await dialog.getByLabel('No advertising before').fill(`${new Date().getFullYear() + 1}-06-01`);
  await dialog.getByRole('checkbox', { name: 'Sunday' }).check();
  await expectAccessible(page);
  await picture(page, 'customer-wishes-change');

  await dialog.getByRole('button', { name: 'Add an address' }).click();
  const season = dialog.getByRole('group', { name: /^Address 1/ });
  await season.getByRole('textbox').first().fill('10-01');
  await dialog.getByRole('button', { name: 'Add somebody' }).click();
  await expect(dialog.getByRole('group', { name: /^Person 1/ })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('group', { name: /^Address 1/ }).scrollIntoViewIfNeeded();
  await picture(page, 'customer-wishes-people');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(page, 'customer-wishes-phone');
  await page.setViewportSize({ width: 1360, height: 860 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await picture(page, 'customer-wishes-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  await dialog.getByRole('button', { name: 'Remove Address 1' }).click();
  await dialog.getByRole('button', { name: 'Remove Person 1' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(/20:00/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Wishes changed back')).toBeVisible();
  await expect(page.getByText(/20:00/)).toHaveCount(0);
});
