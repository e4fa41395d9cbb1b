import { api } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { testApi } from '../../test/api.ts';
import { testPlatform } from '../../test/platform.ts';
import { importShop } from '../../test/shop.ts';
import { intakeRoom } from '../intake/index.ts';
import { customerSink, customersRoom } from './index.ts';

test('a clerk finds customers, sets a preference and sees it in the timeline; an author may only look', async () => {
  const platform = await testPlatform();
  await importShop(platform, []);
  const clerk = await testApi(platform, [customersRoom], ['clerk']);
  const first = await clerk.call(api.customers.list, { query: { q: 'reykjavik', limit: 2 } });
  expect(first.rows[0]).toMatchObject({ country: 'IS', city: 'Reykjavík', communications: 0 });
  const { id } = first.rows[0]!;
  expect(await clerk.call(api.customers.setPreferences, { params: { id }, body: { preferences: { '*': 'email' } } })).toMatchObject({
    id,
    preferences: { '*': 'email' },
  });
  expect(await clerk.call(api.customers.timeline, { params: { id } })).toMatchObject({
    rows: [{ type: 'customer.preferences-set', summary: '*: email' }],
  });
  const pages = await clerk.call(api.customers.list, { query: { limit: 50 } });
  expect((await clerk.call(api.customers.list, { query: { limit: 50, after: pages.next! } })).rows[0]!.id).not.toBe(pages.rows[0]!.id);
  expect(await clerk.call(api.customers.list, { query: { after: 'nonsense', limit: 1 } })).toMatchObject({ rows: [expect.any(Object)] });
  const author = await testApi(platform, [customersRoom], ['author']);
  expect(await author.refused(api.customers.setPreferences, { params: { id }, body: { preferences: {} } })).toMatchObject({ status: 403 });
});

test('imports, datasets and quarantine are seen and mended over the API', async () => {
  const platform = await testPlatform();
  await importShop(platform, ['2011-12-09']);
  const clerk = await testApi(platform, [intakeRoom({ customers: customerSink })], ['clerk']);
  expect(await clerk.call(api.intake.imports)).toMatchObject({
    rows: [
      { dataset: 'invoices', state: 'done', linesRead: 1_632 },
      { dataset: 'customers', linesLoaded: 4_372 },
    ],
  });
  expect((await clerk.call(api.intake.datasets)).rows).toMatchObject([{ dataset: 'invoices', lastDate: '2011-12-09' }]);
  const reasons = await clerk.call(api.intake.quarantineReasons);
  expect(reasons.rows).toMatchObject([{ code: 'customer-missing', field: 'CustomerID', count: expect.any(Number) }]);
  const page = await clerk.call(api.intake.quarantine, { query: { limit: 2, state: 'open', code: 'customer-missing' } });
  const next = await clerk.call(api.intake.quarantine, { query: { limit: 2, after: page.next! } });
  expect(new Set([...page.rows, ...next.rows].map((row) => row.id)).size).toBe(4);
  const [row, other] = page.rows;
  const raw = row!.raw.replace(',,United', ',13069.0,United');
  expect(await clerk.call(api.intake.mend, { params: { id: row!.id }, body: { raw } })).toMatchObject({
    loaded: true,
    row: { state: 'mended', raw },
  });
  expect(await clerk.call(api.intake.dismiss, { params: { id: other!.id }, body: { note: 'no sale' } })).toMatchObject({
    state: 'dismissed',
  });
  expect((await clerk.call(api.intake.quarantineReasons)).rows[0]!.count).toBe(reasons.rows[0]!.count - 2);
  expect(await clerk.refused(api.intake.dismiss, { params: { id: '0' }, body: { note: 'x' } })).toMatchObject({
    status: 404,
    code: 'quarantine.not-found',
  });
  expect(await clerk.refused(api.intake.quarantine, { query: { after: 'nonsense' } })).toMatchObject({ status: 400 });
});
