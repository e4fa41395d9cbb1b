import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import type { Communication, RunForecast } from '@posthorn/contract';
import { EpostService, type TakenLetter } from '../../server/test/epost-service.ts';
import { asPerson } from './as-person.ts';
import { discardDraft } from './discard-draft.ts';
import { expect, expectAccessible, heading, picture, test } from './walk.ts';

const account = 'E-POST';
const brand = 'hollyhock-hybrid';
const template = 'shop-invoice-hybrid';
const card = (page: Page): Locator => page.getByRole('region', { name: account, exact: true });
const press = (page: Page, deed: string) => card(page).getByRole('button', { name: `${deed}: ${account}` }).click(); // biome-ignore format: one line

const run = promisify(execFile);
const posthorn = (...args: string[]) =>
  run(process.execPath, [
    fileURLToPath(new URL('../../server/bin/posthorn.js', import.meta.url)),
    ...args,
    '--data',
    process.env.POSTHORN_E2E_DATA!,
  ]);

/** The shop's invoice as letters alone, in a brand of its own without the fold marks that lie in E-POST's left border; released. */
async function release(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'posthorn-hybrid-'));
  try {
    const shop = fileURLToPath(new URL('../../examples/shop', import.meta.url));
    await cp(shop, folder, { recursive: true, filter: (path) => !/\/(data|mapping)$/.test(path) });
    const change = async (name: string, how: (document: Record<string, unknown>) => object) => {
      const path = join(folder, name);
      await writeFile(path, JSON.stringify(how(JSON.parse(await readFile(path, 'utf8')))));
    };
    await change('brand.json', ({ masters, ...rest }) => {
      const { letter } = masters as { letter: { first: object; following: object } };
      const unfolded = { ...letter, first: { ...letter.first, marks: [] }, following: { ...letter.following, marks: [] } };
      return { ...rest, id: brand, name: 'Hollyhock & Wren by E-POST', masters: { letter: unfolded } };
    });
    await change('template.json', ({ email: _email, sms: _sms, chat: _chat, ...letter }) => {
      return { ...letter, id: template, name: { en: 'Invoice by E-POST' }, brand };
    });
    await posthorn('content', 'push', folder);
    await posthorn('content', 'release', template, '--note', 'For a walk through letters');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function addAccount(page: Page, url: string): Promise<void> {
  await page.getByRole('button', { name: 'Add an account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add an account' });
  await dialog.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'E-POST of Deutsche Post (hybrid mail)' }).click();
  const fields: Readonly<Record<string, string>> = {
    ...{ Name: account, 'Vendor’s id (vendorID)': 'posthorn', 'Customer number of Deutsche Post (EKP)': '1234567890' },
    ...{ Secret: 'the-secret', Password: 'geheim', 'Sender in one line': 'Hollyhock & Wren · Musterstraße 1 · 53113 Bonn' },
    ...{ 'Address (URL)': url, 'Prices by country and product': 'DE 0.95\nDE+ 0.12\nDE registered 4.10\nIE seven' },
  };
  for (const [label, value] of Object.entries(fields)) await dialog.getByRole('textbox', { name: label, exact: true }).fill(value);
  await dialog.getByRole('checkbox', { name: 'With a cover page that bears the address' }).check();
  await dialog.getByLabel('Brands', { exact: true }).first().fill(brand);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('This is no price: IE seven')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Prices by country and product' }).fill('DE 0.95\nDE+ 0.12\nDE registered 4.10\n1.80');
  await expectAccessible(page);
  await picture(page, 'letters-account');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(card(page)).toContainText('Working');
}

/** Sets what is chosen for letters of contracts. */
async function postContractsAs(page: Page, product: string): Promise<void> {
  await page.getByRole('tab', { name: 'Letters', exact: true }).click();
  const form = page.getByRole('form', { name: 'Letters' });
  await form.getByRole('combobox', { name: 'Contract' }).click();
  await page.getByRole('option', { name: product, exact: true }).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved: as what letters are posted').first()).toBeVisible();
}

/** Looks in the light and in the dark, and on a telephone. */
async function pictures(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await picture(page, name);
  await page.getByRole('button', { name: 'Use dark appearance' }).click();
  await expectAccessible(page);
  await picture(page, `${name}-dark`);
  await page.getByRole('button', { name: 'Use light appearance' }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await page.setViewportSize({ width: 1360, height: 860 });
}

const communicationOf = (page: Page, id: string) => asPerson<Communication>(page, 'GET', `/api/communications/${id}`);

const records = { templateId: template, selection: { dataset: 'invoices', limit: 4 } };

/** Those whom the run will write to are in Germany all year: abroad nothing is registered. */
async function inGermany(page: Page): Promise<ReadonlySet<string>> {
  const { outcomes } = await asPerson<RunForecast>(page, 'POST', '/api/runs/forecast', records);
  const customers = new Set(outcomes.flatMap(({ examples }) => examples.flatMap((one) => one.customerId ?? [])));
  expect(customers.size).toBeGreaterThan(0);
  const place = { street: 'Am Hafen', houseNumber: '4', postcode: '26122', city: 'Oldenburg', country: 'DE' };
  const seasonalAddresses = [{ from: '01-01', until: '12-31', place }];
  for (const id of customers) await asPerson(page, 'PUT', `/api/customers/${id}/wishes`, { wishes: { seasonalAddresses } });
  return customers;
}

test.afterEach(({ context }) => discardDraft(context, template));

test('an operator enters a print provider, has contracts registered, and follows a letter by its number until it has arrived', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(480_000);
  const service = await EpostService.start();
  await release();
  await page.goto('/channels');
  await expect(heading(page, 'Channels')).toBeVisible();
  await addAccount(page, service.url);

  await test.step('a check and a test message say that it works', async () => {
    await press(page, 'Check');
    await expect(page.getByText('It answers: I501 API-Status: OK')).toBeVisible();
    await press(page, 'Send a test');
    const dialog = page.getByRole('dialog', { name: `Send a test over ${account}` });
    await dialog.getByRole('textbox', { name: /^Address with commas/ }).fill('operator@example.org');
    await dialog.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(dialog.getByRole('status')).toContainText('Handed over');
    await expectAccessible(page);
    await picture(page, 'letters-test');
    // Nobody prints it.
    expect(service.letters.map(({ sent }) => [sent.testFlag, sent.testEMail])).toEqual([[true, 'operator@example.org']]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('letters of contracts are registered', async () => {
    await postContractsAs(page, 'Registered, against signature');
    await page.getByRole('button', { name: 'Add a template' }).click();
    await page.getByRole('textbox', { name: 'Template (id)' }).fill('shop-reminder');
    await pictures(page, 'letters-products');
    await page.getByRole('button', { name: 'Remove: shop-reminder' }).click();
  });

  const customers = await inGermany(page);
  const [taken, id] = await test.step('a letter goes out, registered, with what it cost', async () => {
    const { id: runId } = await asPerson<{ id: string }>(page, 'POST', '/api/runs', { ...records, name: 'By E-POST' });
    const letters = () => service.letters.filter(({ sent }) => sent.testFlag === undefined);
    await expect.poll(() => letters().length, { timeout: 120_000 }).toBeGreaterThan(0);
    const [letter] = letters() as [TakenLetter];
    expect(letter.sent).toMatchObject({ registeredLetter: 'Einschreiben', coverLetter: true });
    const { rows } = await asPerson<{ rows: { id: string }[] }>(page, 'GET', `/api/communications?runId=${runId}&limit=200`);
    const all = await Promise.all(rows.map((row) => communicationOf(page, row.id)));
    const found = all.find(({ deliveries }) => deliveries.some((one) => one.id === letter.sent.custom1))!;
    await page.getByRole('tab', { name: 'Accounts' }).click();
    await expect(card(page)).toContainText(/Cost[\d.]+ EUR, \d+ sheets?/, { timeout: 60_000 });
    return [letter, found.id] as const;
  });

  await test.step('asked, the provider tells its number', async () => {
    const posted = { statusID: 4, statusDetails: 'Übergabe an die Deutsche Post', printFeedbackDate: new Date().toISOString() };
    service.moveOn(String(taken.sent.custom1), { ...posted, registeredLetter: 'Einschreiben', registeredLetterID: 'RR123456789DE' });
    await press(page, 'Ask about letters');
    await expect(page.getByText(/^Asked about \d+ letters?$/)).toBeVisible();
    await card(page).scrollIntoViewIfNeeded();
    await pictures(page, 'letters-channel');
    const { deliveries } = await communicationOf(page, id);
    expect(deliveries[0]!.letter).toMatchObject({ product: 'registered', trackingNumber: 'RR123456789DE' });
  });

  await test.step('and that it has arrived: it stands with the communication and in the customer’s timeline', async () => {
    service.moveOn(String(taken.sent.custom1), {
      registeredLetterStatus: 'DELIVERED',
      registeredLetterStatusDate: new Date().toISOString(),
    });
    const state = async () => {
      await press(page, 'Ask about letters');
      return (await communicationOf(page, id)).deliveries[0]!.state;
    };
    // What was asked about seconds ago is not asked about again.
    await expect.poll(state, { timeout: 60_000, intervals: [4_000] }).toBe('delivered');
    await page.goto(`/communications/${id}`);
    const number = page.getByRole('link', { name: 'RR123456789DE' });
    await expect(number).toHaveAttribute('href', /^https:\/\/www\.deutschepost\.de\/.*RR123456789DE$/);
    await expect(page.getByText('Registered, against signature')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Receipts' }).getByText('RR123456789DE: DELIVERED')).toBeVisible();
    await number.evaluate((element) => window.scrollBy(0, element.getBoundingClientRect().top - 300));
    await pictures(page, 'letters-registered');
    const { customerId } = await communicationOf(page, id);
    await page.goto(`/customers/${customerId}`);
    const timeline = page.getByRole('list', { name: 'Timeline' });
    await expect(timeline.getByText(/[Dd]elivered/).first()).toBeVisible();
    await timeline.evaluate((element) => window.scrollBy(0, element.getBoundingClientRect().top - 200));
    await expectAccessible(page);
    await picture(page, 'letters-timeline');
  });

  await test.step('a digest may be one of letters', async () => {
    await page.goto('/contact-policy');
    await page.getByRole('button', { name: 'Propose a change' }).click();
    const dialog = page.getByRole('dialog', { name: 'Propose a change' });
    await dialog.getByRole('button', { name: 'Add a digest' }).click();
    const added = dialog.getByRole('region', { name: 'Digest' }).last();
    await added.getByRole('textbox', { name: 'Name' }).fill('One envelope a day');
    const rule = dialog.getByRole('region', { name: 'One envelope a day' });
    await rule.getByRole('combobox', { name: 'What is kept for each other' }).click();
    await page.getByRole('option', { name: 'Letters, in one envelope' }).click();
    await rule.getByRole('textbox', { name: 'Letters in one envelope' }).fill('5');
    await rule.getByRole('textbox', { name: 'Sheets in one envelope' }).fill('8');
    await rule.scrollIntoViewIfNeeded();
    await expectAccessible(page);
    await picture(page, 'letters-envelope-rule');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  await test.step('whoever writes the letter is shown what its provider would refuse, with the place', async () => {
    await page.goto(`/editor/template/${template}`);
    await expect(page.locator('.ed-page canvas').first()).toBeVisible({ timeout: 90_000 });
    const chosen = page.getByRole('combobox', { name: 'No-print zones' });
    await expect(chosen).toHaveValue('E-POST with cover page');
    const findings = page.getByRole('region', { name: 'Printed where nothing may be' });
    await expect(findings).toBeHidden();
    // Without the page that bears the address.
    await chosen.click();
    await page.getByRole('option', { name: 'E-POST', exact: true }).click();
    await expect(findings).toContainText('E-POST would refuse this letter:');
    const place = findings.getByRole('button', { name: /^Error Page 1, Franking: \d+–\d+ mm from the left/ });
    await expect(place).toBeVisible();
    await pictures(page, 'letters-zones');
    await place.click();
    await expect(page.locator('.ed-area[data-path="/letter/frames/address"]')).toBeVisible();
  });

  for (const one of customers) await asPerson(page, 'PUT', `/api/customers/${one}/wishes`, { wishes: {} });
  await page.goto('/channels');
  await postContractsAs(page, 'Letter');
  await page.getByRole('tab', { name: 'Accounts' }).click();
  await press(page, 'Change');
  await page
    .getByRole('dialog', { name: `Change ${account}` })
    .getByRole('button', { name: 'Remove' })
    .click();
  await page
    .getByRole('dialog', { name: `Remove ${account}?` })
    .getByRole('button', { name: 'Remove' })
    .click();
  await expect(card(page)).toBeHidden();
  await service.stop();
});
