import { transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { type RunRequest, startRun } from '../production/index.ts';
import { endCampaign } from './control-campaign.ts';
import { sendJob, type WaveJob } from './job-names.ts';
import { datasetOf, slotFor } from './rules.ts';
import { groupsOf, lockCampaign, setBegun, setRun, setState, type Trx } from './store.ts';
import type { CampaignRow, Group } from './types.ts';

const campaigner: Actor = { kind: 'system', id: 'campaigns', name: 'Posthorn' };

/** A group has its run already, or the campaign was stopped: the run that was about to be started must not be. */
class NotWanted extends Error {}

/**
 * Begins with a wave: a run for each of its variants, noted at the group in the transaction that starts it, so that a wave that is begun twice after a
 * crash starts nothing twice; then plans the next one. A run that cannot be started ends the campaign, with the reason.
 */
export async function sendWave(platform: Platform, { campaignId, wave }: WaveJob): Promise<void> {
  const campaign = await begin(platform, campaignId, wave);
  if (campaign === undefined) return;
  const groups = await groupsOf(platform.db, campaignId);
  const due = groups.filter((group) => group.variant !== 'holdout' && group.wave <= wave && group.runId === null);
  try {
    for (const group of due) await startGroup(platform, campaign, group);
  } catch (error) {
    if (!(error instanceof PosthornError)) throw error;
    await endCampaign(platform, campaigner, campaignId, error.message);
    return;
  }
  await planNext(platform, campaignId, wave, Math.max(0, ...groups.map((group) => group.wave)));
  await platform.events.shout('campaigns', { campaignId });
}

/** From one moment on conversions count for all of a wave, also for those who are left out; kept before anybody is written to. */
function begin(platform: Platform, campaignId: string, wave: number): Promise<CampaignRow | undefined> {
  return transaction(platform.db, { log: platform.log }, async (trx) => {
    const campaign = await lockCampaign(trx, campaignId);
    if (campaign?.state !== 'sending') return undefined;
    await setBegun(trx, campaignId, wave, platform.clock());
    return campaign;
  });
}

async function startGroup(platform: Platform, campaign: CampaignRow, group: Group): Promise<void> {
  const { templateId } = campaign.variants.find(({ id }) => id === group.variant)!;
  const waves = group.wave === 0 ? ', seeds' : campaign.schedule.perHour === undefined ? '' : `, ${group.wave}`;
  const request = {
    templateId,
    selection: { dataset: datasetOf(campaign.id, group.variant, group.wave) },
    name: `${campaign.name}: ${group.variant}${waves}`,
    ...hoursOf(campaign),
  };
  try {
    await startRun(platform, campaigner, request, async (trx, runId) => {
      const now = await lockCampaign(trx as Trx, campaign.id);
      if (now?.state !== 'sending' || !(await setRun(trx as Trx, campaign.id, group, runId))) throw new NotWanted();
    });
  } catch (error) {
    // Another worker who thought this one dead was faster; it waited for the same key of a run.
    const begun = (await groupsOf(platform.db, campaign.id)).find(({ variant, wave }) => variant === group.variant && wave === group.wave);
    if (!(error instanceof NotWanted) && begun?.runId == null) throw error;
  }
}

/** Hours by the customers' clocks are the runs' to keep, message by message. */
function hoursOf({ schedule: { window } }: CampaignRow): Pick<RunRequest, 'hours'> {
  if (window?.clock !== 'customer') return {};
  const { clock: _clock, ...hours } = window;
  return { hours };
}

async function planNext(platform: Platform, campaignId: string, wave: number, last: number): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const campaign = await lockCampaign(trx, campaignId);
    if (campaign?.state !== 'sending') return;
    const now = platform.clock();
    if (wave >= last) return setState(trx, campaignId, 'done', now);
    const startAfter = slotFor(campaign.schedule, platform.config.homeCountry ?? 'DE', now, now);
    await platform.jobs.enqueue<WaveJob>(
      trx,
      sendJob,
      { campaignId, wave: wave + 1 },
      { startAfter, singletonKey: `${campaignId} ${wave + 1}` },
    );
  });
}
