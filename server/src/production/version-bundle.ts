import { createHash } from 'node:crypto';
import type { TemplateBundle } from '@posthorn/engine';
import type { Duty } from '@posthorn/engine/duties';
import { loadBundle, turningDays } from '../content/index.ts';
import type { Platform } from '../platform/platform.ts';

/** Bundles hold fonts and images, some megabytes each: a few are enough. */
const bundlesKept = 4;
const bundles = new Map<string, Promise<TemplateBundle>>();
const turns = new Map<string, Promise<readonly string[]>>();
const turnsKept = 1_000;

/**
 * The bundle of a released template version with the wordings of a moment. It never changes, so that this process reads it once.
 * @param at the start of the run; without it any wording, for who needs the brand, the purpose or the assets
 */
export async function versionBundle(platform: Platform, versionId: string, at?: Date): Promise<TemplateBundle> {
  const { key, day } = await wordingOf(platform, versionId, at);
  const known = bundles.get(key);
  const bundle = known ?? loadBundle(platform, versionId, day);
  bundles.delete(key);
  bundles.set(key, bundle);
  if (bundles.size > bundlesKept) bundles.delete(bundles.keys().next().value!);
  if (known === undefined) bundle.catch(() => bundles.delete(key));
  return bundle;
}

/**
 * What tells programs of a version apart: the version, the day on which the last of its wordings began before `at`, and the duties that
 * its documents are held to.
 */
export async function programKey(platform: Platform, versionId: string, at: Date, duties: readonly Duty[] = []): Promise<string> {
  const { key } = await wordingOf(platform, versionId, at);
  return duties.length === 0 ? key : `${key} ${createHash('sha256').update(JSON.stringify(duties)).digest('hex')}`;
}

async function wordingOf(
  platform: Platform,
  versionId: string,
  at: Date | undefined,
): Promise<{ readonly key: string; readonly day: string }> {
  const day = (at ?? platform.clock()).toISOString().slice(0, 10);
  const begun = (await turningDaysOf(platform, versionId)).filter((turn) => turn <= day).at(-1);
  return { key: begun === undefined ? versionId : `${versionId} ${begun}`, day };
}

function turningDaysOf(platform: Platform, versionId: string): Promise<readonly string[]> {
  const known = turns.get(versionId);
  if (known) return known;
  const days = turningDays(platform, versionId);
  turns.set(versionId, days);
  if (turns.size > turnsKept) turns.delete(turns.keys().next().value!);
  days.catch(() => turns.delete(versionId));
  return days;
}
