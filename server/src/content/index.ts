import type { Platform } from '../platform/platform.ts';
import type { Room } from '../platform/room.ts';
import { defineJobs } from './jobs.ts';
import { findUsesOfReleased } from './personal-data/find-uses.ts';
import { contentPolicies } from './policies.ts';
import { contentRoutes } from './routes.ts';
import type { ProductionFacts } from './types.ts';

/** Templates, blocks and brands with their drafts, versions and releases; bundles for the engine. */

/** The room, with what production tells it: who would notice a change, and what a withdrawal meets. */
export function contentRoom(later: { readonly production: (platform: Platform) => ProductionFacts }): Room {
  return {
    name: 'content',
    policies: contentPolicies,
    routes: (app, platform) => contentRoutes(app, platform, later.production(platform)),
    jobs: defineJobs,
    subscriptions: findUsesOfReleased,
  };
}

export { bringIn, type Imported, importable, largestImport } from './bring-in/bring-in.ts';
export { importDraft } from './bring-in/import-draft.ts';
export { findingHints as importFindings } from './bring-in/types.ts';
export { writeImported } from './bring-in/write-imported.ts';
export { bundleFromFolder } from './bundle-from-folder.ts';
export { dutiesOf } from './duties/hold-duties.ts';
export { compareFolder, type FolderComparison, type PartDifference } from './environments/compare-folder.ts';
export { findVersion, loadBundle, releasedVersion, turningDays } from './load-bundle.ts';
export { originOf } from './origins/origin-of.ts';
export { passagesOf } from './origins/passages-of.ts';
export { dataOfCommunication } from './personal-data/data-of-communication.ts';
export { forbiddenInVersion } from './personal-data/refuse-uses.ts';
export { previewVersion } from './preview-version.ts';
export { findTemplateVersion, pullFolder } from './pull-folder.ts';
export { type Pushed, pushFolder } from './push-folder.ts';
export { releaseVersion } from './release-version.ts';
export { type ReleasedBrand, releasedBrand } from './released-brand.ts';
export type { VersionReleased } from './review/make-released.ts';
export { countDueReviews } from './review/remind.ts';
export { type DueReview, type PersonToRemind, peopleToRemind } from './review/reminders/people-to-remind.ts';
export { parseJsonLines } from './rules.ts';
export { listTemplates } from './show-templates.ts';
export { claimReminders, releaseReminders } from './store/reminders.ts';
export type * from './types.ts';
