import { firstRun } from './first-run.ts';
import { expect, expectAccessible, heading, picture, test } from './walk.ts';

const run = Date.now().toString(36);

test('compliance classifies an attribute, sees where it is used and what a rule would hold, and takes the rule out again', {
  tag: '@long',
}, async ({ page }) => {
  test.setTimeout(180_000);
  await page.goto('/personal-data');
  await expect(heading(page, 'Personal data')).toBeVisible();
  await page.getByRole('textbox', { name: 'Find an attribute' }).fill('customer.name');
  await page.getByRole('button', { name: 'customer.name', exact: true }).click();
  const used = page.getByRole('dialog', { name: 'Used in' });
  await expect(used.getByRole('link').first()).toBeVisible();
  await expect(used.getByText('Text', { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'personal-data-used-in');
  await page.keyboard.press('Escape');

  // No template of the product uses it: other walks start runs.
  const name = `Health ${run}`;
  await page.getByRole('button', { name: 'Classify', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Classify' });
  await dialog.getByRole('textbox', { name: 'What it is' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Attributes' }).fill(`customer.attributes.health${run}.**`);
  await dialog.getByRole('radio', { name: 'Special category (Art. 9)' }).check();
  await dialog.getByRole('checkbox', { name: 'Advertising' }).uncheck();
  await dialog.getByRole('textbox', { name: 'Legal basis' }).fill('Explicit consent, Art. 9 (2) (a) GDPR');
  await dialog.getByRole('button', { name: 'Look' }).click();
  await expect(dialog.getByText('It is for 0 attributes.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Why' }).fill('The new tariff asks for it');
  await expectAccessible(page);
  await picture(page, 'personal-data-rule');
  await dialog.getByRole('button', { name: 'Keep' }).click();
  await expect(page.getByRole('cell', { name: new RegExp(name) }).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Find an attribute' }).fill('');
  await expectAccessible(page);
  await picture(page, 'personal-data');

  await page.getByRole('button', { name: /^DE/ }).click();
  await page.getByRole('button', { name: 'Dunkle Darstellung' }).click();
  await expect(heading(page, 'Personendaten')).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'personal-data-dark-german');
  await page.getByRole('button', { name: 'Helle Darstellung' }).click();
  await page.getByRole('button', { name: /^EN/ }).click();

  await page.getByRole('button', { name: `Change ${name}` }).click();
  const change = page.getByRole('dialog', { name: 'Change a rule' });
  await change.getByRole('textbox', { name: 'Why' }).fill('The walk is over');
  await change.getByRole('button', { name: 'Take out of the register' }).click();
  await expect(page.getByRole('button', { name: `Change ${name}` })).toBeHidden();
});

test('the page of a communication lists the personal data that went into it', { tag: '@long' }, async ({ page }) => {
  await page.goto(`/communications?channel=post&runId=${await firstRun(page)}`);
  await page.getByRole('table').getByRole('link').first().click();
  const card = page.getByRole('heading', { name: 'Personal data used' });
  await expect(card).toBeVisible();
  await page.getByText('customer.name', { exact: true }).click();
  await expect(page.getByText('Text').first()).toBeVisible();
  await expectAccessible(page);
  await card.scrollIntoViewIfNeeded();
  await picture(page, 'personal-data-communication');
});
