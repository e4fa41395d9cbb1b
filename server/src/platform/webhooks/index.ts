/** Programs of others that are told of news by HTTP, signed. */
import type { Platform } from '../platform.ts';
import { sendWebhooksJob } from './job-names.ts';
import { sendDue, tidyMessages } from './send-due.ts';

export { webhookRoutes } from './routes.ts';
export { tidyMessages } from './send-due.ts';
export { type News, tellWebhooks } from './tell.ts';

/** Declares the jobs of webhooks. */
export function webhookJobs(platform: Platform): void {
  platform.jobs.define(sendWebhooksJob, { concurrency: 1 }, (_data, { signal }) => sendDue(platform, signal));
  platform.jobs.schedule(sendWebhooksJob, '* * * * *');
  platform.jobs.define('platform.tidy-webhooks', { concurrency: 1 }, () => tidyMessages(platform));
  platform.jobs.schedule('platform.tidy-webhooks', '19 3 * * *');
}
