import { strToU8, zipSync } from 'fflate';
import { enter, expect, expectAccessible, heading, picture, test } from './walk.ts';

// On a machine that does much else at once, a walk takes minutes.
test.describe.configure({ timeout: 400_000 });

/** Letters written for a walk: two say the same, one with half as many days. */
async function writeLetters(page: import('@playwright/test').Page, days: number): Promise<void> {
  const say = (within: number) => ({
    de: `Bitte überweisen Sie den offenen Betrag innerhalb von ${within} Tagen auf unser Konto.`,
    en: `Please transfer the open amount to our account within ${within} days.`,
  });
  const letters = [
    ['Payment reminder', say(days)],
    ['Second payment reminder', say(days)],
    ['Notice of cancellation', say(days / 2)],
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
  const search = page.getByRole('main').getByRole('button', { name: /^Search/ });
  await expect(search).toBeVisible();
  await expectAccessible(page);
  await writeLetters(page, 14);
  await search.click();
  const card = page.getByRole('article').filter({ hasText: /open amount|offenen Betrag/ });
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
  await expect(page.getByRole('article').filter({ hasText: /open amount|offenen Betrag/ })).toBeVisible();
});

test('the same in German, and in the dark', { tag: '@long' }, async ({ page }) => {
  await page.goto('/blocks');
  await page.getByRole('button', { name: /^DE/ }).click();
  await expect(heading(page, 'Textbausteine')).toBeVisible();
  await expectAccessible(page);
  await writeLetters(page, 28);
  await page.goto('/passages');
  // The button is called otherwise once somebody has searched.
  await page
    .getByRole('main')
    .getByRole('button', { name: /suchen$/i })
    .click();
  await page
    .getByRole('article')
    .filter({ hasText: /28 (Tagen|days)/ })
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('button', { name: /Dunk/ }).click();
  await expect(heading(page, 'Gleiche Textstellen')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'passages-cluster-dark');
});

/** A Word document as word processors write it: a field cut into runs, a table whose row is repeated, a header. */
function wordDocument(): Buffer {
  const p = (...runs: string[]) => `<w:p>${runs.map((text) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`).join('')}</w:p>`;
  const row = (...cells: string[]) => `<w:tr>${cells.map((text) => `<w:tc>${p(text)}</w:tc>`).join('')}</w:tr>`;
  const table = `<w:tbl>${row('Item', 'Price')}${row('{%tr for item in items %}', '')}${row('{{ item.name }}', '{{ item.price }}')}${row('{%tr endfor %}', '')}</w:tbl>`;
  const body = `${p('Dear {{ customer', '.name }},')}${p('please pay {{ currency(total) }} soon.')}${table}${p('Yours')}`;
  const xml = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return Buffer.from(zipSync({ 'word/document.xml': strToU8(xml) }));
}

test('a Word document becomes a draft, and what is not as it was is told', { tag: '@long' }, async ({ page }) => {
  await page.goto('/templates');
  await page.getByRole('link', { name: 'Bring in files' }).click();
  await expectAccessible(page);
  await page
    .locator('input[type=file]:not([webkitdirectory])')
    .setInputFiles({ name: 'Old reminder.docx', mimeType: 'application/octet-stream', buffer: wordDocument() });
  await page.getByRole('button', { name: 'Bring in 1 file' }).click();
  await page
    .getByRole('article', { name: 'Old reminder.docx' })
    .getByText(/places? to look at/)
    .click();
  await expect(page.getByText('currency(total) → currency_total')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'import-report');
  await page.getByRole('link', { name: 'Open old-reminder in the editor' }).click();
  await expect(page).toHaveURL(/\/editor\/template\/old-reminder/);
  await expect(page.getByText('please pay').first()).toBeVisible();
  await expect(page.getByRole('img', { name: 'Page 1' })).toBeVisible();
  await picture(page, 'import-in-editor');
});

test('a template goes to an agency as XLIFF and comes back in another language', { tag: '@long' }, async ({ page }) => {
  await page.goto('/translations/template/shop-invoice?source=en&target=pl');
  await expect(page.getByRole('heading', { level: 1, name: /Translation: Shop invoice/ })).toBeVisible();
  await expect(page.getByText('Missing', { exact: true }).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'translations');
  const file = await (await page.request.get('/api/translations/template/shop-invoice/xliff?source=en&target=pl')).text();
  const done = file.replace(
    /<source([^>]*)>(.*?)<\/source>/gs,
    (whole, attributes: string, text: string) => `${whole}<target${attributes}>${text}</target>`,
  );
  const broken = done.replace(/(<target[^>]*>[^<]*)<ph [^>]*\/>/, '$1');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'shop.pl.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(broken) });
  await expect(page.getByText(/The translation has lost \{\{/)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'translations-problem');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'shop.pl.xlf', mimeType: 'application/xliff+xml', buffer: Buffer.from(done) });
  await expect(page.getByText(/1 of them new; 0 not taken/)).toBeVisible();
  await page.getByText('Missing and outdated', { exact: true }).click();
  await expect(page.getByText('Nothing is open')).toBeVisible();
});
