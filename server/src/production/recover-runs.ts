import type { Platform } from '../platform/platform.ts';
import { composeJob } from './job-names.ts';
import { stalledChunks } from './store/runs.ts';

/** A running run of which nothing was heard for so long gets its open chunks enqueued once more. */
const stalledAfterMinutes = 15;

/**
 * Enqueues the open chunks of runs that stand still. Jobs are tried again for days, so this is needed only when the queue itself
 * was lost (restored from an older backup, purged by hand). A chunk that has a job all the same is composed once: see `rules.ts`.
 */
export async function recoverRuns(platform: Platform): Promise<void> {
  const since = new Date(platform.clock().getTime() - stalledAfterMinutes * 60_000);
  const chunks = await stalledChunks(platform.db, since);
  if (chunks.length === 0) return;
  platform.log.warn({ chunks: chunks.length }, 'chunks stand still; enqueued again');
  await platform.db.transaction().execute(async (trx) => {
    for (const chunk of chunks) await platform.jobs.enqueue(trx, composeJob, chunk, { singletonKey: `${chunk.runId}/${chunk.chunk}` });
  });
}
