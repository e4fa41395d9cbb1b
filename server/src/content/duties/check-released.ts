import { CompositionError } from '@posthorn/engine';
import type { Platform } from '../../platform/platform.ts';
import { bundleOf } from '../load-bundle.ts';
import { parseJsonLines } from '../rules.ts';
import { type DutyRow, dutyVersions, factsOf, putVerdict, type ReleasedRow, releasedTemplates } from '../store/duties.ts';
import { versionById } from '../store.ts';
import { dayOf } from '../validity.ts';
import { readyForEngine } from './hold-duties.ts';
import { judgeSamples } from './judge-samples.ts';
import { isAbout } from './rules.ts';

/** What is to be found out: a changed duty in all versions that it touches; a template with all its duties. */
export type DutyCheck = { readonly dutyId: string } | { readonly templateId: string };

/** Finds out what becomes of duties in released versions, and keeps it for the register. Safe to repeat. */
export async function checkReleased(platform: Platform, check: DutyCheck): Promise<void> {
  const versions = await dutyVersions(platform.db, 'dutyId' in check ? check.dutyId : undefined);
  // The newest version is looked at even before it begins: what it will touch is known beforehand.
  const newest = [...Map.groupBy(versions, ({ id }) => id).values()].map((of) => of[0]!);
  for (const released of await releasedTemplates(platform.db, 'templateId' in check ? check.templateId : undefined)) {
    const about = newest.filter(({ content }) => isAbout(content, released));
    for (const duty of about) {
      const findings = await judge(platform, released, duty);
      const { versionId } = released;
      const verdict = { versionId, dutyId: duty.id, dutyVersion: duty.version, met: findings.length === 0, findings };
      await putVerdict(platform.db, { ...verdict, checkedAt: platform.clock() });
    }
  }
}

/** What is wrong by one duty with a released version, from its day on; a version that no longer compiles meets none. */
export async function judge(
  platform: Pick<Platform, 'db' | 'objects' | 'clock'>,
  { templateId, versionId }: Pick<ReleasedRow, 'templateId' | 'versionId'>,
  duty: Pick<DutyRow, 'id' | 'content'>,
) {
  const today = dayOf(platform.clock());
  const { validFrom } = duty.content;
  const row = (await versionById(platform.db, versionId))!;
  const facts = (await factsOf(platform.db, templateId))!;
  const bundle = await bundleOf(platform, row, validFrom !== undefined && validFrom > today ? validFrom : today);
  try {
    return await judgeSamples(bundle, await readyForEngine(platform.db, facts, [duty]), parseJsonLines(row.samples));
  } catch (error) {
    if (error instanceof CompositionError) return error.diagnostics;
    throw error;
  }
}
