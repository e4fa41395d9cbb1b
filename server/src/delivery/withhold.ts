import { advertisingPermissions, type PermissionEnded } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { advertisedGoods } from '../production/index.ts';
import { cancelDeliveriesJob } from './job-names.ts';
import type { PlannedDelivery } from './plan-deliveries.ts';
import { lockStreamsOf } from './post/store.ts';
import { keepWithheld, type Trx, underWayTo } from './store.ts';

/*
 * What was allowed when a communication was routed may be withdrawn before it goes out. So the permission is asked again when its
 * deliveries are made, and a withdrawal stops those that still wait, also those that a sender gives back unsent. A letter that lies in
 * a print stream is on its way.
 */

/** Deliveries of advertising that is not allowed any more are made as cancelled, so that their story can be read. */
export async function withholdRefused(
  platform: Platform,
  trx: Trx,
  runId: string,
  planned: readonly PlannedDelivery[],
): Promise<readonly PlannedDelivery[]> {
  const goods = await advertisedGoods(platform, runId);
  if (goods === undefined) return planned;
  const customers = [...new Set(planned.map(({ delivery }) => delivery.customerId))];
  const advertising = await advertisingPermissions(trx, customers, { goods, now: platform.clock() });
  return planned.map((one) => {
    const { customerId, channel, address, state } = one.delivery;
    const verdict = advertising(customerId)(channel, address);
    if (state === 'failed' || verdict.allowed) return one;
    const detail = `The customer does not allow it any more: ${verdict.obstacle}.`;
    return {
      delivery: { ...one.delivery, state: 'cancelled', nextAttemptAt: null, lastError: detail },
      receipt: { kind: 'not-permitted', detail },
    };
  });
}

/** Stops what is under way to a customer who does not want it any more; the job then moves what is queued to its end. */
export async function withholdUnderWay(platform: Platform, trx: Trx, { customerId, purpose, channels }: PermissionEnded): Promise<void> {
  if (purpose !== 'advertising') return;
  const underWay = await underWayTo(trx, customerId, channels);
  for (const [runId, deliveries] of Map.groupBy(underWay, (one) => one.runId)) {
    if (runId === null || (await advertisedGoods(platform, runId)) === undefined) continue;
    await lockStreamsOf(trx, runId);
    await keepWithheld(trx, deliveries, 'The customer withdrew the consent or objected.', platform.clock());
  }
  await platform.jobs.enqueue(trx, cancelDeliveriesJob, {});
}
