import type { Page } from '@playwright/test';
import { expect, expectAccessible, heading, picture, test } from './walk.ts';

/** Calls the API as the person at the screen. */
async function call<T>(page: Page, method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<T> {
  const answer = await page.evaluate(
    async (asked) => {
      const session = (await (await fetch('/api/session')).json()) as { csrfToken: string };
      const reply = await fetch(asked.path, {
        method: asked.method,
        headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrfToken, ...asked.headers },
        ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
      });
      return { status: reply.status, body: (await reply.json()) as unknown };
    },
    { method, path, body, headers },
  );
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body as T;
}

const facts = (page: Page, templateClass: string) =>
  call(page, 'PUT', '/api/templates/shop-invoice/facts', { class: templateClass, products: [], countries: [] });
const run = Date.now().toString(36);

test('compliance writes down what a law demands, and sees what that touches before it is kept', async ({ page }) => {
  test.setTimeout(420_000);
  await page.goto('/duties');
  await expect(heading(page, 'Duties')).toBeVisible();
  await expectAccessible(page);
  // A class of its own: other walks start runs.
  await facts(page, `invoices-${run}`);

  const name = `Terms legible ${run}`;
  await page.getByRole('button', { name: 'Define a duty' }).click();
  const dialog = page.getByRole('dialog', { name: 'Define a duty' });
  await dialog.getByRole('textbox', { name: 'Duty' }).fill(name);
  await dialog.getByRole('textbox', { name: 'Law', exact: true }).fill('Consumer Credit Act 2030');
  await dialog.getByRole('textbox', { name: 'Paragraph' }).fill('§ 7');
  await dialog.getByRole('textbox', { name: 'Link to the text of the law' }).fill('https://www.gesetze-im-internet.de/bgb/__355.html');
  await dialog.getByRole('combobox', { name: 'Block' }).click();
  await page.getByRole('option', { name: 'Returns and terms' }).click();
  await dialog.getByRole('textbox', { name: 'Least size of letters' }).fill('9');
  await dialog.getByRole('combobox', { name: 'Classes of templates' }).fill(`invoices-${run}`);
  await page.keyboard.press('Enter');
  await dialog.getByRole('checkbox', { name: 'E-mail' }).uncheck();
  await dialog.getByRole('checkbox', { name: 'Web page' }).uncheck();
  await dialog.getByLabel('From', { exact: true }).fill('2030-01-01');
  await dialog.getByRole('button', { name: 'Look' }).click();
  await expect(dialog.getByText('It touches 1 released version; 1 of them would not meet it.')).toBeVisible({ timeout: 60_000 });
  await expect(dialog.getByText(/asks for 9 pt; the block “terms” has 8 pt in the letter/)).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Why' }).fill('The act comes into force in 2030');
  await picture(page, 'duty-touches');

  await dialog.getByRole('button', { name: 'Define a duty' }).click();
  await expect(heading(page, name)).toBeVisible();
  await expect(page.getByText('Not met', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await picture(page, 'duty');
  await page.goto('/duties');
  await expect(page.getByRole('link', { name })).toBeVisible();
  await picture(page, 'duties');

  await page.getByRole('button', { name: /^DE/ }).click();
  await page.getByRole('button', { name: 'Dunkle Darstellung' }).click();
  await expect(heading(page, 'Pflichtinhalte')).toBeVisible();
  await page.getByRole('link', { name }).click();
  await expect(page.getByText('Nicht erfüllt', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'duty-dark-german');
  await page.getByRole('button', { name: 'Helle Darstellung' }).click();
  await page.getByRole('button', { name: /^EN/ }).click();
  await facts(page, 'standard');
});

test('a letter without the mandated block is refused with the place and what to do, and accepted with it', { tag: '@long' }, async ({
  page,
}) => {
  test.setTimeout(420_000);
  await page.goto('/duties');
  const templateClass = `credit-${run}`;
  const content = {
    name: `Right of withdrawal ${run}`,
    source: { law: 'BGB', paragraph: '§ 355', link: 'https://www.gesetze-im-internet.de/bgb/__355.html' },
    ...{ classes: [templateClass], products: [], countries: [], channels: ['letter'], block: 'terms', minimumSize: 8 },
  };
  await call(page, 'POST', '/api/duties', { content, reason: 'The law' });
  const customer = {
    name: 'Jette Brandt',
    language: 'en',
    private: true,
    address: ['Jette Brandt', 'Norderhofenden 31', '24937 Flensburg'],
  };
  const name = `Credit agreement ${run}`;
  const created = {
    name: { en: name },
    kind: 'batch',
    class: templateClass,
    purpose: 'contract',
    brand: 'hollyhock',
    languages: ['en'],
    data: { sample: { customer } },
  };
  const { id, document } = await call<{ id: string; document: { body: object[] } }>(page, 'POST', '/api/templates', created);
  await call(page, 'POST', `/api/templates/${id}/samples`, { record: { customer: { ...customer, name: 'Brandt Ltd', private: false } } });

  const place = `/api/drafts/template/${id}`;
  const open = async () => {
    await page.goto(`/editor/template/${id}`);
    await expect(page.getByRole('heading', { name })).toBeVisible({ timeout: 90_000 });
  };
  const submit = page.getByRole('button', { name: 'Submit for release' });
  const write = async (...law: object[]) => {
    await call(page, 'POST', `${place}/lock`, { editor: 'e2e', takeOver: true });
    const body = [...document.body, { type: 'paragraph', id: 'hello', text: 'Your credit agreement' }, ...law];
    const { revision } = await call<{ revision: number }>(page, 'GET', place);
    await call(page, 'PUT', place, { document: { ...document, body }, editor: 'e2e' }, { 'if-match': `"${revision}"` });
    await call(page, 'DELETE', `${place}/lock?editor=e2e`);
  };
  const handOver = async () => {
    await submit.click();
    await page.getByRole('dialog').getByRole('textbox').first().fill('The new credit agreement');
    await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  };

  // Told while it is written: what is not there cannot be submitted.
  await write();
  await open();
  await page.getByRole('tab', { name: /Problems/ }).click();
  await expect(page.getByText(/asks for the block “terms”, which is not in the letter/).first()).toBeVisible({ timeout: 90_000 });
  await expect(submit).toBeDisabled();
  await expectAccessible(page);
  await picture(page, 'duty-while-writing');

  // There for the customer on the screen, but not for the other one: the release looks at all samples.
  // biome-ignore lint/suspicious/noThenProperty: a key of the model, never a promise
  await write({ type: 'if', id: 'choice', condition: 'customer.private', then: [{ type: 'block', id: 'law', ref: 'terms' }] });
  await open();
  await expect(submit).toBeEnabled({ timeout: 60_000 });
  await handOver();
  const refusal = page.getByRole('dialog', { name: 'Not submitted' });
  await expect(refusal.getByText(/which is not shown in the letter for this record\. \(1 of 2 samples\)/).first()).toBeVisible({
    timeout: 90_000,
  });
  await expectAccessible(page);
  await picture(page, 'duty-refused');

  await write({ type: 'block', id: 'law', ref: 'terms' });
  await open();
  await expect(submit).toBeEnabled({ timeout: 60_000 });
  await handOver();
  await expect(page).toHaveURL(/\/templates\//, { timeout: 90_000 });
});
