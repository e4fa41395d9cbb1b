import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { importShop, olga, releaseShopTemplate, templateId } from '../../test/shop.ts';
import { deliveredFor, deliveryRoom, routeFor } from '../delivery/index.ts';
import { findRun, productionRoom, startRun } from '../production/index.ts';
import { reportsRoom, showHome } from './index.ts';
import { mostUrgentFirst } from './rules.ts';

// Whole runs on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const rooms = [productionRoom({ route: (platform) => routeFor(platform.config), delivered: deliveredFor }), deliveryRoom, reportsRoom];

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ work: true, rooms, logLevel: 'error', config: { demonstration: true } });
});
afterAll(() => platform.close());

test('an empty house has nothing to show and nobody to bother', async () => {
  expect(await showHome(platform)).toEqual({
    counts: { customers: 0, records: 0, communications: 0, quarantineOpen: 0, templates: 0 },
    routed: {},
    deliveries: {},
    running: [],
    recent: [],
    attention: [],
  });
});

test('the counts follow imports and runs, and what failed asks for attention before the quarantine', async () => {
  await importShop(platform, ['2011-12-09']);
  await releaseShopTemplate(platform);
  await sql`update intake.records set customer_number = '99999' where id = (select min(id) from intake.records where held = 0)`.execute(
    platform.db,
  );
  const { id } = await startRun(platform, olga, { templateId, selection: { dataset: 'invoices' } });
  while ((await findRun(platform.db, id))?.endedAt === null) await new Promise((later) => setTimeout(later, 50));
  await platform.events.settled();

  const home = await showHome(platform);
  expect(home.counts).toMatchObject({ customers: 4372, records: 46, communications: 45, templates: 1 });
  expect(Object.values(home.routed).reduce((sum, count) => sum + count, 0)).toBe(45);
  expect(home.running).toEqual([]);
  expect(home.recent[0]).toMatchObject({ id, state: 'done_with_failures', composed: 45, failed: 1, routed: home.routed });
  expect(home.attention.map((item) => item.kind)).toEqual(['run_failures', 'quarantine']);
  expect(home.attention[0]).toEqual({ kind: 'run_failures', count: 1, link: `/runs/${id}` });
});

test('what does not wait for anybody is not shown, and what holds up most comes first', () => {
  const items = [
    { kind: 'quarantine', count: 5, link: '/quarantine' },
    { kind: 'release_waiting', count: 0, link: '/templates' },
    { kind: 'channel_down', count: 1, link: '/communications' },
  ] as const;
  expect(mostUrgentFirst(items).map((item) => item.kind)).toEqual(['channel_down', 'quarantine']);
});
