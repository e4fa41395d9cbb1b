import { enter, expect, expectAccessible, picture, test } from './walk.ts';

// On a machine that does much else at once, a walk takes minutes.
test.describe.configure({ timeout: 400_000 });

test('brands are shown with logo and colours, and what is in them', async ({ page }) => {
  await page.goto('/');
  await enter(page, 'Brands');
  await expect(page.getByRole('link', { name: 'Hollyhock & Wren' })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'brands');
  await page.getByRole('link', { name: 'Hollyhock & Wren' }).click();
  await expect(page.getByText('shown now')).toBeVisible();
  await expect(page.getByRole('link', { name: 'shop-invoice' }).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'brand');
});
