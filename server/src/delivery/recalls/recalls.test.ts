import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { queueDeliveries, statesOf } from '../../../test/deliveries.ts';
import { testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import { cancelDeliveries, holdBackRuns } from '../cancel-deliveries.ts';
import { keepParts } from '../digests/store.ts';
import { deliveryRoom } from '../index.ts';
import { Sender, type SendingChannel } from '../sender.ts';
import { keepWithheld } from '../store.ts';
import { recalledAmong } from './store.ts';

const policy = { firstPause: 60, longestPause: 3600, giveUpAfter: 86_400 };

test('stopped while a slow server takes its messages one by one, a run sends none of those that were claimed and not begun', async () => {
  const platform = await testPlatform({ rooms: [deliveryRoom], now: new Date().toISOString() });
  const [stopped, other] = [newId(), newId()];
  const deliveries = await queueDeliveries(
    platform,
    Array.from({ length: 10 }, (_, at) => `c${at}@example.org`),
    { runId: stopped },
  );
  const untouched = await queueDeliveries(platform, ['a@example.org', 'b@example.org'], { runId: other });
  const sent: string[] = [];
  const slow: SendingChannel = {
    ...{ name: 'email', account: 'default', parallel: 1, costOf: () => 0, interrupt: () => {}, close: () => {} },
    prepare: async () => async (delivery, mayBegin) => {
      if (!mayBegin()) return undefined;
      sent.push(delivery.runId!);
      await sleep(450);
      return { kind: 'sent', detail: 'ok', messageId: delivery.id };
    },
    check: async () => ({ ok: true, detail: '' }),
  };
  const sender = new Sender(platform, slow, { policy, claimLifetime: 900 });
  onTestFinished(() => sender.stop());
  await vi.waitFor(() => expect(sent.length).toBeGreaterThan(1), { timeout: 20_000, interval: 20 });
  await platform.db.transaction().execute((trx) => holdBackRuns(platform, trx, [stopped]));
  // One that was asked about just before is on its way.
  const before = sent.filter((runId) => runId === stopped).length + 1;
  await vi.waitFor(async () => expect(await statesOf(platform, untouched)).toEqual({ sent: 2 }), { timeout: 20_000, interval: 50 });
  await vi.waitFor(async () => expect(await statesOf(platform, deliveries)).not.toHaveProperty('sending'), {
    timeout: 20_000,
    interval: 50,
  });
  expect(sent.filter((runId) => runId === stopped).length).toBeLessThanOrEqual(before);
  await cancelDeliveries(platform);
  const { sent: gone = 0, cancelled = 0 } = await statesOf(platform, deliveries);
  expect(gone + cancelled).toBe(10);
  expect(gone).toBeLessThanOrEqual(before);
});

test('what a customer does not want any more is recalled alone, and with a part the mail that carries it', async () => {
  const platform = await testPlatform();
  const [alone, carrier, part, fine] = await queueDeliveries(platform, [
    'a@example.org',
    'b@example.org',
    'c@example.org',
    'd@example.org',
  ]);
  await platform.db.transaction().execute(async (trx) => {
    const { id: carrierId, month: carrierMonth } = carrier!;
    await keepParts(trx, [{ deliveryId: part!.id, month: part!.month, carrierId, carrierMonth, position: 1 }]);
    await keepWithheld(trx, [alone!, part!], 'objected', platform.clock());
  });
  expect([...(await recalledAmong(platform.db, [alone!, carrier!, fine!]))].sort()).toEqual([alone!.id, carrier!.id].sort());
});
