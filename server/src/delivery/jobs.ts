import type { Platform } from '../platform/platform.ts';
import type { RunComposed } from '../production/index.ts';
import { tidyAccounts } from './accounts/read-store.ts';
import { cancelDeliveries } from './cancel-deliveries.ts';
import { tidyCaught } from './catcher/tidy-caught.ts';
import { buildMails } from './email/build-mails.ts';
import { readConfiguredInbox } from './inbound/read-inbox.ts';
import {
  askProvidersJob,
  buildMailsJob,
  buildPrintStreamJob,
  cancelDeliveriesJob,
  readInboxJob,
  remindJob,
  tendJob,
  tidyJob,
} from './job-names.ts';
import { buildPrintStreams } from './post/build-print-stream.ts';
import { askProviders } from './post/letters/ask-providers.ts';
import { sendReminders } from './review-reminders/send-reminders.ts';
import { forgetReports } from './sender-reports/store.ts';
import { tend } from './tend.ts';

/** How long it is known how accounts fared, and by which ids parts of messages are known. */
const accountDaysKept = 40;

/** Reports about domains are compared with those of a year before. */
const reportDaysKept = 400;

/** Declares the jobs of delivery. */
export function defineJobs(platform: Platform): void {
  platform.jobs.define<{ communicationIds: string[] }>(buildMailsJob, { concurrency: 1 }, ({ communicationIds }) =>
    buildMails(platform, communicationIds),
  );
  platform.jobs.define<RunComposed>(buildPrintStreamJob, { concurrency: 1 }, (run, { signal }) => buildPrintStreams(platform, run, signal));
  platform.jobs.define(cancelDeliveriesJob, { concurrency: 1 }, () => cancelDeliveries(platform));
  platform.jobs.define(tendJob, { concurrency: 1 }, () => tend(platform));
  platform.jobs.schedule(tendJob, '* * * * *');
  platform.jobs.define(askProvidersJob, { concurrency: 1 }, () => askProviders(platform));
  platform.jobs.schedule(askProvidersJob, '*/10 * * * *');
  platform.jobs.define(remindJob, { concurrency: 1 }, () => sendReminders(platform));
  platform.jobs.schedule(remindJob, '20 * * * *');
  platform.jobs.define(readInboxJob, { concurrency: 1 }, () => readConfiguredInbox(platform));
  if (platform.config.inboxUrl !== undefined) platform.jobs.schedule(readInboxJob, '* * * * *');
  platform.jobs.define(tidyJob, { concurrency: 1 }, async () => {
    await tidyCaught(platform);
    await forgetReports(platform.db, new Date(platform.clock().getTime() - reportDaysKept * 86_400_000));
    await tidyAccounts(platform.db, new Date(platform.clock().getTime() - accountDaysKept * 86_400_000));
  });
  platform.jobs.schedule(tidyJob, '27 3 * * *');
}
