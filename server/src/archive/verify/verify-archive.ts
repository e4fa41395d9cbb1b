import type { Platform } from '../../platform/platform.ts';
import { composeAgain, listRuns, miscountedRuns, orphanedRenditions, sampleCommunications } from '../../production/index.ts';
import { checkCommunications } from './check-communications.ts';
import { countUnreferenced } from './count-unreferenced.ts';
import { Findings, type VerifyReport } from './report.ts';

export interface VerifyOptions {
  /** Compose so many communications, chosen at random, again. */
  readonly recompose?: number;
  /** Told what is being checked and how far it is. */
  readonly progress?: (step: 'audit' | 'communications' | 'recompose' | 'packs', done: number, total: number) => void;
}

/**
 * Verifies everything: the chain of audit entries, the counters of the runs, every communication with its renditions down to the
 * bytes, packs that nobody refers to, and, if asked for, that communications can be composed again to the same bytes. Changes nothing.
 */
export async function verifyArchive(platform: Platform, options: VerifyOptions = {}): Promise<VerifyReport> {
  const { recompose = 0, progress = () => {} } = options;
  const begun = performance.now();
  const findings = new Findings();
  const auditEntries = await checkAudit(platform, findings);
  progress('audit', auditEntries, auditEntries);
  await checkRuns(platform, findings);
  const total = await communicationsInAll(platform);
  const { checked, packs } = await checkCommunications(platform, findings, (done) => progress('communications', done, total));
  const reproduced = await checkReproducible(platform, findings, recompose, (done) => progress('recompose', done, recompose));
  const unreferencedPacks = await countUnreferenced(platform, packs);
  return {
    intact: findings.total === 0,
    auditEntries,
    ...checked,
    packs: packs.size,
    reproduced,
    unreferencedPacks,
    findings: findings.kept,
    findingsTotal: findings.total,
    seconds: (performance.now() - begun) / 1000,
  };
}

async function checkAudit(platform: Platform, findings: Findings): Promise<number> {
  const { entries, intact, firstBroken } = await platform.audit.verify();
  if (!intact)
    findings.add(
      'audit-broken',
      `audit/${firstBroken ?? 'end'}`,
      `The chain of audit entries breaks at entry ${firstBroken ?? 'the end'}.`,
    );
  return entries;
}

async function checkRuns(platform: Platform, findings: Findings): Promise<void> {
  for (const { id, name, composed, communications } of await miscountedRuns(platform.db)) {
    findings.add('run-miscounted', `run/${id}`, `"${name}" composed ${composed} communications, ${communications} are there.`);
  }
  for (const { communicationId, kind } of await orphanedRenditions(platform.db)) {
    findings.add('rendition-orphaned', `communication/${communicationId}`, `The rendition ${kind} belongs to no communication.`);
  }
}

async function communicationsInAll(platform: Platform): Promise<number> {
  let total = 0;
  let after: string | undefined;
  for (;;) {
    const runs = await listRuns(platform.db, { limit: 500, ...(after === undefined ? {} : { after }) });
    if (runs.length === 0) return total;
    total += runs.reduce((sum, run) => sum + run.composed, 0);
    after = runs.at(-1)!.id;
  }
}

const batchSize = 50;

async function checkReproducible(platform: Platform, findings: Findings, count: number, progress: (done: number) => void): Promise<number> {
  if (count === 0) return 0;
  const sample = await sampleCommunications(platform.db, count);
  let reproduced = 0;
  for (let at = 0; at < sample.length; at += batchSize) {
    for (const again of await composeAgain(platform, sample.slice(at, at + batchSize))) {
      if (again.identical) reproduced++;
      else findings.add('not-reproducible', `communication/${again.communicationId}`, why(again));
    }
    progress(Math.min(at + batchSize, sample.length));
  }
  return reproduced;
}

function why({ kinds, diagnostics }: Awaited<ReturnType<typeof composeAgain>>[number]): string {
  if (diagnostics.length > 0) return diagnostics.map((one) => one.message).join('; ');
  const other = kinds.filter((one) => !one.identical).map((one) => one.kind);
  return `Composed again, ${other.length === 0 ? 'it has other renditions' : `these renditions have other bytes: ${other.join(', ')}`}.`;
}
