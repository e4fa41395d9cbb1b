import type { Actor, Platform } from '../platform/platform.ts';
import { recallRuns } from './control-campaign.ts';
import { walkOn } from './counts/count-all.ts';
import { drawAudience } from './draw-audience.ts';
import { alignJob, type CampaignJob, type CountJob, countJob, drawJob, recallJob, sendJob, type WaveJob } from './job-names.ts';
import { alignRuns } from './pause-campaign.ts';
import { sendWave } from './send-wave.ts';

const recaller: Actor = { kind: 'system', id: 'campaigns', name: 'Posthorn' };

/** Declares the jobs of campaigns. All may be done again: what is done is kept with what it did. */
export function defineJobs(platform: Platform): void {
  platform.jobs.define<CampaignJob>(drawJob, { concurrency: 1, retryLimit: 20, retryDelaySeconds: 5 }, (data, job) =>
    drawAudience(platform, data, job),
  );
  platform.jobs.define<CountJob>(countJob, { concurrency: 1, retryLimit: 20, retryDelaySeconds: 5 }, (data, job) =>
    walkOn(platform, data, job),
  );
  platform.jobs.define<WaveJob>(sendJob, { concurrency: 2, retryLimit: 20, retryDelaySeconds: 5 }, (data) => sendWave(platform, data));
  platform.jobs.define<CampaignJob>(recallJob, { concurrency: 2, retryLimit: 20, retryDelaySeconds: 5 }, ({ campaignId }) =>
    recallRuns(platform, recaller, campaignId),
  );
  platform.jobs.define<CampaignJob>(alignJob, { concurrency: 2, retryLimit: 20, retryDelaySeconds: 5 }, ({ campaignId }) =>
    alignRuns(platform, recaller, campaignId),
  );
}
