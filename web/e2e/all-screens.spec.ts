import type { Page } from '@playwright/test';
import { allScreens, type Screen } from './all-screens.ts';
import { discardDraft } from './discard-draft.ts';
import { look, lookNarrow, open } from './look.ts';
import { tabsOf } from './tabs.ts';
import { expect, product, signedInFile, test } from './walk.ts';
import { keyboardFaults } from './walk-by-tab.ts';

/** Screens without the frame of the others; the last needs nobody signed in. */
const outside = ['/password', '/sign-in'];

const screensOf = async (page: Page) => (await allScreens(page)).filter(({ address }) => !outside.includes(address));

/** Tells at once what is wrong with a screen, or that it could not be reached: the next ones are looked at all the same. */
const tell = (where: string, reach: () => Promise<void>, faults: () => Promise<readonly string[]>): Promise<void> =>
  test.step(where, async () => {
    const found = await reach()
      .then(faults)
      .catch((error: Error) => [error.message.split('\n').slice(0, 6).join(' ')]);
    expect.soft(found, where).toEqual([]);
  });

/** A screen and each of its tabs. */
async function throughTabs(page: Page, address: string, faults: (where: string) => Promise<readonly string[]>): Promise<void> {
  await tell(
    address,
    () => open(page, address),
    () => faults(address),
  );
  for (const tab of await tabsOf(page)) {
    const where = `${address} ▸ ${tab.name}`;
    await tell(where, tab.choose, () => faults(where));
  }
}

/** A screen, each of its tabs, and what it becomes. */
async function lookAtAll(page: Page, { address, states = {} }: Screen): Promise<void> {
  await throughTabs(page, address, (where) => look(page, where));
  for (const [name, reach] of Object.entries(states)) {
    const where = `${address} → ${name}`;
    await tell(
      where,
      () => open(page, address).then(() => reach(page)),
      () => look(page, where),
    );
    // The first key may close no more than a list of choices.
    for (let i = 0; i < 3 && (await page.getByRole('dialog').count()) > 0; i++) await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
}

test('axe finds nothing on any screen that the router knows, in light, in the dark and on a phone, and none is wider than a phone', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(1_800_000);
  await page.goto('/');
  for (const screen of await screensOf(page)) await lookAtAll(page, screen);
  for (const address of outside) {
    if (address === '/sign-in') await page.context().clearCookies();
    const reach = async () => {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    };
    await tell(address, reach, () => look(page, address));
  }
});

test('in German no screen is wider than a phone', { tag: '@long' }, async ({ page }) => {
  test.setTimeout(600_000);
  await page.goto('/');
  const screens = await screensOf(page);
  await page.getByRole('button', { name: 'DE: Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  for (const { address } of screens) await throughTabs(page, address, (where) => lookNarrow(page, where));
  await page.getByRole('button', { name: 'EN: English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('Tab leads through every screen and out again, always shows where it is, and leaves out nothing that can be pressed', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(1_200_000);
  await page.goto('/');
  for (const { address } of await screensOf(page)) await throughTabs(page, address, () => keyboardFaults(page));
});

test.afterAll(async ({ browser }) => {
  const context = await browser.newContext({ storageState: signedInFile, baseURL: product().url });
  await discardDraft(context, 'shop-invoice');
  await discardDraft(context, 'hollyhock', 'brand');
  await discardDraft(context, 'payment', 'block');
  await context.close();
});
