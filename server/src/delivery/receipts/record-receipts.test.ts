import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addCustomer, queueDeliveries, sendDeliveries, statesOf } from '../../../test/deliveries.ts';
import { type TestPlatform, testPlatform } from '../../../test/platform.ts';
import { suppressionsOf } from '../../customers/index.ts';
import { countsOf, moveDeliveries, receiptsOf } from '../store.ts';
import type { NewDelivery } from '../types.ts';
import { receiptCountsOfRuns } from './count-receipts.ts';
import { noteEarly, recordReceipts } from './record-receipts.ts';
import type { ProviderReceipt } from './types.ts';

const source = { channel: 'email', account: 'default' };
const day = 86_400_000;

async function sentTo(platform: TestPlatform, ...addresses: string[]): Promise<readonly NewDelivery[]> {
  const deliveries = await queueDeliveries(platform, addresses);
  for (const { customerId, address } of deliveries) await addCustomer(platform, customerId, address);
  await sendDeliveries(platform, deliveries);
  return deliveries;
}

const about = ({ id }: NewDelivery, kind: ProviderReceipt['kind'], more: Partial<ProviderReceipt> = {}): ProviderReceipt => ({
  ...{ kind, messageId: `${id}@example.com`, detail: `the provider says: ${kind}` },
  ...more,
});

const kindsOf = async (platform: TestPlatform, { id }: NewDelivery) => (await receiptsOf(platform.db, [id])).map(({ kind }) => kind);
const contactOf = async (platform: TestPlatform, { customerId }: NewDelivery) =>
  (await sql<{ state: string }>`select state from customers.contact_points where customer_id = ${customerId}`.execute(platform.db)).rows[0]
    ?.state;
const timelineOf = async (platform: TestPlatform, { customerId }: NewDelivery) =>
  (
    await sql<{ type: string }>`select type from customers.timeline where customer_id = ${customerId} order by at, id`.execute(platform.db)
  ).rows.map(({ type }) => type);

test('receipts bring a delivery on, are told of once, and are noted once, however often and in whatever order they come', async () => {
  const platform = await testPlatform();
  const [one] = await sentTo(platform, 'anna@there.example');
  const opened = about(one!, 'displayed', { eventId: 'e2' });
  await recordReceipts(platform, source, [opened, about(one!, 'displayed', { eventId: 'e3' }), about(one!, 'clicked')]);
  await recordReceipts(platform, source, [
    about(one!, 'delivered', { eventId: 'e1' }),
    opened,
    about(one!, 'delivered', { eventId: 'e1' }),
  ]);
  expect(await statesOf(platform, [one!])).toEqual({ delivered: 1 });
  expect(await kindsOf(platform, one!)).toEqual(['displayed', 'displayed', 'clicked', 'delivered']);
  expect(await timelineOf(platform, one!)).toEqual(
    expect.arrayContaining(['delivery.sent', 'delivery.delivered', 'receipt.displayed', 'receipt.clicked']),
  );
  expect((await timelineOf(platform, one!)).filter((type) => type === 'receipt.displayed')).toHaveLength(2);
  expect(await countsOf(platform.db)).toMatchObject([{ state: 'delivered', deliveries: 1 }]);
  const ofRun = await receiptCountsOfRuns(platform.db, [one!.runId!]);
  expect(ofRun.get(one!.runId!)).toEqual({ sent: 1, delivered: 1, displayed: 1, clicked: 1 });
});

test('a refusal that comes late undoes a delivery; a delivery that comes late does not undo a refusal', async () => {
  const platform = await testPlatform();
  const [one] = await sentTo(platform, 'anna@there.example');
  await recordReceipts(platform, source, [about(one!, 'delivered'), about(one!, 'bounced-hard', { reason: 'userunknown' })]);
  await recordReceipts(platform, source, [about(one!, 'delivered', { eventId: 'late' })]);
  expect(await statesOf(platform, [one!])).toEqual({ bounced: 1 });
  expect(await contactOf(platform, one!)).toBe('bounced');
});

test('a receipt resolves a fate that nobody knew', async () => {
  const platform = await testPlatform();
  const deliveries = await sentTo(platform, 'a@there.example', 'b@there.example', 'c@there.example');
  await platform.db.transaction().execute((trx) => moveDeliveries(trx, deliveries, { from: 'sent', to: 'unknown' }, platform.clock()));
  const [one, two, three] = deliveries;
  await recordReceipts(platform, source, [about(one!, 'accepted'), about(two!, 'delivered'), about(three!, 'expired')]);
  expect(await statesOf(platform, deliveries)).toEqual({ sent: 1, delivered: 1, failed: 1 });
});

test('a receipt that comes before its message is written down waits for it; one that nobody can place is forgotten after days', async () => {
  const platform = await testPlatform();
  const [one] = await queueDeliveries(platform, ['anna@there.example']);
  await recordReceipts(platform, source, [about(one!, 'delivered'), { kind: 'delivered', messageId: 'of somebody else', detail: '' }]);
  expect(await kindsOf(platform, one!)).toEqual([]);
  await sendDeliveries(platform, [one!]);
  await noteEarly(platform);
  expect(await statesOf(platform, [one!])).toEqual({ delivered: 1 });
  const waiting = async () => (await sql`select 1 from delivery.early_receipts`.execute(platform.db)).rows.length;
  expect(await waiting()).toBe(1);
  platform.clock.advance(4 * day);
  await noteEarly(platform);
  expect(await waiting()).toBe(0);
});

test('an id that an account gave before, or another account gave, is not mistaken', async () => {
  const platform = await testPlatform();
  const [old, other, young] = await sentTo(platform, 'a@there.example', 'b@there.example', 'c@there.example');
  await sql`update delivery.deliveries set message_id = '4711'`.execute(platform.db);
  await sql`update delivery.deliveries set account = 'second' where id = ${other!.id}`.execute(platform.db);
  await recordReceipts(platform, source, [{ kind: 'delivered', messageId: '4711', detail: '' }]);
  expect(await statesOf(platform, [young!])).toEqual({ delivered: 1 });
  expect(await statesOf(platform, [old!, other!])).toEqual({ sent: 2 });
});

test('an address that fails for passing reasons on five days within thirty is given up; one bad day, our own faults and a sign of life do not count', async () => {
  const platform = await testPlatform({ config: { softBounces: 5, softBounceDays: 30 } });
  const customer = (await sentTo(platform, 'full@there.example'))[0]!.customerId;
  const next = async (kind: ProviderReceipt['kind'], reason?: ProviderReceipt['reason'], mails = 1) => {
    const ones = await queueDeliveries(
      platform,
      Array.from({ length: mails }, () => 'full@there.example'),
      { customerId: customer },
    );
    await sendDeliveries(platform, ones);
    await recordReceipts(
      platform,
      source,
      ones.map((one) => about(one, kind, reason === undefined ? {} : { reason })),
    );
    platform.clock.advance(day);
    return contactOf(platform, ones[0]!);
  };
  expect(await next('bounced-soft', 'mailboxfull', 6)).toBe('valid');
  for (let days = 0; days < 5; days++) expect(await next('bounced-soft', 'spamdetected')).toBe('valid');
  for (let days = 0; days < 3; days++) expect(await next('bounced-soft', 'mailboxfull')).toBe('valid');
  expect(await next('answered')).toBe('valid');
  for (let days = 0; days < 4; days++) expect(await next('bounced-soft', 'expired')).toBe('valid');
  expect(await next('bounced-soft', 'mailboxfull')).toBe('bounced');
  expect((await platform.audit.verify()).entries).toBe(1);
});

test('who complains gets no advertising there any more, nor does anybody else at that address; who unsubscribes neither', async () => {
  const platform = await testPlatform();
  const [one, two] = await sentTo(platform, 'anna@there.example', 'bert@there.example');
  const [sister] = await sentTo(platform, 'ANNA@there.example');
  const complaint = about(one!, 'complained', { eventId: 'c1' });
  await recordReceipts(platform, source, [complaint, about(two!, 'unsubscribed')]);
  await recordReceipts(platform, source, [complaint]);
  const { rows } = await sql<{ customer: string; act: string; channel: string }>`
    select customer_id as customer, act, channel from customers.consents order by noted_at, id`.execute(platform.db);
  expect(rows).toEqual([
    { customer: one!.customerId, act: 'objected', channel: 'email' },
    { customer: two!.customerId, act: 'objected', channel: 'email' },
  ]);
  const suppressed = await suppressionsOf(
    platform.db,
    [one!, two!, sister!].map((of) => of.customerId),
    '2026-11-21',
  );
  expect(suppressed(sister!.customerId)('advertising', 'email', true)).toEqual({ reason: 'complaint', list: 'complaints-email' });
  expect(suppressed(sister!.customerId)('contract', 'email', false)).toBeUndefined();
  expect(suppressed(two!.customerId)('advertising', 'email', true)).toBeUndefined();
  expect([await contactOf(platform, one!), await contactOf(platform, two!)]).toEqual(['opted_out', 'valid']);
});

test('a complaint about nobody knows which mail still puts its address on the list', async () => {
  const platform = await testPlatform();
  await recordReceipts(platform, source, [{ kind: 'complained', recipient: 'anna@there.example', detail: 'abuse' }]);
  expect((await sql`select 1 from customers.suppressed`.execute(platform.db)).rows).toHaveLength(1);
});
