import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import { brandVersionOf, checkBrandDraft } from '../brands/submit-brand.ts';
import type { JsonDocument } from '../drafts/document.ts';
import { templateAround } from '../drafts/draft-bundle.ts';
import { gatherParts, type Parts, parse } from '../drafts/gather-parts.ts';
import { shoutDraft } from '../drafts/live.ts';
import { refuseInReview } from '../drafts/save-draft.ts';
import { findDraft, noDraft } from '../drafts/show-draft.ts';
import { refuseUnmetDraft } from '../duties/refuse-unmet.ts';
import { manifestOf } from '../manifest.ts';
import { refuseUsesOfDraft } from '../personal-data/refuse-uses.ts';
import { proveSamples } from '../proof/start-proof.ts';
import { refuseWriting } from '../restrictions/refuse-writing.ts';
import { hashOfManifest } from '../rules.ts';
import { unreleasedBrandBy } from '../store/brands.ts';
import { lockDraft } from '../store/drafts.ts';
import { deleteLock } from '../store/locks.ts';
import { templateRow, unreleasedBlockBy } from '../store/parts.ts';
import type { Trx } from '../store/reader.ts';
import { stagesOf } from '../store/review-stages.ts';
import { authorNamesOf, insertReview, putBlockRelease, reviewOf, setInReview } from '../store/reviews.ts';
import { samplesOf } from '../store/samples.ts';
import { insertPart, insertVersion, latestVersion, lockTemplate, versionById } from '../store.ts';
import { refuseOpenSuggestions } from '../suggestions/keep-suggestions.ts';
import type { ContentKind, DraftRow } from '../types.ts';
import { dayOf } from '../validity.ts';
import { checkSubmission } from './check-submission.ts';

export interface Submission {
  readonly kind: ContentKind;
  readonly id: string;
  /** What was changed and why. */
  readonly comment: string;
  readonly due?: string;
  /** Of a block: when it is the wording. */
  readonly validFrom?: string;
  readonly validUntil?: string;
}

interface NewVersion {
  readonly versionId: string;
  readonly version: number;
  readonly class: string;
}

/** Makes the version of a draft that was found good. */
type MakeVersion = (trx: Trx, actor: Actor, draft: DraftRow, authors: readonly string[], at: Date) => Promise<NewVersion>;

/**
 * Makes a version of a draft that waits for its release. It is frozen with everything that it is made of; the draft can be written again
 * when the version was returned or taken back.
 * @returns the id of the version
 * @throws PosthornError `content.no-draft`, `content.in-review`, `content.has-errors`, `content.block-unreleased`,
 *   `content.duty-unmet`, `content.attribute-not-allowed`, `content.area-restricted`, `content.suggestions-open`, `content.nothing-changed`, `content.window-invalid`, `content.draft-conflict`
 */
export async function submitDraft(platform: Platform, actor: Actor, it: Submission): Promise<string> {
  if (it.validFrom !== undefined && it.validUntil !== undefined && it.validFrom > it.validUntil)
    throw new PosthornError('content.window-invalid', { detail: `It would begin on ${it.validFrom}, after its end on ${it.validUntil}.` });
  const { kind, id } = it;
  const draft = await findDraft(platform, kind, id);
  refuseInReview(draft);
  const makeVersion = await checked(platform, draft, it);
  const versionId = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    const now = await lockDraft(trx, kind, id);
    if (!now) throw noDraft(kind, id);
    refuseInReview(now);
    await refuseWriting(trx, actor, kind, id);
    await refuseOpenSuggestions(trx, now.id);
    if (now.revision !== draft.revision)
      throw new PosthornError('content.draft-conflict', { detail: 'The draft was saved while it was checked; submit again.' });
    const names = new Map([...(await inheritedAuthors(trx, now)), ...(await authorNamesOf(trx, now.id))]);
    const authors = [...names.keys()].sort();
    const made = { ...(await makeVersion(trx, actor, now, authors, at)), authors };
    const { stages, dueDays } = await stagesOf(trx, made.class);
    const due = it.due ?? (dueDays === null ? undefined : dayAfter(at, dueDays));
    const authorNames = made.authors.map((one) => names.get(one)!);
    const { versionId, version } = made;
    await insertReview(trx, {
      ...{ versionId, kind, contentId: id, version, class: made.class, stages, authors: made.authors, authorNames, draftId: now.id },
      ...{ submittedAt: at, submittedBy: actor.name, comment: it.comment, due: due ?? null },
    });
    await setInReview(trx, now.id, { versionId, version });
    await deleteLock(trx, kind, id);
    await proveSamples(platform, trx, actor, { versionId, kind, contentId: id });
    const { comment } = it;
    await platform.audit.append(trx, actor, 'content.submit', `${kind}-version/${versionId}`, {
      id,
      version,
      revision: now.revision,
      hash: now.hash,
      authors,
      stages,
      comment,
      due,
    });
    await platform.events.publish(trx, 'content.version-submitted', `${kind}-version/${versionId}`, { kind, id, versionId });
    return versionId;
  });
  await shoutDraft(platform, kind, id, 'state', {});
  return versionId;
}

/**
 * A draft that goes on from a version which was never released carries the changes of that version too. @returns names by `kind/id`
 */
async function inheritedAuthors(trx: Trx, { basedOn, kind }: DraftRow): Promise<ReadonlyMap<string, string>> {
  if (!basedOn) return new Map();
  const review = await reviewOf(trx, basedOn);
  if (review) return new Map(review.state === 'released' ? [] : review.authors.map((one, i) => [one, review.authorNames[i]!]));
  if (kind !== 'template') {
    const pushedBy = await (kind === 'block' ? unreleasedBlockBy : unreleasedBrandBy)(trx, basedOn);
    return new Map(pushedBy === undefined ? [] : [[`name/${pushedBy}`, pushedBy]]);
  }
  const base = await versionById(trx, basedOn);
  return new Map(base?.state === 'draft' ? base.authors.map((one) => [one, base.createdBy]) : []);
}

/** Refuses a draft that may not go out, and gives how its version is made. */
async function checked(platform: Platform, draft: DraftRow, it: Submission): Promise<MakeVersion> {
  if (draft.kind === 'brand') {
    await checkBrandDraft(platform, draft);
    return async (trx, actor, now, _authors, at) => ({ ...(await brandVersionOf(trx, actor, now, at)), class: 'brand' });
  }
  const document = parse<JsonDocument>(draft.document);
  if (draft.kind === 'block') {
    const around = await templateAround(platform, document, undefined);
    const parts = await gatherParts(platform.db, String(around.brand), [around, document], new Set([draft.contentId]));
    await checkSubmission(platform, around, parts, { [draft.contentId]: document });
    return (trx, actor, now, _authors, at) => blockVersion(trx, actor, now, it, at);
  }
  const parts = await gatherParts(platform.db, String(document.brand), [document]);
  await checkSubmission(platform, document, parts);
  await refuseUnmetDraft(platform, document, parts);
  await refuseUsesOfDraft(platform, document, parts);
  return (trx, actor, now, authors, at) => templateVersion(trx, platform, actor, now, parts, authors, at);
}

const aDay = 86_400_000;
const dayAfter = (at: Date, days: number): string => dayOf(new Date(at.getTime() + days * aDay));

async function templateVersion(
  trx: Trx,
  platform: Platform,
  actor: Actor,
  draft: DraftRow,
  parts: Parts,
  authors: readonly string[],
  at: Date,
): Promise<NewVersion> {
  const templateId = draft.contentId;
  await lockTemplate(trx, templateId, at);
  const samples = (await samplesOf(trx, templateId)).map(({ record }) => `${JSON.stringify(record)}\n`).join('');
  const manifest = manifestOf(draft.hash, samples, parts, dayOf(platform.clock()));
  const hash = hashOfManifest(manifest);
  const latest = await latestVersion(trx, templateId);
  if (latest?.hash === hash && latest.state !== 'returned')
    throw new PosthornError('content.nothing-changed', { detail: `The draft is the same as version ${latest.version}.` });
  const row = await insertVersion(
    trx,
    { templateId, hash, source: draft.document, samples, manifest, authors, origin: 'workplace', state: 'in_review' },
    actor.name,
    at,
  );
  return { versionId: row.id, version: row.version, class: (await templateRow(trx, templateId))!.class };
}

async function blockVersion(trx: Trx, actor: Actor, draft: DraftRow, it: Submission, at: Date): Promise<NewVersion> {
  const pin = await insertPart(trx, 'block', { id: draft.contentId, hash: draft.hash, source: draft.document }, actor.name, at);
  await putBlockRelease(trx, {
    ...{ versionId: pin.versionId, blockId: draft.contentId, state: 'in_review' },
    ...(it.validFrom ? { validFrom: it.validFrom } : {}),
    ...(it.validUntil ? { validUntil: it.validUntil } : {}),
  });
  return { versionId: pin.versionId, version: pin.version, class: 'block' };
}
