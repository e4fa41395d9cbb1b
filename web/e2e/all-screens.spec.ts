import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { allScreens, type Screen } from './all-screens.ts';
import { discardDraft } from './discard-draft.ts';
import { expect, product, signedInFile, test } from './walk.ts';

const wide = { width: 1360, height: 860 };
const phone = { width: 390, height: 844 };
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The source of axe, of the version that the other walks use. */
const axe = (createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))('axe-core') as { source: string }).source;

/** What is asked in the light on a wide screen; in the dark, where only colours are otherwise; on a phone, where things are folded and scroll. */
const asks = {
  everything: { type: 'tag', values: standards },
  contrasts: { type: 'rule', values: ['color-contrast'] },
  'what narrowness changes': {
    type: 'rule',
    values: ['target-size', 'scrollable-region-focusable', 'aria-hidden-focus', 'button-name', 'link-name', 'aria-required-children'],
  },
} as const;

type Asked = keyof typeof asks;

/** What axe finds. It is brought to the page once: screens follow one another without loading it again. */
async function findings(page: Page, asked: Asked): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return await page.evaluate(async (only) => {
    const { run } = (globalThis as unknown as { axe: { run: (context: object, options: object) => Promise<Found> } }).axe;
    // Frames are customers' mails, not ours.
    const options = { iframes: false, runOnly: only, resultTypes: ['violations'], selectors: false };
    const { violations } = await run({ exclude: [['iframe']] }, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(' | ')}`);
  }, asks[asked]);
}

interface Found {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Light or dark, at once: a colour on its way to another has contrasts of its own. */
const appear = (page: Page, scheme: 'light' | 'dark') =>
  page.evaluate((wanted) => {
    document.documentElement.setAttribute('data-mantine-color-scheme', wanted);
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
  }, scheme);

/** Goes there without loading the workplace again, and waits until everything is there. */
async function open(page: Page, address: string): Promise<void> {
  await page.evaluate(async (href) => {
    const router = (globalThis as unknown as { __TSR_ROUTER__: { navigate: (to: { href: string }) => Promise<void> } }).__TSR_ROUTER__;
    await router.navigate({ href });
  }, address);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.locator('[role="progressbar"][aria-valuetext="loading"], .mantine-Loader-root')).toHaveCount(0, { timeout: 60_000 });
}

/** Looks at a state of a screen in the light, in the dark and on a phone. */
async function look(page: Page, found: string[], where: string): Promise<void> {
  const tell = (how: string, what: readonly string[]) => found.push(...what.map((one) => `${where}, ${how}: ${one}`));
  tell('light', await findings(page, 'everything'));
  await appear(page, 'dark');
  tell('dark', await findings(page, 'contrasts'));
  await appear(page, 'light');
  await page.setViewportSize(phone);
  tell('phone', await findings(page, 'what narrowness changes'));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (overflow > 0) found.push(`${where} is ${overflow} pixels wider than a phone`);
  await page.setViewportSize(wide);
}

async function lookAtAll(page: Page, { address, dialogs = [] }: Screen, found: string[]): Promise<void> {
  await open(page, address);
  await look(page, found, address);
  for (const name of dialogs) {
    await page.getByRole('button', { name, exact: true }).first().click();
    await expect(page.getByRole('dialog').first()).toBeVisible();
    await look(page, found, `${address} → ${name}`);
    // The first key may close no more than a list of choices.
    for (let i = 0; i < 3 && (await page.getByRole('dialog').count()) > 0; i++) await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
}

/** Screens without the frame of the others; the last needs nobody signed in. */
const outside = ['/password', '/sign-in'];

test('axe finds nothing on any screen that the router knows, in light, in the dark and on a phone, and none is wider than a phone', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(1_200_000);
  await page.goto('/');
  const screens = (await allScreens(page)).filter(({ address }) => !outside.includes(address));
  const found: string[] = [];
  for (const screen of screens) await test.step(screen.address, () => lookAtAll(page, screen, found));
  for (const address of outside) {
    if (address === '/sign-in') await page.context().clearCookies();
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, found, address);
  }
  expect(found).toEqual([]);
});

test.afterAll(async ({ browser }) => {
  const context = await browser.newContext({ storageState: signedInFile, baseURL: product().url });
  await discardDraft(context, 'shop-invoice');
  await discardDraft(context, 'hollyhock', 'brand');
  await discardDraft(context, 'payment', 'block');
  await context.close();
});
