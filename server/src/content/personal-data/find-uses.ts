import type { Platform } from '../../platform/platform.ts';
import type { VersionReleased } from '../review/make-released.ts';
import { dayOf } from '../validity.ts';
import { findUses } from './uses-of-version.ts';

/** Finds what a version uses as soon as it is released, so that neither the register nor its first run waits for it; else they find it. */
export function findUsesOfReleased(platform: Platform): void {
  platform.events.subscribe<VersionReleased>('content.version-released', 'content.find-attribute-uses', async ({ data: { versionId } }) => {
    await findUses(platform, versionId, dayOf(platform.clock())).catch((error: unknown) => {
      platform.log.warn({ versionId, err: error }, 'the attributes of a version could not be found; the register tries again');
    });
  });
}
