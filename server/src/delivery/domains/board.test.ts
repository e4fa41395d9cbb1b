import { api } from '@posthorn/contract';
import { expect, test } from 'vitest';
import { testApi } from '../../../test/api.ts';
import { addCustomer, queueDeliveries, sendDeliveries } from '../../../test/deliveries.ts';
import { testPlatform } from '../../../test/platform.ts';
import { newId } from '../../platform/db/index.ts';
import { deliveryRoom } from '../index.ts';
import { recordReceipts } from '../receipts/record-receipts.ts';

test('the board counts each mail once per kind, by day, domain and run, without looking at deliveries', async () => {
  const platform = await testPlatform();
  const runId = newId();
  const mails = await queueDeliveries(platform, ['a@one.example', 'b@one.example', 'c@Two.example'], { runId });
  for (const { customerId, address } of mails) await addCustomer(platform, customerId, address);
  await sendDeliveries(platform, mails);
  platform.clock.advance(86_400_000);
  const about = (at: number, kind: 'delivered' | 'bounced-hard' | 'complained', eventId: string) => ({
    ...{ kind, eventId, messageId: `${mails[at]!.id}@example.com`, detail: '' },
  });
  const source = { channel: 'email', account: 'default' };
  await recordReceipts(platform, source, [
    about(0, 'delivered', '1'),
    about(0, 'delivered', '2'),
    about(1, 'bounced-hard', '3'),
    about(2, 'complained', '4'),
  ]);
  const { call } = await testApi(platform, [deliveryRoom], ['operator']);
  const none = { delivered: 0, displayed: 0, clicked: 0, soft: 0, hard: 0, complaints: 0, unsubscribed: 0, failed: 0 };
  const board = (by: 'day' | 'domain' | 'run' | 'template', days = 3) => call(api.sending.board, { query: { by, days } });
  expect(await board('domain')).toEqual({
    rows: [
      { ...none, key: 'one.example', sent: 2, delivered: 1, hard: 1 },
      { ...none, key: 'two.example', sent: 1, complaints: 1 },
    ],
    total: { ...none, key: 'total', sent: 3, delivered: 1, hard: 1, complaints: 1 },
  });
  expect((await board('day')).rows).toEqual([
    { ...none, key: '2026-11-20', sent: 0 },
    { ...none, key: '2026-11-21', sent: 3 },
    { ...none, key: '2026-11-22', sent: 0, delivered: 1, hard: 1, complaints: 1 },
  ]);
  expect((await board('run')).rows).toMatchObject([{ key: runId, sent: 3 }]);
  expect((await board('template')).rows).toMatchObject([{ sent: 3 }]);
  expect((await board('domain', 1)).rows).toMatchObject([
    { sent: 0, hard: 1 },
    { sent: 0, complaints: 1 },
  ]);
});
