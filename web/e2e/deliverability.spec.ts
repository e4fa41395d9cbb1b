import { expect, expectAccessible, heading, picture, test } from './walk.ts';

test('whether mails arrive: results, the sender’s domains with their keys, and the pace', { tag: '@long' }, async ({ page }) => {
  await page.goto('/deliverability/board');
  await expect(heading(page, 'Deliverability')).toBeVisible();
  await expect(page.getByRole('img', { name: /All mails/ }).or(page.getByText('No mails in this time'))).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'deliverability');

  const domain = `mail${Date.now()}.invalid`;
  await page
    .getByRole('tab', { name: 'Sender’s domains' })
    .or(page.getByRole('tab', { name: "Sender's domains" }))
    .click();
  await page.getByRole('textbox', { name: 'Domain' }).fill(domain);
  await page.getByRole('button', { name: 'Look it up' }).click();
  await expect(page.getByRole('list', { name: `Findings for ${domain}` })).toContainText('SPF', { timeout: 30_000 });
  await page.getByRole('button', { name: `Make a key for ${domain}` }).click();
  const key = page.getByRole('listitem').filter({ hasText: `${domain} · ph` });
  await expect(key).toContainText('Announced');
  await expect(key).toContainText('v=DKIM1; k=rsa; p=');
  await expectAccessible(page);
  await picture(page, 'deliverability-domains');
  await key.getByRole('button', { name: /Retire/ }).click();
  await page.getByRole('dialog', { name: 'Retire this key?' }).getByRole('button', { name: 'Retire' }).click();
  await expect(key).toContainText('Retired');

  await page.getByRole('tab', { name: 'Opens and clicks' }).click();
  const advertising = page.getByRole('group', { name: 'Advertising' });
  await advertising.getByRole('checkbox', { name: 'Count clicks' }).click();
  await expect(advertising.getByRole('checkbox', { name: 'Count clicks' })).toBeChecked();
  await expect(page.getByText('Kept for mails from now on: Advertising')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'deliverability-opens-clicks');
  await advertising.getByRole('checkbox', { name: 'Count clicks' }).click();
  await expect(advertising.getByRole('checkbox', { name: 'Count clicks' })).not.toBeChecked();

  await page.getByRole('tab', { name: 'Pace' }).click();
  await page.getByRole('textbox', { name: 'Domain' }).fill(domain);
  await page.getByRole('textbox', { name: 'Mails an hour' }).fill('600');
  await page.getByRole('button', { name: 'Set', exact: true }).click();
  const limit = page.getByRole('row', { name: new RegExp(domain) });
  await expect(limit).toContainText('600');
  await expectAccessible(page);
  await picture(page, 'deliverability-pace');
  await limit.getByRole('button', { name: /Remove/ }).click();
  await expect(limit).toHaveCount(0);
});

test('on a telephone, in the dark, nothing is wider than the screen', { tag: '@long' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  for (const tab of ['board', 'domains', 'pace', 'tracking']) {
    await page.goto(`/deliverability/${tab}`);
    await expect(heading(page, 'Deliverability')).toBeVisible();
    await expectAccessible(page);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
  await picture(page, 'deliverability-phone');
});
