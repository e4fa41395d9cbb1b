import { api } from '@posthorn/contract';
import { expect, test, vi } from 'vitest';
import { testApi } from '../../test/api.ts';
import { composedRun } from '../../test/composed-chunk.ts';
import { queueDeliveries, statesOf } from '../../test/deliveries.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { customersRoom } from '../customers/index.ts';
import { deliveryRoom } from './index.ts';
import { deliveredOfRuns, showDeliveries } from './show-deliveries.ts';
import { claimDue, endClaims } from './store.ts';
import { tend } from './tend.ts';

const rooms = [customersRoom, deliveryRoom];
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 60_000, interval: 100 });
const open = (): Promise<TestPlatform> => testPlatform({ work: true, rooms, config: { demonstration: true } });
vi.setConfig({ testTimeout: 120_000 });

async function consents(platform: TestPlatform) {
  const { call } = await testApi(platform, rooms);
  return async (id: string, channel: 'email' | 'sms' | 'post', act: 'granted' | 'withdrawn') =>
    void (await call(api.consents.note, { params: { id }, body: { purpose: 'advertising', channel, act, way: 'paper' } }));
}

test('advertising that was routed before the customer objected is not sent, and its story says why', async () => {
  const platform = await open();
  // Nobody consented: as if all consents had been withdrawn between routing and now.
  const { runId, communications } = await composedRun(
    platform,
    [{ channel: 'email', email: 'a@example.org' }, { channel: 'sms', phone: '+4917012345' }, { channel: 'post' }],
    { purpose: 'advertising' },
  );
  await until(async () => expect((await deliveredOfRuns(platform.db, [runId])).get(runId)).toMatchObject({ cancelled: 2 }));
  const [mail, , letter] = communications;
  // Advertising by letter needs no consent; what production then makes of it is not asked here.
  expect((await showDeliveries(platform.db, [letter!.id])).get(letter!.id)).not.toMatchObject([{ state: 'cancelled' }]);
  expect((await showDeliveries(platform.db, [mail!.id])).get(mail!.id)).toMatchObject([
    { state: 'cancelled', receipts: [{ kind: 'not-permitted', detail: expect.stringContaining('no-consent') }] },
  ]);
});

test('a withdrawal stops what waits for the customer on that channel, and nothing else', async () => {
  const platform = await open();
  const note = await consents(platform);
  const waiting = async (purpose: string) => {
    const { runId, communications } = await composedRun(platform, [{ channel: 'portal' }, { channel: 'portal' }], { purpose });
    const [anna, ben] = communications.map((one) => one.customerId);
    const toAnna = await queueDeliveries(platform, ['+491701'], { channel: 'sms', runId, customerId: anna! });
    const toBen = await queueDeliveries(platform, ['+491702'], { channel: 'sms', runId, customerId: ben! });
    return { anna: anna!, toAnna, toBen };
  };
  const offer = await waiting('advertising');
  const contract = await waiting('contract');
  await note(offer.anna, 'email', 'withdrawn');
  await note(contract.anna, 'sms', 'withdrawn');
  await platform.events.settled();
  expect(await statesOf(platform, offer.toAnna)).toEqual({ queued: 1 });
  await note(offer.anna, 'sms', 'withdrawn');
  await until(async () => expect(await statesOf(platform, offer.toAnna)).toEqual({ cancelled: 1 }));
  expect(await statesOf(platform, offer.toBen)).toEqual({ queued: 1 });
  expect(await statesOf(platform, contract.toAnna)).toEqual({ queued: 1 });
});

test('what a sender was trying when the customer withdrew is not tried again', async () => {
  const platform = await open();
  const note = await consents(platform);
  const { runId, communications } = await composedRun(platform, [{ channel: 'portal' }], { purpose: 'advertising' });
  const [message] = await queueDeliveries(platform, ['+491701'], { channel: 'sms', runId, customerId: communications[0]!.customerId });
  const claim = () =>
    platform.db.transaction().execute((trx) => claimDue(trx, { channel: 'sms', account: 'default' }, 'a-sender', platform.clock(), 5));
  const [claimed] = await claim();
  await note(message!.customerId, 'sms', 'withdrawn');
  await platform.events.settled();
  const back = { id: claimed!.id, month: claimed!.month, state: 'queued' as const, nextAttemptAt: platform.clock(), error: 'busy' };
  const end = [{ ...back, messageId: null, attempted: true }];
  await platform.db.transaction().execute((trx) => endClaims(trx, 'a-sender', end, platform.clock()));
  expect(await claim()).toEqual([]);
  await until(async () => {
    await tend(platform);
    expect(await statesOf(platform, [message!])).toEqual({ cancelled: 1 });
    expect((await platform.pool.query('select from delivery.withheld')).rowCount).toBe(0);
  });
});
