import { tabThrough } from './keyboard.ts';
import { expect, heading, test } from './walk.ts';

test('Tab leads through templates, blocks, reviews and duties and out again, and always shows where it is', { tag: '@long' }, async ({
  page,
}) => {
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
