import { expect, expectAccessible, heading, picture, test } from './walk.ts';

test('users, keys and the audit are administered', async ({ page }) => {
  await page.goto('/administration/users');
  await page.getByRole('button', { name: 'Create a user' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a user' });
  await dialog.getByLabel('Name').fill('Clara Clerk');
  await dialog.getByLabel('E-mail').fill('clara@example.com');
  await dialog.getByRole('checkbox', { name: 'Clerk' }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create a user' }).click();
  await expect(dialog.getByText('One-time password for Clara Clerk')).toBeVisible();
  expect((await dialog.getByTestId('secret').textContent())!.length).toBeGreaterThan(10);
  await dialog.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByRole('row', { name: /Clara Clerk/ })).toContainText('Clerk');
  await expectAccessible(page);
  await picture(page, 'administration-users');

  await page.getByRole('tab', { name: 'API keys' }).click();
  await page.getByRole('button', { name: 'Create a key' }).click();
  const creating = page.getByRole('dialog', { name: 'Create a key' });
  await creating.getByLabel('Name').fill('shop system');
  await creating.getByRole('checkbox', { name: 'Operator' }).check();
  await creating.getByRole('button', { name: 'Create a key' }).click();
  await expect(creating.getByTestId('secret')).not.toBeEmpty();
  await picture(page, 'administration-key');
  await creating.getByRole('button', { name: 'I have it' }).click();
  await page.getByRole('button', { name: 'Revoke: shop system' }).click();
  await page.getByRole('dialog', { name: 'Revoke this key?' }).getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: /shop system/ })).toContainText('Revoked');
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Audit' }).click();
  await page.getByRole('button', { name: 'Verify the chain' }).click();
  await expect(page.getByText(/entries, chain intact/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'administration-audit');
});

test('a clerk chooses an own password first, then sees only the doors that open', { tag: '@long' }, async ({ browser, baseURL, page }) => {
  await page.goto('/administration/users');
  await page.getByRole('button', { name: 'Create a user' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a user' });
  await dialog.getByLabel('Name').fill('Karl Clerk');
  await dialog.getByLabel('E-mail').fill('karl@example.com');
  await dialog.getByRole('checkbox', { name: 'Clerk' }).check();
  await dialog.getByRole('button', { name: 'Create a user' }).click();
  const password = (await dialog.getByTestId('secret').textContent())!;

  const context = await browser.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  const clerk = await context.newPage();
  await clerk.goto('/');
  await clerk.getByLabel('E-mail').fill('karl@example.com');
  await clerk.getByRole('textbox', { name: 'Password' }).fill(password);
  await clerk.keyboard.press('Enter');
  await expect(heading(clerk, 'Change password')).toBeVisible();
  await expectAccessible(clerk);
  await picture(clerk, 'change-password');
  const choose = async (chosen: string) => {
    await clerk.getByRole('textbox', { name: 'One-time password' }).fill(password);
    await clerk.getByRole('textbox', { name: /^New password( \*)?$/ }).fill(chosen);
    await clerk.getByRole('textbox', { name: /again/ }).fill(chosen);
    await clerk.getByRole('button', { name: 'Save password' }).click();
  };
  await choose('short');
  await expect(clerk.getByText('Use at least 12 characters')).toBeVisible();
  await clerk.goto('/customers');
  await expect(heading(clerk, 'Change password'), 'nothing else opens before').toBeVisible();
  await choose('another long enough sentence');
  await expect(clerk.getByRole('navigation').getByRole('link', { name: 'Communications' })).toBeVisible();
  await expect(clerk.getByRole('navigation').getByRole('link', { name: 'Administration' })).toHaveCount(0);
  await context.close();
});
