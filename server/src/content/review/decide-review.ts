import { transaction } from '../../platform/db/index.ts';
import { type ErrorCode, PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { standInsOf } from '../absence/stand-in.ts';
import { shoutDraft } from '../drafts/live.ts';
import { putBrandRelease } from '../store/brands.ts';
import { latestProof } from '../store/proofs.ts';
import { actorId, type Trx } from '../store/reader.ts';
import { decisionsOf, dueReviews, insertDecision, lockReview, putBlockRelease, setInReview, updateReview } from '../store/reviews.ts';
import { setVersionState } from '../store.ts';
import type { ReviewRow } from '../types.ts';
import { releaseReviewed } from './make-released.ts';
import { afterApproval, permissionOf, type Refusal, wayToDecide } from './rules.ts';

export interface Decision {
  readonly versionId: string;
  readonly decision: 'approve' | 'return';
  readonly comment: string;
  /** With the last approval: release then instead of now. */
  readonly releaseAt?: Date;
}

/**
 * Decides a version at its present stage. Never by who changed something in it, whoever submitted it; and one person decides one stage.
 * @throws PosthornError `content.unknown-version`, `content.review-decided`, `content.own-change`, `content.decided-before`,
 *   `content.proof-refused`, `auth.not-allowed`
 */
export async function decideReview(platform: Platform, actor: Actor, permissions: ReadonlySet<string>, it: Decision): Promise<void> {
  const standIns = await standInsOf(platform, actor);
  const review = await changeReview(platform, it.versionId, async (trx, review) => {
    const { refusal, insteadOf } = wayToDecide(review, await decisionsOf(trx, [review.versionId]), { actor, permissions, standIns });
    refuse(review, refusal);
    if (it.decision === 'approve') await refuseRefusedProof(trx, review);
    const at = platform.clock();
    const stage = review.stages[review.stage]!;
    const lent = { insteadOf: insteadOf ? actorId(insteadOf) : null, insteadOfName: insteadOf?.name ?? null };
    await insertDecision(trx, { versionId: review.versionId, stage, decision: it.decision, comment: it.comment, ...lent }, actor, at);
    const { contentId: id, version, kind } = review;
    const subject = `${kind}-version/${review.versionId}`;
    await platform.audit.append(trx, actor, `content.${it.decision}`, subject, {
      id,
      version,
      stage,
      comment: it.comment,
      releaseAt: it.releaseAt?.toISOString(),
      ...(insteadOf ? { insteadOf: actorId(insteadOf), insteadOfName: insteadOf.name } : {}),
    });
    if (it.decision === 'return') return await giveBack(trx, review);
    const next = afterApproval(review, it.releaseAt, at);
    if (next === 'next-stage') await updateReview(trx, review.versionId, { state: 'open', stage: review.stage + 1 });
    else if (next === 'released') await releaseReviewed(platform, trx, actor, review, it.comment);
    else await schedule(trx, review, it.releaseAt!);
  });
  await shoutDraft(platform, review.kind, review.contentId, 'state', {});
}

/** What the proof found, and somebody refused, is not released past them. */
async function refuseRefusedProof(trx: Trx, { versionId }: ReviewRow): Promise<void> {
  const refused = (await latestProof(trx, versionId))?.refused ?? 0;
  if (refused > 0)
    throw new PosthornError('content.proof-refused', {
      detail: `${refused} ${refused === 1 ? 'record has' : 'records have'} a refused difference.`,
    });
}

/** Takes back what was submitted, or approved for later. @throws PosthornError `content.unknown-version`, `content.review-decided` */
export async function takeBack(platform: Platform, actor: Actor, versionId: string, comment: string): Promise<void> {
  const review = await changeReview(platform, versionId, async (trx, review) => {
    if (review.state !== 'open' && review.state !== 'scheduled') throw new PosthornError('content.review-decided');
    await giveBack(trx, review);
    const { contentId: id, version, kind, state } = review;
    await platform.audit.append(trx, actor, 'content.take-back', `${kind}-version/${versionId}`, { id, version, from: state, comment });
  });
  await shoutDraft(platform, review.kind, review.contentId, 'state', {});
}

const scheduler: Actor = { kind: 'system', id: 'scheduler', name: 'Posthorn' };

/** Releases what was approved for a time that has come. What goes wrong with one keeps none of the others waiting. */
export async function releaseScheduled(platform: Platform): Promise<void> {
  const failures: unknown[] = [];
  for (const { versionId } of await dueReviews(platform.db, platform.clock())) {
    const release = changeReview(platform, versionId, async (trx, review) => {
      // Taken back, or released by another worker, since it was listed.
      if (review.state !== 'scheduled') return;
      const last = (await decisionsOf(trx, [versionId])).at(-1);
      await releaseReviewed(platform, trx, scheduler, review, last?.comment ?? review.comment);
    });
    await release.catch((error: unknown) => giveBackRefused(platform, versionId, error)).catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

/** What may come between the approval of a version and its release. */
const refusals: ReadonlySet<string> = new Set<ErrorCode>(['content.duty-unmet', 'content.attribute-not-allowed']);

/** A version that may not be released any more goes back to its authors. */
async function giveBackRefused(platform: Platform, versionId: string, error: unknown): Promise<void> {
  if (!(error instanceof PosthornError) || !refusals.has(error.code)) throw error;
  await changeReview(platform, versionId, async (trx, review) => {
    if (review.state !== 'scheduled') return;
    await giveBack(trx, review);
    const { contentId: id, version, kind } = review;
    await platform.audit.append(trx, scheduler, 'content.release-refused', `${kind}-version/${versionId}`, {
      id,
      version,
      because: error.message,
    });
  });
}

async function changeReview(
  platform: Platform,
  versionId: string,
  change: (trx: Trx, review: ReviewRow) => Promise<void>,
): Promise<ReviewRow> {
  return await transaction(platform.db, { log: platform.log }, async (trx) => {
    const review = await lockReview(trx, versionId);
    if (!review) throw new PosthornError('content.unknown-version', { detail: `There is no version ${versionId} in review.` });
    await change(trx, review);
    return review;
  });
}

/** The draft can be written again; the version stays as the record of what was looked at. */
async function giveBack(trx: Trx, review: ReviewRow): Promise<void> {
  const { versionId } = review;
  await updateReview(trx, versionId, { state: 'returned' });
  await setInReview(trx, review.draftId, null);
  await become(trx, review, 'returned');
}

async function schedule(trx: Trx, review: ReviewRow, releaseAt: Date): Promise<void> {
  await updateReview(trx, review.versionId, { state: 'scheduled', releaseAt });
  await become(trx, review, 'scheduled');
}

/** Templates hold their state themselves; versions of blocks and brands, which never change, beside them. */
async function become(trx: Trx, { versionId, kind, contentId }: ReviewRow, state: 'returned' | 'scheduled'): Promise<void> {
  if (kind === 'template') await setVersionState(trx, versionId, state);
  else if (kind === 'block') await putBlockRelease(trx, { versionId, blockId: contentId, state });
  else await putBrandRelease(trx, { versionId, brandId: contentId, state });
}

function refuse(review: ReviewRow, refusal: Refusal | undefined): void {
  if (refusal === undefined) return;
  const stage = review.stages[review.stage];
  if (refusal === 'decided') throw new PosthornError('content.review-decided', { detail: `The version is ${review.state}.` });
  if (refusal === 'own-change')
    throw new PosthornError('content.own-change', { detail: `Changes are by ${review.authorNames.join(', ')}.` });
  if (refusal === 'decided-before') throw new PosthornError('content.decided-before');
  throw new PosthornError('auth.not-allowed', { detail: `The stage "${stage}" needs the permission ${permissionOf(stage!)}.` });
}
