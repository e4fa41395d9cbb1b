import { enter, expect, expectAccessible, heading, ownPassword, picture, product, signedInFile, test } from './walk.ts';

test('a stranger is asked to sign in, chooses an own password, and is inside', async ({ page }) => {
  const { email, oneTimePassword } = product();
  await page.goto('/customers');
  await expect(heading(page, 'Sign in')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'sign-in');

  await page.getByRole('button', { name: 'DE: Deutsch' }).click();
  await expect(heading(page, 'Anmelden')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await picture(page, 'sign-in-de');
  await page.reload();
  await expect(heading(page, 'Anmelden')).toBeVisible();
  await page.getByRole('button', { name: 'EN: English' }).click();

  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('wrong');
  await expectAccessible(page);

  await page.getByRole('textbox', { name: 'Password' }).fill(oneTimePassword);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Change password')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'change-password');
  await page.getByRole('textbox', { name: 'One-time password' }).fill(oneTimePassword);
  await page.getByRole('textbox', { name: /^New password( \*)?$/ }).fill('short');
  await page.getByRole('textbox', { name: /again/ }).fill('short');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByText('Use at least 12 characters')).toBeVisible();
  await page.getByRole('textbox', { name: /^New password( \*)?$/ }).fill(ownPassword);
  await page.getByRole('textbox', { name: /again/ }).fill(ownPassword);
  await page.getByRole('button', { name: 'Save password' }).click();

  await expect(heading(page, 'Customers'), 'one is brought to where one wanted to go').toBeVisible();
  await enter(page, 'Home');
  await page.context().storageState({ path: signedInFile });
});
