/// <reference path="../../server/test/smpp.d.ts" />
import { generateKeyPairSync } from 'node:crypto';
import type { Locator, Page } from '@playwright/test';
import { MessageCentre } from '../../server/test/message-centre.ts';
import { type Behaviour, MisbehavingSmtp } from '../../server/test/misbehaving-smtp.ts';
import { enter, expect, expectAccessible, heading, picture, test } from './walk.ts';

const main = 'Main relay';
const spare = 'Spare relay';

const card = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const press = (page: Page, deed: string, name: string) =>
  card(page, name)
    .getByRole('button', { name: `${deed}: ${name}` })
    .click();

/** The card of an account begins at the top of the picture, below what stays there. */
async function cardPicture(page: Page, name: string, file: string): Promise<void> {
  await card(page, name).evaluate((element) => window.scrollBy(0, element.getBoundingClientRect().top - 200));
  await picture(page, file);
}

async function addRelay(page: Page, name: string, port: number, rank: number): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an account' });
  const field = (label: string) => dialog.getByRole('textbox', { name: label, exact: true });
  await field('Name').fill(name);
  await field('Host name').fill('127.0.0.1');
  await field('Port').fill(String(port));
  await dialog.getByRole('combobox', { name: 'Encryption' }).click();
  await page.getByRole('option', { name: 'none', exact: true }).click();
  await field('Rank (lowest first)').fill(String(rank));
  await field('Price of a message').fill('0.002');
  await expectAccessible(page);
  if (rank === 1) await picture(page, 'channels-add');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(card(page, name)).toContainText('Working');
}

interface Run {
  readonly routed: Readonly<Record<string, number>>;
  /** Deliveries by state: documents, and notices of those that lie in the portal. */
  readonly delivered: Readonly<Record<string, number>>;
  readonly composed: number;
  readonly endedAt?: string;
}

/**
 * Starts a run, without looking at how: that is told elsewhere.
 * @param limit another one each time: over the same records a run is started once
 * @returns how to ask what became of it
 */
async function startRun(page: Page, name: string, limit: number): Promise<() => Promise<Run>> {
  const { csrfToken } = (await (await page.request.get('/api/session')).json()) as { csrfToken: string };
  const data = { templateId: 'shop-invoice', name, selection: { dataset: 'invoices', limit } };
  const answer = await page.request.post('/api/runs', { data, headers: { 'x-csrf-token': csrfToken } });
  expect(answer.status(), await answer.text()).toBe(200);
  const { id } = (await answer.json()) as { id: string };
  return async () => (await (await page.request.get(`/api/runs/${id}`)).json()) as Run;
}

/** Nothing of a run is on its way, or of unknown fate, and nothing was given up. */
async function allAtTheirEnd(run: () => Promise<Run>): Promise<void> {
  const accounted = async () => {
    const { delivered, composed, endedAt } = await run();
    const { available = 0, printed = 0, sent = 0, ...others } = delivered;
    return endedAt !== undefined && available + printed + sent >= composed ? others : { ...delivered, running: 1 };
  };
  await expect.poll(accounted, { timeout: 60_000 }).toEqual({});
}

async function remove(page: Page, name: string): Promise<void> {
  await press(page, 'Change', name);
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

const messageIds = (...peers: readonly MisbehavingSmtp[]) =>
  peers.flatMap(({ received }) => received.flatMap(({ source }) => /^Message-ID: <(\S+)>/im.exec(source)?.[1] ?? []));

test('a provider fails, its circuit opens, the next one carries on, it returns by itself, and every message is accounted for', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(420_000);
  let behaviour: Behaviour = 'accept';
  let first = await MisbehavingSmtp.start(() => behaviour);
  const second = await MisbehavingSmtp.start(() => 'accept');
  const { port } = first;
  await page.goto('/channels');
  await expect(heading(page, 'Channels')).toBeVisible();
  await addRelay(page, main, port, 1);
  await addRelay(page, spare, second.port, 2);

  await test.step('a check and a test message say that it works', async () => {
    await press(page, 'Check', main);
    await expect(page.getByText(/It answers: 127\.0\.0\.1/)).toBeVisible();
    await press(page, 'Send a test', main);
    const dialog = page.getByRole('dialog', { name: `Send a test over ${main}` });
    await dialog.getByRole('textbox', { name: 'E-mail address' }).fill('operator@example.org');
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(dialog.getByRole('status')).toContainText('Handed over');
    await expectAccessible(page);
    await picture(page, 'channels-test');
    expect(first.received.map(({ to }) => to)).toEqual(['operator@example.org']);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  const mails = await test.step('it fails: its messages go over the next one', async () => {
    await first.stop();
    const run = await startRun(page, 'While the main relay is down', 24);
    await expect(card(page, main)).toContainText('Down, waiting', { timeout: 60_000 });
    await card(page, main).getByText('What happened').click();
    await expect(card(page, main)).toContainText('Queue handed over', { timeout: 60_000 });
    await expectAccessible(page);
    await cardPicture(page, main, 'channels-down');
    await page.getByRole('button', { name: 'Use dark appearance' }).click();
    await expectAccessible(page);
    await cardPicture(page, main, 'channels-down-dark');
    await page.getByRole('button', { name: 'Use light appearance' }).click();
    await enter(page, 'Home');
    await page.getByRole('link', { name: /1 account does not answer/ }).click();
    await expect(heading(page, 'Channels')).toBeVisible();
    await allAtTheirEnd(run);
    const mails = second.received.length;
    expect(mails).toBeGreaterThanOrEqual((await run()).routed.email!);
    expect(mails).toBeGreaterThan(5);
    return mails;
  });

  await test.step('it returns, and carries what is new', async () => {
    first = await MisbehavingSmtp.start(() => behaviour, port);
    await expect(card(page, main)).toContainText('Working', { timeout: 60_000 });
    await card(page, main).getByText('What happened').click();
    await expect(card(page, main)).toContainText('Works again');
    const run = await startRun(page, 'After the main relay came back', 25);
    await allAtTheirEnd(run);
    expect(first.received.length).toBeGreaterThanOrEqual(mails);
    expect(second.received).toHaveLength(mails);
    expect(new Set(messageIds(first, second)).size).toBe(first.received.length + mails);
    await expectAccessible(page);
    await cardPicture(page, main, 'channels');
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(page);
    await cardPicture(page, main, 'channels-phone');
    await page.setViewportSize({ width: 1360, height: 860 });
  });

  await test.step('it is slowed down and paused; what waits stays in line', async () => {
    await press(page, 'Change', main);
    const dialog = page.getByRole('dialog', { name: `Change ${main}` });
    await dialog.getByRole('textbox', { name: 'Messages a second at most' }).fill('50');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(card(page, main)).toContainText('Messages a second at most50');
    await press(page, 'Pause', main);
    await expect(card(page, main)).toContainText('What waits stays in line');
    behaviour = 'refuse-message';
    const run = await startRun(page, 'While the main relay was paused', 26);
    // Its mails, and notices of what lies in the portal.
    await expect(card(page, main)).toContainText(/Waiting[1-9]/, { timeout: 60_000 });
    await expect.poll(async () => (await run()).endedAt, { timeout: 60_000 }).toBeDefined();
    await expectAccessible(page);
    await cardPicture(page, main, 'channels-paused');
    await press(page, 'Resume', main);
    const { routed } = await run();
    await expect.poll(async () => (await run()).delivered.failed ?? 0, { timeout: 60_000 }).toBeGreaterThanOrEqual(routed.email!);
  });

  await test.step('what was refused are dead letters, which go out again', async () => {
    behaviour = 'accept';
    const before = first.received.length;
    await page.getByRole('tab', { name: 'Dead letters' }).click();
    const letters = page.getByRole('table', { name: 'Dead letters' }).getByRole('row').filter({ hasText: 'not wanted here' });
    await expect(letters.first()).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await expectAccessible(page);
    await picture(page, 'channels-dead-letters-phone');
    await page.setViewportSize({ width: 1360, height: 860 });
    await letters.nth(0).getByRole('checkbox').check();
    await letters.nth(1).getByRole('checkbox').check();
    await expectAccessible(page);
    await picture(page, 'channels-dead-letters');
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect(page.getByText('2 are in line again.')).toBeVisible();
    await expect.poll(() => first.received.length, { timeout: 30_000 }).toBe(before + 2);
  });

  await page.getByRole('tab', { name: 'Accounts' }).click();
  await remove(page, main);
  await remove(page, spare);
  await first.stop();
  await second.stop();
});

const publicKey = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  .publicKey.export({ type: 'spki', format: 'der' })
  .toString('base64');

/** What must be entered for each kind; those that only speak to their provider are refused in a demonstration. */
const kinds: readonly (readonly [kind: string, fields: Readonly<Record<string, string>>, stays: boolean])[] = [
  ['Amazon SES', { 'Access key': 'AKIA', 'Secret of the access key': 'secret', 'Address (URL)': 'http://127.0.0.1:9' }, true],
  ['SendGrid', { 'API key': 'SG.1', 'Verification key of the event webhook': publicKey }, false],
  ['Mailgun', { Domain: 'mail.example', 'API key': 'key', 'Signing key of the webhooks': 'key' }, false],
  ['Postmark', { 'Server token': 'token', "Password in the webhook’s address": 'a secret of some length', 'Address (URL)': 'http://127.0.0.1:9' }, true],
  ['SMS gateway (HTTP)', { 'Address (URL)': 'http://127.0.0.1:9/sms', 'Sender (number, or up to eleven letters)': 'Kontor' }, true],
  [
    'Twilio and compatible',
    { 'Account SID': `AC${'0'.repeat(32)}`, 'Auth token': 'token', 'Sender (number, or up to eleven letters)': '+4915112345678', 'Address (URL)': 'http://127.0.0.1:9' },
    true,
  ],
]; // biome-ignore format: a table

test('an account of every kind is entered, and a message centre is checked and tried', { tag: '@long' }, async ({ page }) => {
  test.setTimeout(180_000);
  const centre = await MessageCentre.start();
  await page.goto('/channels');
  for (const [kind, fields, stays] of kinds) await addAccount(page, kind, fields, stays);
  await addAccount(
    page,
    'Message centre (SMPP)',
    {
      ...{ 'Host name': '127.0.0.1', Port: String(centre.port), 'System id': 'posthorn', Password: 'secret' },
      'Sender (number, or up to eleven letters)': 'Kontor',
      'Prices by number': '0.09\n+49 seven',
    },
    undefined,
  );
  const name = 'Message centre';
  await press(page, 'Check', name);
  await expect(page.getByText(/It answers: /)).toBeVisible();
  await press(page, 'Send a test', name);
  const dialog = page.getByRole('dialog', { name: `Send a test over ${name}` });
  await dialog.getByRole('textbox', { name: /^Phone number/ }).fill('+4915112345678');
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog.getByRole('status')).toContainText('Handed over');
  expect(centre.taken.map(({ to }) => to.replace('+', ''))).toEqual(['4915112345678']);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Other ways' }).click();
  const service = card(page, 'Service');
  await service.getByRole('button', { name: 'Add a way: Service' }).click();
  await expect(service.getByRole('combobox', { name: 'Way 1' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'channels-other-ways');
  await service.getByRole('button', { name: 'Remove way 1 of Service' }).click();
  await page.getByRole('tab', { name: 'Accounts' }).click();
  for (const [kind, , stays] of kinds) if (stays) await remove(page, `Account at ${kind}`);
  await remove(page, name);
  await centre.stop();
});

/** @param stays whether its messages stay on this machine, as all must in a demonstration; undefined: a price is wrong at first */
async function addAccount(page: Page, kind: string, fields: Readonly<Record<string, string>>, stays: boolean | undefined): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an account' });
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: kind, exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(stays === undefined ? 'Message centre' : `Account at ${kind}`);
  for (const [label, value] of Object.entries(fields)) await dialog.getByRole('textbox', { name: label, exact: true }).fill(value);
  await expectAccessible(page);
  const save = dialog.getByRole('button', { name: 'Save' });
  if (stays === undefined) {
    await expect(dialog).toContainText('This is no price: +49 seven');
    await expect(save).toBeDisabled();
    await picture(page, 'channels-add-sms');
    await dialog.getByRole('textbox', { name: 'Prices by number' }).fill('0.09\n+49 0,075');
  }
  await save.click();
  if (stays === false) {
    await expect(dialog.getByRole('alert')).toContainText('nothing leaves this machine');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  }
  await expect(dialog).toBeHidden();
}
