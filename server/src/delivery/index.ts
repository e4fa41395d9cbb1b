/** Delivery: where communications go, and how they get there. */
import type { PermissionEnded } from '../customers/index.ts';
import type { HoldEnded } from '../governance/index.ts';
import type { Platform } from '../platform/platform.ts';
import type { Room } from '../platform/room.ts';
import type { ChunkComposed, DeliveredFunction, RouteFunction, RunCancelled, RunComposed } from '../production/index.ts';
import { knowAccounts } from './accounts/keep-senders.ts';
import { noteCancelledRun } from './cancel-deliveries.ts';
import { enabledChannels } from './config.ts';
import { createDeliveries, deliverHeld } from './create-deliveries.ts';
import './errors.ts';
import { planFallbacks } from './fallback/plan-fallbacks.ts';
import { buildPrintStreamJob } from './job-names.ts';
import { defineJobs } from './jobs.ts';
import { deliveryPolicies } from './policies.ts';
import { tellOfReceipts, tellOfStates } from './receipts/tell-programs.ts';
import type { ReceiptsNoted } from './receipts/types.ts';
import { deliveryRoutes } from './routes.ts';
import { chooseRoute } from './rules.ts';
import { deliveredOfRuns } from './show-deliveries.ts';
import type { StateChanged } from './types.ts';
import { withholdUnderWay } from './withhold.ts';
import { startWork } from './work.ts';

export { type Bounce, type BounceReason, readBounce } from './bounces/index.ts';
export { holdBackRuns } from './cancel-deliveries.ts';
export { enabledChannels, reachOf } from './config.ts';
export { type LooseMail, sendMail } from './email/send-mail.ts';
export { sentMessageOf, sentMessagesOf } from './email/store.ts';
export { composeMail, type SystemMail } from './email/system-mail/compose-mail.ts';
export { openDocument } from './mailbox/open-document.ts';
export { documentOf, type MailboxQuestion, mailboxOf } from './mailbox/store.ts';
export type { MailboxDocument, MailboxPart } from './mailbox/types.ts';
export { pushKey } from './push/keys.ts';
export { endpointFault } from './push/post-message.ts';
export { type PushReport, recordReport } from './push/record-report.ts';
export { type CountedKind, receiptCountsOfRuns } from './receipts/count-receipts.ts';
export { resolveUnknown } from './resolve-unknown.ts';
export { readCodes } from './returned/read-codes.ts';
export { type ReturnReason, recordReturned, returnReasons } from './returned/record-returned.ts';
export { addressOn, chooseRoute, reasonText } from './rules.ts';
export { showDeliveries, withReceipts } from './show-deliveries.ts';
export type { DeliveryState } from './states.ts';
export { type ChannelState, type Count, channelStates, countsOf, deliveriesIn, deliveriesOf, findDelivery } from './store.ts';
export type { Delivery, StateChanged } from './types.ts';

/** Answers production's question where a communication goes, by the channels that this configuration has. */
export function routeFor(config: Platform['config']): RouteFunction {
  return (question) => chooseRoute(question, enabledChannels(config));
}

/** Tells production what became of the communications of its runs. */
export function deliveredFor(platform: Platform): DeliveredFunction {
  return (runIds) => deliveredOfRuns(platform.db, runIds);
}

export const deliveryRoom: Room = {
  name: 'delivery',
  policies: deliveryPolicies,
  routes: deliveryRoutes,
  jobs: defineJobs,
  subscriptions: (platform) => {
    platform.events.subscribe<ChunkComposed>('production.chunk-composed', 'delivery.create', (event, trx) =>
      createDeliveries(platform, trx, event.data),
    );
    platform.events.subscribe<HoldEnded>('governance.hold-ended', 'delivery.create', (event, trx) =>
      deliverHeld(platform, trx, event.data),
    );
    // The same subscriber: a run is composed after its last chunk, and the deliveries of all chunks are there by then.
    platform.events.subscribe<RunComposed>('production.run-composed', 'delivery.create', (event, trx) =>
      platform.jobs.enqueue(trx, buildPrintStreamJob, event.data),
    );
    // The same subscriber again: what was made of a chunk before a withdrawal is there when the withdrawal is heard.
    platform.events.subscribe<PermissionEnded>('customers.permission-ended', 'delivery.create', (event, trx) =>
      withholdUnderWay(platform, trx, event.data),
    );
    platform.events.subscribe<StateChanged>('delivery.state-changed', 'delivery.fallback', (event, trx) =>
      planFallbacks(platform, trx, event.data),
    );
    platform.events.subscribe<StateChanged>('delivery.state-changed', 'delivery.webhooks', (event, trx) =>
      tellOfStates(platform, trx, event.data),
    );
    platform.events.subscribe<ReceiptsNoted>('delivery.receipts-noted', 'delivery.webhooks', (event, trx) =>
      tellOfReceipts(platform, trx, event.data),
    );
    platform.events.subscribe<RunCancelled>('production.run-cancelled', 'delivery.create', (event, trx) =>
      noteCancelledRun(platform, trx, event.data),
    );
  },
  prepare: knowAccounts,
  work: startWork,
};
