import { expect, expectAccessible, heading, picture, test } from './walk.ts';

test('the list is searched, narrowed and walked through by keyboard, and the address keeps the view', async ({ page }) => {
  await page.goto('/communications');
  const firstLine = page.getByRole('row').nth(1);
  await expect(firstLine).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'communications');

  const reference = /^(\S+) ·/.exec((await firstLine.locator('small').first().textContent())!)![1]!;
  await page.keyboard.press('/');
  await expect(page.getByRole('textbox', { name: 'Search communications' })).toBeFocused();
  await page.keyboard.type(reference);
  await expect(page).toHaveURL(new RegExp(`q=${reference}`));
  await expect(page.getByText(/^[1-9] communications?$/)).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText(reference);
  await page.getByRole('textbox', { name: 'Search communications' }).fill('nothing is called like this');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Clear search and filters' }).click();

  await page.getByRole('combobox', { name: 'Channel' }).click();
  await page.getByRole('option', { name: 'Post' }).click();
  await expect(page).toHaveURL(/channel=post/);
  await expect(page.getByRole('row').nth(1)).toContainText('Post');
  await page.reload();
  await expect(page.getByRole('row').nth(1)).toContainText('Post');

  const second = (await page.getByRole('row').nth(2).getByRole('link').textContent())!;
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(heading(page, second)).toBeVisible();
});

test('a letter is shown in the page with its text, and composed again it is the same', async ({ page }) => {
  await page.goto('/communications?channel=post');
  await page.getByRole('row').nth(1).getByRole('link').click();
  await expect(page.getByRole('toolbar', { name: 'PDF' }).getByText(/Page 1 of \d+/)).toBeVisible();
  await expect(page.locator('.textLayer span').first()).toBeAttached();
  await expect.poll(async () => (await page.locator('.textLayer').first().textContent())!.length).toBeGreaterThan(100);
  const drawn = () =>
    page
      .locator('.pdf-page canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return data.some((value, index) => index % 4 === 0 && value < 128);
      });
  await expect.poll(drawn, 'something dark is drawn on the page').toBe(true);
  await page.getByRole('button', { name: 'Compose again and compare' }).click();
  await expect(page.getByText('Composed again: the same bytes')).toBeVisible();
  await expectAccessible(page);
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, 'communication-letter');
  await page.getByRole('button', { name: 'Larger' }).click();
  await expectAccessible(page);
});

test('an e-mail is shown in a frame that may do nothing, with its text part, its source and its receipts', async ({ page }) => {
  await page.goto('/communications?channel=email');
  await page.getByRole('row').nth(1).getByRole('link').click();
  const frame = page.locator('iframe.paper');
  await expect(frame).toHaveAttribute('sandbox', '');
  await expect(frame.contentFrame().locator('body')).not.toBeEmpty();
  await expectAccessible(page);
  await picture(page, 'communication-email');
  await page.getByText('Phone', { exact: true }).click();
  await expect.poll(async () => (await frame.boundingBox())!.width).toBeLessThanOrEqual(392);
  await page.getByText('Text part', { exact: true }).click();
  await expect(page.locator('pre.source')).not.toBeEmpty();
  await page.getByText('Source', { exact: true }).click();
  await expect(page.locator('pre.source')).toContainText(/message-id:/i);
  await expect(page.getByRole('list', { name: 'Receipts' })).toContainText('Sent');
});

test('what lies in the portal is shown as its customer sees it', async ({ page }) => {
  await page.goto('/communications?channel=portal');
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByRole('tab', { name: 'Web page' }).click();
  await expect(page.locator('iframe.paper').contentFrame().locator('body')).not.toBeEmpty();
  await picture(page, 'communication-portal');
  await expectAccessible(page);
});

test('a communication that does not exist is a clear answer', async ({ page }) => {
  await page.goto('/communications/0192f0aa-0000-7000-8000-000000000000');
  await expect(page.getByRole('alert', { name: 'Communication not found' })).toBeVisible();
});

test('caught messages show what would have gone out', async ({ page }) => {
  await page.goto('/catcher');
  await expect(page.getByText('They never reached anybody')).toBeVisible();
  await expect(page.locator('iframe.paper').contentFrame().locator('body')).not.toBeEmpty();
  await expectAccessible(page);
  await picture(page, 'catcher');
});
