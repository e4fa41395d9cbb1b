import { expect, expectAccessible, picture, test } from './walk.ts';

test('a template is previewed with sample data in every format and language', async ({ page }) => {
  await page.goto('/templates');
  await expect(page.getByText(/is in use/).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'templates');
  await page.getByRole('article').filter({ hasText: 'Shop invoice' }).getByRole('link').click();
  await expect(page.locator('.textLayer span').first()).toBeAttached();
  await expect(page.getByText('Released', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'template');

  const english = (await page.locator('.textLayer').first().textContent())!;
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: 'German' }).click();
  await expect(page).toHaveURL(/language=de/);
  await expect.poll(async () => page.locator('.textLayer').first().textContent()).not.toBe(english);

  const format = page.getByRole('radiogroup', { name: 'Format' });
  await format.getByText('E-mail').click();
  await expect(page.locator('iframe.paper').contentFrame().locator('body')).not.toBeEmpty();
  await page.getByText('Phone', { exact: true }).click();
  await picture(page, 'template-email-phone');
  await format.getByText('Web page').click();
  await expect(page.locator('iframe.paper').contentFrame().locator('body')).not.toBeEmpty();
  await format.getByText('SMS').click();
  await expect(page.getByText(/\d segments?/)).toBeVisible();
  await expectAccessible(page);
});
