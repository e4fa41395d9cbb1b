import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { expect } from './walk.ts';

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

interface Found {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds. It is brought to the page once: screens follow one another without loading it again. */
async function findings(page: Page, asked: keyof typeof asks): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return await page.evaluate(async (only) => {
    const { run } = (globalThis as unknown as { axe: { run: (context: object, options: object) => Promise<Found> } }).axe;
    // Frames are customers' mails, not ours.
    const options = { iframes: false, runOnly: only, resultTypes: ['violations'], selectors: false };
    const { violations } = await run({ exclude: [['iframe']] }, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(' | ')}`);
  }, asks[asked]);
}

/** Light or dark, at once: a colour on its way to another has contrasts of its own. Pages of the portal go by the browser, not by a switch. */
async function appear(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  await page.evaluate((wanted) => {
    document.documentElement.setAttribute('data-mantine-color-scheme', wanted);
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
  }, scheme);
}

/** Pixels by which the page is wider than a phone, and what sticks out; asked again until parts that go by the width have followed it. */
async function overflow(page: Page): Promise<string | undefined> {
  let wider = await page.evaluate(widerThanPhone);
  for (let i = 0; i < 15 && wider !== undefined; i++) {
    await page.evaluate(() => new Promise((next) => setTimeout(next, 100)));
    wider = await page.evaluate(widerThanPhone);
  }
  return wider;
}

/** Runs in the page. */
function widerThanPhone(): string | undefined {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return undefined;
  // What scrolls in its own place does not make the page wider.
  const scrolls = (one: Element) => {
    for (let at = one.parentElement; at !== null && at !== document.documentElement; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== 'visible') return true;
    return false;
  };
  const out = [...document.querySelectorAll('body *')].filter(
    (one) => one.getBoundingClientRect().right > clientWidth + 0.5 && !scrolls(one),
  );
  return `${scrollWidth - clientWidth} pixels wider than a phone: ${out.slice(-2).map((one) => one.outerHTML.slice(0, 160))}`;
}

/** Tells what is wrong with a state of a screen in the light, in the dark and on a phone. */
export async function look(page: Page, where: string): Promise<string[]> {
  const found: string[] = [];
  const tell = (how: string, what: readonly string[]) => found.push(...what.map((one) => `${where}, ${how}: ${one}`));
  tell('light', await findings(page, 'everything'));
  await appear(page, 'dark');
  tell('dark', await findings(page, 'contrasts'));
  await appear(page, 'light');
  await page.setViewportSize(phone);
  tell('phone', await findings(page, 'what narrowness changes'));
  const wider = await overflow(page);
  if (wider !== undefined) tell('phone', [wider]);
  await page.setViewportSize(wide);
  return found;
}

/** Tells whether a screen is wider than a phone, and nothing else: what is asked again where words are longer. */
export async function lookNarrow(page: Page, where: string): Promise<string[]> {
  await page.setViewportSize(phone);
  const wider = await overflow(page);
  await page.setViewportSize(wide);
  return wider === undefined ? [] : [`${where}, phone: ${wider}`];
}

/** Waits until everything that was asked for is there. */
export async function calm(page: Page): Promise<void> {
  await expect(page.locator('.mantine-Skeleton-root, .mantine-Loader-root')).toHaveCount(0, { timeout: 60_000 });
}

/** Goes there without loading the workplace again, and waits until everything is there. */
export async function open(page: Page, address: string): Promise<void> {
  await page.evaluate(async (href) => {
    const router = (globalThis as unknown as { __TSR_ROUTER__: { navigate: (to: { href: string }) => Promise<void> } }).__TSR_ROUTER__;
    await router.navigate({ href });
  }, address);
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible({ timeout: 60_000 });
  await calm(page);
}
