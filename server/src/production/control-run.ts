import { findVersion } from '../content/index.ts';
import { transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { composeJob } from './job-names.ts';
import { planChunks, type RunAction, stateAfter, statesAllowing } from './rules.ts';
import { takeOpenFailures } from './store/failures.ts';
import { cancelChunks, findRun, insertChunks, lockRun, openChunks, type RunChange, type RunRow, updateRun } from './store/runs.ts';
import type { RunCancelled } from './types.ts';

type Trx = Parameters<typeof lockRun>[0];

/** Pauses a run: chunks under way are finished, the others wait. @throws PosthornError `run.not-found`, `run.wrong-state` */
export async function pauseRun(platform: Platform, actor: Actor, runId: string): Promise<RunRow> {
  return changeRun(platform, actor, runId, 'pause', async () => ({}));
}

/** Lets a paused run go on. @throws PosthornError `run.not-found`, `run.wrong-state`, `run.version-withdrawn` */
export async function resumeRun(platform: Platform, actor: Actor, runId: string): Promise<RunRow> {
  return changeRun(platform, actor, runId, 'resume', async (trx, run) => {
    const { state } = await findVersion(platform, run.templateVersionId);
    if (state === 'withdrawn')
      throw new PosthornError('run.version-withdrawn', { detail: `Version ${run.version} of "${run.templateId}" was withdrawn.` });
    const waiting = await openChunks(trx, runId);
    await platform.jobs.enqueueMany(
      trx,
      composeJob,
      waiting.map((chunk) => ({ runId, chunk })),
    );
    return { runningSince: platform.clock() };
  });
}

/**
 * Ends a run for good; what is composed stays in the archive, what of it is not sent yet is not sent any more. A run of which nothing was composed may be started again.
 * @throws PosthornError `run.not-found`, `run.wrong-state`
 */
export async function cancelRun(platform: Platform, actor: Actor, runId: string): Promise<RunRow> {
  return changeRun(
    platform,
    actor,
    runId,
    'cancel',
    async (trx, run) => {
      await platform.events.publish<RunCancelled>(trx, 'production.run-cancelled', `run/${runId}`, { runId });
      return { endedAt: platform.clock(), ...(run.composed === 0 ? { key: null } : {}) };
    },
    (trx) => cancelChunks(trx, runId),
  );
}

/**
 * Lets nothing of a run go out any more that is not on its way: cancels it, or, where all is composed, takes back what is queued.
 * @throws PosthornError `run.not-found`
 */
export async function recallRun(platform: Platform, actor: Actor, runId: string): Promise<void> {
  const run = await findRun(platform.db, runId);
  if (run === undefined) throw new PosthornError('run.not-found');
  if (run.state === 'cancelled') return;
  if (stateAfter(run.state, 'cancel') !== undefined) {
    try {
      await cancelRun(platform, actor, runId);
      return;
    } catch (error) {
      // Its last chunk was done meanwhile.
      if (!(error instanceof PosthornError) || error.code !== 'run.wrong-state') throw error;
    }
  }
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await platform.events.publish<RunCancelled>(trx, 'production.run-cancelled', `run/${runId}`, { runId });
    await platform.audit.append(trx, actor, 'run.recall', `run/${runId}`, {});
  });
}

/** Composes the failed records again, and asks again about those that were withheld, in chunks of their own. @throws PosthornError `run.not-found`, `run.wrong-state`, `run.no-failures` */
export async function retryFailures(platform: Platform, actor: Actor, runId: string): Promise<RunRow> {
  return changeRun(platform, actor, runId, 'retry', async (trx, run) => {
    const open = await takeOpenFailures(trx, runId);
    const recordIds = open.map((one) => one.recordId);
    const withheld = open.filter((one) => one.kind === 'withheld').length;
    if (recordIds.length === 0) throw new PosthornError('run.no-failures');
    const chunks = planChunks(recordIds).map((ids, index) => ({ number: run.chunks + index + 1, recordIds: ids }));
    await insertChunks(trx, runId, chunks);
    await platform.jobs.enqueueMany(
      trx,
      composeJob,
      chunks.map(({ number }) => ({ runId, chunk: number })),
    );
    return {
      chunks: run.chunks + chunks.length,
      failed: run.failed - (recordIds.length - withheld),
      withheld: run.withheld - withheld,
      endedAt: null,
      ...(run.state === 'running' ? {} : { runningSince: platform.clock() }),
    };
  });
}

/** `first` is what must be done before the run is locked: chunks are locked before their run. */
async function changeRun(
  platform: Platform,
  actor: Actor,
  runId: string,
  action: RunAction,
  work: (trx: Trx, run: RunRow) => Promise<RunChange>,
  first: (trx: Trx) => Promise<void> = async () => {},
): Promise<RunRow> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await first(trx);
    const run = await lockRun(trx, runId);
    if (run === undefined) throw new PosthornError('run.not-found');
    const state = stateAfter(run.state, action);
    if (state === undefined) throw wrongState(run, action);
    await updateRun(trx, runId, { state, ...(await work(trx, run)) });
    await platform.audit.append(trx, actor, `run.${action}`, `run/${runId}`, { from: run.state });
  });
  platform.log.info({ runId, action }, 'run changed');
  await platform.events.shout('runs', { runId });
  return (await findRun(platform.db, runId))!;
}

function wrongState(run: RunRow, action: RunAction): PosthornError {
  return new PosthornError('run.wrong-state', {
    detail: `The run "${run.name}" is ${run.state}; ${action} is possible when it is ${statesAllowing(action).join(' or ')}.`,
  });
}
