import type { Page } from '@playwright/test';
import { discardDraft } from './discard-draft.ts';
import { expect, expectAccessible, picture, test } from './walk.ts';

const body = (page: Page) => page.locator('.ed-area[data-path="/body"]');
const saved = (page: Page) => expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'saved', { timeout: 60_000 });
const tab = (page: Page, name: string) => page.getByRole('tablist', { name: 'About the text' }).getByRole('tab', { name });

async function open(page: Page): Promise<void> {
  await page.goto('/editor/template/shop-invoice');
  await expect(page.getByRole('textbox', { name: 'Text of the template' })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.ed-standing')).toHaveCount(0, { timeout: 90_000 });
  await expect(page.locator('.ed-page canvas').first()).toBeVisible({ timeout: 90_000 });
}

/** A new first paragraph, the cursor in it. */
async function begin(page: Page): Promise<void> {
  await body(page)
    .locator('h1, h2, h3, p')
    .first()
    .click({ position: { x: 1, y: 6 } });
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ControlOrMeta+Alt+0');
}

/** Takes back all that a test wrote, for the next. */
async function undoAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const tool = document.querySelector<HTMLButtonElement>('.ed-toolbar button[aria-label="Undo"]')!;
    for (let i = 0; i < 400 && !tool.disabled; i++) {
      tool.click();
      await new Promise((next) => setTimeout(next, 20));
    }
  });
  await saved(page);
}

test.afterEach(({ context }) => discardDraft(context, 'shop-invoice'));

/** As Word for Windows lays it on the clipboard: conditional comments, lists that are none, its own styles. */
const fromWord = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;} @list l0:level1 {mso-level-number-format:bullet;} --></style></head>
<body lang=EN-GB style='tab-interval:35.4pt;word-wrap:break-word'><!--StartFragment-->
<h2><span lang=EN-GB style='font-family:"Calibri Light"'>What changes for you<o:p></o:p></span></h2>
<p class=MsoNormal><span lang=EN-GB style='color:red'>From <b>1 May</b> the fee is <i style='mso-bidi-font-style:normal'>lower</i>. See <a href="https://www.example.com/fees"><span style='color:#0563C1'>our list of fees</span></a>.<o:p></o:p></span></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Transfers are free<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Cards cost less<o:p></o:p></p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0'><td width=300 valign=top><p class=MsoNormal><b>Service<o:p></o:p></b></p></td><td width=300><p class=MsoNormal><b>Fee<o:p></o:p></b></p></td></tr>
 <tr><td><p class=MsoNormal>Transfer<o:p></o:p></p></td><td><p class=MsoNormal>0,00 €<o:p></o:p></p></td></tr>
 <tr><td><p class=MsoNormal>Card<o:p></o:p></p></td><td><p class=MsoNormal>12,00 €<o:p></o:p></p></td></tr></table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>`;

test('what is pasted from Word becomes headings, lists, links and tables of the template, and nothing of its looks', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(300_000);
  await open(page);
  await begin(page);
  await page.evaluate((html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', html);
    document.querySelector('.ed-text')!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, fromWord);
  await expect(body(page).locator('h2', { hasText: 'What changes for you' })).toBeVisible();
  await expect(body(page).locator('ul > li')).toHaveText(['Transfers are free', 'Cards cost less']);
  await expect(body(page).locator('strong', { hasText: '1 May' })).toBeVisible();
  await expect(body(page).locator('[data-mark="link"]', { hasText: 'our list of fees' })).toBeVisible();
  const table = body(page).locator('.ed-object[data-type="table"]').first();
  await expect(table.locator('thead th')).toHaveText(['Service', 'Fee']);
  await expect(table.locator('tbody td')).toHaveText(['Transfer', '0,00 €', 'Card', '12,00 €']);
  expect(await body(page).innerHTML()).not.toMatch(/mso-|Calibri|o:p|color:\s*red/);
  await saved(page);
  await undoAll(page);
});

test('the language panel shows what could be plainer and writes it; a click in the preview leads to the text; a passage is commented on', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(300_000);
  await open(page);
  await begin(page);
  await page.keyboard.type('Due to the fact that your payment was received by us, we will utilize it for the amount that is open.');
  await tab(page, 'Language').click();
  const panel = page.getByRole('tabpanel', { name: 'Language' });
  await expect(panel.getByText('Flesch–Kincaid').first()).toBeVisible({ timeout: 60_000 });
  await expect(panel.getByText('Office language.').first()).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.ed-hint').first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'editor-language');
  await panel.getByRole('button', { name: /^Write “because”/ }).click();
  await expect(body(page)).toContainText('Because your payment was received');

  // The line under the cursor is marked on the page; a click on another line leads to its text.
  await expect(page.locator('.ed-page-mark').first()).toBeVisible({ timeout: 60_000 });
  const sheet = page.locator('.ed-page').first();
  const box = (await sheet.boundingBox())!;
  const mark = (await page.locator('.ed-page-mark').first().boundingBox())!;
  await body(page).locator('p').last().click();
  await sheet.click({ position: { x: mark.x - box.x + 20, y: mark.y - box.y + mark.height / 2 } });
  await expect(page.locator('.ed-page-mark').first()).toBeVisible();
  await page.keyboard.type('Found: ');
  await expect(body(page)).toContainText('Found: Because your payment was received');

  await page.keyboard.press('ControlOrMeta+Alt+m');
  const comments = page.getByRole('tabpanel', { name: 'Comments' });
  await comments.getByRole('textbox', { name: 'Comment on this passage' }).fill('Is this still true?');
  await comments.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(comments.getByText('Is this still true?')).toBeVisible();
  await expect(page.locator('.ed-commented').first()).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await picture(page, 'editor-comments');
  await comments.getByRole('button', { name: 'Resolve' }).first().click();
  await expect(page.locator('.ed-commented')).toHaveCount(0, { timeout: 60_000 });
  await undoAll(page);
});
