import { expect, expectAccessible, picture, test } from './walk.ts';

test('quarantined rows are seen by reason, shown with their fault, refused while wrong, and dismissed with a note', async ({ page }) => {
  await page.goto('/quarantine');
  const reason = page
    .getByRole('button', { pressed: false })
    .filter({ has: page.locator('code') })
    .first();
  await expect(reason).toBeVisible();
  await expect(page.getByRole('table', { name: 'Quarantined rows' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'quarantine');
  await reason.click();
  await expect(page).toHaveURL(/code=/);

  await page.getByRole('table', { name: 'Quarantined rows' }).getByRole('row').nth(1).getByRole('button').click();
  const drawer = page.getByRole('dialog', { name: 'Quarantined row' });
  await expect(drawer.getByLabel('Row as it came')).toBeVisible();
  await picture(page, 'quarantine-row');
  await expectAccessible(page);
  const raw = drawer.getByLabel('Row as it came');
  await raw.fill(`${await raw.inputValue()} `);
  await drawer.getByRole('button', { name: 'Load the corrected row' }).click();
  await expect(drawer.getByRole('alert')).toBeVisible();

  await drawer.getByRole('button', { name: 'Dismiss' }).click();
  const dialog = page.getByRole('dialog', { name: 'Dismiss this row?' });
  await expect(dialog.getByRole('button', { name: 'Dismiss' })).toBeDisabled();
  await dialog.getByLabel('Why').fill('Sale over the counter, no customer');
  await dialog.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByText('The row is dismissed')).toBeVisible();
  await page.getByText('Dismissed', { exact: true }).click();
  await expect(page.getByRole('table', { name: 'Quarantined rows' }).getByRole('row')).toHaveCount(2);
});
