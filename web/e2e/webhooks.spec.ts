import { expect, expectAccessible, picture, test } from './walk.ts';

test('a webhook is added, its secret shown once, tested, read about, and removed', { tag: '@long' }, async ({ page }) => {
  const name = `Shop system ${Date.now()}`;
  await page.goto('/administration/webhooks');
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const adding = page.getByRole('dialog', { name: 'Add a webhook' });
  await adding.getByLabel('Name').fill(name);
  await adding.getByLabel('Address').fill('http://shop.example/hook');
  await adding.getByRole('button', { name: 'Add a webhook' }).click();
  await expect(adding.getByText('The address must begin with https://')).toBeVisible();
  await adding.getByLabel('Address').fill('https://hooks.invalid/posthorn');
  await expectAccessible(page);
  await adding.getByRole('button', { name: 'Add a webhook' }).click();
  const secret = page.getByRole('dialog', { name: 'Secret' });
  await expect(secret.getByTestId('secret')).toHaveText(/^whsec_/);
  await secret.getByRole('button', { name: 'I have it' }).click();

  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row).toContainText('everything');
  await row.getByRole('button', { name: `Deeds: ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Send a test' }).click();
  await row.getByRole('button', { name: `Messages: ${name}` }).click();
  const messages = page.getByRole('dialog', { name: `Messages to ${name}` });
  await expect(messages.getByText('test', { exact: true })).toBeVisible();
  await expect(async () => {
    await page.reload();
    await row.getByRole('button', { name: `Messages: ${name}` }).click();
    await expect(messages.getByText(/hooks\.invalid/)).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await expectAccessible(page);
  await picture(page, 'webhook-messages');
  await page.keyboard.press('Escape');
  await expect(row).toContainText('Is not taken');
  await expectAccessible(page);
  await picture(page, 'webhooks');

  await row.getByRole('button', { name: `Deeds: ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog', { name: 'Remove this webhook?' }).getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
});
