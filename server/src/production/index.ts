/** Production: a template version and a selection of records become communications with their renditions. */
import type { Platform } from '../platform/platform.ts';
import type { Room } from '../platform/room.ts';
import { sharedPool } from './compose/shared-pool.ts';
import './errors.ts';
import { defineJobs } from './jobs.ts';
import { pauseWithdrawn } from './pause-withdrawn.ts';
import { productionPolicies } from './policies.ts';
import { productionRoutes } from './routes.ts';
import type { DeliveredFunction, RouteFunction } from './types.ts';

export { advertisedGoods } from './advertised-goods.ts';
export { neededKinds } from './compose/compose-record.ts';
export { composeAgain, type Recomposition } from './compose-again.ts';
export { type ComposedLetter, composeLetterFor } from './compose-copy.ts';
export { composeFurther, type Further } from './compose-further.ts';
export { cancelRun, pauseRun, recallRun, resumeRun, retryFailures } from './control-run.ts';
export { factsForContent } from './facts-for-content.ts';
export { type LetterOrigin, letterCode, letterSlot, readLetterCode } from './letter-code.ts';
export { permissionsFor, routesOf } from './permissions-for.ts';
export { presentRuns } from './present-run.ts';
export { type ReadableEmail, readBytes, readCommunication, readEmail, readRendition } from './read-rendition.ts';
export { runKey } from './rules.ts';
export { type RunRequest, startRun } from './start-run.ts';
export {
  allRenditionsOf,
  communicationOfLetter,
  communicationsAfter,
  communicationsById,
  communicationsOfChunk,
  miscountedRuns,
  orphanedRenditions,
  renditionsOf,
  sampleCommunications,
} from './store/communications.ts';
export { copiesOf } from './store/copies.ts';
export { failedRecords } from './store/failures.ts';
export { findRun, findRunByKey, listRuns, type RunRow, runsById } from './store/runs.ts';
export type * from './types.ts';
export { versionBundle } from './version-bundle.ts';

/** The room, with what later rooms decide: where a communication goes, and what became of deliveries. */
export function productionRoom(later: {
  readonly route: (platform: Platform) => RouteFunction;
  readonly delivered: (platform: Platform) => DeliveredFunction;
}): Room {
  return {
    name: 'production',
    policies: productionPolicies,
    routes: (app, platform) => productionRoutes(app, platform, { delivered: later.delivered(platform), route: later.route(platform) }),
    jobs: (platform) => defineJobs(platform, { route: later.route(platform), pool: sharedPool(platform) }),
    subscriptions: pauseWithdrawn,
    work: async (platform) => ({ stop: () => sharedPool(platform).close() }),
  };
}
