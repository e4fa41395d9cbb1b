import type { api, ReplyOf, Review } from '@posthorn/contract';
import { PosthornError } from '../../platform/errors/index.ts';
import { after, limitOf, type PageQuery, pageOf } from '../../platform/http/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import type { StandIn } from '../absence/stand-in.ts';
import { versionBefore } from '../store/before.ts';
import { decisionsOf, listReviews, reviewOf } from '../store/reviews.ts';
import type { DecisionRow, ReviewRow } from '../types.ts';
import { stagesAllowed, wayToDecide } from './rules.ts';

export interface Viewer {
  readonly actor: Actor;
  readonly permissions: ReadonlySet<string>;
  /** In whose place they may decide today. */
  readonly standIns?: readonly StandIn[];
}

/** @throws PosthornError `content.unknown-version` */
export async function showReview(platform: Pick<Platform, 'db'>, viewer: Viewer, versionId: string): Promise<Review> {
  const review = await reviewOf(platform.db, versionId);
  if (!review) throw new PosthornError('content.unknown-version', { detail: `There is no version ${versionId} in review.` });
  const before = await versionBefore(platform.db, review.kind, review.versionId);
  return { ...present(review, await decisionsOf(platform.db, [review.versionId]), viewer), ...(before ? { before } : {}) };
}

export async function showReviews(
  platform: Pick<Platform, 'db'>,
  viewer: Viewer,
  query: PageQuery & { readonly state?: ReviewRow['state'] | undefined; readonly mine?: boolean | undefined },
): Promise<ReplyOf<typeof api.reviews.list>> {
  const limit = limitOf(query);
  const last = after(query);
  const rows = await listReviews(platform.db, {
    state: query.mine ? 'open' : (query.state ?? 'open'),
    ...(query.mine ? { decidableBy: deciderOf(viewer) } : {}),
    limit: limit + 1,
    ...(last === undefined ? {} : { after: last }),
  });
  const page = pageOf(rows, limit, ({ versionId }) => versionId);
  const ids = page.rows.map(({ versionId }) => versionId);
  const decisions = Map.groupBy(await decisionsOf(platform.db, ids), ({ versionId }) => versionId);
  return { ...page, rows: page.rows.map((row) => present(row, decisions.get(row.versionId) ?? [], viewer)) };
}

const deciderOf = ({ actor, permissions, standIns = [] }: Viewer) => ({
  actor,
  stages: stagesAllowed(permissions),
  standIns: standIns.map((one) => ({ actor: one.actor, stages: stagesAllowed(one.permissions) })),
});

function present(row: ReviewRow, decisions: readonly DecisionRow[], { standIns = [], ...viewer }: Viewer): Review {
  const { refusal, insteadOf } = wayToDecide(row, decisions, { ...viewer, standIns });
  const { versionId, kind, version, state, submittedBy, comment, due, validFrom, validUntil } = row;
  return {
    name: typeof row.name === 'string' ? { en: row.name } : { ...row.name },
    ...{ versionId, kind, id: row.contentId, version, class: row.class, state, submittedBy, comment },
    stages: row.stages.map((stage) => ({ stage, ...presentDecision(decisions.find((one) => one.stage === stage)) })),
    ...(state === 'open' ? { stage: row.stages[row.stage]! } : {}),
    submittedAt: row.submittedAt.toISOString(),
    authors: [...row.authorNames],
    ...(due ? { due } : {}),
    ...(validFrom ? { validFrom } : {}),
    ...(validUntil ? { validUntil } : {}),
    ...(row.releaseAt ? { releaseAt: row.releaseAt.toISOString() } : {}),
    mayDecide: refusal === undefined,
    ...(refusal ? { mayNotBecause: refusal } : {}),
    ...(insteadOf ? { insteadOf: insteadOf.name } : {}),
    ...(row.remindedOn ? { remindedOn: row.remindedOn } : {}),
  };
}

function presentDecision(row: DecisionRow | undefined) {
  if (!row) return {};
  const { decision, actorName: by, comment, at, insteadOfName } = row;
  return { decision, by, at: at.toISOString(), comment, ...(insteadOfName ? { insteadOf: insteadOfName } : {}) };
}
