import { transaction } from '../platform/db/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { RunCancelled } from '../production/index.ts';
import { announce } from './announce.ts';
import { cancelDeliveriesJob } from './job-names.ts';
import { lockStreamsOf } from './post/store.ts';
import { keepCancelledRuns } from './recalls/store.ts';
import { cancelQueued, cancelWithheld, forgetWithheld, insertReceipts, type Trx } from './store.ts';
import type { StateChange } from './types.ts';

/** Deliveries cancelled in one transaction. */
const sliceSize = 500;

/**
 * Notes that a run was cancelled, in the transaction that takes the event off the outbox. From its commit on nothing of the run is
 * claimed or put into a print stream; the job then moves what is queued to its end.
 */
export async function noteCancelledRun(platform: Platform, trx: Trx, { runId }: RunCancelled): Promise<void> {
  await lockStreamsOf(trx, runId);
  await keepCancelledRuns(trx, [runId], platform.clock());
  await platform.jobs.enqueue(trx, cancelDeliveriesJob, {});
}

/**
 * Nothing of these runs is claimed from the commit on. For who may not wait until news of their cancelling has come through: it stands in a row
 * behind the news of what they composed.
 */
export async function holdBackRuns(platform: Platform, trx: Trx, runIds: readonly string[]): Promise<void> {
  await keepCancelledRuns(trx, runIds, platform.clock());
  await platform.jobs.enqueue(trx, cancelDeliveriesJob, {});
}

/**
 * Cancels what may not go out any more and is still queued, of cancelled runs and of customers who do not want it: what was queued then, and
 * what a sender has given back since. What is being sent, was sent, or lies in a print stream stays as it is.
 */
export async function cancelDeliveries(platform: Platform): Promise<void> {
  const ofRuns = async (trx: Trx, now: Date) =>
    (await cancelQueued(trx, sliceSize, now)).map((change) => ({ ...change, kind: 'cancelled', reason: 'the run was cancelled' }));
  const withheld = async (trx: Trx, now: Date) =>
    (await cancelWithheld(trx, sliceSize, now)).map((change) => ({ ...change, kind: 'not-permitted' }));
  for (const cancelSome of [ofRuns, withheld]) while ((await cancelSlice(platform, cancelSome)) === sliceSize);
  await transaction(platform.db, { log: platform.log }, forgetWithheld);
}

type Cancelled = StateChange & { readonly kind: string; readonly reason: string };

function cancelSlice(platform: Platform, cancelSome: (trx: Trx, now: Date) => Promise<readonly Cancelled[]>): Promise<number> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const now = platform.clock();
    const cancelled = await cancelSome(trx, now);
    const receipts = cancelled.map(({ deliveryId, month, kind, reason }) => ({ deliveryId, month, kind, detail: reason }));
    await insertReceipts(trx, receipts, now);
    await announce(
      platform,
      trx,
      cancelled.map(({ kind: _kind, reason: _reason, ...change }) => change),
    );
    return cancelled.length;
  });
}
