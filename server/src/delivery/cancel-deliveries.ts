import { transaction } from '../platform/db/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { RunCancelled } from '../production/index.ts';
import { announce } from './announce.ts';
import { cancelDeliveriesJob } from './job-names.ts';
import { lockStreamsOf } from './post/store.ts';
import { cancelQueued, insertReceipts, keepCancelledRun, type Trx } from './store.ts';

/** Deliveries cancelled in one transaction. */
const sliceSize = 500;

/**
 * Notes that a run was cancelled, in the transaction that takes the event off the outbox. From its commit on nothing of the run is
 * claimed or put into a print stream; the job then moves what is queued to its end.
 */
export async function noteCancelledRun(platform: Platform, trx: Trx, { runId }: RunCancelled): Promise<void> {
  await lockStreamsOf(trx, runId);
  await keepCancelledRun(trx, runId, platform.clock());
  await platform.jobs.enqueue(trx, cancelDeliveriesJob, {});
}

/**
 * Cancels the deliveries of cancelled runs that are still queued: those that were at the cancelling, and those that a sender has
 * given back since. What is being sent, was sent, or lies in a print stream stays as it is.
 */
export async function cancelDeliveries(platform: Platform): Promise<void> {
  for (let cancelled = sliceSize; cancelled === sliceSize; ) {
    cancelled = await transaction(platform.db, { log: platform.log }, async (trx) => {
      const now = platform.clock();
      const changes = await cancelQueued(trx, sliceSize, now);
      const receipts = changes.map(({ deliveryId, month }) => ({ deliveryId, month, kind: 'cancelled', detail: 'the run was cancelled' }));
      await insertReceipts(trx, receipts, now);
      await announce(platform, trx, changes);
      return changes.length;
    });
  }
}
