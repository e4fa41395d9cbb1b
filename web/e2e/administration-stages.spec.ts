import type { Page } from '@playwright/test';
import { expect, expectAccessible, picture, test } from './walk.ts';

// On a machine that does much else at once, a walk takes minutes.
test.describe.configure({ timeout: 300_000 });

/** The stages as the list tells them, from the one that is first to the one that releases. */
const stages = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

test('a class gets its stages in their order with who may decide them, and goes with all others again', { tag: '@long' }, async ({
  page,
}) => {
  const name = `Credit ${Date.now().toString(36)}`;
  await page.goto('/administration/stages');
  await expect(stages(page, 'All other templates')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stages of a class' }).click();
  const dialog = page.getByRole('dialog', { name: 'Stages of a class' });
  await dialog.getByLabel('Class').fill(name);
  await page.keyboard.press('Tab');
  await dialog.getByRole('button', { name: 'Department', exact: true }).click();
  await dialog.getByRole('button', { name: 'Earlier: Department' }).click();
  await expect(dialog.getByRole('listitem')).toHaveText([/^1\. Department/, /^2\. Compliance · The last one releases/]);
  await expect(dialog.getByText(/Today: /).first()).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Days until a decision is wanted' }).fill('5');
  await expectAccessible(page);
  await picture(page, 'administration-stages');
  await dialog.getByRole('button', { name: 'Set stages' }).click();
  await expect(stages(page, name)).toContainText('Department → Compliance');
  await expect(stages(page, name)).toContainText('wanted within 5 days');
  await page.getByRole('button', { name: /^Dark|dark/ }).click();
  await expectAccessible(page);
  await picture(page, 'administration-stages-dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/administration/stages');
  await expect(stages(page, name)).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.getByRole('button', { name: `As all others: ${name}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'As all others' }).click();
  // Nothing is of this class: it is gone with its stages.
  await expect(stages(page, name)).toHaveCount(0);
});
