import type { Platform } from '../platform/platform.ts';
import { announce } from './announce.ts';
import { insertReceipts, moveDeliveries, type Trx } from './store.ts';
import type { Delivery, StateChange } from './types.ts';

/** Marks queued deliveries as failed, each with its reason. */
export async function failDeliveries(
  platform: Platform,
  trx: Trx,
  failed: readonly { readonly delivery: Delivery; readonly error: string }[],
): Promise<void> {
  const now = platform.clock();
  const changes: StateChange[] = [];
  for (const { delivery, error } of failed) {
    const moved = await moveDeliveries(trx, [delivery], { from: 'queued', to: 'failed', error }, now);
    if (moved.length > 0) {
      await insertReceipts(trx, [{ deliveryId: delivery.id, month: delivery.month, kind: 'failed', detail: error }], now);
    }
    changes.push(...moved);
  }
  await announce(platform, trx, changes);
}
