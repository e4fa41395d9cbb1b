import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { findRun, pauseRun, resumeRun, runsById } from '../production/index.ts';
import { campaignOf, step } from './control-campaign.ts';
import { alignJob, type CampaignJob, drawJob, sendJob, type WaveJob } from './job-names.ts';
import { slotFor } from './rules.ts';
import { findCampaign, groupsOf, runsOf, setHeld, setPaused, setResumed, type Trx } from './store.ts';
import type { CampaignRow } from './types.ts';

/** By then whoever paused or continued a campaign has seen to its runs, or is dead. */
const alignAfterMs = 30_000;

/**
 * Pauses a campaign: from the commit on nobody is begun with, and its runs rest right after it. What is composed already goes out.
 * @throws PosthornError `campaign.not-found`, `campaign.wrong-state`
 */
export async function pauseCampaign(platform: Platform, actor: Actor, id: string): Promise<CampaignRow> {
  await step(platform, id, 'pause', async (trx, campaign) => {
    if (campaign.state === 'done') await refuseOver(platform, campaign);
    await setPaused(trx, id);
    await laterAlign(platform, trx, id);
    await platform.audit.append(trx, actor, 'campaign.pause', `campaign/${id}`, {});
  });
  await alignRuns(platform, actor, id);
  return campaignOf(platform, id);
}

/** Nothing rests where all is composed. @throws PosthornError `campaign.wrong-state` */
async function refuseOver(platform: Platform, { id, name }: CampaignRow): Promise<void> {
  const runs = await runsOf(platform.db, id);
  const running = await underWay(
    platform,
    runs.map((run) => run.runId),
  );
  if (running.size > 0) return;
  throw new PosthornError('campaign.wrong-state', { detail: `All of "${name}" is composed; it can be stopped, not paused.` });
}

/** Lets a campaign go on where it was: with drawing, or with the next wave. @throws PosthornError `campaign.not-found`, `campaign.wrong-state` */
export async function resumeCampaign(platform: Platform, actor: Actor, id: string): Promise<CampaignRow> {
  await step(platform, id, 'resume', async (trx, campaign) => {
    const state = await setResumed(trx, id);
    if (state === 'drawing') await platform.jobs.enqueue<CampaignJob>(trx, drawJob, { campaignId: id });
    else if (state === 'sending') await planWave(platform, trx, campaign);
    await laterAlign(platform, trx, id);
    await platform.audit.append(trx, actor, 'campaign.resume', `campaign/${id}`, {});
  });
  await alignRuns(platform, actor, id);
  return campaignOf(platform, id);
}

/**
 * The first wave that was not begun with wholly, an hour after the one before it as ever; the job of a wave that came while the campaign was paused did
 * nothing.
 */
async function planWave(platform: Platform, trx: Trx, { id, schedule }: CampaignRow): Promise<void> {
  const waves = (await groupsOf(trx, id)).filter((group) => group.variant !== 'holdout');
  const open = waves.filter((group) => group.runId === null).map((group) => group.wave);
  const wave = Math.max(1, open.length > 0 ? Math.min(...open) : Math.max(...waves.map((group) => group.wave)));
  const before = waves.findLast((group) => group.wave > 0 && group.wave < wave)?.runId;
  const previous = before == null ? undefined : (await findRun(platform.db, before))?.startedAt;
  const startAfter = slotFor(schedule, platform.config.homeCountry ?? 'DE', platform.clock(), previous);
  await platform.jobs.enqueue<WaveJob>(trx, sendJob, { campaignId: id, wave }, { startAfter });
}

/** Done at once after the commit; the job is for a process that dies before. */
async function laterAlign(platform: Platform, trx: Trx, id: string): Promise<void> {
  const startAfter = new Date(platform.clock().getTime() + alignAfterMs);
  await platform.jobs.enqueue<CampaignJob>(trx, alignJob, { campaignId: id }, { startAfter });
}

/** Lets runs rest while their campaign is paused, and go on with it. A run that a person paused rests on. Safe to repeat. */
export async function alignRuns(platform: Platform, actor: Actor, id: string): Promise<void> {
  const runs = await runsOf(platform.db, id);
  const running = await underWay(
    platform,
    runs.map((run) => run.runId),
  );
  for (const { runId, held } of runs) {
    // It is over, or rests by a person's will: of hundreds of waves few are neither.
    if (!held && !running.has(runId)) continue;
    const campaign = await findCampaign(platform.db, id);
    if (campaign?.state === 'paused') await hold(platform, actor, runId);
    else if (held && campaign?.state !== 'stopped') await release(platform, actor, runId);
  }
}

async function underWay(platform: Platform, runIds: readonly string[]): Promise<ReadonlySet<string>> {
  return new Set((await runsById(platform.db, runIds)).filter((run) => run.state === 'running').map((run) => run.id));
}

async function hold(platform: Platform, actor: Actor, runId: string): Promise<void> {
  if ((await findRun(platform.db, runId))?.state !== 'running') return;
  // Noted before: after a crash in between it would rest for ever.
  await setHeld(platform.db, runId, true);
  await unlessItMoved(pauseRun(platform, actor, runId));
}

async function release(platform: Platform, actor: Actor, runId: string): Promise<void> {
  await unlessItMoved(resumeRun(platform, actor, runId));
  await setHeld(platform.db, runId, false);
}

/** A run may have ended meanwhile, or be controlled by a person; one whose template was withdrawn rests on. */
async function unlessItMoved(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!(error instanceof PosthornError) || !['run.wrong-state', 'run.version-withdrawn'].includes(error.code)) throw error;
  }
}
