/** Governance: the contact policy, asked before anything goes out, and the waiting room of what a person must decide. */
import type { Platform } from '../platform/platform.ts';
import type { Room } from '../platform/room.ts';
import { cancelContactsOfRun } from './cancel-contacts.ts';
import { endHolds } from './end-holds.ts';
import './errors.ts';
import { governancePolicies } from './policies.ts';
import { governanceRoutes } from './routes.ts';
import { simulate, simulateJob } from './simulate.ts';

export { askPolicy, type ContactRequest, ruleNamesNow } from './ask-policy.ts';
export { cancelContacts } from './cancel-contacts.ts';
export { decideContacts } from './decide-contacts.ts';
export type { HoldEnded } from './end-holds.ts';
export { matterOf } from './matter-of.ts';
export { quietTimes, quietUntil } from './quiet-until.ts';
export { reasonText as contactReasonText } from './reasons.ts';
export { contactOf } from './show-contacts.ts';
export { countsOfRuns } from './store/counts.ts';
export { countWaiting } from './store/waiting.ts';
export type { ContactDecision, ContactReason, Matter } from './types.ts';

const endHoldsJob = 'governance.end-holds';

export const governanceRoom: Room = {
  name: 'governance',
  policies: governancePolicies,
  routes: governanceRoutes,
  jobs: (platform: Platform) => {
    platform.jobs.define(endHoldsJob, { concurrency: 1 }, (_data, { signal }) => endHolds(platform, signal));
    platform.jobs.schedule(endHoldsJob, '* * * * *');
    platform.jobs.define<{ id: string }>(simulateJob, { concurrency: 1, retryLimit: 20 }, ({ id }, { signal }) =>
      simulate(platform, id, signal),
    );
  },
  subscriptions: (platform: Platform) => {
    platform.events.subscribe<{ readonly runId: string }>('production.run-cancelled', 'governance.cancel', (event, trx) =>
      cancelContactsOfRun(platform, trx, event.data.runId),
    );
  },
};
