import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, heading, picture, test } from './walk.ts';

const folder = mkdtempSync(join(tmpdir(), 'posthorn-keys-'));
test.afterAll(() => rmSync(folder, { recursive: true }));

/** A certificate for an address, and its key, as somebody would have it. */
function certificateOf(name: string, address: string, days: number): string {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', `${name}.key`, '-out', `${name}.pem`];
  const says = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=email:${address}`, '-addext', 'extendedKeyUsage=emailProtection'];
  execFileSync('openssl', ['req', '-x509', '-nodes', '-days', String(days), ...key, ...says], { cwd: folder, stdio: 'ignore' });
  return join(folder, `${name}.pem`);
}

interface Customer {
  readonly id: string;
  readonly name: string;
  readonly contactPoints: readonly { readonly channel: string; readonly address: string; readonly state: string }[];
}

/** A customer with a mail address. */
async function someone(page: Page): Promise<{ customer: Customer; address: string }> {
  const { rows } = (await (await page.request.get('/api/customers?channel=email&limit=50')).json()) as { rows: Customer[] };
  for (const { id } of rows.toReversed()) {
    const customer = (await (await page.request.get(`/api/customers/${id}`)).json()) as Customer;
    const address = customer.contactPoints.find(({ channel, state }) => channel === 'email' && state === 'valid')?.address;
    if (address !== undefined) return { customer, address };
  }
  throw new Error('nobody has a mail address');
}

test('a clerk keeps a customer’s certificate, is told that it ends soon, and takes it away again', { tag: '@long' }, async ({ page }) => {
  const { customer, address } = await someone(page);
  await page.goto(`/customers/${customer.id}`);
  const card = page.getByRole('region', { name: 'Encrypted e-mail' });
  await card.getByRole('button', { name: 'Add a key' }).click();
  const dialog = page.getByRole('dialog', { name: `Add a key of ${customer.name}` });
  await dialog.getByLabel('Or paste the text').fill('no key');
  await dialog.getByRole('button', { name: 'Keep key' }).click();
  await expect(page.getByText('Not a key that can be read')).toBeVisible();
  await dialog.locator('input[type=file]').setInputFiles(certificateOf('customer', address, 20));
  await expect(page.getByText('Key kept: mails to this address are encrypted from now on')).toBeVisible();
  const key = card.getByRole('list', { name: 'Keys of the customer' }).getByRole('listitem').first();
  await expect(key).toContainText(address.toLowerCase());
  await expect(key).toContainText('Certificate (S/MIME), EC P-256');
  await expect(key).toContainText(/Holds until/);
  await expectAccessible(page);
  await card.scrollIntoViewIfNeeded();
  await picture(page, 'customer-mail-keys');

  await page.goto('/deliverability/protection');
  await expect(heading(page, 'Deliverability')).toBeVisible();
  const ending = page.getByRole('region', { name: 'Keys of customers that end' }).first();
  await expect(ending.getByRole('link', { name: new RegExp(customer.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')) })).toBeVisible();

  await page.goto(`/customers/${customer.id}`);
  await card
    .getByRole('button', { name: /^Remove:/ })
    .first()
    .click();
  await page.getByRole('dialog', { name: 'Remove this key?' }).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Key removed')).toBeVisible();
});

test('an operator says what holds for a purpose, and with which certificate mails are signed', { tag: '@long' }, async ({ page }) => {
  await page.goto('/deliverability/protection');
  const service = page.getByRole('group', { name: 'Service' });
  await service.getByLabel('If all keys of the customer have ended').click();
  await page.getByRole('option', { name: 'Do not send' }).click();
  await expect(page.getByText('Kept for mails from now on: Service')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Add a certificate' }).click();
  const signing = page.getByRole('dialog', { name: 'Add a certificate' });
  const certificate = certificateOf('sender', `sender${Date.now()}@kontor.example`, 365);
  await signing.getByLabel('Certificate', { exact: false }).first().fill(readFileSync(certificate, 'utf8'));
  await signing
    .getByLabel('Private key', { exact: false })
    .first()
    .fill(readFileSync(certificate.replace('.pem', '.key'), 'utf8'));
  await expectAccessible(page);
  await signing.getByRole('button', { name: 'Sign with it' }).click();
  const signer = page.getByRole('list', { name: 'Certificates that sign' }).getByRole('listitem').filter({ hasText: 'CN=sender' }).first();
  await expect(signer).toContainText('Holds until');
  await picture(page, 'deliverability-protection');
  await signer.getByRole('button', { name: /Remove/ }).click();
  await page.getByRole('dialog', { name: 'Remove this certificate?' }).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Certificate removed')).toBeVisible();
  await service.getByLabel('If all keys of the customer have ended').click();
  await page.getByRole('option', { name: 'Into the portal, mail a link' }).click();
  await expect(page.getByText('Kept for mails from now on: Service').first()).toBeVisible();
});

test('on a telephone, in the dark, what protects mails is no wider than the screen', { tag: '@long' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/deliverability/protection');
  await expect(page.getByRole('group', { name: 'Advertising' })).toBeVisible();
  await expectAccessible(page);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(page, 'deliverability-protection-phone');
});
