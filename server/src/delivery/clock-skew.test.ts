import { expect, test } from 'vitest';
import { composedRun } from '../../test/composed-chunk.ts';
import { queueDeliveries, statesOf, testMonth } from '../../test/deliveries.ts';
import { testPlatform } from '../../test/platform.ts';
import { decideProposal, proposePolicy } from '../governance/change-policy.ts';
import { defaultPolicy } from '../governance/default-policy.ts';
import { endHolds } from '../governance/end-holds.ts';
import { contactOf, governanceRoom } from '../governance/index.ts';
import type { Actor } from '../platform/platform.ts';
import { announce } from './announce.ts';
import { createDeliveries, deliverHeld } from './create-deliveries.ts';
import { giveUpClaims } from './give-up-claims.ts';
import { deliveryRoom } from './index.ts';
import { claimDue, deliveriesOf } from './store.ts';

/* Clocks of the machines of an installation differ; so do those of two processes after one was set. */

const person = (id: string): Actor => ({ kind: 'user', id, name: id });
const minute = 60_000;

test('a claim is not given up by a machine whose clock is some minutes ahead, and by one whose clock is far ahead is in doubt, not sent again', async () => {
  const platform = await testPlatform();
  const deliveries = await queueDeliveries(platform, ['a@example.org', 'b@example.org']);
  const claim = () =>
    platform.db.transaction().execute(async (trx) => {
      const claimed = await claimDue(trx, { channel: 'email', account: 'default' }, 'another-machine 4711 one', platform.clock(), 10);
      const changes = claimed.map((one) => ({ ...one, deliveryId: one.id, from: 'queued' as const, to: 'sending' as const }));
      await announce(platform, trx, changes);
      return claimed;
    });
  expect(await claim()).toHaveLength(2);
  platform.clock.advance(7 * minute);
  await giveUpClaims(platform, 900);
  expect(await statesOf(platform, deliveries)).toEqual({ sending: 2 });
  platform.clock.advance(9 * minute);
  await giveUpClaims(platform, 900);
  expect(await statesOf(platform, deliveries)).toEqual({ unknown: 2 });
  expect(await claim()).toEqual([]);
});

test('what a fast clock lets out of quiet hours too early is asked about by the clock of who sends it, waits on, and is not lost', async () => {
  const platform = await testPlatform({
    rooms: [governanceRoom, deliveryRoom],
    config: { demonstration: true },
    now: '2026-11-21T20:00:00Z',
  });
  const quiet = [{ id: 'night', name: 'Night', channels: ['email' as const], from: '20:00', until: '08:00' }];
  const { version } = await proposePolicy(platform, person('anna'), { policy: { ...defaultPolicy, quiet }, note: 'for a test' });
  await decideProposal(platform, person('bert'), version, true);
  const { runId, communications } = await composedRun(platform, [{ channel: 'email', email: 'erika@example.org' }]);
  const communicationIds = communications.map((one) => one.id);
  await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, chunk: 1, month: testMonth }));
  const ends = '2026-11-22T07:00:00.000Z';
  expect(await contactOf(platform, communicationIds[0]!)).toMatchObject({ state: 'held', until: ends });
  const asked = async (fast: string, own: string) => {
    platform.clock.set(fast);
    await endHolds(platform, new AbortController().signal);
    platform.clock.set(own);
    await platform.db.transaction().execute((trx) => deliverHeld(platform, trx, { communicationIds }));
    return deliveriesOf(platform.db, communicationIds);
  };
  expect(await asked('2026-11-22T07:00:30Z', '2026-11-22T06:57:00Z')).toEqual([]);
  expect(await contactOf(platform, communicationIds[0]!)).toMatchObject({ state: 'held', until: ends });
  expect(await asked('2026-11-22T07:03:00Z', '2026-11-22T07:00:00Z')).toMatchObject([{ state: 'queued' }]);
});
