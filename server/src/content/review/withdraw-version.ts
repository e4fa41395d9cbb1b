import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { findVersion } from '../load-bundle.ts';
import { putUses } from '../store/uses.ts';
import { lockTemplate, setVersionState, versionById } from '../store.ts';
import type { OpenRun, ProductionFacts, VersionWithdrawn } from '../types.ts';

/**
 * Withdraws the released version in an emergency: from this moment nothing can be started with it, and production pauses its runs. It is
 * not replaced: an older wording is brought back by a draft from its version.
 * @returns the runs that it meets
 * @throws PosthornError `content.unknown-version`, `content.not-released`
 */
export async function withdrawVersion(
  platform: Platform,
  production: ProductionFacts,
  actor: Actor,
  versionId: string,
  reason: string,
): Promise<readonly OpenRun[]> {
  const { templateId } = await findVersion(platform, versionId);
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await lockTemplate(trx, templateId, platform.clock());
    const { state, version } = (await versionById(trx, versionId))!;
    if (state !== 'released')
      throw new PosthornError('content.not-released', { detail: `Version ${version} of "${templateId}" is ${state}.` });
    await setVersionState(trx, versionId, 'withdrawn');
    await putUses(trx, { kind: 'template', id: templateId, place: 'released' }, []);
    await platform.audit.append(trx, actor, 'content.withdraw', `template-version/${versionId}`, { templateId, version, reason });
    const data: VersionWithdrawn = { versionId, templateId, by: actor.name, reason };
    await platform.events.publish(trx, 'content.version-withdrawn', `template-version/${versionId}`, data);
  });
  platform.log.warn({ versionId, templateId, by: actor.name }, 'a version was withdrawn');
  return await production.openRuns(versionId);
}
