import type { Actor, Platform } from '../../platform/platform.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { parse } from '../drafts/gather-parts.ts';
import { mayHaveDuties } from '../duties/hold-duties.ts';
import { dutyCheckJob } from '../duties/job-names.ts';
import { refuseUnmetVersion } from '../duties/refuse-unmet.ts';
import { usesOf } from '../nodes.ts';
import { refuseUsesOfVersion } from '../personal-data/refuse-uses.ts';
import { putBrandRelease } from '../store/brands.ts';
import { closeDraft } from '../store/drafts.ts';
import { blockVersion, brandVersion } from '../store/parts.ts';
import type { Trx } from '../store/reader.ts';
import { putBlockRelease, releasePins, updateReview } from '../store/reviews.ts';
import { putUses } from '../store/uses.ts';
import { lockTemplate, setReleased, versionById } from '../store.ts';
import type { ReviewRow, TemplateVersionRow } from '../types.ts';
import { rolloutJob } from './job-names.ts';

/** Data of `content.version-released`. */
export interface VersionReleased {
  readonly versionId: string;
}

/**
 * Makes a template's version the one that goes to customers, with everything it is made of; the version before is retired. Whether it may
 * was decided before.
 */
export async function releaseTemplateVersion(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  version: TemplateVersionRow,
  note: string,
  audited: object,
): Promise<void> {
  const at = platform.clock();
  const { id, templateId, manifest } = version;
  await lockTemplate(trx, templateId, at);
  await setReleased(trx, version, actor.name, note, at);
  await releasePins(trx, manifest.blocks);
  const named = usesOf(parse<JsonDocument>(version.source));
  const direct = new Set(named.map((use) => `${use.kind} ${use.id}`));
  const indirect = [...new Set(manifest.blocks.map((block) => block.id))].filter((block) => !direct.has(`block ${block}`));
  const uses = [...named, ...indirect.map((block) => ({ kind: 'block' as const, id: block, direct: false }))];
  await putUses(trx, { kind: 'template', id: templateId, place: 'released' }, uses);
  await platform.audit.append(trx, actor, 'content.release', `template-version/${id}`, {
    ...{ templateId, version: version.version, hash: version.hash, note, authors: version.authors },
    ...audited,
  });
  if (await mayHaveDuties(trx, templateId)) await platform.jobs.enqueue(trx, dutyCheckJob, { templateId });
  await platform.events.publish<VersionReleased>(trx, 'content.version-released', `template-version/${id}`, { versionId: id });
}

/** Releases what was approved, and closes its draft. @throws PosthornError `content.duty-unmet`, `content.attribute-not-allowed` */
export async function releaseReviewed(platform: Platform, trx: Trx, actor: Actor, review: ReviewRow, note: string): Promise<void> {
  const { versionId, kind, contentId } = review;
  if (kind === 'template') {
    const row = (await versionById(trx, versionId))!;
    // Duties and rules may have come since it was submitted.
    await refuseUnmetVersion(platform, trx, row);
    await refuseUsesOfVersion(platform, trx, row);
    await releaseTemplateVersion(platform, trx, actor, row, note, { submittedBy: review.submittedBy });
    // Blocks that were released while it waited come after it.
    await platform.jobs.enqueue(trx, rolloutJob, { templateId: contentId });
  } else if (kind === 'block') await releaseBlockVersion(platform, trx, actor, review, note);
  else await releaseBrandVersion(platform, trx, actor, review, note);
  await updateReview(trx, versionId, { state: 'released' });
  await closeDraft(trx, review.draftId, 'released');
  await putUses(trx, { kind, id: contentId, place: 'draft' }, []);
}

/** From now on templates are made with it; those that are released get a successor each, by a job. */
async function releaseBlockVersion(platform: Platform, trx: Trx, actor: Actor, review: ReviewRow, note: string): Promise<void> {
  const { versionId, contentId, version, validFrom, validUntil } = review;
  const row = (await blockVersion(trx, versionId))!;
  await putBlockRelease(trx, { versionId, blockId: contentId, state: 'released' });
  await putUses(trx, { kind: 'block', id: contentId, place: 'version' }, usesOf(parse<JsonDocument>(row.source)));
  await platform.audit.append(trx, actor, 'content.block-release', `block-version/${versionId}`, {
    ...{ blockId: contentId, version, hash: row.hash, note, authors: review.authors, submittedBy: review.submittedBy },
    ...(validFrom ? { validFrom } : {}),
    ...(validUntil ? { validUntil } : {}),
  });
  await platform.events.publish(trx, 'content.block-released', `block-version/${versionId}`, { blockId: contentId, versionId });
  await platform.jobs.enqueue(trx, rolloutJob, { blockId: contentId, versionId });
}

/** From now on drafts are shown in it; released templates get a successor each, by a job. */
async function releaseBrandVersion(platform: Platform, trx: Trx, actor: Actor, review: ReviewRow, note: string): Promise<void> {
  const { versionId, contentId: brandId, version, authors, submittedBy } = review;
  const row = (await brandVersion(trx, versionId))!;
  await putBrandRelease(trx, { versionId, brandId, state: 'released' });
  await putUses(trx, { kind: 'brand', id: brandId, place: 'version' }, usesOf(parse<JsonDocument>(row.source)));
  const audited = { brandId, version, hash: row.hash, note, authors, submittedBy };
  await platform.audit.append(trx, actor, 'content.brand-release', `brand-version/${versionId}`, audited);
  await platform.events.publish(trx, 'content.brand-released', `brand-version/${versionId}`, { brandId, versionId });
  await platform.jobs.enqueue(trx, rolloutJob, { brandId, versionId });
}
