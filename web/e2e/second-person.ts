import type { Browser, Page } from '@playwright/test';
import { expect, heading } from './walk.ts';

/** Somebody else at another screen, who has this role and has chosen a password. */
export async function secondPerson(browser: Browser, baseURL: string | undefined, page: Page, name: string, role: string): Promise<Page> {
  const email = `${name.toLowerCase().replace(' ', '.')}.${Date.now().toString(36)}@example.com`;
  await page.goto('/administration/users');
  await page.getByRole('button', { name: 'Create a user' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a user' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('checkbox', { name: role }).check();
  await dialog.getByRole('button', { name: 'Create a user' }).click();
  const password = (await dialog.getByTestId('secret').textContent())!;
  await dialog.getByRole('button', { name: 'I have it' }).click();
  const context = await browser.newContext({
    baseURL,
    storageState: { cookies: [], origins: [] },
    locale: 'en-GB',
    reducedMotion: 'reduce',
    viewport: { width: 1360, height: 860 },
  });
  const other = await context.newPage();
  await other.goto('/');
  await other.getByLabel('E-mail').fill(email);
  await other.getByRole('textbox', { name: 'Password' }).fill(password);
  await other.keyboard.press('Enter');
  const chosen = 'a sentence that is long enough';
  await other.getByRole('textbox', { name: 'One-time password' }).fill(password);
  await other.getByRole('textbox', { name: /^New password( \*)?$/ }).fill(chosen);
  await other.getByRole('textbox', { name: /again/ }).fill(chosen);
  await other.getByRole('button', { name: 'Save password' }).click();
  await expect(heading(other, 'Home')).toBeVisible({ timeout: 90_000 });
  return other;
}
