import type { TemplateBundle } from '@posthorn/engine';
import { loadBundle } from '../content/index.ts';
import type { Platform } from '../platform/platform.ts';

/** Bundles hold fonts and images, some megabytes each: a few are enough. */
const bundlesKept = 4;
const bundles = new Map<string, Promise<TemplateBundle>>();

/** The bundle of a released template version. It never changes, so that this process reads it once. */
export function versionBundle(platform: Platform, versionId: string): Promise<TemplateBundle> {
  const known = bundles.get(versionId);
  const bundle = known ?? loadBundle(platform, versionId);
  bundles.delete(versionId);
  bundles.set(versionId, bundle);
  if (bundles.size > bundlesKept) bundles.delete(bundles.keys().next().value!);
  if (known === undefined) bundle.catch(() => bundles.delete(versionId));
  return bundle;
}
