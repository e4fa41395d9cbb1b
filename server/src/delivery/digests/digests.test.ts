import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { composedRun } from '../../../test/composed-chunk.ts';
import { testMonth } from '../../../test/deliveries.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { decideProposal, proposePolicy } from '../../governance/change-policy.ts';
import { defaultPolicy } from '../../governance/default-policy.ts';
import { endHolds } from '../../governance/end-holds.ts';
import { governanceRoom } from '../../governance/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import type { CommunicationRow } from '../../production/index.ts';
import { announce } from '../announce.ts';
import { cancelDeliveries } from '../cancel-deliveries.ts';
import { listCaught } from '../catcher/store.ts';
import { createDeliveries, deliverHeld } from '../create-deliveries.ts';
import { buildMails } from '../email/build-mails.ts';
import { sentMessageOf } from '../email/store.ts';
import { deliveryRoom } from '../index.ts';
import { recordReceipts } from '../receipts/record-receipts.ts';
import { resolveUnknown } from '../resolve-unknown.ts';
import { claimDue, deliveriesOf, endClaims, keepWithheld, receiptsOf } from '../store.ts';
import type { ClaimedDelivery } from '../types.ts';

const person = (id: string): Actor => ({ kind: 'user', id, name: id });
const digests = [{ id: 'evening', name: 'Evening', at: '17:00', atMost: 5 }];

async function holdsDigests(platform: Platform): Promise<void> {
  const { version } = await proposePolicy(platform, person('anna'), { policy: { ...defaultPolicy, digests }, note: 'for a test' });
  await decideProposal(platform, person('bert'), version, true);
}
const ids = (communications: readonly CommunicationRow[]) => communications.map((one) => one.id);
const statesOf = async (platform: Platform, communications: readonly CommunicationRow[]) =>
  Promise.all(communications.map(async (one) => (await deliveriesOf(platform.db, [one.id])).map((delivery) => delivery.state).join()));

async function mailOf(platform: Platform, { id, customerId }: CommunicationRow) {
  const message = await sentMessageOf(platform.db, id);
  return message && { message, mail: await PostalMime.parse(await platform.packs.read(message, customerId)) };
}

test('what two runs wrote to a customer goes out as one mail at the hour, each with its letter and its receipts; alone goes alone', async () => {
  const platform = await testPlatform({
    work: true,
    rooms: [governanceRoom, deliveryRoom],
    config: { demonstration: true, catcherPort: 0 },
  });
  const work = await deliveryRoom.work!(platform);
  await holdsDigests(platform);
  const first = await composedRun(platform, [
    { channel: 'email', email: 'erika@example.org' },
    { channel: 'email', email: 'other@example.org' },
  ]);
  const second = await composedRun(platform, [{ channel: 'email', customerId: first.communications[0]!.customerId }], {
    purpose: 'service',
  });
  const [one, alone, two] = [...first.communications, ...second.communications] as [CommunicationRow, CommunicationRow, CommunicationRow];
  await platform.events.settled();
  expect(await listCaught(platform.db, { limit: 5 })).toEqual([]);
  platform.clock.advance(6 * 3_600_000);
  await endHolds(platform, new AbortController().signal);
  await vi.waitFor(async () => expect(await statesOf(platform, [one, two, alone])).toEqual(['sent', 'sent', 'sent']), {
    timeout: 20_000,
    interval: 100,
  });
  await work.stop();
  const caught = await listCaught(platform.db, { limit: 5 });
  expect(caught.map((mail) => [mail.recipients[0], mail.subject]).sort()).toEqual([
    ['erika@example.org', 'Rechnung 0 und eine weitere Nachricht'],
    ['other@example.org', 'Rechnung 1'],
  ]);
  const { message, mail } = (await mailOf(platform, two))!;
  expect(message.deliveryId).toBe((await sentMessageOf(platform.db, one.id))!.deliveryId);
  expect(mail.html?.match(/<li>/g)).toHaveLength(2);
  expect(mail.text?.match(/Grüße 0/g)).toHaveLength(2);
  expect(mail.attachments.map((file) => file.filename)).toEqual(['Rechnung 0.pdf', 'Rechnung 0.pdf']);
  const [part] = await deliveriesOf(platform.db, [two.id]);
  expect((await receiptsOf(platform.db, [part!.id])).map(({ kind, detail }) => `${kind} ${detail}`)).toEqual([
    `sent as part of the mail of communication ${one.id}`,
  ]);
});

describe('as long as the mail waits', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform({ rooms: [governanceRoom, deliveryRoom], config: { demonstration: true } });
    await holdsDigests(platform);
  });
  afterAll(() => platform.close());
  let three: readonly CommunicationRow[];
  let runs: readonly string[];

  /** Three communications to a customer whose hour has come; the job that builds their mail is for the test to do. */
  beforeEach(async () => {
    const made = [await composedRun(platform, [{ channel: 'email', email: 'erika@example.org' }])];
    const { customerId } = made[0]!.communications[0]!;
    for (const purpose of ['service', 'service']) made.push(await composedRun(platform, [{ channel: 'email', customerId }], { purpose }));
    three = made.flatMap((run) => run.communications);
    runs = made.map((run) => run.runId);
    for (const runId of runs)
      await platform.db.transaction().execute((trx) => createDeliveries(platform, trx, { runId, chunk: 1, month: testMonth }));
    platform.clock.advance(24 * 3_600_000);
    await endHolds(platform, new AbortController().signal);
    await told();
  });
  const told = () => platform.db.transaction().execute((trx) => deliverHeld(platform, trx, { communicationIds: ids(three) }));
  const claim = () =>
    platform.db.transaction().execute(async (trx) => {
      const claimed = await claimDue(trx, { channel: 'email', account: 'default' }, 'a-sender', platform.clock(), 50);
      const changes = claimed.map((one) => ({ ...one, deliveryId: one.id, from: 'queued' as const, to: 'sending' as const }));
      await announce(platform, trx, changes);
      return claimed.filter((one) => ids(three).includes(one.communicationId));
    });
  const end = (claimed: ClaimedDelivery, state: 'sent' | 'unknown') =>
    platform.db.transaction().execute(async (trx) => {
      const { id, month } = claimed;
      const ended = { id, month, state, nextAttemptAt: null, error: null, messageId: null, attempted: true };
      await announce(platform, trx, await endClaims(trx, 'a-sender', [ended], platform.clock()));
    });
  const matters = async () => (await mailOf(platform, three.at(-1)!))?.mail.html?.match(/<li>/g)?.length;

  test('being told twice, or building twice, makes one mail of it', async () => {
    await told();
    for (const which of [three, three.slice(1), three]) await buildMails(platform, ids(which));
    expect(await matters()).toBe(3);
    expect((await claim()).map((one) => one.communicationId)).toEqual([three[0]!.id]);
    expect(await statesOf(platform, three)).toEqual(['sending', 'sending', 'sending']);
    expect(await claim()).toEqual([]);
  });

  test('a part that may not go out any more leaves it: nothing is sent until the mail is built again without it', async () => {
    await buildMails(platform, ids(three));
    const [part] = await deliveriesOf(platform.db, [three[1]!.id]);
    await platform.db.transaction().execute((trx) => keepWithheld(trx, [part!], 'objected', platform.clock()));
    expect(await claim()).toEqual([]);
    await cancelDeliveries(platform);
    expect(await claim()).toEqual([]);
    await buildMails(platform, ids(three));
    expect(await matters()).toBe(2);
    const [claimed] = await claim();
    await end(claimed!, 'sent');
    expect(await statesOf(platform, three)).toEqual(['sent', 'cancelled', 'sent']);
  });

  test('where its first message may not go out any more, the next one carries the rest', async () => {
    await buildMails(platform, ids(three));
    const [carrier] = await deliveriesOf(platform.db, [three[0]!.id]);
    await platform.db.transaction().execute((trx) => keepWithheld(trx, [carrier!], 'objected', platform.clock()));
    await cancelDeliveries(platform);
    expect(await statesOf(platform, three)).toEqual(['cancelled', 'queued', 'queued']);
    await buildMails(platform, ids(three));
    expect(await matters()).toBe(2);
    expect((await claim()).map((one) => one.communicationId)).toEqual([three[1]!.id]);
  });

  test('its fate is that of all: unknown, decided by a person, come back', async () => {
    await buildMails(platform, ids(three));
    const [claimed] = await claim();
    await end(claimed!, 'unknown');
    expect(await statesOf(platform, three)).toEqual(['unknown', 'unknown', 'unknown']);
    const [part] = await deliveriesOf(platform.db, [three[2]!.id]);
    await resolveUnknown(platform, person('anna'), part!.id, { fate: 'sent', note: 'asked' });
    expect(await statesOf(platform, three)).toEqual(['sent', 'sent', 'sent']);
    await recordReceipts(platform, { channel: 'email', account: 'default' }, [
      { kind: 'bounced-hard', deliveryId: claimed!.id, detail: '550 no such user' },
    ]);
    expect(await statesOf(platform, three)).toEqual(['bounced', 'bounced', 'bounced']);
    expect((await receiptsOf(platform.db, [part!.id])).map((one) => one.kind)).toEqual(['unknown', 'sent', 'bounced-hard']);
  });
});
