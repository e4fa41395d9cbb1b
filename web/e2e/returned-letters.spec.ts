import type { Page } from '@playwright/test';
import type { ReturnedCase } from '@posthorn/contract';
import bwipjs from 'bwip-js/node';
import { photograph } from '../../server/test/photograph.ts';
import { asPerson } from './as-person.ts';
import { enter, expect, expectAccessible, picture, test } from './walk.ts';

interface Letter {
  readonly id: string;
  readonly reference: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly customerNumber: string;
}

/** Letters that were handed to the printer and have not come back yet, each to another customer. */
async function printed(page: Page, count: number): Promise<readonly Letter[]> {
  const { rows } = await asPerson<{ rows: Letter[] }>(page, 'GET', '/api/communications?channel=post&state=printed&limit=100');
  const back = await asPerson<{ rows: ReturnedCase[] }>(page, 'GET', '/api/returned-letters?limit=200');
  const gone = new Set(back.rows.map((one) => one.customerId));
  const ofOthers = [...new Map(rows.filter((one) => !gone.has(one.customerId)).map((one) => [one.customerId, one])).values()];
  expect(ofOthers.length).toBeGreaterThanOrEqual(count);
  return ofOthers.slice(0, count);
}

/** A corner of a letter with its code, as a telephone takes it. */
async function photographOf(text: string, faults: Parameters<typeof photograph>[1]) {
  const code = await bwipjs.toBuffer({ bcid: 'datamatrix', text, scale: 5, padding: 24, backgroundcolor: 'FFFFFF' });
  return { name: `${text.slice(0, 8)}.png`, mimeType: 'image/png', buffer: photograph(code, faults) };
}

test('letters that came back are photographed, looked at, their addresses put right and the letters sent again', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto('/');
  const [moved, found] = (await printed(page, 2)) as [Letter, Letter];
  await enter(page, 'Returned letters');
  await expectAccessible(page);

  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      await photographOf(moved.id, { turned: 12, noise: 20, shade: 60 }),
      await photographOf(found.id, { blurred: 30, shade: 40 }),
    ]);
  const read = page.getByRole('region', { name: 'What was read' });
  await expect(read.getByText('2 of 2 read.')).toBeVisible({ timeout: 90_000 });
  await expect(read.getByRole('link', { name: new RegExp(moved.reference) })).toBeVisible();
  await expect(read.getByText('No code could be read in this picture.')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'returned-letters');

  const unread = read.getByRole('region', { name: /^Whose letter is this/ });
  await unread.getByRole('button', { name: 'Find the customer' }).click();
  await unread.getByLabel('Customer').fill(found.customerNumber);
  await unread.getByRole('list', { name: 'Customers found' }).getByRole('button').first().click();
  await unread
    .getByRole('list', { name: 'Letters to this customer' })
    .getByRole('button', { name: new RegExp(found.reference) })
    .click();
  await expect(unread).toHaveCount(0);

  const letter = page.getByRole('article', { name: `${moved.customerName}, ${moved.reference}` });
  await expect(letter.getByText('No letters go to this address any more.')).toBeVisible();
  await letter.getByRole('button', { name: 'Put the address right' }).click();
  const dialog = page.getByRole('dialog', { name: /^Address of/ });
  await dialog.getByLabel('Street').fill('Neue Gasse');
  await dialog.getByLabel('Number', { exact: true }).fill('8');
  await expectAccessible(page);
  await picture(page, 'returned-letters-address');
  await dialog.getByRole('button', { name: 'Put the address right' }).click();
  await expect(page.getByText('Address put right. The letter can be sent again.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Taken back.')).toBeVisible();

  await letter.getByRole('button', { name: 'Put the address right' }).click();
  await dialog.getByLabel('Street').fill('Neue Gasse');
  await dialog.getByRole('button', { name: 'Put the address right' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('switch', { name: 'Show what is settled' }).check();
  await letter.getByRole('button', { name: 'Send the letter again' }).click();
  await expect(letter.getByText(/Sent again to .*Neue Gasse/)).toBeVisible({ timeout: 60_000 });

  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.getByRole('button', { name: 'Take a photograph' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'returned-letters-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await letter.scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await picture(page, 'returned-letters-phone-dark');
});
