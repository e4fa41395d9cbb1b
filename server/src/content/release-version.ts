import { check } from '@posthorn/engine';
import { transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import './errors.ts';
import { refuseUnmet } from './duties/refuse-unmet.ts';
import { bundleOf, findVersion } from './load-bundle.ts';
import { refuseUses } from './personal-data/refuse-uses.ts';
import { refuseErrors } from './review/check-submission.ts';
import { releaseTemplateVersion } from './review/make-released.ts';
import { isAuthor } from './review/rules.ts';
import { parseJsonLines } from './rules.ts';
import { templateRow } from './store/parts.ts';
import { stagesOf } from './store/review-stages.ts';
import { lockTemplate, versionById } from './store.ts';
import type { TemplateVersionInfo, TemplateVersionRow } from './types.ts';
import { dayOf } from './validity.ts';

/**
 * Releases a version that came with a folder, in one step: it never changes again and is what runs use from now on; the version released
 * before is retired. Not by who pushed it, not with errors, and not where its class asks for several stages. The command line is no person
 * and may push and release; the audit entry names it.
 * @throws PosthornError `content.unknown-version`, `content.not-draft`, `content.has-errors`, `content.own-change`, `content.stages-open`,
 *   `content.duty-unmet`, `content.attribute-not-allowed`
 */
export async function releaseVersion(platform: Platform, actor: Actor, versionId: string, note: string): Promise<TemplateVersionInfo> {
  const draft = await findVersion(platform, versionId);
  refuseState(draft);
  if (isAuthor(actor, draft.authors))
    throw new PosthornError('content.own-change', { detail: `Version ${draft.version} was pushed by ${draft.createdBy}.` });
  const today = dayOf(platform.clock());
  const bundle = await bundleOf(platform, draft, today);
  refuseErrors(check(bundle));
  await refuseUnmet(platform.db, draft.templateId, bundle, parseJsonLines(draft.samples), today);
  await refuseUses(platform.db, bundle);
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await lockTemplate(trx, draft.templateId, platform.clock());
    refuseState((await versionById(trx, versionId))!);
    const { stages } = await stagesOf(trx, (await templateRow(trx, draft.templateId))!.class);
    if (stages.length > 1 && actor.kind !== 'system')
      throw new PosthornError('content.stages-open', { detail: `Its class asks for ${stages.join(', ')}.` });
    await releaseTemplateVersion(platform, trx, actor, draft, note, { pushedBy: draft.createdBy });
  });
  return await findVersion(platform, versionId);
}

function refuseState({ state, version, templateId }: TemplateVersionRow): void {
  if (state === 'in_review' || state === 'scheduled')
    throw new PosthornError('content.not-draft', {
      detail: `Version ${version} of "${templateId}" is in review.`,
      hint: 'Decide its review: GET /api/reviews.',
    });
  if (state !== 'draft') throw new PosthornError('content.not-draft', { detail: `Version ${version} of "${templateId}" is ${state}.` });
}
