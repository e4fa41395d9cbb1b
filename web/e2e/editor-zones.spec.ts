import type { Page } from '@playwright/test';
import { tabTo } from './keyboard.ts';
import { expect, expectAccessible, heading, picture, test } from './walk.ts';

/** Chooses the first thing that the menu offers for what was typed. */
async function choose(page: Page, typed: string, offered: string): Promise<void> {
  await page.keyboard.type(typed, { delay: 15 });
  await expect(page.getByRole('option', { name: offered }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('#ed-menu')).toHaveCount(0);
}

const text = (page: Page) => page.getByRole('textbox', { name: 'Text of the template' });
const body = (page: Page) => page.locator('.ed-area[data-path="/body"]');
const properties = (page: Page) => page.getByRole('region', { name: 'Properties' });
const saved = (page: Page) => expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'saved', { timeout: 30_000 });

test('a letter is made with the keyboard alone: created, written, its zones answered, seen on channels, and submitted', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto('/templates');
  await expect(heading(page, 'Templates')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'New template' }));
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toBeFocused();
  const name = `Answer ${Date.now().toString(36)}`;
  await page.keyboard.type(name);
  await tabTo(page, dialog.getByRole('combobox', { name: 'Kind' }));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('combobox', { name: 'Kind' })).toHaveValue('Interactive');
  await tabTo(page, dialog.getByRole('button', { name: 'Create', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name })).toBeVisible({ timeout: 60_000 });

  // Words, a field, a condition with its rule, a list.
  await tabTo(page, text(page));
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('Dear ');
  await choose(page, '{{customer.na', 'customer.name');
  await page.keyboard.type(',');
  await page.keyboard.press('Enter');
  await choose(page, '/cond', 'Condition');
  await page.keyboard.type('We are glad that you are with us.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+Enter');
  await expect(properties(page).getByRole('group', { name: 'Condition' }).or(properties(page).locator('.ed-rule'))).toBeVisible();
  await tabTo(page, properties(page).getByRole('combobox').nth(1));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(properties(page).getByRole('status')).toContainText('sample record');
  await page.keyboard.press('Escape');
  await expect(text(page)).toBeFocused();
  await expect(body(page).locator('.ed-frame[data-kind="if"]')).not.toContainText('= ');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.press('Enter');

  // A passage is left to the clerk, and a value asked for.
  await page.keyboard.type('We are sorry for that.');
  await page.keyboard.press('ControlOrMeta+Alt+z');
  await expect(page.getByRole('menuitem', { name: /^Free text/ })).toBeVisible();
  for (
    let i = 0;
    i < 6 && !(await page.getByRole('menuitem', { name: /^Free text/ }).evaluate((one) => one === document.activeElement));
    i++
  )
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(body(page).locator('.ed-frame[data-kind="zone"]')).toContainText('We are sorry for that.');
  await page.keyboard.press('Alt+Enter');
  await expect(properties(page).getByRole('textbox', { name: 'Question to the clerk' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('What do we say about the complaint?');
  await page.keyboard.press('Escape');
  await expect(body(page)).toContainText('Free text: What do we say about the complaint?');
  await saved(page);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ControlOrMeta+End');

  // The author answers as the clerk would.
  await tabTo(page, page.getByRole('tab', { name: /^Properties/ }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const answer = page.getByRole('textbox', { name: /What do we say about the complaint/ });
  await tabTo(page, answer);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Your money is on its way.');
  await expect(page.locator('.ed-pages canvas').first()).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await picture(page, 'editor-zones');

  // Channels by F6 and arrows: the preview is another, and says what the clerk said.
  await page.keyboard.press('Shift+Tab');
  await tabTo(page, text(page), 'Shift+Tab');
  await page.keyboard.press('F6');
  await expect(page.getByRole('radio', { name: 'Letter' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('iframe.ed-message').contentFrame().getByText('Your money is on its way.')).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('ArrowLeft');

  // The keys are listed, and Escape leads back.
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Leave to the clerk');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('radio', { name: 'Letter' })).toBeFocused();

  await saved(page);
  await tabTo(page, page.getByRole('button', { name: 'Submit for release' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'What was changed, and why' })).toBeVisible();
  await tabTo(page, page.getByRole('textbox', { name: 'What was changed, and why' }));
  await page.keyboard.type('A new answer.');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Submit for release' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('It waits for a second person: you worked on it yourself.')).toBeVisible({ timeout: 30_000 });
});

test('a passage becomes a block, is found again by its words and its tag, and let out of it, with the keyboard alone', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(180_000);
  const mark = Date.now().toString(36);
  await page.goto('/templates');
  await tabTo(page, page.getByRole('button', { name: 'New template' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type(`Holiday ${mark}`);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `Holiday ${mark}` })).toBeVisible({ timeout: 60_000 });
  await tabTo(page, text(page));
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('We are closed until New Year.');
  await page.keyboard.press('ControlOrMeta+Alt+b');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toBeFocused();
  await page.keyboard.type(`Closing days ${mark}`);
  await tabTo(page, page.getByRole('dialog').getByRole('combobox', { name: 'Tags' }));
  await page.keyboard.type(`holiday-${mark}`);
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Make the block' }));
  await page.keyboard.press('Enter');
  const blocks = body(page).locator('.ed-object[data-type="block"]');
  await expect(blocks).toContainText('We are closed until New Year.');
  await expect(text(page)).toBeFocused();

  // A second place of it, found by its tag.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await choose(page, '/block', 'Block');
  await expect(page.getByRole('combobox', { name: 'Look for a block' })).toBeFocused();
  await page.keyboard.type(`closing #holiday-${mark}`);
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'What the block says' })).toContainText('We are closed until New Year.');
  await expectAccessible(page);
  await picture(page, 'editor-block-search');
  await page.keyboard.press('Enter');
  await expect(blocks).toHaveCount(2);
  await expect(text(page)).toBeFocused();

  // Out of it again: asked back, done, undone.
  await page.keyboard.press('Alt+Enter');
  await tabTo(page, properties(page).getByRole('button', { name: 'Detach' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('no longer reach it');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Detach' }));
  await page.keyboard.press('Enter');
  await expect(blocks).toHaveCount(1);
  await expect(body(page).locator('p', { hasText: 'We are closed until New Year.' })).toHaveCount(2);
  await expect(text(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(blocks).toHaveCount(2);
});
