import type { Page } from '@playwright/test';
import { enterAt, pick, tabTo, turnTo, withoutMouse } from './keyboard.ts';
import { secondPerson } from './second-person.ts';
import { expect, expectAccessible, heading, picture, test } from './walk.ts';

/** As the records of the demonstration are, so that a run can use the letter. */
const example = {
  customer: { number: '1', name: 'Margaret Ellison', language: 'en', country: 'GB', address: ['Margaret Ellison', '8 Priory Lane'] },
  invoice: { number: '580539', date: '2011-12-05', currency: 'GBP', total: '310.73', lines: [{ description: 'Lantern', amount: '17.00' }] },
};

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the template' });
const place = (page: Page, path: string) => page.locator(`.ed-area[data-path="${path}"]`);
const body = (page: Page) => place(page, '/body');
const properties = (page: Page) => page.getByRole('region', { name: 'Properties' });
const saved = (page: Page) => expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'saved', { timeout: 60_000 });

/** Goes anywhere by the palette. */
async function goTo(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Customer, reference, subject or screen')).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.locator('.mantine-Spotlight-action').first()).toContainText(words);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByPlaceholder('Customer, reference, subject or screen')).toHaveCount(0);
}

/** Chooses the first thing that the menu offers for what was typed. */
async function choose(page: Page, typed: string, offered: string): Promise<void> {
  await page.keyboard.type(typed, { delay: 15 });
  await expect(page.getByRole('option', { name: offered }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('#ed-menu')).toHaveCount(0);
}

/** From the properties back to the text, behind what was selected there. */
async function backToText(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(text(page)).toBeFocused();
}

async function createTemplate(page: Page, name: string): Promise<void> {
  await goTo(page, 'Templates');
  await expect(heading(page, 'Templates')).toBeVisible();
  await enterAt(page, page.getByRole('button', { name: 'New template' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type(name);
  await tabTo(page, dialog.getByRole('textbox', { name: /An example record/ }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(JSON.stringify(example, null, 1));
  await picture(page, 'keyboard-create');
  await enterAt(page, dialog.getByRole('button', { name: 'Create', exact: true }));
  await expect(heading(page, name)).toBeVisible({ timeout: 60_000 });
}

async function writeLetter(page: Page): Promise<void> {
  await tabTo(page, text(page));
  // The subject comes first.
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Your invoice ');
  await choose(page, '{{invoice.num', 'invoice.number');
  await expect(place(page, '/subject')).toContainText('Your invoice');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type('# A word of thanks');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Dear ');
  await choose(page, '{{customer.na', 'customer.name');
  await page.keyboard.type(', thank you for your order of ');
  await choose(page, '{{invoice.da', 'invoice.date');
  await page.keyboard.type('.');
  await expect(body(page).locator('h1')).toHaveText('A word of thanks');
}

/** A field says how it is written: the date as numbers. */
async function formatField(page: Page): Promise<void> {
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Alt+Enter');
  await expect(properties(page).getByRole('combobox', { name: 'Value' })).toBeFocused();
  await pick(page, properties(page).getByRole('combobox', { name: 'Written as' }), /numeric/);
  await tabTo(page, properties(page).getByRole('textbox', { name: 'If the record has none' }));
  await page.keyboard.type('this month');
  await picture(page, 'keyboard-field');
  await backToText(page);
  await expect(body(page).locator('p')).toContainText('invoice.date');
  await page.keyboard.press('ControlOrMeta+End');
}

async function insertTable(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await choose(page, '/table', 'Table');
  await page.keyboard.press('Alt+Enter');
  await pick(page, properties(page).getByRole('combobox', { name: 'List', exact: true }), 'invoice.lines');
  await expect(properties(page).getByRole('switch', { name: 'Sum in the last row' })).toBeChecked();
  await tabTo(page, properties(page).getByRole('tab', { name: 'Amount' }));
  await page.keyboard.press('Enter');
  await tabTo(page, properties(page).getByRole('switch', { name: 'Carry the sum over pages' }));
  await page.keyboard.press('Space');
  await expect(properties(page).getByRole('switch', { name: 'Carry the sum over pages' })).toBeChecked();
  await picture(page, 'keyboard-table');
  await backToText(page);
  await expect(body(page).locator('.ed-object[data-type="table"]')).toContainText('Table of invoice.lines');
}

async function insertCondition(page: Page): Promise<void> {
  // Behind the table: Enter on what is selected begins a paragraph.
  await page.keyboard.press('Enter');
  await choose(page, '/cond', 'Condition');
  await page.keyboard.type('We deliver to your door.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+Enter');
  await pick(page, properties(page).getByRole('combobox', { name: 'Value' }).first(), 'customer.country');
  await tabTo(page, properties(page).getByRole('textbox', { name: 'Compared with' }));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('GB');
  await expect(properties(page).getByRole('status').first()).toContainText('Shown for this sample record');
  await picture(page, 'keyboard-condition');
  await backToText(page);
  await expect(body(page).locator('.ed-frame[data-kind="if"]')).toContainText('We deliver to your door.');
}

async function insertBlock(page: Page): Promise<void> {
  await page.keyboard.press('Enter');
  await choose(page, '/block', 'Block');
  await expect(page.getByRole('combobox', { name: 'Look for a block' })).toBeFocused();
  await page.keyboard.type('Returns');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'What the block says' })).toContainText('Goods remain our property');
  await picture(page, 'keyboard-block');
  await page.keyboard.press('Enter');
  await expect(body(page).locator('.ed-object[data-type="block"]')).toContainText('Goods remain our property');
  await expect(text(page)).toBeFocused();
}

/** Moves the block above the condition and back: what dragging does. */
async function moveBlocks(page: Page): Promise<void> {
  const order = () =>
    body(page).evaluate((area) =>
      [...area.querySelectorAll<HTMLElement>('.ed-area-body > [data-type], .ed-area-body > [data-kind]')].map(
        (one) => one.dataset.type ?? one.dataset.kind,
      ),
    );
  const before = await order();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(order).not.toEqual(before);
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(order).toEqual(before);
}

async function writeGerman(page: Page): Promise<void> {
  await enterAt(page, page.getByRole('button', { name: /^Language that is written/ }), 'Shift+Tab');
  await expect(page.getByRole('menu')).toBeVisible();
  const german = page.getByRole('menuitem', { name: 'German' });
  for (let i = 0; i < 9 && !(await german.evaluate((one) => one === document.activeElement)); i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(text(page)).toBeFocused();
  await expect(body(page).locator('.ed-untranslated').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('Ein Wort des Dankes');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('Guten Tag ');
  await choose(page, '{{customer.na', 'customer.name');
  await page.keyboard.type(', vielen Dank für Ihre Bestellung.');
  await picture(page, 'keyboard-german');
}

async function writeEmail(page: Page): Promise<void> {
  await page.keyboard.press('F6');
  await expect(page.getByRole('radio', { name: 'Letter' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'E-mail' })).toBeChecked();
  await enterAt(page, page.getByRole('button', { name: 'Write own: E-mail' }));
  // The new place is written in at once.
  await expect(text(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('Online finden Sie alles.');
  await expect(page.locator('iframe.ed-message').contentFrame().getByText('Online finden Sie alles.')).toBeVisible({ timeout: 60_000 });
}

/** The preview's own choices: dark, phone, and back to the letter. */
async function turnPreview(page: Page): Promise<void> {
  const preview = page.getByRole('region', { name: 'Preview' });
  await turnTo(page, preview.getByRole('radiogroup').first(), 'Phone');
  await turnTo(page, preview.getByRole('radiogroup').last(), 'Dark');
  await picture(page, 'keyboard-email');
  await expectAccessible(page);
  await tabTo(page, text(page), 'Shift+Tab');
  await page.keyboard.press('F6');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Letter' })).toBeChecked();
  await expect(page.locator('.ed-pages canvas').first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Insert a field');
  await picture(page, 'keyboard-keys');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function submit(page: Page, why: string): Promise<void> {
  await saved(page);
  await enterAt(page, page.getByRole('button', { name: 'Submit for release' }));
  await tabTo(page, page.getByRole('textbox', { name: 'What was changed, and why' }));
  await page.keyboard.type(why);
  await enterAt(page, page.getByRole('dialog').getByRole('button', { name: 'Submit for release' }));
  await expect(page.getByText('It waits for a second person: you worked on it yourself.')).toBeVisible({ timeout: 60_000 });
}

async function openReview(page: Page, name: string): Promise<void> {
  await goTo(page, 'To review');
  await enterAt(page, page.getByRole('row', { name: new RegExp(name) }).getByRole('link'));
  await expect(heading(page, name)).toBeVisible();
}

/** Reads the first version, of which there is nothing to compare, says something about the whole, and releases it. */
async function releaseFirst(page: Page, name: string): Promise<void> {
  await openReview(page, name);
  await expect(page.locator('.rv-passage').first()).toBeVisible();
  await tabTo(page, page.getByRole('textbox', { name: 'Comment on the whole' }));
  await page.keyboard.type('A fine letter.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('region', { name: 'Comments' })).toContainText('A fine letter.');
  await release(page, 'All of it, in both languages.');
}

async function release(page: Page, what: string): Promise<void> {
  await enterAt(page, page.getByRole('button', { name: 'Release', exact: true }), 'Shift+Tab');
  await tabTo(page, page.getByRole('textbox', { name: 'What you looked at' }));
  await page.keyboard.type(what);
  await enterAt(page, page.getByRole('dialog').getByRole('button', { name: 'Release' }));
  await expect(page.getByText('Approved by Rita Keys')).toBeVisible({ timeout: 60_000 });
}

async function amend(page: Page, name: string): Promise<void> {
  await goTo(page, 'Templates');
  await enterAt(page, page.getByRole('link', { name }).first());
  await enterAt(page, page.getByRole('link', { name: /Edit|Go on editing/ }));
  await tabTo(page, text(page));
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+Home');
  await page.keyboard.type('Only ');
  await submit(page, 'A shorter word.');
}

/** Compares the second version with the first as text and as pictures, comments on what changed, and releases it. */
async function compareAndRelease(page: Page, name: string): Promise<void> {
  await openReview(page, name);
  await expect(page.locator('.rv-passage[data-change]').first()).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.locator('.rv-passage:focus')).toContainText('Only');
  await page.keyboard.press('c');
  await page.keyboard.type('Why only?');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('region', { name: 'Comments' })).toContainText('Why only?');
  await picture(page, 'keyboard-review');
  await tabTo(page, page.getByRole('tab', { name: 'Text' }), 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.rv-sheet canvas')).toHaveCount(2, { timeout: 60_000 });
  await release(page, 'Text and pictures.');
}

/** A run takes the letter to customers. */
async function run(page: Page, name: string): Promise<void> {
  await goTo(page, 'Start a run');
  const dialog = page.getByRole('dialog', { name: 'Start a run' });
  await pick(page, dialog.getByRole('combobox', { name: 'Template' }), new RegExp(name));
  await pick(page, dialog.getByRole('combobox', { name: 'Dataset' }), /invoices/);
  await tabTo(page, dialog.getByRole('textbox', { name: 'At most' }));
  await page.keyboard.type('3');
  await enterAt(page, dialog.getByRole('button', { name: 'Start a run' }));
  await enterAt(page, dialog.getByRole('button', { name: 'Yes, start now' }));
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 120_000 });
  await picture(page, 'keyboard-run');
}

test('a letter is written from nothing, compared, commented on and released by a second person, and sent, with the keyboard alone', {
  tag: '@long',
}, async ({ page, browser, baseURL }) => {
  test.setTimeout(1_200_000);
  const rita = await secondPerson(browser, baseURL, page, 'Rita Keys', 'Compliance');
  const name = `Word of thanks ${Date.now().toString(36)}`;
  await page.goto('/');
  await expect(heading(page, 'Home')).toBeVisible();
  const end = await withoutMouse(page, rita);
  try {
    await createTemplate(page, name);
    await writeLetter(page);
    await formatField(page);
    await insertTable(page);
    await insertCondition(page);
    await insertBlock(page);
    await moveBlocks(page);
    await saved(page);
    await expect(page.locator('.ed-pages canvas').first()).toBeVisible({ timeout: 60_000 });
    await picture(page, 'keyboard-letter');
    await writeGerman(page);
    await writeEmail(page);
    await turnPreview(page);
    await submit(page, 'A new letter of thanks.');
    await releaseFirst(rita, name);
    await amend(page, name);
    await compareAndRelease(rita, name);
    await run(page, name);
  } finally {
    await end();
  }
  await rita.context().close();
});
