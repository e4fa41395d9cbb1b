import type { Page } from '@playwright/test';
import { asPerson } from './as-person.ts';
import { open } from './look.ts';
import { expect } from './walk.ts';

/** A screen to be looked at, and what it becomes when something is done there, such as a dialog. Its tabs are found without being named. */
export interface Screen {
  readonly address: string;
  readonly states?: States;
}

type States = Readonly<Record<string, (page: Page) => Promise<void>>>;

type Row = Readonly<Record<string, string>>;

/**
 * Every screen that the workplace has, by its own router: a new route without a parameter is found by itself, one with a parameter must be
 * given a value here before the test is green again.
 */
export async function allScreens(page: Page): Promise<readonly Screen[]> {
  const paths = await page.evaluate(() => {
    const { routesByPath } = (globalThis as unknown as { __TSR_ROUTER__: { routesByPath: Record<string, unknown> } }).__TSR_ROUTER__;
    return Object.keys(routesByPath);
  });
  expect(paths.length, 'the workplace tells its routes').toBeGreaterThan(20);
  const known = await screensWithParts(page);
  const unknown = paths.filter((path) => path.includes('$') && known[path] === undefined);
  expect(unknown, 'routes of which web/e2e/all-screens.ts has no example').toEqual([]);
  return paths.flatMap((path) => known[path] ?? [{ address: path, states: statesOf[path] ?? {} }]);
}

/** Presses one button after the other, until a dialog is there. */
const dialog =
  (...names: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const name of names) await page.getByRole('button', { name, exact: true }).first().click();
    await expect(page.getByRole('dialog').first()).toBeVisible();
  };

/** Dialogs, each behind a button of its name. */
const dialogs = (...names: readonly string[]): States => Object.fromEntries(names.map((name) => [name, dialog(name)]));

/** A dialog that another tab of the screen opens. */
const onTab =
  (address: string, name: string) =>
  async (page: Page): Promise<void> => {
    await open(page, address);
    await dialog(name)(page);
  };

/** What a key opens wherever nobody types. */
const byKey =
  (key: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog').first()).toBeVisible();
  };

const statesOf: Readonly<Record<string, States>> = {
  '/': { 'list of keys': byKey('?'), 'command palette': byKey('ControlOrMeta+k') },
  '/runs': {
    'Start a run': dialog('Start a run'),
    'What would happen?': async (page) => {
      await dialog('Start a run')(page);
      for (const [box, option] of [
        ['Template', /Shop invoice/],
        ['Dataset', /invoices/],
      ] as const) {
        await page.getByRole('dialog').getByRole('combobox', { name: box }).click();
        await page.getByRole('option', { name: option }).first().click();
      }
      await page.getByRole('dialog').getByRole('button', { name: 'What would happen?' }).click();
      await expect(page.getByRole('table', { name: 'What would become of the records' })).toBeVisible({ timeout: 60_000 });
    },
  },
  '/templates': dialogs('New template'),
  '/brands': dialogs('New brand'),
  '/blocks': dialogs('New block'),
  '/reviews': dialogs('Absence'),
  '/duties': dialogs('Define a duty'),
  '/personal-data': dialogs('Classify'),
  '/campaigns': dialogs('Plan a campaign'),
  '/channels': dialogs('Add an account'),
  '/contact-policy': {
    'Propose a change': dialog('Propose a change'),
    'every kind of rule': async (page) => {
      const kinds = ['a cap', 'quiet hours', 'a rule for the same matter', 'a conflict', 'a gathering', 'a digest', 'a budget'];
      await dialog('Propose a change', ...kinds.map((kind) => `Add ${kind}`))(page);
    },
  },
};

/** What stands behind addresses with a parameter, with things that are there or are made for it. */
async function screensWithParts(page: Page): Promise<Readonly<Record<string, readonly Screen[]>>> {
  const first = async (path: string): Promise<Row> => (await asPerson<{ rows: Row[] }>(page, 'GET', path)).rows[0]!;
  const [run, communication, customer, message] = await Promise.all(
    ['/api/runs', '/api/communications', '/api/customers', '/api/catcher/messages'].map(first),
  );
  const letter = await twoLetters(page);
  const version = (await asPerson<Row>(page, 'POST', `/api/drafts/template/${letter}/submit`, { comment: 'To be looked at' })).versionId;
  const brandIsOpen = (await page.request.get('/api/drafts/brand/hollyhock')).ok();
  if (!brandIsOpen) await asPerson(page, 'POST', '/api/drafts/brand/hollyhock', {});
  return {
    '/runs/$runId': [{ address: `/runs/${run!.id}` }],
    '/campaigns/$campaignId': [{ address: `/campaigns/${await campaign(page)}`, states: dialogs('Change') }],
    '/communications/$communicationId': [{ address: `/communications/${communication!.id}` }],
    '/customers/$customerId': [
      { address: `/customers/${customer!.id}`, states: dialogs('Note a consent', 'Change', 'Add a key', 'Link to the preference centre') },
    ],
    '/permission-files/$fileId': [{ address: `/permission-files/${await permissionFile(page)}` }],
    '/catcher': [{ address: `/catcher?message=${message!.id}` }],
    '/templates/$templateId': [
      { address: '/templates/shop-invoice', states: dialogs('Say what it is about', 'Withdraw …') },
      ...['email', 'sms'].map((format) => ({ address: `/templates/shop-invoice?format=${format}` })),
      { address: `/templates/${letter}` },
    ],
    '/blocks/$blockId': [{ address: '/blocks/payment', states: dialogs('Merge…') }],
    '/brands/$brandId': [{ address: '/brands/hollyhock' }],
    '/brands/$brandId/draft': [{ address: '/brands/hollyhock/draft', states: dialogs('Submit for release', 'Discard the draft') }],
    '/passages/$clusterId': [{ address: `/passages/${await cluster(page)}` }],
    '/translations/$kind/$id': [{ address: '/translations/template/shop-invoice?source=en&target=de' }],
    '/editor/$kind/$id': [
      { address: '/editor/template/shop-invoice', states: dialogs('Keyboard shortcuts') },
      { address: '/editor/block/payment' },
    ],
    '/reviews/$versionId': [{ address: `/reviews/${version}` }],
    '/versions/$kind/$id': [{ address: '/versions/template/shop-invoice' }],
    '/duties/$dutyId': [{ address: `/duties/${await duty(page)}`, states: dialogs('Change') }],
    '/deliverability/$tab': [
      {
        address: '/deliverability/board',
        states: { 'a domain': lookUpDomain, 'Add a certificate': onTab('/deliverability/protection', 'Add a certificate') },
      },
    ],
    '/administration/$tab': [
      {
        address: '/administration/users',
        states: {
          ...dialogs('Create a user'),
          'Create a key': onTab('/administration/keys', 'Create a key'),
          'Add a webhook': onTab('/administration/webhooks', 'Add a webhook'),
          'Set an area': onTab('/administration/areas', 'Set an area'),
        },
      },
    ],
  };
}

/** What receivers find of a domain, what they reported about it, and the keys that sign. */
async function lookUpDomain(page: Page): Promise<void> {
  await open(page, '/deliverability/domains');
  await page.getByPlaceholder('example.com').first().fill('example.com');
  await page.getByRole('button', { name: 'Look it up' }).click();
  await expect(page.getByRole('list', { name: 'Findings for example.com' })).toBeVisible({ timeout: 60_000 });
}

const mark = Date.now().toString(36);

/** Two letters that say the same at length, so that there is an equal passage; the id of the first. */
async function twoLetters(page: Page): Promise<string> {
  const text = `The garden ${mark} is open from the first of April until the last day of October, every day but Mondays, from nine to six.`;
  const ids: string[] = [];
  for (const name of ['Opening of the garden', 'Season tickets']) {
    const made = await asPerson<{ id: string; document: object }>(page, 'POST', '/api/templates', {
      ...{ name: { en: `${name} ${mark}` }, kind: 'batch', purpose: 'service', brand: 'hollyhock', languages: ['en'] },
      data: { sample: { customer: { name: 'Ada', language: 'en', address: ['Ada'] } } },
    });
    const at = `/api/drafts/template/${made.id}`;
    await asPerson(page, 'POST', `${at}/lock`, { editor: 'walk' });
    const document = { ...made.document, body: [{ type: 'paragraph', id: 'open', text }] };
    await asPerson(page, 'PUT', at, { editor: 'walk', document }, { 'if-match': '"1"' });
    await asPerson(page, 'DELETE', `${at}/lock?editor=walk`);
    ids.push(made.id);
  }
  return ids[0]!;
}

async function cluster(page: Page): Promise<string> {
  await asPerson(page, 'POST', '/api/passages/search');
  const found = async () => (await asPerson<{ rows: Row[] }>(page, 'GET', '/api/passages/clusters')).rows;
  await expect.poll(async () => JSON.stringify(await found()), { timeout: 60_000 }).toContain('The garden');
  return (await found()).find((one) => JSON.stringify(one).includes('The garden'))!.id!;
}

async function duty(page: Page): Promise<string> {
  const content = {
    name: `Terms are there ${mark}`,
    source: { law: 'BGB', paragraph: '§ 305', link: 'https://www.gesetze-im-internet.de/bgb/__305.html' },
    ...{ classes: [`walk-${mark}`], products: [], countries: [], channels: ['letter'], block: 'terms' },
  };
  return (await asPerson<{ id: string }>(page, 'POST', '/api/duties', { content, reason: 'The law' })).id;
}

/** A file of consents that waits to be looked at. */
async function permissionFile(page: Page): Promise<string> {
  const rows = Buffer.from('number;at;proof\n0;2025-03-01;folder 7\n');
  const headers = { 'content-type': 'application/octet-stream' };
  return (await asPerson<{ id: string }>(page, 'POST', `/api/permission-files?kind=consents&file=consents-${mark}.csv`, rows, headers)).id;
}

async function campaign(page: Page): Promise<string> {
  const plan = {
    ...{ name: `Spring ${mark}`, rule: '', holdout: 0.1, data: {}, schedule: {}, seeds: [], goal: 'delivered' },
    variants: [{ id: 'a', templateId: 'shop-invoice', share: 1 }],
  };
  return (await asPerson<{ id: string }>(page, 'POST', '/api/campaigns', plan)).id;
}
