import type { Proof } from '@posthorn/contract';
import { readRecords } from '../../intake/index.ts';
import { newId, transaction } from '../../platform/db/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import '../errors.ts';
import { proofJob } from '../review/job-names.ts';
import { labelOf } from '../rules.ts';
import { insertProof, type NewItem, proofById } from '../store/proofs.ts';
import type { Trx } from '../store/reader.ts';
import type { ProductionFacts } from '../types.ts';
import type { ProofJob } from './run-proof.ts';
import { findReview } from './show-material.ts';
import { presentProof } from './show-proof.ts';
import { type Reviewed, type Sides, sidesOf } from './sides.ts';

/**
 * Proves a version with all its sample records, and with the newest real ones: by a job, whose result is kept with the review.
 * @throws PosthornError `content.unknown-version`, `content.review-decided`
 */
export async function startProof(
  platform: Platform,
  production: ProductionFacts,
  actor: Actor,
  versionId: string,
  realRecords: number,
): Promise<Proof> {
  const review = await findReview(platform.db, versionId);
  if (review.state !== 'open') throw new PosthornError('content.review-decided', { detail: `The version is ${review.state}.` });
  const sides = await sidesOf(platform, review);
  const real = realRecords > 0 ? await realItems(platform, production, sides.template.id, realRecords) : [];
  const id = await transaction(platform.db, { log: platform.log }, async (trx) => {
    const proofId = await enqueueProof(platform, trx, actor, review, sides, real, realRecords);
    await platform.audit.append(trx, actor, 'content.prove', `${review.kind}-version/${versionId}`, { proof: proofId, realRecords });
    return proofId;
  });
  return presentProof((await proofById(platform.db, id))!, platform.clock());
}

/** The proof that every submission begins with: of its sample records. */
export async function proveSamples(platform: Platform, trx: Trx, actor: Actor, it: Reviewed): Promise<void> {
  const { objects, clock } = platform;
  // The version is not there yet for who reads outside of the transaction.
  const db = trx as unknown as Platform['db'];
  await enqueueProof(platform, trx, actor, it, await sidesOf({ db, objects, clock }, it), [], 0);
}

async function enqueueProof(
  platform: Platform,
  trx: Trx,
  actor: Actor,
  { versionId }: Reviewed,
  { samples, before }: Sides,
  real: readonly NewItem[],
  realRecords: number,
): Promise<string> {
  const id = newId();
  const items = [...samples.map((sample, number) => ({ label: labelOf(sample, number), sample: number })), ...real];
  await insertProof(
    trx,
    {
      ...{ id, versionId, beforeId: before?.versionId ?? null, beforeVersion: before?.version ?? null, realRecords },
      ...{ startedAt: platform.clock(), startedBy: actor.name },
    },
    items,
  );
  await platform.jobs.enqueue<ProofJob>(trx, proofJob, { proofId: id });
  return id;
}

async function realItems(platform: Platform, production: ProductionFacts, templateId: string, count: number): Promise<readonly NewItem[]> {
  const ids = await production.newestRecords(templateId, count);
  const records = await readRecords(platform, ids);
  return records.map(({ id, data, key }) => ({ label: `${key}: ${labelOf(data, 0)}`.slice(0, 120), recordId: id }));
}
