import { expect, test, vi } from 'vitest';
import { composedRun } from '../../test/composed-chunk.ts';
import { queueDeliveries, statesOf } from '../../test/deliveries.ts';
import { type TestPlatform, testPlatform } from '../../test/platform.ts';
import { cancelDeliveries, noteCancelledRun } from './cancel-deliveries.ts';
import { createDeliveries } from './create-deliveries.ts';
import { deliveryRoom, type StateChanged } from './index.ts';
import { planStream } from './post/store.ts';
import { deliveredOfRuns, showDeliveries } from './show-deliveries.ts';
import { claimDue, endClaims } from './store.ts';
import { tend } from './tend.ts';

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 100 });
const cancel = (platform: TestPlatform, runId: string) =>
  platform.db.transaction().execute((trx) => platform.events.publish(trx, 'production.run-cancelled', `run/${runId}`, { runId }));
const claim = (platform: TestPlatform, channel: string) =>
  platform.db.transaction().execute((trx) => claimDue(trx, { channel, account: 'default' }, 'a-sender', platform.clock(), 50));

test('cancelling a run cancels what of it is queued: told in counters, receipts, timeline and news; the rest stays', async () => {
  const told: string[] = [];
  const platform = await testPlatform({
    work: true,
    rooms: [deliveryRoom],
    config: { demonstration: true },
    declare: ({ events }) =>
      events.subscribe<StateChanged>('delivery.state-changed', 'test.told', async ({ data }) => {
        for (const { channel, state } of data.changes) if (state === 'cancelled') told.push(channel);
      }),
  });
  const { runId, communications } = await composedRun(platform, [{ channel: 'email', email: 'a@example.org' }, { channel: 'portal' }]);
  const other = await queueDeliveries(platform, ['+491701'], { channel: 'sms' });
  const messages = await queueDeliveries(platform, ['+491702'], { channel: 'sms', runId });
  await until(async () => expect(await deliveredOfRuns(platform.db, [runId])).toEqual(new Map([[runId, { queued: 2, available: 1 }]])));
  await cancel(platform, runId);
  await until(async () => expect(await deliveredOfRuns(platform.db, [runId])).toEqual(new Map([[runId, { cancelled: 2, available: 1 }]])));
  await platform.events.settled();
  expect(await statesOf(platform, messages)).toEqual({ cancelled: 1 });
  expect(await statesOf(platform, other)).toEqual({ queued: 1 });
  expect(told.sort()).toEqual(['email', 'sms']);
  const [mail] = communications;
  const shown = (await showDeliveries(platform.db, [mail!.id])).get(mail!.id);
  expect(shown).toMatchObject([{ state: 'cancelled', receipts: [{ kind: 'cancelled', detail: 'the run was cancelled' }] }]);
  const { rows } = await platform.pool.query('select summary from customers.timeline where customer_id = $1', [mail!.customerId]);
  expect(rows).toEqual([{ summary: 'Not sent by e-mail: cancelled' }]);
});

test('what was being sent goes on; when it comes back unsent it is cancelled, and nobody may send it before', async () => {
  const platform = await testPlatform({ work: true, rooms: [deliveryRoom], config: { demonstration: true } });
  const runId = (await composedRun(platform, [{ channel: 'portal' }])).runId;
  const messages = await queueDeliveries(platform, ['+491701', '+491702', '+491703'], { channel: 'sms', runId });
  const claimed = await claim(platform, 'sms');
  expect(claimed).toHaveLength(3);
  const end = (at: number, state: 'sent' | 'queued') => {
    const { id, month } = claimed[at]!;
    const nextAttemptAt = state === 'queued' ? platform.clock() : null;
    return { id, month, state, nextAttemptAt, error: null, messageId: null, attempted: true };
  };
  await cancel(platform, runId);
  await until(async () =>
    expect((await platform.pool.query('select from delivery.cancelled_runs where run_id = $1', [runId])).rowCount).toBe(1),
  );
  await platform.db.transaction().execute((trx) => endClaims(trx, 'a-sender', [end(0, 'sent'), end(1, 'queued')], platform.clock()));
  expect(await claim(platform, 'sms')).toEqual([]);
  await tend(platform);
  expect(await statesOf(platform, messages)).toEqual({ sending: 1, sent: 1, cancelled: 1 });
});

test('a letter that lies in a print stream is left to it, and none comes into another', async () => {
  const platform = await testPlatform({ rooms: [deliveryRoom] });
  const { runId, communications } = await composedRun(platform, [{ channel: 'post' }]);
  const month = communications[0]!.month;
  await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, chunk: 1, month }));
  await platform.db.transaction().execute((trx) => planStream(trx, runId, month, platform.clock()));
  const late = await queueDeliveries(platform, ['Weg 2'], { channel: 'post', runId });
  await platform.db.transaction().execute((trx) => noteCancelledRun(platform, trx, { runId }));
  expect(await platform.db.transaction().execute((trx) => planStream(trx, runId, month, platform.clock()))).toBe(false);
  await cancelDeliveries(platform);
  expect(await deliveredOfRuns(platform.db, [runId])).toEqual(new Map([[runId, { queued: 1, cancelled: 1 }]]));
  expect(await statesOf(platform, late)).toEqual({ cancelled: 1 });
});
