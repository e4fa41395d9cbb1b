import { api } from '@posthorn/contract';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { composedRun } from '../../../test/composed-chunk.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { content, importShop, olga, releaseShopTemplate, templateId } from '../../../test/shop.ts';
import { customersRoom } from '../../customers/index.ts';
import { communicationsById, composeAgain, findRun, productionRoom, renditionsOf, startRun } from '../../production/index.ts';
import { announce } from '../announce.ts';
import { deliveredFor, deliveryRoom, routeFor } from '../index.ts';
import { deliveriesOf, moveDeliveries, receiptsOf } from '../store.ts';
import { nextStep } from './rules.ts';
import { takeFallbacks } from './take-fallbacks.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const production = productionRoom({ route: (platform) => routeFor(platform.config), delivered: deliveredFor });
let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform({ work: true, rooms: [content, production, deliveryRoom], config: { demonstration: true } });
});
afterAll(() => platform.close());

async function setChain(purpose: string, steps: { channel: 'email' | 'sms' | 'post' | 'portal'; waitSeconds: number }[]): Promise<void> {
  const { call } = await testApi(platform, [customersRoom, deliveryRoom]);
  const { rows } = await call(api.channels.setFallback, { params: { purpose }, body: { steps } });
  expect(rows).toContainEqual({ purpose, steps });
}

const deliveries = async (communicationId: string) =>
  (await deliveriesOf(platform.db, [communicationId])).map(({ channel, state }) => `${channel} ${state}`);

/** Waits until the communication has its first delivery, then lets that come back. */
async function bounce(communicationId: string): Promise<string> {
  await vi.waitFor(async () => expect(await deliveriesOf(platform.db, [communicationId])).not.toEqual([]), 60_000);
  const [first] = await deliveriesOf(platform.db, [communicationId]);
  await platform.db.transaction().execute(async (trx) => {
    const move = { from: first!.state, to: 'bounced' as const, error: 'userunknown' };
    await announce(platform, trx, await moveDeliveries(trx, [first!], move, platform.clock()));
  });
  await platform.events.settled();
  return first!.id;
}

const story = async (id: string) =>
  (await receiptsOf(platform.db, [id])).filter(({ kind }) => kind.startsWith('fallback')).map(({ kind, detail }) => `${kind}: ${detail}`);

test('an e-mail that came back goes by SMS after its waiting time, and by letter where there is no number', async () => {
  await setChain('contract', [
    { channel: 'sms', waitSeconds: 600 },
    { channel: 'post', waitSeconds: 600 },
  ]);
  const { communications } = await composedRun(platform, [
    { channel: 'email', email: 'a@example.org', phone: '+4915111111', files: { sms: Buffer.from('Ihre Rechnung') } },
    { channel: 'email', email: 'b@example.org' },
  ]);
  const [withNumber, without] = communications.map((one) => one.id) as [string, string];
  const failed = await bounce(withNumber);
  const other = await bounce(without);
  await takeFallbacks(platform);
  expect(await deliveries(withNumber)).toEqual(['email bounced']);
  platform.clock.advance(601_000);
  await takeFallbacks(platform);
  await takeFallbacks(platform);
  expect(await deliveries(withNumber)).toEqual(['email bounced', 'sms queued']);
  expect(await story(failed)).toEqual([expect.stringContaining('fallback-planned: sms from'), 'fallback: email → sms']);
  expect(await deliveries(without)).toEqual(['email bounced', expect.stringMatching(/^post /)]);
  expect(await story(other)).toEqual([
    expect.stringContaining('fallback-planned: sms'),
    'fallback-impossible: sms: there is no address for it',
    expect.stringContaining('fallback-planned: post'),
    'fallback: email → post',
  ]);
  expect(nextStep([{ channel: 'sms', waitSeconds: 0 }], ['email', 'sms'])).toBeUndefined();
});

test('what arrived after all goes nowhere else, and a purpose without a chain neither', async () => {
  const { communications } = await composedRun(platform, [{ channel: 'email', email: 'c@example.org', phone: '+4915122222' }]);
  const { id } = communications[0]!;
  const failed = await bounce(id);
  await sql`update delivery.deliveries set state = 'delivered' where id = ${failed}`.execute(platform.db);
  platform.clock.advance(601_000);
  await takeFallbacks(platform);
  expect(await deliveries(id)).toEqual(['email delivered']);
  const service = await composedRun(platform, [{ channel: 'email', email: 'd@example.org' }], { purpose: 'service' });
  const silent = await bounce(service.communications[0]!.id);
  expect(await story(silent)).toEqual([]);
});

test('a form that the communication lacks is composed from its archived data, and it stays what it was', async () => {
  await importShop(platform, ['2011-12-09']);
  await releaseShopTemplate(platform);
  await setChain('contract', [{ channel: 'post', waitSeconds: 0 }]);
  const run = await startRun(platform, olga, { templateId, selection: { dataset: 'invoices' } });
  await vi.waitFor(async () => expect((await findRun(platform.db, run.id))?.endedAt).not.toBeNull(), 90_000);
  await platform.events.settled();
  const { rows } = await sql<{ id: string; kinds: string[] }>`select c.id, array_agg(r.kind) as kinds from production.communications c
    join production.renditions r on r.communication_id = c.id where c.run_id = ${run.id} and c.channel = 'email' group by c.id`.execute(
    platform.db,
  );
  const { id } = rows.find((one) => !one.kinds.includes('pdf')) ?? rows[0]!;
  await bounce(id);
  await takeFallbacks(platform);
  expect((await deliveries(id)).map((one) => one.split(' ')[0])).toEqual(['email', 'post']);
  expect((await renditionsOf(platform.db, [id])).map((one) => one.kind)).toContain('pdf');
  const [again] = await composeAgain(platform, await communicationsById(platform.db, [id]));
  expect(again).toMatchObject({ identical: true });
});
