import type { Platform } from '../platform/platform.ts';
import { checkReleased, type DutyCheck } from './duties/check-released.ts';
import { dutyCheckJob } from './duties/job-names.ts';
import { type PassagesJob, passagesJob, searchPassages } from './passages/search-passages.ts';
import { type ProofJob, runProof } from './proof/run-proof.ts';
import { releaseScheduled } from './review/decide-review.ts';
import { proofJob, remindJob, rolloutJob, scheduleJob } from './review/job-names.ts';
import { remindOfReviews } from './review/remind.ts';
import { type Rollout, rollOut } from './review/roll-out.ts';

/** Declares the jobs of content. */
export function defineJobs(platform: Platform): void {
  platform.jobs.define<Rollout>(rolloutJob, { concurrency: 1, retryLimit: 10, retryDelaySeconds: 5, retryBackoff: true }, (rollout) =>
    rollOut(platform, rollout),
  );
  platform.jobs.define<ProofJob>(proofJob, { concurrency: 1, retryLimit: 20, retryDelaySeconds: 5 }, (proof, job) =>
    runProof(platform, proof, job),
  );
  platform.jobs.define<DutyCheck>(dutyCheckJob, { concurrency: 1, retryLimit: 10, retryDelaySeconds: 5, retryBackoff: true }, (check) =>
    checkReleased(platform, check),
  );
  platform.jobs.define<PassagesJob>(passagesJob, { concurrency: 1, retryLimit: 3, retryDelaySeconds: 5 }, (search, job) =>
    searchPassages(platform, search, job),
  );
  platform.jobs.define(remindJob, { concurrency: 1 }, () => remindOfReviews(platform));
  platform.jobs.schedule(remindJob, '10 * * * *');
  platform.jobs.define(scheduleJob, { concurrency: 1 }, () => releaseScheduled(platform));
  platform.jobs.schedule(scheduleJob, '* * * * *');
}
