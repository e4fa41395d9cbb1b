import type { Platform } from '../platform/platform.ts';
import { countChanges, type Trx } from './store.ts';
import type { StateChange, StateChanged } from './types.ts';

/**
 * Tells everybody who must know that deliveries came into a state, in the transaction that brings them there: counters, the
 * timelines of the customers, and the event `delivery.state-changed`. A claim (`sending`) is nobody's news and only counted.
 */
export async function announce(platform: Platform, trx: Trx, changes: readonly StateChange[]): Promise<void> {
  await countChanges(trx, changes);
  const news = changes.filter((change) => change.to !== 'sending');
  const at = platform.clock().toISOString();
  for (const [month, ofMonth] of Map.groupBy(news, (change) => change.month)) {
    await platform.events.publish<StateChanged>(trx, 'delivery.state-changed', `month/${month}`, {
      month,
      changes: ofMonth.map(({ deliveryId, communicationId, customerId, runId, channel, purpose, to }) => ({
        deliveryId,
        communicationId,
        customerId,
        runId,
        channel,
        purpose,
        state: to,
        at,
      })),
    });
  }
}
