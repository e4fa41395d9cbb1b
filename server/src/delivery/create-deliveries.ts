import { customersById } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type ChunkComposed, communicationsOfChunk } from '../production/index.ts';
import { announce } from './announce.ts';
import { enabledChannels } from './config.ts';
import { buildMailsJob } from './job-names.ts';
import { type PlannedDelivery, planDeliveries } from './plan-deliveries.ts';
import { insertDeliveries, insertReceipts, type Trx } from './store.ts';
import type { NewReceipt } from './types.ts';
import { withholdRefused } from './withhold.ts';

/**
 * Makes the deliveries of a chunk that was composed, and the job that builds its mails, in the transaction that takes the event
 * off the outbox. Safe to repeat: a communication has at most one delivery per channel and purpose.
 */
export async function createDeliveries(platform: Platform, trx: Trx, chunk: ChunkComposed): Promise<void> {
  const communications = await communicationsOfChunk(trx, chunk);
  const customers = await customersById(platform, [...new Set(communications.map((one) => one.customerId))]);
  const now = platform.clock();
  const enabled = enabledChannels(platform.config);
  const wanted = communications.flatMap((one) => planDeliveries(one, customers.get(one.customerId), enabled, now));
  const planned = await withholdRefused(platform, trx, chunk.runId, wanted);
  if (planned.length === 0) return;
  const changes = await insertDeliveries(
    trx,
    planned.map((one) => one.delivery),
    now,
  );
  const made = new Set(changes.map((change) => change.deliveryId));
  await insertReceipts(trx, receiptsOf(planned, made), now);
  await announce(platform, trx, changes);
  const mails = planned.filter(({ delivery }) => made.has(delivery.id) && delivery.channel === 'email' && delivery.state === 'queued');
  if (mails.length === 0) return;
  await platform.jobs.enqueue(trx, buildMailsJob, { communicationIds: mails.map(({ delivery }) => delivery.communicationId) });
}

function receiptsOf(planned: readonly PlannedDelivery[], made: ReadonlySet<string>): NewReceipt[] {
  return planned.flatMap(({ delivery, receipt }) =>
    receipt && made.has(delivery.id) ? [{ deliveryId: delivery.id, month: delivery.month, ...receipt }] : [],
  );
}
