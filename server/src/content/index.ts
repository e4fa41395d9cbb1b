import type { Room } from '../platform/room.ts';
import { contentPolicies } from './policies.ts';
import { contentRoutes } from './routes.ts';

/** Templates, blocks and brands with their versions and releases; bundles for the engine. */
export const contentRoom: Room = { name: 'content', policies: contentPolicies, routes: contentRoutes };

export { bundleFromFolder } from './bundle-from-folder.ts';
export { findVersion, loadBundle, releasedVersion, turningDays } from './load-bundle.ts';
export { findTemplateVersion, pullFolder } from './pull-folder.ts';
export { type Pushed, pushFolder } from './push-folder.ts';
export { releaseVersion, type VersionReleased } from './release-version.ts';
export { parseJsonLines } from './rules.ts';
export { listTemplates } from './show-templates.ts';
export type * from './types.ts';
