import { enter, expect, expectAccessible, heading, picture, test } from './walk.ts';

test('home says what runs, what needs a person, and how much there is', async ({ page }) => {
  await page.goto('/');
  await expect(heading(page, 'Home')).toBeVisible();
  await expect(page).toHaveTitle('Home · Posthorn');
  await expect(page.getByText('Demonstration: nothing leaves this machine.')).toBeVisible();
  await expect(page.getByRole('link', { name: /rows in quarantine/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /Communications by channel: E-mail \d+, Post \d+/ })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'home');
  await page.getByRole('link', { name: /rows in quarantine/ }).click();
  await expect(heading(page, 'Quarantine')).toBeVisible();
});

test('everything is there in German, and the language is remembered', { tag: '@long' }, async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'DE: Deutsch' }).click();
  await expect(heading(page, 'Start')).toBeVisible();
  await picture(page, 'home-de');
  await page.reload();
  await expect(heading(page, 'Start')).toBeVisible();
  for (const door of ['Läufe', 'Sendungen', 'Kunden', 'Quarantäne', 'Vorlagen', 'Abgefangenes']) {
    await enter(page, door);
    await expectAccessible(page);
  }
  await page.getByRole('navigation').getByRole('link', { name: 'Sendungen', exact: true }).click();
  await expect(page.getByRole('row').nth(1)).toBeVisible();
  await picture(page, 'communications-de');
});

test('the dark appearance keeps its contrasts and is remembered', { tag: '@long' }, async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Use dark appearance' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expectAccessible(page);
  await picture(page, 'home-dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  for (const door of ['Runs', 'Communications', 'Customers', 'Quarantine', 'Templates', 'Caught messages']) {
    await enter(page, door);
    await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
    await expectAccessible(page);
  }
});

test('the command palette finds a customer from the keyboard alone', async ({ page }) => {
  await page.goto('/customers');
  const name = (await page.getByRole('row').nth(1).getByRole('link').textContent())!;
  await page.goto('/');
  await expect(heading(page, 'Home')).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Customer, reference, subject or screen')).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('dialog').getByText(name, { exact: false }).first()).toBeVisible();
  await picture(page, 'command-palette');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(heading(page, name)).toBeVisible();
});

test('on a phone nothing is wider than the screen, and the menu opens', { tag: '@long' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of ['/', '/runs', '/communications', '/customers', '/quarantine', '/templates', '/catcher', '/administration/audit']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('.mantine-Skeleton-root')).toHaveCount(0);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${path} is wider than a phone`).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  }
  await page.goto('/');
  await expect(heading(page, 'Home')).toBeVisible();
  await picture(page, 'home-phone');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('navigation').getByRole('link', { name: 'Communications', exact: true }).click();
  await expect(heading(page, 'Communications')).toBeVisible();
});

test('an address that leads nowhere says so', async ({ page }) => {
  await page.goto('/nowhere');
  await expect(heading(page, 'There is nothing here')).toBeVisible();
  await expectAccessible(page);
});
