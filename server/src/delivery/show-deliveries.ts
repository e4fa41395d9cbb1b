import type { Delivery as ShownDelivery } from '@posthorn/contract';
import type { Static } from 'typebox';
import type { Db } from '../platform/platform.ts';
import type { DeliveredFunction } from '../production/index.ts';
import { showTogether } from './digests/show-together.ts';
import { showLetters } from './post/letters/show-letters.ts';
import type { Trx } from './store.ts';
import { countsOf, deliveriesOf, receiptsOf } from './store.ts';
import type { Delivery } from './types.ts';

/** Deliveries with their receipts as the API shows them, for some communications. */
export async function showDeliveries(
  db: Db | Trx,
  communicationIds: readonly string[],
): Promise<ReadonlyMap<string, Static<typeof ShownDelivery>[]>> {
  const deliveries = await deliveriesOf(db, communicationIds);
  const shown = await withReceipts(db, deliveries);
  return Map.groupBy(shown, (_one, at) => deliveries[at]!.communicationId);
}

/** The same for deliveries that are there already, in their order. */
export async function withReceipts(db: Db | Trx, deliveries: readonly Delivery[]): Promise<Static<typeof ShownDelivery>[]> {
  const receipts = Map.groupBy(
    await receiptsOf(
      db,
      deliveries.map((one) => one.id),
    ),
    (one) => one.deliveryId,
  );
  const letterOf = await showLetters(db, deliveries);
  const togetherOf = await showTogether(db, deliveries);
  return deliveries.map(({ id, channel, address, state, copy, attempts, messageId, nextAttemptAt, lastError }) => ({
    ...{ id, channel, address, state, attempts },
    ...(copy === 0 ? {} : { copy }),
    ...(messageId === null ? {} : { messageId }),
    ...(nextAttemptAt === null ? {} : { nextAttemptAt: nextAttemptAt.toISOString() }),
    ...(lastError === null ? {} : { lastError }),
    ...letterOf(id),
    ...togetherOf(id),
    receipts: (receipts.get(id) ?? []).map(({ at, kind, detail }) => ({
      ...{ at: at.toISOString(), kind },
      ...(detail === null ? {} : { detail }),
    })),
  }));
}

/** Documents of each run by the state of their delivery. Notices are not counted: one communication, one delivery. */
export async function deliveredOfRuns(db: Db, runIds: readonly string[]): ReturnType<DeliveredFunction> {
  const states = new Map<string, Record<string, number>>();
  for (const { runId, purpose, state, deliveries } of await countsOf(db, runIds)) {
    if (runId === null || purpose !== 'document') continue;
    const ofRun = states.get(runId) ?? {};
    ofRun[state] = (ofRun[state] ?? 0) + deliveries;
    states.set(runId, ofRun);
  }
  return states;
}
