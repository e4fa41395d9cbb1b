import { expect, test } from 'vitest';
import { queueDeliveries } from '../../test/deliveries.ts';
import { testPlatform } from '../../test/platform.ts';
import { resolveUnknown } from './resolve-unknown.ts';
import { claimDue, countsOf, endClaims, receiptsOf } from './store.ts';

const clerk = { kind: 'user', id: 'u1', name: 'Erika' } as const;

async function unknownDelivery() {
  const platform = await testPlatform();
  const [delivery] = await queueDeliveries(platform, ['a@example.org']);
  await platform.db.transaction().execute(async (trx) => {
    await claimDue(trx, { channel: 'email', account: 'default' }, 'me', platform.clock(), 10);
    const end = { ...delivery!, nextAttemptAt: null, error: 'no answer', messageId: null, attempted: true, state: 'unknown' } as const;
    await endClaims(trx, 'me', [end], platform.clock());
  });
  return { platform, id: delivery!.id };
}

test('a person who knows that it arrived makes it sent, for good', async () => {
  const { platform, id } = await unknownDelivery();
  const decision = { fate: 'sent', note: 'seen in the log of the mail server' } as const;
  expect(await resolveUnknown(platform, clerk, id, decision)).toMatchObject({ state: 'sent', attempts: 1 });
  expect(await receiptsOf(platform.db, [id])).toMatchObject([{ kind: 'decided-sent', detail: `Erika: ${decision.note}` }]);
  await expect(resolveUnknown(platform, clerk, id, decision)).rejects.toMatchObject({ code: 'delivery.not-unknown' });
  expect((await platform.audit.verify()).entries).toBe(1);
});

test('a person who knows that it did not arrive puts it back in line, with the same Message-ID', async () => {
  const { platform, id } = await unknownDelivery();
  const resolved = await resolveUnknown(platform, clerk, id, { fate: 'not_sent', note: 'the customer has nothing' });
  expect(resolved).toMatchObject({ state: 'queued', nextAttemptAt: platform.clock(), messageId: `${id}@example.com` });
  expect((await countsOf(platform.db)).filter((one) => one.state === 'unknown')).toEqual([]);
});

test('what was decided is not changed by a sender that wakes up late', async () => {
  const { platform, id } = await unknownDelivery();
  await resolveUnknown(platform, clerk, id, { fate: 'sent', note: 'seen in the log' });
  const end = {
    id,
    month: '2026-11-01',
    state: 'queued',
    nextAttemptAt: platform.clock(),
    error: null,
    messageId: null,
    attempted: true,
  } as const;
  const changes = await platform.db.transaction().execute((trx) => endClaims(trx, 'me', [end], platform.clock()));
  expect(changes).toEqual([]);
});

test('a delivery that does not exist is said to be none', async () => {
  const platform = await testPlatform();
  const decision = { fate: 'sent', note: 'x' } as const;
  await expect(resolveUnknown(platform, clerk, '0192aaaa-0000-7000-8000-000000000000', decision)).rejects.toMatchObject({
    code: 'delivery.not-found',
  });
});
