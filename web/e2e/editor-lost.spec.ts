import type { BrowserContext, Page } from '@playwright/test';
import { discardDraft } from './discard-draft.ts';
import { expect, expectAccessible, picture, test } from './walk.ts';

const body = (page: Page) => page.locator('.ed-area[data-path="/body"]');
const note = (page: Page) => page.locator('.ed-standing');
const saved = (page: Page) => expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'saved', { timeout: 60_000 });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** A page without the usual complaints: a browser whose connection is cut complains, rightly. */
async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  await expect(page.getByRole('textbox', { name: 'Text of the template' })).toBeVisible({ timeout: 60_000 });
  return page;
}

async function write(page: Page, text: string): Promise<void> {
  await body(page).locator('h1, h2, h3, p').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
}

const address = '/editor/template/shop-invoice';

test.afterEach(({ context }) => discardDraft(context, 'shop-invoice'));

test('what is written without a connection is kept, said to be, and saved when the connection is back; a closed tab costs nothing', {
  tag: '@long',
}, async ({ context }) => {
  test.setTimeout(400_000);
  const page = await open(context, address);
  await saved(page);
  await context.route('**/api/**', (route) => route.abort());
  await write(page, 'Written without a connection. ');
  await expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'offline', { timeout: 60_000 });
  await expect(note(page)).toContainText('No connection to the server');
  await page.keyboard.type('And on.');
  await expect(note(page)).toContainText('No connection to the server');
  await expectAccessible(page);
  await picture(page, 'editor-offline');

  // It comes back: saved by itself.
  await context.unroute('**/api/**');
  await saved(page);
  await expect(note(page)).toHaveCount(0, { timeout: 60_000 });

  // It goes again, and the tab is closed.
  await context.route('**/api/**', (route) => route.abort());
  await page.keyboard.type(' Closed before it was saved.');
  await expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'offline', { timeout: 60_000 });
  await page.close();
  await context.unroute('**/api/**');
  const again = await open(context, address);
  // The closed tab could not give its lock back: it falls by itself, or is taken over.
  await expect(body(again)).toContainText('Written without a connection. And on. Closed before it was saved.', { timeout: 90_000 });
  await saved(again);
  await again.reload();
  await expect(body(again)).toContainText('Closed before it was saved.', { timeout: 60_000 });
  await again.close();
});

test('two at one text: the second sees what the first saves, takes over, and the first is told and sees on', { tag: '@long' }, async ({
  context,
}) => {
  test.setTimeout(400_000);
  const first = await open(context, address);
  await saved(first);
  const second = await open(context, address);
  await expect(note(second)).toContainText('You write this text in another tab', { timeout: 60_000 });
  await write(first, 'By the first. ');
  await expect(body(second)).toContainText('By the first.', { timeout: 60_000 });
  await picture(second, 'editor-locked');
  await button(second, 'Take over').click();
  await expect(note(second)).toHaveCount(0, { timeout: 60_000 });
  await expect(note(first)).toBeVisible({ timeout: 60_000 });
  await write(second, 'By the second. ');
  await expect(body(first)).toContainText('By the second.', { timeout: 60_000 });
  await saved(second);
  // The tab that goes gives the text back at once.
  await second.close();
  await expect(note(first)).toHaveCount(0, { timeout: 60_000 });
  await write(first, 'Again by the first. ');
  await saved(first);
  await first.close();
});

test('undo and redo bring back every letter, typed fast while the preview answers', { tag: '@long' }, async ({ context }) => {
  test.setTimeout(400_000);
  const page = await open(context, address);
  await expect(note(page)).toHaveCount(0, { timeout: 90_000 });
  const text = () => page.locator('.ed-text').innerText();
  const before = await text();
  await body(page).locator('h1, h2, h3, p').first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const words = 'the tattooed otter tastes that tart tomato at ten to two ';
  for (let round = 0; round < 4; round++) {
    await page.keyboard.type(words, { delay: round % 2 === 0 ? 0 : 15 });
    if (round === 1) await saved(page);
  }
  await expect(body(page)).toContainText(words.repeat(4).trim());
  const typed = await text();
  // Pressed by the page itself: a hundred steps one by one over a wire take longer than the test may.
  const all = (name: string) =>
    page.evaluate(async (label) => {
      const tool = document.querySelector<HTMLButtonElement>(`.ed-toolbar button[aria-label="${label}"]`)!;
      for (let i = 0; i < 400 && !tool.disabled; i++) {
        tool.click();
        await new Promise((next) => setTimeout(next, 20));
      }
    }, name);
  await all('Undo');
  expect(await text()).toBe(before);
  await all('Redo');
  expect(await text()).toBe(typed);
  await all('Undo');
  await saved(page);
  await page.close();
});
