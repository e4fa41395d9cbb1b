import { type Browser, devices, type Page } from '@playwright/test';
import { asPerson } from './as-person.ts';
import { expect, expectAccessible, heading, picture, product, test } from './walk.ts';

interface Row {
  readonly id: string;
  readonly customerId: string;
  readonly subject: string;
}

const json = async <T>(page: Page, path: string): Promise<T> => (await (await page.request.get(path)).json()) as T;

interface Notice {
  readonly link: string;
  readonly message: string;
  readonly row: Row;
}

/** The link in the newest notice that was caught for one of these customers, and whose it is. */
async function noticeOf(page: Page, rows: readonly Row[], says = /new document|neues Dokument/): Promise<Notice> {
  for (const row of rows) {
    const { contactPoints } = await json<{ contactPoints: { channel: string; address: string }[] }>(
      page,
      `/api/customers/${row.customerId}`,
    );
    const email = contactPoints.find((point) => point.channel === 'email')?.address;
    if (email === undefined) continue;
    const caught = await json<{ rows: { id: string; subject: string }[] }>(page, `/api/catcher/messages?q=${encodeURIComponent(email)}`);
    const notice = caught.rows.find((one) => says.test(one.subject));
    if (notice === undefined) continue;
    const { text } = await json<{ text: string }>(page, `/api/catcher/messages/${notice.id}`);
    const link = /https?:\/\/\S+\/m\/\S+/.exec(text)?.[0];
    if (link !== undefined) return { link, message: notice.id, row };
  }
  throw new Error('nobody was told of a document by mail');
}

/** A telephone of somebody who never signed in, and whose browser runs no scripts. */
async function telephone(browser: Browser, appearance: 'light' | 'dark' = 'light', locale = 'en-GB', scripts = false): Promise<Page> {
  const { defaultBrowserType: _type, ...phone } = devices['iPhone 13'];
  const context = await browser.newContext({
    ...phone,
    ...{ viewport: { width: 390, height: 844 }, javaScriptEnabled: scripts, bypassCSP: scripts, colorScheme: appearance, locale },
    storageState: { cookies: [], origins: [] },
  });
  return await context.newPage();
}

const inPortal = async (page: Page, more = ''): Promise<readonly Row[]> =>
  (await json<{ rows: Row[] }>(page, `/api/communications?channel=portal&state=available&limit=100${more}`)).rows;

test('a customer is told of a document, reads it on a telephone without scripts, and the clerk sees that', async ({ page, browser }) => {
  const { link, message, row } = await noticeOf(page, await inPortal(page));
  await page.goto(`/catcher?message=${message}`);
  const phone = await telephone(browser);
  await phone.goto(link);
  await expect(phone.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(() => phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(phone, 'portal-mailbox');
  await phone.getByRole('heading', { level: 2 }).getByRole('button', { name: row.subject }).click();
  await expect(phone.getByRole('navigation').getByRole('link').first()).toBeVisible();
  await expect(phone.locator('main')).toContainText(/\d/);
  await expect.poll(() => phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(phone, 'portal-document');
  const pdf = await phone.request.get((await phone.getByRole('link', { name: `PDF: ${row.subject}` }).getAttribute('href')) ?? '');
  expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ]);
  await phone.getByRole('navigation').getByRole('link').first().click();
  await expect(phone.getByRole('heading', { level: 2 }).getByRole('link', { name: row.subject })).toBeVisible();

  await page.goto(`/customers/${row.customerId}`);
  await expect(page.getByText('Looked at').first()).toBeVisible();
  await page.goto(`/communications/${row.id}`);
  await expect(page.getByText('opened as web page in the portal')).toBeVisible();
});

test('an operator sets after how many days unread a document goes out as a letter', { tag: '@long' }, async ({ page }) => {
  await page.goto('/channels');
  await expect(heading(page, 'Channels')).toBeVisible();
  await page.getByRole('tab', { name: 'Other ways' }).click();
  const chain = page.getByRole('region', { name: 'Contract' });
  await chain.getByLabel(/Unread in the portal/).fill('14');
  await chain.getByRole('button', { name: /^Save/ }).click();
  await expect(page.getByText(/is kept|saved/i).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'portal-unread-letter');
  const { rows } = await json<{ rows: { purpose: string; unreadSeconds?: number }[] }>(page, '/api/channels/fallbacks');
  expect(rows.find((one) => one.purpose === 'contract')?.unreadSeconds).toBe(14 * 86_400);
  await asPerson(page, 'PUT', '/api/channels/fallbacks/contract', { steps: [] });
});

test('the mailbox has no barriers in light and dark, in English and German, and leads to the preference centre', { tag: '@long' }, async ({
  page,
  browser,
}) => {
  test.setTimeout(180_000);
  const { link } = await noticeOf(page, await inPortal(page));
  for (const [appearance, locale] of [
    ['light', 'en-GB'],
    ['dark', 'de-DE'],
  ] as const) {
    const guest = await telephone(browser, appearance, locale, true);
    await guest.goto(link);
    await expectAccessible(guest);
    await picture(guest, `portal-mailbox-${appearance}`);
    const title = guest.getByRole('heading', { level: 2 }).first();
    await title.getByRole('button').or(title.getByRole('link')).click();
    await expect(guest.getByRole('navigation').first()).toBeVisible();
    await expectAccessible(guest);
    await guest.goto(`${link.split('?')[0]}/d/unknown`);
    await expectAccessible(guest);
    await guest.context().close();
  }
  const guest = await telephone(browser);
  await guest.goto(link);
  await guest.locator('.apart a').click();
  await expect(guest.getByRole('heading', { level: 1, name: /Your preferences|Ihre Einstellungen/ })).toBeVisible();
  expect(new URL(guest.url()).origin).toBe(product().url);
});

/** Nothing is wider than a telephone, and the page says that it is German. */
async function inGerman(phone: Page): Promise<void> {
  await expect(phone.locator('html')).toHaveAttribute('lang', 'de');
  await expect.poll(() => phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
}

test('a customer chooses German on a telephone: the next notice, the mailbox and the document come in it', { tag: '@long' }, async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000);
  const { link, row } = await noticeOf(page, await inPortal(page));
  const phone = await telephone(browser);
  await phone.goto(link);
  await phone.locator('.apart a').click();
  await phone.getByLabel('Language', { exact: true }).selectOption({ label: 'Deutsch' });
  await phone.getByRole('button', { name: 'Save' }).click();
  await expect(phone.getByRole('status')).toContainText('Gespeichert');
  await inGerman(phone);
  await picture(phone, 'portal-preferences-de');

  await test.step('the next document is laid into the portal, and told of in German', async () => {
    const run = await asPerson<{ id: string }>(page, 'POST', '/api/runs', {
      ...{ templateId: 'shop-invoice', name: 'After a customer chose German', selection: { dataset: 'invoices', limit: 59 } },
    });
    const mine = async () => await inPortal(page, `&runId=${run.id}&customerId=${row.customerId}`);
    await expect.poll(async () => (await mine()).length, { timeout: 120_000 }).toBeGreaterThan(0);
    await expect.poll(async () => await noticeOf(page, [row], /neues Dokument/).catch(() => undefined), { timeout: 120_000 }).toBeDefined();
  });
  const told = await noticeOf(page, [row], /neues Dokument/);
  await page.goto(`/catcher?message=${told.message}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await picture(page, 'portal-notice-de');

  await test.step('mailbox and document', async () => {
    await phone.goto(told.link);
    await expect(phone.getByRole('heading', { level: 1, name: 'Ihre Dokumente' })).toBeVisible();
    await inGerman(phone);
    await picture(phone, 'portal-mailbox-de');
    const newest = phone.locator('li.unread').first();
    await expect(newest).toContainText('Neu');
    await newest.getByRole('heading', { level: 2 }).getByRole('button').click();
    await expect(phone.getByRole('link', { name: 'Alle Dokumente' })).toBeVisible();
    await inGerman(phone);
    await expect(phone.locator('main')).toContainText(/Rechnung|Gutschrift/);
    await picture(phone, 'portal-document-de');
    await phone.getByRole('link', { name: 'Alle Dokumente' }).click();
    await expect(phone.getByRole('heading', { level: 1, name: 'Ihre Dokumente' })).toBeVisible();
  });

  await test.step('a link that was cut off says what to do', async () => {
    const guest = await telephone(browser, 'light', 'de-DE');
    await guest.goto(told.link.split('?')[0]!.slice(0, -9));
    await expect(guest.getByRole('heading', { level: 1, name: 'Dieser Link gilt nicht mehr' })).toBeVisible();
    await inGerman(guest);
    await picture(guest, 'portal-link-de');
  });

  await phone.locator('.apart a').click();
  await phone.getByLabel('Sprache', { exact: true }).selectOption({ label: 'English' });
  await phone.getByRole('button', { name: 'Speichern' }).click();
  await expect(phone.getByRole('status')).toContainText('Saved');
});
