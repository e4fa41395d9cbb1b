import { type AttributeUse, attributesOf, attributesUsed } from '@posthorn/engine/attributes';
import type { Platform } from '../../platform/platform.ts';
import { bundleOf, findVersion, turningDays } from '../load-bundle.ts';
import { keepUses, keptUses } from '../store/personal-data.ts';
import { daysOfChange } from '../validity.ts';

type Stores = Pick<Platform, 'db' | 'objects'>;

/**
 * The attributes that a version may use with the wordings of a day. Found once and kept, since versions never change.
 * @throws PosthornError `content.unknown-version`
 */
export async function usesOfVersion(platform: Stores, versionId: string, day: string): Promise<readonly AttributeUse[]> {
  const row = await findVersion(platform, versionId);
  const begun = daysOfChange(row.manifest.blocks).findLast((turn) => turn <= day) ?? '';
  const kept = await keptUses(platform.db, versionId, begun);
  if (kept !== undefined) return kept;
  const bundle = await bundleOf(platform, row, day);
  const uses = attributesUsed(bundle);
  const { purpose } = bundle.template;
  await keepUses(platform.db, { versionId, day: begun, purpose, uses, attributes: attributesOf(bundle.template) });
  return uses;
}

/** Finds what a version uses on a day and on every later one on which another wording begins: each is known before it goes out. */
export async function findUses(platform: Stores, versionId: string, today: string): Promise<void> {
  const later = (await turningDays(platform, versionId)).filter((day) => day > today);
  for (const day of [today, ...later]) await usesOfVersion(platform, versionId, day);
}
