import { transaction } from '../platform/db/index.ts';
import type { Platform } from '../platform/platform.ts';
import { cancelDeliveries } from './cancel-deliveries.ts';
import { unbuiltMails } from './email/store.ts';
import { takeFallbacks } from './fallback/take-fallbacks.ts';
import { giveUpClaims } from './give-up-claims.ts';
import { buildMailsJob } from './job-names.ts';
import { noteEarly } from './receipts/record-receipts.ts';

/** Mails that were to be built so long ago and are not: their job is gone. */
const stuckSeconds = 600;

/** What is looked after every minute: claims of senders that died, what came back of cancelled runs, and mails whose job got lost. */
export async function tend(platform: Platform): Promise<void> {
  await giveUpClaims(platform, platform.config.claimSeconds);
  await cancelDeliveries(platform);
  await noteEarly(platform);
  await takeFallbacks(platform);
  const before = new Date(platform.clock().getTime() - stuckSeconds * 1000);
  const communicationIds = await unbuiltMails(platform.db, before, 250);
  if (communicationIds.length === 0) return;
  platform.log.warn({ mails: communicationIds.length }, 'mails were not built; building them now');
  await transaction(platform.db, { log: platform.log }, (trx) =>
    platform.jobs.enqueue(trx, buildMailsJob, { communicationIds }, { singletonKey: 'stuck' }),
  );
}
