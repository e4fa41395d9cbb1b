import type { Platform } from '../platform/platform.ts';
import { senderSettings } from './config.ts';
import { buildMails } from './email/build-mails.ts';
import { buildMailsJob, tendJob } from './job-names.ts';
import { tend } from './tend.ts';

/** Declares the jobs of delivery. */
export function defineJobs(platform: Platform): void {
  platform.jobs.define<{ communicationIds: string[] }>(buildMailsJob, { concurrency: 1 }, ({ communicationIds }) =>
    buildMails(platform, senderSettings(platform.config), communicationIds),
  );
  platform.jobs.define(tendJob, { concurrency: 1 }, () => tend(platform));
  platform.jobs.schedule(tendJob, '* * * * *');
}
