import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import { discardDraft } from './discard-draft.ts';
import { expect, expectAccessible, heading, picture, product, signedInFile, test } from './walk.ts';

// On a machine that does much else at once, a walk takes minutes.
test.describe.configure({ timeout: 400_000, mode: 'serial' });

const brand = '/brands/hollyhock/draft';
const require = createRequire(import.meta.url);
const font = () => readFile(require.resolve('@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf'));

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true });
/** The engine has set a letter in the worker. */
const composed = async (page: Page) => expect(page.getByRole('img', { name: 'Page 1' })).toBeVisible({ timeout: 90_000 });
const saved = (page: Page) => expect(page.locator('.bd-save')).toHaveAttribute('data-state', 'saved');
const drawn = async (page: Page) => expect(page.locator('.bd-preview [data-drawn] canvas').first()).toBeVisible({ timeout: 60_000 });

test.afterAll(async ({ browser }) => {
  const context = await browser.newContext({ storageState: signedInFile, baseURL: product().url });
  await discardDraft(context, 'hollyhock', 'brand');
  await context.close();
});

test('a colour that is too weak is told with the nearest that is not, and styles go with the palette', { tag: '@long' }, async ({
  page,
}) => {
  await page.goto('/brands/hollyhock');
  await page.getByRole('link', { name: /Edit|Go on/ }).click();
  await expect(tab(page, 'Colours')).toHaveAttribute('aria-selected', 'true');
  await composed(page);
  await page.getByRole('textbox', { name: 'Value of quiet', exact: true }).fill('#a0aaae');
  await expect(page.getByText('too little').first()).toBeVisible();
  await saved(page);
  await drawn(page);
  await expectAccessible(page);
  await picture(page, 'brand-colours');
  await page.getByRole('button', { name: /^Take #/ }).click();
  await expect(page.getByText('too little')).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('too little').first()).toBeVisible();
  await page.getByRole('button', { name: 'Redo' }).click();
  await expect(page.getByText('too little')).toHaveCount(0);
  await saved(page);
});

test('logos are shown on light and dark, and a new one takes the place of the old', { tag: '@long' }, async ({ page }) => {
  await page.goto(`${brand}?tab=logos`);
  await expect(page.getByRole('img', { name: 'logo on dark ground' })).toBeVisible();
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="160" height="40"><rect width="40" height="40" rx="8" fill="#1f5f58"/><rect x="52" y="12" width="108" height="16" fill="#b4532a"/></svg>';
  await page
    .getByRole('region', { name: 'logo' })
    .locator('input[type=file]')
    .setInputFiles({ name: 'New logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
  await expect(page.getByRole('img', { name: 'logo on light ground' })).toHaveJSProperty('naturalWidth', 160);
  await saved(page);
  await drawn(page);
  await expectAccessible(page);
  await picture(page, 'brand-logos');
});

test('a font says what its licence allows and which scripts it has; one that forbids embedding is refused with the reason', {
  tag: '@long',
}, async ({ page }) => {
  await page.goto(`${brand}?tab=fonts`);
  await expect(page.getByText('May be embedded').first()).toBeVisible();
  const upload = async (bytes: Buffer, name: string) =>
    page.getByRole('tabpanel').locator('input[type=file]').first().setInputFiles({ name, mimeType: 'font/ttf', buffer: bytes });
  const bytes = await font();
  await upload(bytes, 'hebrew.ttf');
  const family = page.getByRole('region', { name: 'noto-sans-hebrew' });
  await expect(family.getByText(/Hebrew 9\d %|Hebrew/).first()).toBeVisible();
  const restricted = Buffer.from(bytes);
  const tables = Array.from({ length: restricted.readUInt16BE(4) }, (_, i) => 12 + 16 * i);
  const os2 = tables.find((at) => restricted.toString('latin1', at, at + 4) === 'OS/2')!;
  restricted.writeUInt16BE(0x0002, restricted.readUInt32BE(os2 + 8) + 8);
  await upload(restricted, 'forbidden.ttf');
  await expect(page.getByRole('alert').filter({ hasText: 'forbids' })).toContainText('forbids embedding');
  await expectAccessible(page);
  await picture(page, 'brand-fonts');
});

test('styles are changed beside a sample, and the letter follows', { tag: '@long' }, async ({ page }) => {
  await page.goto(`${brand}?tab=styles`);
  await composed(page);
  await page.getByRole('button', { name: /^heading1/ }).click();
  const before = await page.locator('.bd-preview').getAttribute('data-answer');
  await page.getByRole('textbox', { name: 'Size' }).fill('24');
  await expect(page.locator('.bd-preview')).not.toHaveAttribute('data-answer', before ?? '', { timeout: 60_000 });
  await saved(page);
  await expectAccessible(page);
  await picture(page, 'brand-styles');
});

test('frames are moved by keys and by mouse, drawn, arranged by a form, and undone', { tag: '@long' }, async ({ page }) => {
  await page.goto(`${brand}?tab=pages`);
  const piece = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}: `) });
  const x = page.getByRole('textbox', { name: 'info: From left' });
  const y = page.getByRole('textbox', { name: 'info: From top' });
  await composed(page);
  await piece('info').focus();
  await page.keyboard.press('ArrowRight');
  await expect(x).toHaveValue('141');
  // The frame ends where the text does: it cannot leave the sheet, but may leave the margin.
  await page.keyboard.press('Shift+ArrowDown');
  await expect(y).toHaveValue('50');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(x).toHaveValue('140.9');
  await page.keyboard.press('Control+ArrowLeft');
  await expect(page.getByRole('textbox', { name: 'info: Width' })).toHaveValue('49');
  for (const _ of [1, 2, 3, 4]) await page.keyboard.press('Control+z');
  await expect(x).toHaveValue('140');
  const box = (await page.locator('.bd-canvas .bd-paper').boundingBox())!;
  const mm = box.width / 210;
  const at = (left: number, top: number) => [box.x + left * mm, box.y + top * mm] as const;
  await page.mouse.move(...at(165, 70));
  await page.mouse.down();
  await page.mouse.move(...at(150, 68), { steps: 4 });
  // Near the line where the window begins it holds to that.
  await page.mouse.move(...at(150.2, 67.6), { steps: 4 });
  await page.mouse.up();
  await expect(x).not.toHaveValue('140');
  await page.getByRole('button', { name: 'Draw a frame' }).click();
  await page.mouse.move(...at(130, 16));
  await page.mouse.down();
  await page.mouse.move(...at(185, 36), { steps: 4 });
  await page.mouse.up();
  await expect(piece('frame')).toBeVisible();
  await page.getByRole('combobox', { name: 'Envelope and form' }).click();
  await page.getByRole('option', { name: 'DIN 5008 form A (DL)' }).click();
  await page.getByRole('button', { name: 'Arrange by this form' }).click();
  await expect(page.getByRole('textbox', { name: 'address: From top' })).toHaveValue('44.7');
  await saved(page);
  await drawn(page);
  await piece('address').focus();
  await expectAccessible(page);
  await picture(page, 'brand-pages');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('textbox', { name: 'address: From top' })).toHaveValue('62.7');
  await page.getByRole('combobox', { name: 'Envelope and form' }).click();
  await page.getByRole('option', { name: 'Swiss C5, window right' }).click();
  await page.getByRole('button', { name: 'Arrange by this form' }).click();
  await expect(page.getByRole('textbox', { name: 'address: From left' })).toHaveValue('118');
  await page.getByRole('button', { name: /^Dark|dark/ }).click();
  await drawn(page);
  await expectAccessible(page);
  await picture(page, 'brand-pages-dark');
  await page.getByRole('button', { name: 'Undo' }).click();
});

test('what the change touches is shown before and after, and it is submitted for a second pair of eyes', { tag: '@long' }, async ({
  page,
}) => {
  await page.goto(`${brand}?tab=touched`);
  const invoice = page.getByRole('article', { name: 'shop-invoice' });
  await expect(invoice.getByText(/looks? otherwise|→/)).toBeVisible({ timeout: 120_000 });
  await expect(invoice.getByRole('img')).toHaveCount(2);
  await expectAccessible(page);
  await picture(page, 'brand-touched');
  await page.getByRole('button', { name: 'Submit for release' }).click();
  await page.getByRole('textbox', { name: /What/ }).fill('Darker grey, new logo');
  await page.getByRole('dialog').getByRole('button', { name: 'Submit for release' }).click();
  await expect(heading(page, 'Hollyhock & Wren')).toBeVisible();
  await page.getByRole('link', { name: 'To its review' }).first().click();
  await expect(page.getByText('colors.quiet').first()).toBeVisible();
  // Who changed something in it does not release it; then everything is as it was.
  await expect(page.getByText(/waits for a second person/i).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'brand-review');
  await page.getByRole('button', { name: /Take back/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Only a walk');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Take back/ })
    .click();
  await expect(page.getByText('Returned').first()).toBeVisible();
});

test('on a telephone nothing is wider than the screen', { tag: '@long' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const name of ['colours', 'pages', 'styles', 'fonts']) {
    await page.goto(`${brand}?tab=${name}`);
    await composed(page);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: name }).toBeLessThanOrEqual(390);
  }
  await page.goto('/brands');
  await expect(page.getByRole('link', { name: 'Hollyhock & Wren' })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
