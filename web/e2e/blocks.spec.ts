import { enter, expect, expectAccessible, heading, picture, test } from './walk.ts';

/** A letter written for this walk, with a paragraph that the invoice's neighbours have too. */
async function writeLetters(page: import('@playwright/test').Page): Promise<void> {
  const say = (days: number, matter: string) => ({
    de: `Bitte überweisen Sie den offenen Betrag innerhalb von ${days} Tagen auf unser Konto. ${matter}`,
    en: `Please transfer the open amount to our account within ${days} days. ${matter}`,
  });
  const letters = [
    ['Payment reminder', say(14, '')],
    ['Second payment reminder', say(14, '')],
    ['Notice of cancellation', say(7, '')],
  ] as const;
  const { csrfToken } = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
  const headers = { 'x-csrf-token': csrfToken };
  for (const [name, text] of letters) {
    const made = await page.request.post('/api/templates', {
      headers,
      data: {
        name: { en: name, de: name },
        kind: 'batch',
        purpose: 'contract',
        brand: 'hollyhock',
        languages: ['en', 'de'],
        data: { sample: { customer: { name: 'Ada', language: 'en', address: ['Ada'] } } },
      },
    });
    const { id, document } = (await made.json()) as { id: string; document: object };
    const at = `/api/drafts/template/${id}`;
    await page.request.post(`${at}/lock`, { headers, data: { editor: 'walk' } });
    await page.request.put(at, {
      headers: { ...headers, 'if-match': '"1"' },
      data: { editor: 'walk', document: { ...document, body: [{ type: 'paragraph', id: 'n1', text }] } },
    });
    await page.request.delete(`${at}/lock?editor=walk`, { headers });
  }
}

test('blocks are found, show what they say, where they are used and what a change touches', async ({ page }) => {
  await page.goto('/');
  await enter(page, 'Blocks');
  await expect(page.getByRole('link', { name: 'How to pay, with code' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'blocks');
  await page.getByRole('textbox', { name: 'Search blocks' }).fill('pay');
  await expect(page).toHaveURL(/q=pay/);
  await page.getByRole('link', { name: 'How to pay, with code' }).click();
  await expect(page.getByText('Communications a month')).toBeVisible();
  await expect(page.getByRole('link', { name: 'shop-invoice' }).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'block');
  await page.getByRole('button', { name: 'Merge…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page);
});

test('a block is created and opens in the editor', async ({ page }) => {
  await page.goto('/blocks');
  await page.getByRole('button', { name: 'New block' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Opening hours');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create and write' }).click();
  await expect(page).toHaveURL(/\/editor\/block\/opening-hours/);
});

test('equal passages are found, compared, joined to a block and parted again', async ({ page }) => {
  await page.goto('/passages');
  await expect(page.getByText('Not searched yet')).toBeVisible();
  await expectAccessible(page);
  await writeLetters(page);
  await page.getByRole('button', { name: 'Search', exact: true }).click();
  const card = page.getByRole('article').filter({ hasText: 'open amount' });
  await expect(card).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'passages');
  await card.getByRole('link').click();
  await expect(heading(page, 'Equal passages')).toBeVisible();
  await expect(page.getByRole('article').filter({ hasText: 'Notice of cancellation' }).getByText('other values')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Replace 2 passages by references' })).toBeEnabled();
  await expectAccessible(page);
  await picture(page, 'passages-cluster');
  await page.getByRole('textbox', { name: 'Name of the block' }).fill('Payment within 14 days');
  await page.getByRole('button', { name: 'Replace 2 passages by references' }).click();
  await expect(page.getByText('2 drafts changed')).toBeVisible();
  await expect(page.getByText('2 drafts refer to payment-within-14-days')).toBeVisible();
  await picture(page, 'passages-joined');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByText('Undone', { exact: true })).toBeVisible();
  await expect(page.getByText(/undone by/)).toBeVisible();
  await expect(page.getByRole('article').filter({ hasText: 'open amount' })).toBeVisible();
});

test('the same in German, and in the dark', async ({ page }) => {
  await page.goto('/blocks');
  await page.getByRole('button', { name: /^DE/ }).click();
  await expect(heading(page, 'Textbausteine')).toBeVisible();
  await expectAccessible(page);
  await page.goto('/passages');
  await page.getByRole('button', { name: 'Neu suchen' }).click();
  await page
    .getByRole('article')
    .filter({ hasText: /Betrag|amount/ })
    .getByRole('link')
    .click();
  await page.getByRole('button', { name: /Dunk/ }).click();
  await expect(heading(page, 'Gleiche Textstellen')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'passages-cluster-dark');
});
