import { discardDraft } from './discard-draft.ts';
import { secondPerson } from './second-person.ts';
import { enter, expect, expectAccessible, heading, picture, test } from './walk.ts';

test.describe.configure({ timeout: 600_000 });

const logo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60"><path d="M30 6 54 54H6z" fill="#0b5c8a"/><path d="M30 22 44 50H16z" fill="#f2a03d"/><rect x="70" y="20" width="160" height="8" rx="4" fill="#0b5c8a"/><rect x="70" y="36" width="104" height="6" rx="3" fill="#5b6670"/></svg>`;

test('a brand is begun from nothing, designed, released by somebody else, and a letter is written in it', { tag: '@long' }, async ({
  page,
  browser,
  baseURL,
}) => {
  const name = `Northlight ${Date.now().toString(36)}`;
  const id = name.toLowerCase().replace(' ', '-');
  const rita = await secondPerson(browser, baseURL, page, 'Rita Design', 'Compliance');
  await page.goto('/');
  await enter(page, 'Brands');
  await page.getByRole('button', { name: 'New brand' }).click();
  const dialog = page.getByRole('dialog', { name: 'New brand' });
  await dialog.getByRole('textbox', { name: 'Name of the brand' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Organisation' }).fill('Northlight Energie AG');
  await dialog.getByRole('textbox', { name: 'Address' }).fill('Seestrasse 9\n8002 Zürich');
  await dialog.getByRole('combobox', { name: 'Form of letters' }).click();
  await page.getByRole('option', { name: 'Swiss C5, window right' }).click();
  await dialog.getByRole('combobox', { name: 'Font' }).click();
  await page.getByRole('option', { name: 'Figtree' }).click();
  await dialog.getByRole('textbox', { name: 'Main colour', exact: true }).fill('#0b5c8a');
  await dialog.getByRole('textbox', { name: 'Accent', exact: true }).fill('#f2a03d');
  await dialog.locator('input[type=file]').setInputFiles({ name: 'northlight.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(logo) });
  await expectAccessible(page);
  await picture(page, 'brand-create');
  await dialog.getByRole('button', { name: 'Create and design' }).click();

  await expect(page).toHaveURL(new RegExp(`/brands/${id}/draft`));
  await expect(heading(page, name)).toBeVisible();
  await expect(page.getByRole('img', { name: 'Page 1' })).toBeVisible({ timeout: 90_000 });
  await expectAccessible(page);
  await picture(page, 'brand-created');
  await page.getByRole('tab', { name: 'Pages' }).click();
  await expect(page.getByRole('combobox', { name: 'Envelope and form' })).toHaveValue('Swiss C5, window right');
  await expect(page.getByRole('img', { name: 'Page 1' })).toBeVisible({ timeout: 90_000 });
  await picture(page, 'brand-created-pages');

  // Nobody can write in it before it is released.
  await page.goto('/brands');
  await expect(page.getByRole('article', { name })).toContainText('not released yet');
  await expectAccessible(page);
  await page.goto(`/brands/${id}/draft`);
  await page.getByRole('button', { name: 'Submit for release' }).click();
  await page.getByRole('textbox', { name: 'What was changed, and why' }).fill('The new house in Zürich.');
  await page.getByRole('dialog').getByRole('button', { name: 'Submit for release' }).click();
  await expect(page).toHaveURL(new RegExp(`/brands/${id}$`));
  await expect(
    page
      .getByText('It has no version yet')
      .or(page.getByRole('link', { name: 'To its review' }))
      .first(),
  ).toBeVisible();

  await enter(rita, 'To review');
  await rita
    .getByRole('row', { name: new RegExp(name) })
    .getByRole('link')
    .click();
  await rita.getByRole('button', { name: 'Release', exact: true }).click();
  await rita.getByRole('textbox', { name: 'What you looked at' }).fill('The letter and its window.');
  await rita.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
  await expect(rita.getByText('Approved by Rita Design')).toBeVisible();

  await page.goto('/brands');
  await expect(page.getByRole('article', { name })).toContainText('Version 1');
  await picture(page, 'brand-among-others');
  await page.goto('/templates');
  await page.getByRole('button', { name: 'New template' }).click();
  const create = page.getByRole('dialog', { name: 'New template' });
  await create.getByRole('textbox', { name: 'Name' }).fill(`Welcome to ${name}`);
  await create.getByRole('combobox', { name: 'Brand' }).click();
  await page.getByRole('option', { name }).click();
  await create.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page).toHaveURL(/\/editor\/template\/welcome-to-/);
  await expect(page.getByRole('img', { name: 'Page 1' })).toBeVisible({ timeout: 90_000 });
  await page.locator('.ed-area[data-path="/body"] p').first().click();
  await page.keyboard.type('Welcome. Your electricity comes from the lake from today on.');
  await expect(page.locator('.ed-save')).toHaveAttribute('data-state', 'saved', { timeout: 90_000 });
  await expectAccessible(page);
  await picture(page, 'brand-in-template');
  const template = page.url().split('/').at(-1)!;
  await discardDraft(page.context(), template);
});
