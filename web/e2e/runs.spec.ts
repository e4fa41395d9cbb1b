import { expect, expectAccessible, heading, picture, test } from './walk.ts';

test('a person starts a run, sees it work, and finds where everything went', async ({ page }) => {
  await page.goto('/runs');
  await expect(page.getByRole('row')).not.toHaveCount(1);
  await expectAccessible(page);
  await picture(page, 'runs');

  await page.getByRole('button', { name: 'Start a run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start a run' });
  await dialog.getByRole('combobox', { name: 'Template' }).click();
  await page.getByRole('option').first().click();
  await dialog.getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option', { name: /invoices/ }).click();
  await dialog.getByRole('textbox', { name: 'At most' }).fill('25');
  await expect(dialog.getByText('25 records will be composed')).toBeVisible();
  await dialog.getByLabel('Name (optional)').fill('Walk through');
  await dialog.getByRole('button', { name: 'What would happen?' }).click();
  const foreseen = dialog.getByRole('region', { name: 'What would become of the records' }).first();
  await expect(foreseen.getByText('Were it started now: 25 records')).toBeVisible();
  await expect(foreseen.getByRole('row')).not.toHaveCount(1);
  await expectAccessible(page);
  await picture(page, 'run-start');
  await dialog.getByRole('button', { name: 'Start a run' }).click();
  await expect(dialog.getByText('What was sent cannot be called back')).toBeVisible();
  await dialog.getByRole('button', { name: 'Yes, start now' }).click();

  await expect(heading(page, 'Walk through')).toBeVisible();
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 80_000 });
  await expect(page.getByRole('img', { name: 'Progress: Composed 25' })).toBeVisible();
  await expect(page.getByRole('img', { name: /Where they went:/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'See the communications' }).click();
  await expect(page.getByText('Run: Walk through')).toBeVisible();
  await expect(page.getByText('25 communications')).toBeVisible();
});

test('the run of the demonstration has its print stream to download', async ({ page }) => {
  await page.goto('/runs');
  await page.getByRole('row').last().getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Print streams' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'PDF' })).toBeVisible();
  await picture(page, 'run');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'PDF' }).click();
  expect(await (await download).failure()).toBeNull();
});

test('the same run started twice is refused with a reason', async ({ page }) => {
  await page.goto('/runs?start=1');
  const dialog = page.getByRole('dialog', { name: 'Start a run' });
  await dialog.getByRole('combobox', { name: 'Template' }).click();
  await page.getByRole('option').first().click();
  await dialog.getByRole('combobox', { name: 'Dataset' }).click();
  await page.getByRole('option', { name: /invoices/ }).click();
  await dialog.getByRole('textbox', { name: 'At most' }).fill('25');
  await dialog.getByLabel('Name (optional)').fill('Walk through');
  await dialog.getByRole('button', { name: 'Start a run' }).click();
  await dialog.getByRole('button', { name: 'Yes, start now' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
});
