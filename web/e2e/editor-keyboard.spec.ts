import type { Page } from '@playwright/test';
import { expect, heading, test } from './walk.ts';

/** What has the focus: what it is called, and whether one sees that it has it. */
async function focused(page: Page): Promise<{ readonly what: string; readonly seen: boolean; readonly body: boolean }> {
  return await page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    if (element === null || element === document.body) return { what: 'page', seen: true, body: true };
    const mark = `${element.tagName.toLowerCase()}.${element.className.toString().split(' ')[0]} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40) ?? ''}`;
    // A control may show it on what stands for it: the label of a radio that is hidden, the frame around an input.
    const around = [
      element,
      element.nextElementSibling,
      element.parentElement,
      element.parentElement?.parentElement,
      element.closest('label'),
    ];
    const shows = (one: Element | null | undefined): boolean => {
      if (one === null || one === undefined) return false;
      const style = getComputedStyle(one);
      return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1;
    };
    const seen = element.matches(':focus-visible') && around.some(shows);
    // Writing shows where it goes on by its caret, and frames of mails show their own focus.
    const writes = element.isContentEditable || ['INPUT', 'TEXTAREA', 'IFRAME'].includes(element.tagName);
    return { what: mark, seen: seen || writes, body: false };
  });
}

/** Tab leads through the whole screen and out of it again: nothing holds the focus, and everything shows it. */
async function tabThrough(page: Page): Promise<number> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const way: string[] = [];
  for (let i = 0; i < 400; i++) {
    await page.keyboard.press('Tab');
    const { what, seen, body } = await focused(page);
    if (body && way.length > 0) return way.length;
    expect(seen, `${what} shows that it has the focus`).toBe(true);
    way.push(what);
    if (way.length > 3) expect(new Set(way.slice(-4)).size, `${what} holds the focus`).toBeGreaterThan(1);
  }
  throw new Error(`Tab does not lead out of the screen: ${way.slice(-20).join(' → ')}`);
}

test('Tab leads through templates, blocks, reviews and duties and out again, and always shows where it is', async ({ page }) => {
  test.setTimeout(180_000);
  for (const [path, name] of [
    ['/templates', 'Templates'],
    ['/blocks', 'Blocks'],
    ['/reviews', 'To review'],
    ['/duties', 'Duties'],
  ] as const) {
    await page.goto(path);
    await expect(heading(page, name)).toBeVisible();
    await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
    expect(await tabThrough(page)).toBeGreaterThan(3);
  }
});
