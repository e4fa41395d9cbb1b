import type { Page } from '@playwright/test';
import { firstRun } from './first-run.ts';
import { enter, expect, expectAccessible, heading, picture, test } from './walk.ts';

const walk = Date.now().toString(36);

/** Calls the API as the person at the screen, or with a key. */
async function call<T>(page: Page, method: string, path: string, body?: object, key?: string): Promise<T> {
  const answer = await page.evaluate(
    async (asked) => {
      const session = (await (await fetch('/api/session')).json()) as { csrfToken: string };
      const proof: Record<string, string> =
        asked.key === undefined ? { 'x-csrf-token': session.csrfToken } : { authorization: `Bearer ${asked.key}` };
      const reply = await fetch(asked.path, {
        method: asked.method,
        credentials: asked.key === undefined ? 'same-origin' : 'omit',
        headers: { 'content-type': 'application/json', ...proof },
        ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
      });
      return { status: reply.status, body: (await reply.json()) as unknown };
    },
    { method, path, body, key },
  );
  expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBe(200);
  return answer.body as T;
}

/** Of this walk alone: the policy of before is put back, and holds for whoever walks next. */
const kind = `complaint-${walk}`;

interface Versions {
  readonly rows: readonly { readonly version: number; readonly note: string }[];
  readonly current: { readonly policy: object };
}

test('marketing proposes a rule, somebody else approves it, and what conflicts waits until a person decides', { tag: '@long' }, async ({
  page,
}) => {
  test.setTimeout(420_000);
  await page.goto('/contact-policy');
  await expect(heading(page, 'Contact policy')).toBeVisible();
  await page.getByRole('button', { name: 'Propose a change' }).click();
  const dialog = page.getByRole('dialog', { name: 'Propose a change' });
  await dialog.getByRole('button', { name: 'Add a cap' }).click();
  await dialog.getByRole('region', { name: 'Cap' }).getByRole('textbox', { name: 'Name' }).fill('Advertising twice a week');
  await dialog.getByRole('button', { name: 'Add quiet hours' }).click();
  await dialog.getByRole('button', { name: 'Add a digest' }).click();
  await dialog.getByRole('region', { name: 'Digest' }).getByRole('textbox', { name: 'Name' }).fill('One mail on Fridays');
  const digest = dialog.getByRole('region', { name: 'One mail on Fridays' });
  await digest.getByRole('combobox', { name: 'Days' }).click();
  await page.getByRole('option', { name: 'Friday' }).click();
  await digest.getByRole('textbox', { name: 'Name' }).click();
  await digest.scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await picture(page, 'contact-policy-digest');
  await dialog.getByRole('button', { name: 'Add a conflict' }).click();
  const conflict = dialog.getByRole('region', { name: 'Conflict' });
  await conflict.getByRole('combobox', { name: 'First' }).click();
  await page.getByRole('option', { name: 'Something is the case' }).click();
  await conflict.getByRole('textbox', { name: 'Something is the case' }).fill(kind);
  await conflict.getByRole('combobox', { name: 'Purpose' }).click();
  await page.getByRole('option', { name: 'Contract' }).click();
  await dialog.getByRole('textbox', { name: 'Why' }).fill(`No invoice to who complains (${walk})`);
  await expectAccessible(page);
  await conflict.scrollIntoViewIfNeeded();
  await picture(page, 'contact-policy-change');
  await dialog.getByRole('button', { name: 'Propose a change' }).click();
  await page.getByRole('button', { name: new RegExp(`No invoice to who complains .${walk}`) }).click();
  await expect(page.getByText('Somebody else must approve your proposal.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toBeDisabled();

  await page.getByRole('region', { name: 'What would change?' }).getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByRole('status').filter({ hasText: /messages looked at/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'All that would not have gone (CSV)' })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole('region', { name: 'What would change?' }).scrollIntoViewIfNeeded();
  await picture(page, 'contact-policy-simulation');

  const { key } = await call<{ key: string }>(page, 'POST', '/api/api-keys', { name: `four eyes ${walk}`, roles: ['compliance'] });
  const { rows, current } = await call<Versions>(page, 'GET', '/api/contact-policies');
  const { version } = rows.find((one) => one.note.includes(walk))!;
  const approve = (which: number) => call(page, 'POST', `/api/contact-policies/${which}/decision`, { approve: true }, key);
  await approve(version);
  await page.reload();
  await expect(page.getByText(`Holds now: version ${version}`)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'contact-policy');

  const everybody = `/api/communications?limit=200&runId=${await firstRun(page)}`;
  const sent = await call<{ rows: { customerId: string }[] }>(page, 'GET', everybody);
  const noted: string[] = [];
  for (const customerId of new Set(sent.rows.map((one) => one.customerId)))
    noted.push(
      (await call<{ id: string }>(page, 'POST', `/api/customers/${customerId}/circumstances`, { kind, note: 'Late delivery' })).id,
    );
  const run = await call<{ id: string }>(page, 'POST', '/api/runs', {
    name: `Waiting ${walk}`,
    templateId: 'shop-invoice',
    selection: { dataset: 'invoices', limit: 7 },
  });
  await expect
    .poll(async () => (await call<{ waiting: number }>(page, 'GET', `/api/runs/${run.id}`)).waiting, { timeout: 120_000 })
    .toBe(7);
  for (const id of noted) await call(page, 'POST', `/api/circumstances/${id}/end`);
  const before = { policy: current.policy, note: 'As it was' };
  await approve((await call<{ version: number }>(page, 'POST', '/api/contact-policies', before)).version);
  await page.goto(`/runs/${run.id}`);
  await expect(page.getByText('7 wait for a person')).toBeVisible();
  await picture(page, 'run-waiting');
  await page.getByRole('link', { name: 'Decide in the waiting room' }).click();
  await expect(heading(page, 'Waiting room')).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(8);
  await expect(page.getByText(`Is the case: ${kind}`)).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'waiting-room');
  await page.getByRole('button', { name: 'Use dark appearance' }).click();
  await expectAccessible(page);
  await picture(page, 'waiting-room-dark');
  await page.getByRole('button', { name: 'Use light appearance' }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(page);
  await picture(page, 'waiting-room-phone');
  await page.setViewportSize({ width: 1360, height: 860 });
  await enter(page, 'Home');
  await expect(page.getByRole('link', { name: /7 messages wait for a person/ })).toBeVisible();
  await picture(page, 'home-waiting');
  await page.getByRole('link', { name: /7 messages wait for a person/ }).click();
  await expect(page.getByRole('row')).toHaveCount(8);

  // By keyboard: the first two are chosen and sent.
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.keyboard.press('s');
  const send = page.getByRole('dialog', { name: 'Send all the same' });
  await send.getByRole('textbox', { name: 'Why' }).fill('They asked for it');
  await expectAccessible(page);
  await send.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('row')).toHaveCount(6);
  await page.getByRole('checkbox', { name: 'Choose all' }).check();
  await page.getByRole('button', { name: 'Do not send' }).click();
  const withhold = page.getByRole('dialog', { name: 'Do not send' });
  await withhold.getByRole('textbox', { name: 'Why' }).fill('The complaint comes first');
  await withhold.getByRole('button', { name: 'Do not send' }).click();
  await expect(page.getByText('Nobody waits')).toBeVisible();
  await page.goto(`/runs/${run.id}`);
  await expect(page.getByText('5 withheld')).toBeVisible();
  await page.getByRole('table', { name: 'Held, waiting, withheld' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'May it go out?' })).toBeVisible();
  await expect(page.getByText('The complaint comes first')).toBeVisible();
  await expectAccessible(page);
});
