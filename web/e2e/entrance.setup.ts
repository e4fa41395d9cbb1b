import { enter, expect, expectAccessible, heading, picture, product, signedInFile, test } from './walk.ts';

test('a stranger is asked to sign in and is brought to where they wanted to go', async ({ page }) => {
  const { email, password } = product();
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

  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Customers')).toBeVisible();
  await enter(page, 'Home');
  await page.context().storageState({ path: signedInFile });
});
