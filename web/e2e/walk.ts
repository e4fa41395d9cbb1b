import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

/** Where the product is and how its first administrator signs in. */
export const product = () => ({
  url: process.env.POSTHORN_E2E_URL ?? '',
  email: process.env.POSTHORN_E2E_EMAIL ?? '',
  password: process.env.POSTHORN_E2E_PASSWORD ?? '',
});

export const signedInFile = fileURLToPath(new URL('../../test-results/signed-in.json', import.meta.url));

/** A test whose page may not complain: no error on the console, no exception, nothing that the security policy forbids. */
export const test = base.extend<{ complaints: string[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: the form that the test runner asks for
  baseURL: async ({}, use) => use(product().url),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !expected(message.text(), message.location().url)) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

/** Refusals that a test provokes are told by the browser too; and axe tries to enter frames that forbid scripts. */
function expected(text: string, url: string): boolean {
  return (
    /the server responded with a status of 4\d\d/.test(text) ||
    /about:(?:srcdoc|blank)'? because|about:srcdoc/.test(text) ||
    url === 'about:srcdoc'
  );
}

/** No violation of WCAG 2.2 AA that axe can see. Frames are customers' mails, not ours. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('iframe')
    .options({ iframes: false, runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

/** Keeps a picture of the screen for the documentation, once nothing moves any more. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
  await page.screenshot({ path: fileURLToPath(new URL(`../../docs/screenshots/${name}.png`, import.meta.url)), animations: 'disabled' });
}

/** The heading of the scene that is open. */
export function heading(page: Page, name: string | RegExp) {
  return page.getByRole('heading', { level: 1, name });
}

/** Goes through a door of the navigation. */
export async function enter(page: Page, door: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: door, exact: true }).click();
  await expect(heading(page, door)).toBeVisible();
}

export { expect };
