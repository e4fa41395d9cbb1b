import { check } from '@posthorn/engine';
import { transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import './errors.ts';
import { bundleOf, findVersion } from './load-bundle.ts';
import { lockTemplate, setReleased, versionById } from './store.ts';
import type { TemplateVersionInfo } from './types.ts';
import { dayOf } from './validity.ts';

/** Data of `content.version-released`. */
export interface VersionReleased {
  readonly versionId: string;
}

/**
 * Releases a draft: it never changes again and is what runs use from now on; the version released before is retired. A template with
 * errors is not released.
 * @throws PosthornError `content.unknown-version`, `content.not-draft`, `content.has-errors`
 */
export async function releaseVersion(platform: Platform, actor: Actor, versionId: string, note: string): Promise<TemplateVersionInfo> {
  const draft = await findVersion(platform, versionId);
  const errors = check(await bundleOf(platform, draft, dayOf(platform.clock()))).filter((diagnostic) => diagnostic.severity === 'error');
  if (errors.length > 0) throw new PosthornError('content.has-errors', { detail: errors.map((error) => error.message).join(' ') });
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    await lockTemplate(trx, draft.templateId, at);
    const { state, version } = (await versionById(trx, versionId))!;
    if (state !== 'draft')
      throw new PosthornError('content.not-draft', { detail: `Version ${version} of "${draft.templateId}" is ${state}.` });
    await setReleased(trx, draft, actor.name, note, at);
    await platform.audit.append(trx, actor, 'content.release', `template-version/${versionId}`, {
      templateId: draft.templateId,
      version,
      hash: draft.hash,
      note,
      pushedBy: draft.createdBy,
    });
    await platform.events.publish<VersionReleased>(trx, 'content.version-released', `template-version/${versionId}`, { versionId });
  });
  return await findVersion(platform, versionId);
}
