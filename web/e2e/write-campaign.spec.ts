import { execFile } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { withOffer } from '../../server/test/offer-folder.ts';
import { asPerson } from './as-person.ts';
import { secondPerson } from './second-person.ts';
import { enter, expect, expectAccessible, heading, picture, test } from './walk.ts';

const run = promisify(execFile);
const posthorn = (...args: string[]) =>
  run(process.execPath, [
    fileURLToPath(new URL('../../server/bin/posthorn.js', import.meta.url)),
    ...args,
    '--data',
    process.env.POSTHORN_E2E_DATA!,
  ]);

/** Two pieces of advertising, released, and consents of the Germans: what others bring in before a marketer begins. */
async function prepare(): Promise<void> {
  for (const [id, words] of [
    ['tulips-plain', 'the first tulips are here.'],
    ['tulips-price', 'ten tulips for the price of eight.'],
  ] as const)
    await withOffer(id, words, async (folder) => {
      await posthorn('content', 'push', folder);
      await posthorn('content', 'release', id, '--note', 'For a walk through campaigns');
    });
}

async function consent(numbers: readonly string[]): Promise<void> {
  const file = join(await mkdtemp(join(tmpdir(), 'posthorn-consents-')), 'consents.csv');
  await writeFile(file, `number,at,proof\n${numbers.map((number) => `${number},2026-01-05,Form 7`).join('\n')}\n`);
  await posthorn('import-consents', file, '--source', 'Walk', '--channel', 'email', '--purpose', 'advertising', '--way', 'paper');
}

/** Numbers of those whom the campaign has written to so far. */
async function boughtBy(page: Page, id: string): Promise<readonly string[]> {
  const results = await asPerson<{ variants: { runs: string[] }[] }>(page, 'GET', `/api/campaigns/${id}/results`);
  const numbers: string[] = [];
  for (const runId of results.variants.flatMap((variant) => variant.runs))
    for (const row of (await asPerson<{ rows: { customerNumber: string }[] }>(page, 'GET', `/api/communications?runId=${runId}&limit=200`))
      .rows)
      numbers.push(row.customerNumber);
  return numbers;
}

const tell = (page: Page, numbers: readonly string[]) =>
  asPerson<{ counted: number }>(page, 'POST', '/api/conversions', { event: 'purchase', customers: numbers.map((number) => ({ number })) });

// The last of the walks by its name: what it sends stands first in the lists that others look at.
test('a marketer plans a campaign with two variants, a second person approves it, it is sent, and its results are honest', {
  tag: '@long',
}, async ({ page, browser, baseURL }) => {
  test.setTimeout(600_000);
  await prepare();
  const germans = (await (await page.request.get('/api/customers?country=DE&limit=200')).json()) as { rows: { number: string }[] };
  await consent(germans.rows.map(({ number }) => number));

  await page.goto('/campaigns');
  await expect(heading(page, 'Campaigns')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Plan a campaign' }).first().click();
  const form = page.getByRole('dialog', { name: 'Plan a campaign' });
  await form.getByLabel('Campaign').fill('Tulips, first week');
  await form.getByRole('button', { name: 'Narrow it down' }).click();
  await form.getByRole('textbox', { name: 'Compared with' }).fill('DE');
  await form.getByRole('combobox', { name: 'Variant A: template' }).click();
  await page.getByRole('option', { name: 'the first tulips are here.' }).click();
  await form.getByRole('button', { name: 'Add a variant' }).click();
  await form.getByRole('combobox', { name: 'Variant B: template' }).click();
  await page.getByRole('option', { name: 'ten tulips for the price of eight.' }).click();
  await expect(form.getByText(/of [\d,]+ customers/)).toBeVisible();
  await expect(form.getByText(/can be written to now/)).toBeVisible();
  await form.getByRole('textbox', { name: 'Left out' }).fill('40');
  await form.getByRole('combobox', { name: 'Compared by' }).click();
  await page.getByRole('option', { name: 'Deliveries' }).click();
  await form.getByRole('textbox', { name: 'Conversion' }).fill('purchase');
  await form.getByRole('textbox', { name: 'Customers an hour' }).fill('30');
  await expectAccessible(page);
  await form.getByText('Audience', { exact: true }).scrollIntoViewIfNeeded();
  await picture(page, 'campaign-plan');
  await form.getByRole('textbox', { name: 'Conversion' }).scrollIntoViewIfNeeded();
  await picture(page, 'campaign-plan-variants');
  await form.getByRole('button', { name: 'Save' }).last().click();

  await expect(heading(page, 'Tulips, first week')).toBeVisible();
  await expect(page.getByText('It waits for a second person: you wrote in it yourself.')).toBeVisible();
  await expect(page.getByText(/The condition meets \d+ customers/)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await picture(page, 'campaign-checklist');

  const rita = await secondPerson(browser, baseURL, page, 'Rita Compliance', 'Compliance');
  await enter(rita, 'Campaigns');
  await rita.getByRole('link', { name: 'Tulips, first week' }).click();
  await rita.getByRole('button', { name: 'Approve' }).click();
  await expect(rita.getByText('Approved by Rita Compliance; it can be started.')).toBeVisible({ timeout: 60_000 });
  await rita.context().close();

  await page.goto('/campaigns');
  await page.getByRole('link', { name: 'Tulips, first week' }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByText(/Wave 1 of \d+ has begun/)).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/customers were left out/)).toBeVisible();
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await expect(page.getByText('Nobody is begun with until it is continued.', { exact: false })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'campaign-paused');
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByText('Sending', { exact: true })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Sent' })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/No difference between B and A can be told yet|brings (more|less) than/)).toBeVisible();

  // The shop tells who bought: those who were written to, as it happens.
  const id = new URL(page.url()).pathname.split('/').at(-1)!;
  const bought = await boughtBy(page, id);
  expect(await tell(page, bought)).toMatchObject({ counted: bought.length });
  expect(await tell(page, bought)).toMatchObject({ counted: 0 });
  await expect(page.getByText('A brings something: more than nothing would.')).toBeVisible();
  await expect(page.getByText(/Of \d+, between \d+ and \d+ are there because of it/).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'campaign-results');
  const { stdout } = await posthorn('campaign', 'results', id, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    conversion: { event: 'purchase' },
    variants: [{ id: 'a', uplift: { verdict: 'better' } }, { id: 'b' }],
  });

  await page.getByRole('button', { name: /^DE: Deutsch/ }).click();
  await page.getByRole('button', { name: 'Dunkle Darstellung' }).click();
  await expect(page.getByText('Wird versandt')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'campaign-results-de-dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await picture(page, 'campaign-phone');
  await page.setViewportSize({ width: 1360, height: 860 });
  await page.getByRole('button', { name: 'Anhalten' }).click();
  await page.getByLabel('Warum').fill('Der Preis stimmt nicht.');
  await page.getByRole('dialog').getByRole('button', { name: 'Anhalten' }).click();
  await expect(page.getByText('Grund: Der Preis stimmt nicht.')).toBeVisible();
});
