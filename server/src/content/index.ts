/** Templates, blocks and brands with their versions and releases; bundles for the engine. */
export { bundleFromFolder } from './bundle-from-folder.ts';
export { findVersion, loadBundle, releasedVersion } from './load-bundle.ts';
export { pullFolder } from './pull-folder.ts';
export { type Pushed, pushFolder } from './push-folder.ts';
export { releaseVersion, type VersionReleased } from './release-version.ts';
export { parseJsonLines } from './rules.ts';
export type * from './types.ts';
