import type { CampaignPlan } from '@posthorn/contract';
import { holdBackRuns } from '../delivery/index.ts';
import { newId, transaction } from '../platform/db/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { recallRun, runsById } from '../production/index.ts';
import { audienceRule, audienceSchema } from './audience.ts';
import { checkCampaign } from './checklist/check-campaign.ts';
import './errors.ts';
import { type CampaignJob, drawJob, recallJob } from './job-names.ts';
import { type CampaignStep, mayStep, planFault, statesFor } from './rules.ts';
import {
  findCampaign,
  insertCampaign,
  lockCampaign,
  runsToRecall,
  setApproved,
  setRecalled,
  setState,
  type Trx,
  updatePlan,
} from './store.ts';
import type { CampaignRow } from './types.ts';

/** By then whoever stopped a campaign has recalled the runs under way, or is dead. */
const recallAfterMs = 5_000;

const editorOf = ({ kind, id }: Actor): string => `${kind}:${id}`;

/** Whether somebody wrote in it, and so may not approve it. */
export const isOwn = (campaign: CampaignRow, actor: Actor): boolean => campaign.editors.includes(editorOf(actor));

/** Plans a campaign. @throws PosthornError `campaign.invalid`, `campaign.bad-rule` */
export async function createCampaign(platform: Platform, actor: Actor, plan: CampaignPlan): Promise<CampaignRow> {
  await checkPlan(platform, plan);
  const id = newId();
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    await insertCampaign(trx, id, plan, { editor: editorOf(actor), name: actor.name, at: platform.clock() });
    await platform.audit.append(trx, actor, 'campaign.create', `campaign/${id}`, { name: plan.name });
  });
  return (await findCampaign(platform.db, id))!;
}

/**
 * Changes a campaign that has not begun; what was approved is to be approved again.
 * @throws PosthornError `campaign.not-found`, `campaign.wrong-state`, `campaign.changed`, `campaign.invalid`, `campaign.bad-rule`
 */
export async function changeCampaign(
  platform: Platform,
  actor: Actor,
  id: string,
  revision: number,
  plan: CampaignPlan,
): Promise<CampaignRow> {
  await checkPlan(platform, plan);
  return step(platform, id, 'change', async (trx, campaign) => {
    refuseStale(campaign, revision);
    await updatePlan(trx, id, plan, { editor: editorOf(actor), name: actor.name, at: platform.clock() });
    await platform.audit.append(trx, actor, 'campaign.change', `campaign/${id}`, { name: plan.name, revision: revision + 1 });
  });
}

/**
 * Approves a campaign as it was read.
 * @throws PosthornError `campaign.not-found`, `campaign.wrong-state`, `campaign.changed`, `campaign.own-change`, `campaign.not-ready`
 */
export async function approveCampaign(platform: Platform, actor: Actor, id: string, revision: number): Promise<CampaignRow> {
  const blocking = (await checkCampaign(platform, await campaignOf(platform, id))).filter((point) => point.verdict === 'blocking');
  return step(platform, id, 'approve', async (trx, campaign) => {
    refuseStale(campaign, revision);
    if (isOwn(campaign, actor)) throw new PosthornError('campaign.own-change');
    if (blocking.length > 0) throw new PosthornError('campaign.not-ready', { detail: blocking.map((point) => point.text).join(' ') });
    await setApproved(trx, id, actor.name, platform.clock());
    await platform.audit.append(trx, actor, 'campaign.approve', `campaign/${id}`, { revision });
  });
}

/** Starts an approved campaign: its audience is drawn, and what was drawn is sent by its schedule. @throws PosthornError `campaign.not-found`, `campaign.wrong-state` */
export async function startCampaign(platform: Platform, actor: Actor, id: string): Promise<CampaignRow> {
  return step(platform, id, 'start', async (trx) => {
    await setState(trx, id, 'drawing', platform.clock());
    await platform.jobs.enqueue<CampaignJob>(trx, drawJob, { campaignId: id });
    await platform.audit.append(trx, actor, 'campaign.start', `campaign/${id}`, {});
  });
}

/**
 * Stops a campaign for good. From the commit on nobody is begun with and nothing of it is handed to a sender any more; its runs are recalled right
 * after it.
 * @throws PosthornError `campaign.not-found`, `campaign.wrong-state`
 */
export async function stopCampaign(platform: Platform, actor: Actor, id: string, reason: string): Promise<CampaignRow> {
  await step(platform, id, 'stop', async (trx) => {
    await setState(trx, id, 'stopped', platform.clock(), reason);
    await holdBackRuns(platform, trx, await runsToRecall(trx, id));
    // The runs under way are recalled at once below; the job is for those that are over, of hundreds of waves, and for a process that dies before.
    const startAfter = new Date(platform.clock().getTime() + recallAfterMs);
    await platform.jobs.enqueue<CampaignJob>(trx, recallJob, { campaignId: id }, { startAfter });
    await platform.audit.append(trx, actor, 'campaign.stop', `campaign/${id}`, { reason });
  });
  const runs = await runsById(platform.db, await runsToRecall(platform.db, id));
  const underWay = runs.filter((run) => run.endedAt === null);
  await recall(
    platform,
    actor,
    underWay.map((run) => run.id),
  );
  return campaignOf(platform, id);
}

/** Recalls what is not on its way yet; a run that was recalled is left alone. */
export async function recallRuns(platform: Platform, actor: Actor, id: string): Promise<void> {
  await recall(platform, actor, await runsToRecall(platform.db, id));
}

async function recall(platform: Platform, actor: Actor, runIds: readonly string[]): Promise<void> {
  for (const runId of runIds) {
    await recallRun(platform, actor, runId);
    await setRecalled(platform.db, runId);
  }
}

/** The same where it may have ended meanwhile. */
export async function endCampaign(platform: Platform, actor: Actor, id: string, reason: string): Promise<void> {
  const campaign = await findCampaign(platform.db, id);
  if (campaign !== undefined && campaign.state !== 'stopped') await stopCampaign(platform, actor, id, reason);
}

/** @throws PosthornError `campaign.not-found` */
export async function campaignOf(platform: Platform, id: string): Promise<CampaignRow> {
  const campaign = await findCampaign(platform.db, id);
  if (campaign === undefined) throw new PosthornError('campaign.not-found');
  return campaign;
}

/** Does something with a campaign in a state that allows it, in one transaction. @throws PosthornError `campaign.not-found`, `campaign.wrong-state` */
export async function step(
  platform: Platform,
  id: string,
  name: CampaignStep,
  work: (trx: Trx, campaign: CampaignRow) => Promise<void>,
): Promise<CampaignRow> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const campaign = await lockCampaign(trx, id);
    if (campaign === undefined) throw new PosthornError('campaign.not-found');
    if (!mayStep(campaign.state, name)) {
      const detail = `The campaign "${campaign.name}" is ${campaign.state}; to ${name} is possible when it is ${statesFor(name).join(' or ')}.`;
      throw new PosthornError('campaign.wrong-state', { detail });
    }
    await work(trx, campaign);
  });
  await platform.events.shout('campaigns', { campaignId: id });
  return campaignOf(platform, id);
}

function refuseStale(campaign: CampaignRow, revision: number): void {
  if (campaign.revision !== revision)
    throw new PosthornError('campaign.changed', { detail: `${campaign.changedBy} changed it at ${campaign.changedAt.toISOString()}.` });
}

async function checkPlan(platform: Platform, plan: CampaignPlan): Promise<void> {
  const fault = planFault(plan);
  if (fault !== undefined) throw new PosthornError('campaign.invalid', { detail: fault });
  audienceRule(await audienceSchema(platform.db), plan.rule);
}
