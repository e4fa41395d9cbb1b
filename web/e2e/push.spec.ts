import { type BrowserContext, type CDPSession, devices, type Page, type Worker } from '@playwright/test';
import { type Browser as PushBrowser, PushService } from '../../server/test/push-service.ts';
import { expect, expectAccessible, picture, product, test } from './walk.ts';

const account = 'Notifications of the walk';
let service: PushService;
test.beforeAll(async () => {
  service = await PushService.start();
});
test.afterAll(() => service.stop());

/** An account for web push, entered as an administrator enters it. */
async function addAccount(page: Page): Promise<void> {
  await page.goto('/channels');
  await page.getByRole('button', { name: 'Add an account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an account' });
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Web push (browsers)' }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(account);
  await dialog.getByRole('textbox', { name: /^Whom push services write to/ }).fill('mailto:post@example.org');
  await expectAccessible(page);
  await picture(page, 'push-account');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('region', { name: account, exact: true })).toContainText('Working');
}

/** The link to the preferences of some customer, their number, and their page in the workplace. */
async function handOut(page: Page, row: number) {
  await page.goto('/customers');
  const line = page.getByRole('row').nth(row);
  await line.getByRole('link').click();
  await page.getByRole('button', { name: 'Link to the preference centre' }).click();
  const url = await page
    .getByRole('dialog', { name: /^Link for/ })
    .getByRole('textbox')
    .inputValue();
  const { number } = (await (await page.request.get(`/api${new URL(page.url()).pathname}`)).json()) as { number: string };
  return { link: new URL(new URL(url).pathname, product().url).href, number, customer: new URL(page.url()).pathname };
}

/**
 * No real push service can be reached, so the browser subscribes at ours: what it would be given by its own is given by `web-push-testing`. All else is the
 * browser's own: permission, service worker, notifications.
 */
async function subscribeAtOurs(context: BrowserContext): Promise<() => PushBrowser> {
  let browser: PushBrowser | undefined;
  await context.exposeFunction('subscribedAt', async (key: string) => {
    browser = await service.subscribe(key);
    return browser.json;
  });
  await context.addInitScript(() => {
    const kept = 'a subscription';
    const bytesOf = (key: string) =>
      Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0)).buffer;
    const made = (json: { endpoint: string }, key: string) => ({
      ...{ endpoint: json.endpoint, options: { applicationServerKey: bytesOf(key) }, toJSON: () => json },
      unsubscribe: async () => {
        localStorage.removeItem(kept);
        return true;
      },
    });
    const { subscribedAt } = window as unknown as { subscribedAt: (key: string) => Promise<{ endpoint: string }> };
    Object.assign(PushManager.prototype, {
      async subscribe({ applicationServerKey: key }: { applicationServerKey: string }) {
        const json = await subscribedAt(key);
        localStorage.setItem(kept, JSON.stringify({ json, key }));
        return made(json, key);
      },
      async getSubscription() {
        const { json, key } = JSON.parse(localStorage.getItem(kept) ?? '{}') as { json?: { endpoint: string }; key?: string };
        return json === undefined ? null : made(json, key!);
      },
    });
  });
  return () => browser!;
}

/** The service worker by which notifications come, and how a push gets to it. */
async function workerOf(context: BrowserContext, page: Page): Promise<{ worker: Worker; push: (data: string) => Promise<void> }> {
  const session: CDPSession = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find((one) => one.scopeURL.endsWith('/push/'));
      if (own !== undefined) resolve(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  const worker = context.serviceWorkers().find((one) => one.url().endsWith('/push/worker.js'))!;
  const push = async (data: string) => {
    await session.send('ServiceWorker.deliverPushMessage', { origin: product().url, registrationId, data });
  };
  return { worker, push };
}

test('a customer turns notifications on, on a telephone; one comes, is clicked, and both are told; then off again', {
  tag: '@long',
}, async ({ page, browser }) => {
  await addAccount(page);
  const { link, number, customer } = await handOut(page, 8);
  const { defaultBrowserType: _type, ...phone } = devices['Pixel 7'];
  const context = await browser.newContext({
    ...phone,
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    locale: 'en-GB',
    permissions: ['notifications'],
    storageState: { cookies: [], origins: [] },
  });
  const subscribed = await subscribeAtOurs(context);
  const mobile = await context.newPage();
  await mobile.goto(link);
  const part = mobile.locator('#push');
  await part.getByRole('checkbox', { name: /news and offers/ }).check();
  await part.scrollIntoViewIfNeeded();
  await expectAccessible(mobile);
  await picture(mobile, 'push-offered');
  await expect.poll(() => mobile.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await part.getByRole('button', { name: 'Turn notifications on' }).click();
  await expect(mobile.getByRole('status')).toContainText('Notifications are turned on for this device.');
  await expect(part.getByRole('listitem')).toContainText('Chrome, Android');
  await expect(part.getByRole('listitem')).toContainText('this device');
  await expectAccessible(mobile);
  await part.scrollIntoViewIfNeeded();
  await picture(mobile, 'push-on');
  await mobile.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(mobile);
  await picture(mobile, 'push-on-dark');

  await page.goto('/channels');
  await page.getByRole('button', { name: `Send a test: ${account}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(number);
  await dialog.getByRole('button', { name: 'Send' }).click();
  await expect(dialog.getByRole('status')).toContainText('201');
  const [sent] = subscribed().received();
  expect(sent).toMatchObject({ title: `Test: ${account}` });

  const { worker, push } = await workerOf(context, mobile);
  await worker.evaluate(() => {
    const scope = globalThis as unknown as { told: string[]; fetch: unknown; clients: { openWindow: unknown } };
    scope.told = [];
    scope.fetch = async (address: string) => {
      scope.told.push(address);
      return new Response(null, { status: 204 });
    };
    scope.clients.openWindow = async (address: string) => void scope.told.push(address);
  });
  const told = () => worker.evaluate(() => (globalThis as unknown as { told: string[] }).told);
  await push(JSON.stringify({ ...sent, link: 'https://post.example/bill', report: 'abc' }));
  await expect.poll(told).toEqual(['/push/reports/abc/displayed']);
  const shown = await worker.evaluate(async () => {
    const scope = globalThis as unknown as {
      registration: { getNotifications(): Promise<readonly { title: string; body: string }[]> };
      dispatchEvent(event: Event): void;
      NotificationEvent: new (type: string, init: object) => Event;
    };
    const [notification] = await scope.registration.getNotifications();
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
    return { title: notification?.title, body: notification?.body };
  });
  expect(shown).toEqual({ title: `Test: ${account}`, body: 'Posthorn' });
  await expect.poll(told).toEqual(expect.arrayContaining(['https://post.example/bill', '/push/reports/abc/clicked']));

  await part.getByRole('button', { name: 'Turn notifications off on Chrome, Android' }).click();
  await expect(mobile.getByRole('status')).toContainText('Notifications are turned off for that device.');
  await expect(part.getByRole('button', { name: 'Turn notifications on' })).toBeVisible();
  await context.close();
  const { entries } = (await (await page.request.get(`/api${customer}/consents`)).json()) as {
    entries: { channel: string; act: string }[];
  };
  expect(
    entries
      .filter((one) => one.channel === 'push')
      .map((one) => one.act)
      .sort(),
  ).toEqual([...['granted', 'granted', 'granted', 'withdrawn', 'withdrawn', 'withdrawn']]);
  await removeAccount(page);
});

/** Other walks look at pages without notifications. */
async function removeAccount(page: Page): Promise<void> {
  const { csrfToken } = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
  const { accounts } = (await (await page.request.get('/api/channels')).json()) as { accounts: { id: string; name: string }[] };
  const { id } = accounts.find((one) => one.name === account)!;
  const answer = await page.request.delete(`/api/channels/accounts/${id}`, { headers: { 'x-csrf-token': csrfToken } });
  expect(answer.status(), await answer.text()).toBe(200);
}
