import type { Platform } from '../platform/platform.ts';
import { composeChunk, type Workshop } from './compose-chunk.ts';
import { composeJob, recoverJob } from './job-names.ts';
import { recoverRuns } from './recover-runs.ts';

/** Declares the jobs of production. */
export function defineJobs(platform: Platform, workshop: Workshop): void {
  platform.jobs.define<{ runId: string; chunk: number }>(
    composeJob,
    // One chunk more than threads: while the threads compose, the next chunk is loaded and the last one is written.
    { concurrency: workshop.pool.threads + 1, retryLimit: 1_000, retryDelaySeconds: 1, retryBackoff: true, heartbeatSeconds: 10 },
    (data, job) => composeChunk(platform, workshop, data, job.signal),
  );
  platform.jobs.define(recoverJob, { concurrency: 1 }, () => recoverRuns(platform));
  platform.jobs.schedule(recoverJob, '*/5 * * * *');
}
