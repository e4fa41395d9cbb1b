import type { ProofFinding } from '@posthorn/contract';
import type { Program } from '@posthorn/engine';
import { readRecords } from '../../intake/index.ts';
import { PosthornError } from '../../platform/errors/index.ts';
import type { JobContext } from '../../platform/jobs/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { keptProgram } from '../kept-programs.ts';
import { beginWork, endProof, finishItem, type ItemRow, pendingItems, proofById } from '../store/proofs.ts';
import { type ComparedPrograms, compareRenditions } from './compare-renditions.ts';
import { findReview, formatsOf } from './show-material.ts';
import { type Sides, sidesOf } from './sides.ts';

export interface ProofJob {
  readonly proofId: string;
}

/**
 * Composes the records of a proof that were not looked at yet. Each is kept as soon as it is done: a worker that is killed is followed
 * by one that goes on where it was.
 */
export async function runProof(platform: Platform, { proofId }: ProofJob, job: Pick<JobContext, 'signal'>): Promise<void> {
  const proof = await proofById(platform.db, proofId);
  if (proof?.state !== 'running') return;
  await beginWork(platform.db, proofId, platform.clock());
  try {
    const sides = await sidesOf(platform, await findReview(platform.db, proof.versionId));
    const programs = await programsOf(sides);
    for (const item of await pendingItems(platform.db, proofId)) {
      job.signal.throwIfAborted();
      await prove(platform, proofId, item, sides, programs, job.signal);
    }
    await endProof(platform.db, proofId, 'done', platform.clock());
  } catch (error) {
    if (!(error instanceof PosthornError)) throw error;
    await endProof(platform.db, proofId, 'failed', platform.clock(), error.message);
  }
}

async function programsOf({ before, after }: Sides): Promise<ComparedPrograms> {
  const load = (side: { key: string; load: Sides['after']['load'] }): Promise<Program> => keptProgram(side.key, () => side.load());
  return { before: before && (await load(before)), after: await load(after) };
}

async function prove(platform: Platform, proofId: string, item: ItemRow, sides: Sides, programs: ComparedPrograms, signal: AbortSignal) {
  const record = await recordOf(platform, item, sides);
  const findings: ProofFinding[] = [];
  if (record === undefined) findings.push({ format: 'pdf', language: '', outcome: 'same', problem: 'The record is gone.' });
  else
    for (const [format, language] of wishesOf(item, sides)) {
      signal.throwIfAborted();
      findings.push(await compareRenditions(programs, record, format, language));
      // Requests of a server that works itself are answered between two renditions.
      await new Promise((resolve) => setImmediate(resolve));
    }
  await finishItem(platform.db, proofId, item.position, stateOf(findings), findings);
}

async function recordOf(platform: Platform, { sample, recordId }: ItemRow, sides: Sides) {
  if (sample !== null) return sides.samples[sample];
  const [found] = await readRecords(platform, [recordId!]);
  return found?.data as Readonly<Record<string, unknown>> | undefined;
}

/** A sample is composed in every language; a real record in its own, as its customer would get it. */
function wishesOf({ sample }: ItemRow, { template }: Sides) {
  const formats = formatsOf(template);
  const languages = sample === null ? [undefined] : template.languages;
  return languages.flatMap((language) => formats.map((format) => [format, language] as const));
}

function stateOf(findings: readonly ProofFinding[]): 'same' | 'different' | 'failing' {
  if (findings.some(({ outcome }) => outcome === 'fails')) return 'failing';
  return findings.every(({ outcome }) => outcome === 'same') ? 'same' : 'different';
}
