import type { Rule } from '@posthorn/engine/authoring';
import { type CustomerForComposition, customerIdsAfter, customersById, customersByNumber } from '../customers/index.ts';
import { appendRecords } from '../intake/index.ts';
import { transaction } from '../platform/db/index.ts';
import type { JobContext } from '../platform/jobs/index.ts';
import type { Platform } from '../platform/platform.ts';
import { audienceRecord, audienceRule, audienceSchema } from './audience.ts';
import { drawGroup } from './draw.ts';
import { type CampaignJob, sendJob, type WaveJob } from './job-names.ts';
import { datasetOf, slotFor, waveOf } from './rules.ts';
import { addToGroup, findCampaign, keepDrawn, lockCampaign, setState, type Trx } from './store.ts';
import type { CampaignRow, Member } from './types.ts';

/** Customers looked at in one transaction. */
const batchSize = 1_000;

/**
 * Deals a campaign's audience out: walks through all customers, and keeps with every batch who is in it, the records for their runs, and how far it
 * has come, so that a killed worker's successor goes on behind the last batch. Does nothing for a campaign that was stopped.
 */
export async function drawAudience(platform: Platform, { campaignId }: CampaignJob, { signal }: Pick<JobContext, 'signal'>): Promise<void> {
  let campaign = await findCampaign(platform.db, campaignId);
  if (campaign?.state !== 'drawing') return;
  const rule = audienceRule(await audienceSchema(platform.db), campaign.rule);
  while (campaign?.state === 'drawing') {
    signal.throwIfAborted();
    const ids = await customerIdsAfter(platform.db, campaign.drawnTo ?? undefined, batchSize);
    if (ids.length === 0) return endDrawing(platform, campaign);
    const customers = await customersById(platform, ids);
    await drawBatch(
      platform,
      campaign,
      rule,
      ids.flatMap((id) => customers.get(id) ?? []),
      ids.at(-1)!,
    );
    await platform.events.shout('campaigns', { campaignId });
    campaign = await findCampaign(platform.db, campaignId);
  }
}

async function drawBatch(
  platform: Platform,
  seen: CampaignRow,
  rule: Rule,
  customers: readonly CustomerForComposition[],
  to: string,
): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const campaign = await lockCampaign(trx, seen.id);
    // Stopped, or drawn by another worker meanwhile.
    if (campaign?.state !== 'drawing' || campaign.drawnTo !== seen.drawnTo) return;
    const answers = customers.map((customer) => rule.matches(audienceRecord(customer)));
    const matching = customers.filter((_customer, at) => answers[at] === true);
    const unanswerable = answers.filter((answer) => answer === undefined).length;
    let dealt = campaign.members;
    const members = matching.map((customer): Member & { readonly number: string } => {
      const variant = drawGroup(campaign.id, customer.number, campaign);
      // Who is left out goes with the wave of whoever was dealt last, so that no wave is theirs alone.
      const wave = waveOf(variant === 'holdout' ? Math.max(0, dealt - 1) : dealt++, campaign.schedule);
      return { customerId: customer.id, number: customer.number, variant, wave };
    });
    await keepDrawn(trx, campaign, { to, lookedAt: customers.length, unanswerable, members });
    const written = members.filter(({ variant }) => variant !== 'holdout');
    for (const group of Map.groupBy(written, ({ variant, wave }) => datasetOf(campaign.id, variant, wave)).values())
      await appendTo(
        platform,
        trx,
        campaign,
        group[0]!,
        group.map(({ number }) => number),
      );
  });
}

/** The records of customers in a group: what all get, and which variant it is. */
async function appendTo(
  platform: Platform,
  trx: Trx,
  { id, name, data }: CampaignRow,
  { variant, wave }: Pick<Member, 'variant' | 'wave'>,
  numbers: readonly string[],
): Promise<void> {
  const records = numbers.map((number) => ({ key: number, customerNumber: number, data: { ...data, campaign: { id, name, variant } } }));
  await appendRecords(trx, datasetOf(id, variant, wave), id, records, platform.clock());
}

/** The audience is complete: the seeds get every variant, and the first wave is planned. */
async function endDrawing(platform: Platform, { id }: CampaignRow): Promise<void> {
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const campaign = await lockCampaign(trx, id);
    if (campaign?.state !== 'drawing') return;
    const seeds = [...(await customersByNumber(platform, campaign.seeds)).keys()];
    if (seeds.length > 0)
      for (const { id: variant } of campaign.variants) {
        await appendTo(platform, trx, campaign, { variant, wave: 0 }, seeds);
        await addToGroup(trx, id, { variant, wave: 0 }, seeds.length);
      }
    await setState(trx, id, 'sending', platform.clock());
    const startAfter = slotFor(campaign.schedule, platform.config.homeCountry ?? 'DE', platform.clock());
    await platform.jobs.enqueue<WaveJob>(trx, sendJob, { campaignId: id, wave: 1 }, { startAfter });
  });
  await platform.events.shout('campaigns', { campaignId: id });
}
