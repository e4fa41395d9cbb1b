import { asPerson } from './as-person.ts';
import { expect, expectAccessible, heading, picture, test } from './walk.ts';

const mark = Date.now().toString(36);

/** Numbers of customers that the product has. */
async function customerNumbers(page: Parameters<typeof asPerson>[0]): Promise<readonly string[]> {
  return (await asPerson<{ rows: { number: string }[] }>(page, 'GET', '/api/customers?limit=3')).rows.map(({ number }) => number);
}

test('compliance brings a spreadsheet of consents, mends what is not understood, and has it taken in', { tag: '@long' }, async ({
  page,
}) => {
  test.setTimeout(240_000);
  const [anna, ben, cora] = await customerNumbers(page);
  const rows = [
    'Kundennr.;Erteilt am;Beleg',
    `${anna};01.03.2025;Messe Köln, Formular ${mark}`,
    `${ben};02.03.2025;Messe Köln, Formular ${mark}-2`,
    `${cora};31.02.2025;Messe Köln`,
    '999999999;02.03.2025;Messe Köln',
  ];
  await page.goto('/customers');
  await page.getByRole('link', { name: 'Consents and lists from files' }).click();
  await expect(heading(page, 'Consents and lists from files')).toBeVisible();
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Bring a file' }).click();
  await page.getByRole('menuitem', { name: 'Consents of customers (CSV)' }).click();
  await (await chosen).setFiles({ name: `messe-${mark}.csv`, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n'), 'latin1') });

  await expect(heading(page, `messe-${mark}.csv`)).toBeVisible();
  const first = page.getByRole('table', { name: 'The first rows, as they are understood' });
  await expect(first.getByRole('row')).toHaveCount(5);
  await expect(first).toContainText('Messe Köln, Formular');
  await expect(first).toContainText('This is no day: write 2025-12-31');
  await expect(first).toContainText('There is no customer of this number');
  await page.getByLabel('Who made it').fill('Trade fair, stand 4');
  await page.getByLabel('Channel', { exact: true }).first().click();
  await page.getByRole('option', { name: 'Post', exact: true }).click();
  await expectAccessible(page);
  await picture(page, 'permission-file-rows');
  await page.getByRole('button', { name: 'Check all rows' }).click();

  const outcome = page.getByRole('region', { name: 'What it would come to' });
  await expect(outcome).toContainText('Rows that are not taken', { timeout: 60_000 });
  await expectAccessible(page);
  await outcome.scrollIntoViewIfNeeded();
  await picture(page, 'permission-file-checked');
  await page.getByRole('button', { name: 'Take in' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take in' }).click();
  const came = page.getByRole('region', { name: 'What came of it' });
  await expect(came).toContainText('the ledger of consents only grows', { timeout: 60_000 });
  await expect(came).toContainText('Rows that are not taken');
});

test('a list is brought, replaced by a newer one, and taken back', { tag: '@long' }, async ({ page }) => {
  test.setTimeout(240_000);
  const name = `robinson-${mark}`;
  for (const emails of [
    ['anna@mail.example', 'ben@mail.example', 'no address'],
    ['ben@mail.example', 'cora@mail.example'],
  ]) {
    await page.goto('/permission-files');
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Bring a file' }).click();
    await page.getByRole('menuitem', { name: /A list of those who must not/ }).click();
    const buffer = Buffer.from(`\ufeffE-Mail\n${emails.join('\n')}\n`, 'utf16le');
    await (await chosen).setFiles({ name: `list-${mark}.csv`, mimeType: 'text/csv', buffer });
    await page.getByLabel('Who made it').fill('A list house');
    await page
      .getByRole('combobox', { name: 'List' })
      .or(page.getByLabel('List', { exact: false }))
      .first()
      .fill(name);
    await page.getByRole('button', { name: 'Check all rows' }).click();
    await page.getByRole('button', { name: 'Take in' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take in' }).click();
    await expect(page.getByRole('region', { name: 'What came of it' })).toContainText('The list can be made what it was before', {
      timeout: 60_000,
    });
  }
  await picture(page, 'permission-file-list');
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByRole('region', { name: 'What came of it' })).toContainText('the list is what it was before');
  await page.goto('/permission-files');
  await expect(page.getByRole('table', { name: 'Lists of those who must not be written to' })).toContainText(name);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await picture(page, 'permission-files-phone');
});
