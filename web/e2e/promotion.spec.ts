import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { expect, expectAccessible, picture, test } from './walk.ts';

const shop = fileURLToPath(new URL('../../examples/shop/', import.meta.url));

/** The shop's invoice as another environment might have it: with other terms, and a name that stands twice. */
function archive(): Buffer {
  const names = ['template.json', 'brand.json', 'sample.jsonl', ...readdirSync(`${shop}blocks`).map((name) => `blocks/${name}`)];
  const files: Record<string, Uint8Array> = {};
  for (const name of names) files[`shop/${name}`] = strToU8(readFileSync(shop + name, 'utf8').replace('within 30 days', 'within 45 days'));
  for (const name of readdirSync(`${shop}assets`)) files[`shop/assets/${name}`] = new Uint8Array(readFileSync(`${shop}assets/${name}`));
  return Buffer.from(zipSync(files));
}

test('a template of another environment shows its difference word by word, and what was chosen comes as a draft', { tag: '@long' }, async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto('/templates');
  await page.getByRole('link', { name: 'Other environments' }).click();
  await expect(page.getByText('Nothing to compare yet')).toBeVisible();
  await expectAccessible(page);
  // What this environment gives along is what another one takes.
  const choice = page.getByRole('combobox', { name: 'Templates' }).or(page.getByRole('textbox', { name: 'Templates' }));
  await choice.first().fill('Shop invoice');
  await page
    .getByRole('option', { name: /version/i })
    .first()
    .click();
  await page.keyboard.press('Escape');
  const along = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect((await along).suggestedFilename()).toMatch(/\.zip$/);
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a ZIP archive' }).click();
  await (await choosing).setFiles({ name: 'test-environment.zip', mimeType: 'application/zip', buffer: archive() });
  const card = page.getByRole('region', { name: 'shop-invoice' });
  await expect(card.getByText(/^Compared with version/)).toBeVisible({ timeout: 60_000 });
  const terms = card.locator('.pm-part', { hasText: 'Block terms' });
  await terms.getByRole('button', { name: 'Show' }).click();
  await expect(terms.locator('ins', { hasText: '45' }).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'promotion');
  for (const box of await card.getByRole('checkbox').all()) if (await box.isEnabled()) await box.setChecked(true);
  await card.getByRole('button', { name: /^Bring/ }).click();
  await expect(page.getByText(/It is here as version \d+, a draft/)).toBeVisible({ timeout: 60_000 });
  await expect(card.getByText('It is here already, as it is there.')).toBeVisible({ timeout: 60_000 });

  // Something else than an archive is refused, and said to be.
  const back = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a ZIP archive' }).click();
  await (await back).setFiles({ name: 'nothing.zip', mimeType: 'application/zip', buffer: Buffer.from('PK') });
  await expect(page.getByText('Archive unusable')).toBeVisible();
});
