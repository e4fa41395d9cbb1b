import { check, type Diagnostic } from '@posthorn/engine';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { blocksOn, bundleWith, gatherIn, type Parts, parse } from '../drafts/gather-parts.ts';
import { refuseErrors, refuseUnreleased } from '../review/check-submission.ts';
import { putBrandRelease } from '../store/brands.ts';
import { keepBrandAssets } from '../store/images.ts';
import { latestBrand } from '../store/parts.ts';
import type { Reader, Trx } from '../store/reader.ts';
import { templatesOfBrand } from '../store/uses.ts';
import { insertPart } from '../store.ts';
import type { DraftRow } from '../types.ts';
import { dayOf } from '../validity.ts';
import { templateInBrand } from './brand-around.ts';
import { filesOfBrand } from './files-of-brand.ts';

/** Released templates that a brand is tried in before it may be submitted; what more there are the rollout leaves as they are if they break. */
const mostTried = 100;

/** A brand's draft with what a template needs of it. */
export async function partsOfBrandDraft(db: Reader, draft: DraftRow, template: JsonDocument): Promise<Parts> {
  const { contentId: id, hash, document } = draft;
  const files = await filesOfBrand(db, parse<JsonDocument>(document), draft.basedOn);
  // The draft stands where a version would.
  return await gatherIn(db, { id, versionId: draft.id, version: draft.revision, hash, source: document }, files, [template]);
}

/**
 * Refuses a brand that a released template, or the example letter, has errors with.
 * @throws PosthornError `content.has-errors` with the template of each, `content.block-unreleased`
 */
export async function checkBrandDraft(platform: Pick<Platform, 'db' | 'objects' | 'clock'>, draft: DraftRow): Promise<void> {
  const users = (await templatesOfBrand(platform.db, draft.contentId)).filter(({ inReleased }) => inReleased).slice(0, mostTried);
  const today = dayOf(platform.clock());
  const found: Diagnostic[] = [];
  for (const wanted of [undefined, ...users.map(({ id }) => id)]) {
    const template = await templateInBrand(platform.db, parse<JsonDocument>(draft.document), wanted);
    const parts = await partsOfBrandDraft(platform.db, draft, template);
    // What goes out is made of released blocks only; the example letter shows those of the brand itself.
    if (wanted === undefined) refuseUnreleased(parts);
    const errors = check(await bundleWith(platform, template, parts, blocksOn(parts, today)));
    found.push(...errors.map((one) => (wanted === undefined ? one : { ...one, message: `${wanted}: ${one.message}` })));
  }
  refuseErrors(found);
}

/** Makes the version of a draft that waits for its release. @throws PosthornError `content.nothing-changed` */
export async function brandVersionOf(trx: Trx, actor: Actor, draft: DraftRow, at: Date): Promise<{ versionId: string; version: number }> {
  const { contentId: id, hash, document } = draft;
  const latest = await latestBrand(trx, id);
  if (latest?.hash === hash)
    throw new PosthornError('content.nothing-changed', { detail: `The draft is the same as version ${latest.version}.` });
  const { versionId, version } = await insertPart(trx, 'brand', { id, hash, source: document }, actor.name, at);
  const files = await filesOfBrand(trx, parse<JsonDocument>(document), draft.basedOn);
  await keepBrandAssets(trx, versionId, Object.fromEntries(files));
  await putBrandRelease(trx, { versionId, brandId: id, state: 'in_review' });
  return { versionId, version };
}
