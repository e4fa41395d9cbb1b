import type { api, Proof, ProofItem, ReplyOf } from '@posthorn/contract';
import { transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import { limitOf, numberAfter, type PageQuery, pageOf } from '../../platform/http/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { isAuthor } from '../review/rules.ts';
import { type ItemRow, itemsOf, judgeItems, latestProof, type Only, type ProofRow, proofById } from '../store/proofs.ts';
import { lockReview } from '../store/reviews.ts';

/** The newest proof of a version, if it was proved. */
export async function showProof(platform: Pick<Platform, 'db' | 'clock'>, versionId: string): Promise<ReplyOf<typeof api.proofs.latest>> {
  const row = await latestProof(platform.db, versionId);
  return row ? { proof: presentProof(row, platform.clock()) } : {};
}

export async function showItems(
  platform: Pick<Platform, 'db'>,
  proofId: string,
  query: PageQuery & { readonly only?: Only | undefined },
): Promise<ReplyOf<typeof api.proofs.items>> {
  const limit = limitOf(query);
  const last = numberAfter(query);
  const rows = await itemsOf(platform.db, proofId, {
    only: query.only,
    limit: limit + 1,
    ...(last === undefined ? {} : { after: Number(last) }),
  });
  const page = pageOf(rows, limit, ({ position }) => String(position));
  return { ...page, rows: page.rows.map(presentItem) };
}

/**
 * Takes differences as expected, or refuses them.
 * @throws PosthornError `content.unknown-proof`, `content.review-decided`, `content.own-change`
 */
export async function judgeProof(
  platform: Platform,
  actor: Actor,
  proofId: string,
  it: { readonly positions?: readonly number[] | undefined; readonly verdict: 'expected' | 'refused'; readonly reason: string },
): Promise<Proof> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const proof = await proofById(trx, proofId);
    if (!proof) throw new PosthornError('content.unknown-proof');
    // Whoever approves it meanwhile waits, and sees what was judged.
    const review = (await lockReview(trx, proof.versionId))!;
    if (review.state !== 'open') throw new PosthornError('content.review-decided', { detail: `The version is ${review.state}.` });
    if (isAuthor(actor, review.authors))
      throw new PosthornError('content.own-change', {
        detail: `Changes are by ${review.authorNames.join(', ')}: others judge what they do.`,
      });
    const { verdict, reason, positions } = it;
    const judged = await judgeItems(trx, proof.id, positions, { verdict, reason, by: actor.name, at: platform.clock() });
    await platform.audit.append(trx, actor, 'content.judge-proof', `${review.kind}-version/${proof.versionId}`, {
      ...{ proof: proof.id, verdict, reason, judged },
      ...(positions ? { positions } : {}),
    });
  });
  return presentProof((await proofById(platform.db, proofId))!, platform.clock());
}

export function presentProof(row: ProofRow, now: Date): Proof {
  const { id, versionId, state, total, done, different, failing, expected, refused, realRecords, startedBy, problem } = row;
  return {
    ...{ id, versionId, state, total, done, different, failing, expected, refused, realRecords, startedBy },
    ...(row.beforeId && row.beforeVersion ? { before: { versionId: row.beforeId, version: row.beforeVersion } } : {}),
    ...(state === 'running' ? paceOf(row, now) : {}),
    startedAt: row.startedAt.toISOString(),
    ...(row.endedAt ? { endedAt: row.endedAt.toISOString() } : {}),
    ...(problem ? { problem } : {}),
  };
}

/** By what the present worker has done: hours in which nobody worked tell nothing. */
function paceOf({ workingSince, workingFrom, done, total }: ProofRow, now: Date): Pick<Proof, 'rate' | 'secondsLeft'> {
  const seconds = workingSince ? (now.getTime() - workingSince.getTime()) / 1000 : 0;
  if (seconds <= 0 || done <= workingFrom) return {};
  const rate = (done - workingFrom) / seconds;
  return { rate, secondsLeft: (total - done) / rate };
}

function presentItem(row: ItemRow): ProofItem {
  const { position, label, sample, state, findings, verdict, reason, judgedBy, judgedAt } = row;
  return {
    ...{ position, label, source: sample === null ? 'record' : 'sample', state, findings: [...findings] },
    ...(sample === null ? {} : { sample }),
    ...(verdict && reason && judgedBy && judgedAt ? { verdict, reason, judgedBy, judgedAt: judgedAt.toISOString() } : {}),
  };
}
