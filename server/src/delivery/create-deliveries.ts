import { customersById } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type ChunkComposed, communicationsOfChunk } from '../production/index.ts';
import { addDeliveries } from './add-deliveries.ts';
import { enabledChannels } from './config.ts';
import { planDeliveries } from './plan-deliveries.ts';
import type { Trx } from './store.ts';
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
  await addDeliveries(platform, trx, planned, communications);
}
