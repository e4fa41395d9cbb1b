import type { Campaign, CampaignResults } from '@posthorn/contract';
import { receiptCountsOfRuns } from '../delivery/index.ts';
import type { Actor, Platform } from '../platform/platform.ts';
import { type RunRow, runsById } from '../production/index.ts';
import { compareVariants } from './compare-variants.ts';
import { isOwn } from './control-campaign.ts';
import { groupsOf } from './store.ts';
import type { CampaignRow, Group } from './types.ts';

/** A campaign as the API shows it. */
export function presentCampaign(row: CampaignRow, actor: Actor): Campaign {
  const { id, name, rule, variants, holdout, data, schedule, seeds, goal, state, revision, changedBy } = row;
  return {
    ...{ id, name, rule, variants, holdout, data, schedule, seeds, goal, state, revision, changedBy },
    changedAt: row.changedAt.toISOString(),
    ...(row.approvedBy === null ? {} : { approvedBy: row.approvedBy }),
    ...(row.approvedAt === null ? {} : { approvedAt: row.approvedAt.toISOString() }),
    own: isOwn(row, actor),
    ...(row.startedAt === null ? {} : { startedAt: row.startedAt.toISOString() }),
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt.toISOString() }),
    ...(row.stopReason === null ? {} : { stopReason: row.stopReason }),
    drawn: { lookedAt: row.lookedAt, unanswerable: row.unanswerable, members: row.members },
  };
}

type VariantResult = CampaignResults['variants'][number];
/** Share of false alarms over all comparisons of a campaign. */
const alpha = 0.05;

/** How the variants do, out of counters: customers, communications, receipts, and whether they differ from the first. */
export async function showResults(platform: Platform, campaign: CampaignRow): Promise<CampaignResults> {
  const groups = await groupsOf(platform.db, campaign.id);
  const counted = groups.filter((group) => group.wave > 0);
  const runIds = counted.flatMap((group) => group.runId ?? []);
  const receipts = await receiptCountsOfRuns(platform.db, runIds);
  const runs = new Map((await runsById(platform.db, runIds)).map((run) => [run.id, run]));
  const variants = campaign.variants.map(({ id, templateId }): VariantResult => {
    const own = counted.filter((group) => group.variant === id);
    return { id, templateId, ...resultOf(own, runs, receipts) };
  });
  const waves = [...new Set(counted.map((group) => group.wave))];
  const begun = waves.filter((wave) => counted.some((group) => group.wave === wave && group.runId !== null));
  const customersOf = (of: readonly Group[]) => of.reduce((sum, group) => sum + group.customers, 0);
  return {
    state: campaign.state,
    goal: campaign.goal,
    variants: variants.map((variant, at) =>
      at === 0 ? variant : { ...variant, comparison: comparisonWith(variants[0]!, variant, campaign) },
    ),
    holdout: customersOf(groups.filter((group) => group.variant === 'holdout')),
    seeds: customersOf(groups.filter((group) => group.wave === 0 && group.variant === campaign.variants[0]!.id)),
    waves: { begun: begun.length, all: waves.length },
  };
}

function resultOf(
  groups: readonly Group[],
  runs: ReadonlyMap<string, RunRow>,
  counts: Awaited<ReturnType<typeof receiptCountsOfRuns>>,
): Omit<VariantResult, 'id' | 'templateId'> {
  const begun = groups.filter((group) => group.runId !== null);
  const result = {
    customers: 0,
    begun: 0,
    composed: 0,
    withheld: 0,
    failed: 0,
    receipts: {} as Record<string, number>,
    runs: [] as string[],
  };
  for (const group of groups) result.customers += group.customers;
  for (const { customers, runId } of begun) {
    const run = runs.get(runId!);
    result.begun += customers;
    result.composed += run?.composed ?? 0;
    result.withheld += run?.withheld ?? 0;
    result.failed += run?.failed ?? 0;
    result.runs.push(runId!);
    for (const [kind, count] of Object.entries(counts.get(runId!) ?? {}))
      result.receipts[kind] = (result.receipts[kind] ?? 0) + (count ?? 0);
  }
  return result;
}

function comparisonWith(first: VariantResult, other: VariantResult, { goal, variants }: CampaignRow): VariantResult['comparison'] {
  const shareOf = (id: string) => variants.find((variant) => variant.id === id)!.share;
  const share = shareOf(other.id) / (shareOf(first.id) + shareOf(other.id));
  const countsOf = (variant: VariantResult) => ({ sent: variant.composed, successes: variant.receipts[goal] ?? 0 });
  return compareVariants(countsOf(first), countsOf(other), share, alpha / (variants.length - 1));
}
