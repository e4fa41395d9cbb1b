import type { ChannelName } from '@posthorn/contract';
import { sql } from 'kysely';
import { announce } from '../src/delivery/announce.ts';
import { keepBuiltMails } from '../src/delivery/email/store.ts';
import { deliveriesOf, insertDeliveries, moveDeliveries } from '../src/delivery/store.ts';
import type { NewDelivery } from '../src/delivery/types.ts';
import { newId } from '../src/platform/db/index.ts';
import type { Platform } from '../src/platform/platform.ts';

export const testMonth = '2026-11-01';

/** Deliveries of a channel, one communication each, waiting to be sent now. For mails the mail is built and archived too. */
export async function queueDeliveries(
  platform: Platform,
  addresses: readonly string[],
  options: { readonly channel?: ChannelName; readonly runId?: string; readonly customerId?: string; readonly bytes?: number } = {},
): Promise<readonly NewDelivery[]> {
  const { channel = 'email', runId = newId(), bytes = 2_000 } = options;
  const now = platform.clock();
  const deliveries = addresses.map(
    (address): NewDelivery => ({
      id: newId(),
      month: testMonth,
      communicationId: newId(),
      customerId: options.customerId ?? newId(),
      runId,
      channel,
      purpose: 'document',
      address,
      state: 'queued',
      nextAttemptAt: channel === 'sms' || channel === 'push' ? now : null,
      lastError: null,
    }),
  );
  const sources = deliveries.map(({ id }) => Buffer.from(`Message-ID: <${id}@example.com>\r\n\r\n${'x'.repeat(bytes)}\r\n`));
  const places = channel === 'email' ? await platform.packs.write(deliveries.map((one, at) => ({ ...one, bytes: sources[at]! }))) : [];
  await platform.db.transaction().execute(async (trx) => {
    await announce(platform, trx, await insertDeliveries(trx, deliveries, now));
    if (channel !== 'email') return;
    const mails = deliveries.map(({ id, month, communicationId, address }, at) => ({
      ...{ deliveryId: id, month, communicationId, messageId: `${id}@example.com`, returnToken: id },
      ...{ envelopeFrom: `bounces+${id}@example.com`, envelopeTo: address, ...places[at]! },
    }));
    await keepBuiltMails(trx, mails, now);
  });
  return deliveries;
}

/** How many of these deliveries are in which state. */
export async function statesOf(platform: Platform, deliveries: readonly NewDelivery[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const now = await deliveriesOf(
    platform.db,
    deliveries.map((one) => one.communicationId),
  );
  for (const { state } of now) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

/** Marks these deliveries as sent, as a sender does. */
export async function sendDeliveries(platform: Platform, deliveries: readonly NewDelivery[]): Promise<void> {
  await platform.db.transaction().execute(async (trx) => {
    await announce(platform, trx, await moveDeliveries(trx, deliveries, { from: 'queued', to: 'sent' }, platform.clock()));
  });
}

/** A customer with one contact point. */
export async function addCustomer(platform: Platform, id: string, address: string, channel: ChannelName = 'email'): Promise<void> {
  await sql`insert into customers.customers (id, number, name, language, country, address, attributes, preferences, search, hash, created_at, updated_at)
    values (${id}, ${id}, 'Anna', 'de', 'DE', '{}', '{}', '{}', '', '', now(), now())`.execute(platform.db);
  await sql`insert into customers.contact_points (id, customer_id, channel, address, state)
    values (${newId()}, ${id}, ${channel}, ${address}, 'valid')`.execute(platform.db);
}
