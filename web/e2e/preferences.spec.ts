import { type Browser, devices } from '@playwright/test';
import { expect, expectAccessible, picture, product, test } from './walk.ts';

/** The link to the preference centre of some customer, made as a clerk makes it; and who that is. */
async function handOut(page: import('@playwright/test').Page, row: number): Promise<{ readonly url: string; readonly customer: string }> {
  await page.goto('/customers');
  await page.getByRole('row').nth(row).getByRole('link').click();
  await page.getByRole('button', { name: 'Link to the preference centre' }).click();
  const dialog = page.getByRole('dialog', { name: /^Link for/ });
  const url = await dialog.getByRole('textbox').inputValue();
  await expectAccessible(page);
  return { url: new URL(new URL(url).pathname, product().url).href, customer: new URL(page.url()).pathname };
}

/** A telephone of somebody who never signed in, and whose browser runs no scripts. */
async function telephone(browser: Browser, appearance: 'light' | 'dark' = 'light', locale = 'en-GB') {
  const { defaultBrowserType: _type, ...phone } = devices['iPhone 13'];
  const context = await browser.newContext({
    ...phone,
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
    colorScheme: appearance,
    locale,
    storageState: { cookies: [], origins: [] },
  });
  return await context.newPage();
}

test('a customer chooses on a telephone without signing in, takes it back, and leaves by keyboard; the ledger has it', async ({
  page,
  browser,
}) => {
  const { url, customer } = await handOut(page, 5);
  const phone = await telephone(browser);
  await phone.goto(url);
  await expect(phone.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(phone.locator('html')).toHaveAttribute('lang', 'en');
  await picture(phone, 'preferences-phone');
  await expect.poll(() => phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await phone.getByRole('checkbox', { name: /by post/ }).uncheck();
  await phone.getByLabel('How often').selectOption('monthly');
  await phone.getByLabel('Pause news and offers').selectOption('month');
  await phone.getByRole('button', { name: 'Save' }).click();
  await expect(phone.getByRole('status')).toContainText('Saved');
  await expect(phone.getByRole('checkbox', { name: /by post/ })).not.toBeChecked();
  await phone.evaluate(() => window.scrollTo(0, 0));
  await picture(phone, 'preferences-saved');
  await phone.getByRole('button', { name: 'Undo' }).click();
  await expect(phone.getByRole('status')).toContainText('Taken back');
  await expect(phone.getByRole('checkbox', { name: /by post/ })).toBeChecked();

  // In another language: the page answers in it, and comes back with the undo.
  await phone.getByLabel('Language', { exact: true }).selectOption({ label: 'Deutsch' });
  await phone.getByRole('button', { name: 'Save' }).click();
  await expect(phone.getByRole('status')).toContainText('Gespeichert');
  await expect(phone.locator('html')).toHaveAttribute('lang', 'de');
  await phone.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(phone.getByRole('status')).toContainText('Taken back');

  for (const again of [false, true]) {
    await phone.getByRole('button', { name: 'Unsubscribe from everything' }).focus();
    await phone.keyboard.press('Enter');
    await expect(phone.getByRole('status')).toContainText('You are unsubscribed');
    await expect(phone.getByRole('checkbox', { name: /by post/ })).not.toBeChecked();
    if (again) break;
    await phone.evaluate(() => window.scrollTo(0, 0));
    await picture(phone, 'preferences-unsubscribed');
    await phone.getByRole('button', { name: 'Undo' }).click();
    await expect(phone.getByRole('checkbox', { name: /by post/ })).toBeChecked();
  }
  await page.goto(customer);
  const post = page.getByRole('list', { name: 'Advertising' }).getByRole('listitem').filter({ hasText: 'Post' });
  await expect(post).toContainText('Not wanted');
});

test('the pages have no barriers in light and dark, in German too, and an old link says what to do', { tag: '@long' }, async ({
  page,
  browser,
}) => {
  const { url } = await handOut(page, 6);
  for (const [appearance, locale] of [
    ['light', 'de-DE'],
    ['dark', 'en-GB'],
  ] as const) {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme: appearance,
      locale,
      bypassCSP: true,
      storageState: { cookies: [], origins: [] },
    });
    const guest = await context.newPage();
    await guest.goto(url);
    await expectAccessible(guest);
    await picture(guest, `preferences-${appearance}`);
    await guest.goto(`${new URL(url).origin}/p/unknown`);
    await expect(guest.getByRole('textbox')).toBeVisible();
    await expectAccessible(guest);
    await picture(guest, `preferences-old-link-${appearance}`);
    await guest.getByRole('textbox').fill('somebody@mail.example');
    await guest.getByRole('button').click();
    await expect(guest.getByRole('status')).toBeVisible();
    await context.close();
  }
});
