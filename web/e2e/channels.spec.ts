import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { SMTPServer } from 'smtp-server';
import { expect, expectAccessible, heading, picture, test } from './walk.ts';

/** A mail server of this machine that can fail and come back on the same port. */
async function mailServer(port = 0): Promise<{ readonly port: number; readonly taken: string[]; stop(): Promise<void> }> {
  const taken: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    onData: (stream, session, done) => {
      stream.resume();
      stream.on('end', () => {
        taken.push(...session.envelope.rcptTo.map(({ address }) => address));
        done(null, '2.0.0 taken');
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function addAccount(page: Page, name: string, port: number, rank: number): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an account' });
  const field = (label: string) => dialog.getByRole('textbox', { name: label, exact: true });
  await field('Name').fill(name);
  await field('Host name').fill('127.0.0.1');
  await field('Port').fill(String(port));
  await dialog.getByRole('combobox', { name: 'Encryption' }).click();
  await page.getByRole('option', { name: 'none' }).click();
  await field('Rank').fill(String(rank));
  await field('Prices by number').fill('0.002');
  if (rank === 1) {
    await expectAccessible(page);
    await picture(page, 'channels-add');
  }
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(dialog).toBeHidden();
}

/** Starts a run, without looking at how: that is told elsewhere. */
async function startRun(page: Page, limit: number): Promise<void> {
  const { csrfToken } = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
  const { rows } = (await (await page.request.get('/api/templates')).json()) as { rows: { id: string; released?: unknown }[] };
  const template = rows.find((one) => one.released !== undefined && one.id.includes('invoice'))!;
  const body = { templateId: template.id, name: `Channels ${limit}`, selection: { dataset: 'invoices', limit } };
  const answer = await page.request.post('/api/runs', { data: body, headers: { 'x-csrf-token': csrfToken } });
  expect(answer.status(), await answer.text()).toBe(200);
}

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function remove(page: Page, name: string): Promise<void> {
  await card(page, name)
    .getByRole('button', { name: `Change: ${name}` })
    .click();
  await page
    .getByRole('dialog', { name: `Change ${name}` })
    .getByRole('button', { name: 'Remove' })
    .click();
  await page
    .getByRole('dialog', { name: `Remove ${name}?` })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(card(page, name)).toBeHidden();
}

test('a provider fails, its circuit opens, the next one carries on, and it comes back by itself', async ({ page }) => {
  test.setTimeout(240_000);
  let main = await mailServer();
  const spare = await mailServer();
  await page.goto('/channels');
  await expect(heading(page, 'Channels')).toBeVisible();
  await addAccount(page, 'Main relay', main.port, 1);
  await addAccount(page, 'Spare relay', spare.port, 2);

  await card(page, 'Main relay').getByRole('button', { name: 'Check: Main relay' }).click();
  await expect(page.getByText(/It answers: 127\.0\.0\.1/)).toBeVisible();
  await card(page, 'Main relay').getByRole('button', { name: 'Send a test: Main relay' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send a test over Main relay' });
  await dialog.getByRole('textbox', { name: 'E-mail address' }).fill('operator@example.org');
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('Handed over');
  await expectAccessible(page);
  await picture(page, 'channels-test');
  expect(main.taken).toEqual(['operator@example.org']);
  await dialog.getByRole('button', { name: 'Back' }).click();

  await main.stop();
  await startRun(page, 23);
  await expect(card(page, 'Main relay')).toContainText('Down, waiting', { timeout: 60_000 });
  await expect.poll(() => spare.taken.length, { timeout: 60_000 }).toBeGreaterThan(0);
  await expect(card(page, 'Main relay').getByText('What happened')).toBeVisible();
  await card(page, 'Main relay').getByText('What happened').click();
  await expect(card(page, 'Main relay')).toContainText('Queue handed over', { timeout: 30_000 });
  await expectAccessible(page);
  await picture(page, 'channels-down');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'light' });

  main = await mailServer(main.port);
  await expect(card(page, 'Main relay')).toContainText('Working', { timeout: 90_000 });
  await card(page, 'Spare relay').getByRole('button', { name: 'Pause: Spare relay' }).click();
  await expect(card(page, 'Spare relay')).toContainText('What waits stays in line');
  await card(page, 'Spare relay').getByRole('button', { name: 'Resume: Spare relay' }).click();
  await expect(card(page, 'Spare relay')).toContainText('Working');
  await expectAccessible(page);
  await picture(page, 'channels');
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(page, 'channels-phone');
  await page.setViewportSize({ width: 1360, height: 860 });

  await page.getByRole('tab', { name: 'Dead letters' }).click();
  await expect(page.getByText(/Sending again uses the same message/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Accounts' }).click();
  await expect(card(page, 'Spare relay').getByText('Waiting').locator('..')).toContainText('0', { timeout: 100_000 });
  await remove(page, 'Main relay');
  await remove(page, 'Spare relay');
  await main.stop();
  await spare.stop();
});
