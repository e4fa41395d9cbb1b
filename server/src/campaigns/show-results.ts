import type { CampaignResults } from '@posthorn/contract';
import { receiptCountsOfRuns } from '../delivery/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type RunRow, runsById } from '../production/index.ts';
import { compareVariants } from './compare-variants.ts';
import { groupsOf } from './store.ts';
import type { CampaignRow, Group } from './types.ts';
import { type LeftOut, upliftOf } from './uplift.ts';

type VariantResult = CampaignResults['variants'][number];
type Figures = Omit<VariantResult, 'id' | 'templateId'>;

/** Share of false alarms over all comparisons of the variants with the first, and over all of them with who is left out. */
const alpha = 0.05;

/** How the variants do, out of counters: customers, communications, receipts, conversions, and whether they differ from the first and from nothing. */
export async function showResults(platform: Platform, campaign: CampaignRow): Promise<CampaignResults> {
  const groups = await groupsOf(platform.db, campaign.id);
  const written = groups.filter((group) => group.wave > 0 && group.variant !== 'holdout');
  const runIds = written.flatMap((group) => group.runId ?? []);
  const receipts = await receiptCountsOfRuns(platform.db, runIds);
  const runs = new Map((await runsById(platform.db, runIds)).map((run) => [run.id, run]));
  const holdout = groups.filter((group) => group.variant === 'holdout');
  const leftOut = { begun: customersOf(holdout.filter(isBegun)), conversions: conversionsOf(holdout) };
  const variants = campaign.variants.map(({ id, templateId }): VariantResult => {
    const own = written.filter((group) => group.variant === id);
    return { id, templateId, ...figuresOf(own, runs, receipts) };
  });
  const waves = [...new Set(written.map((group) => group.wave))];
  return {
    state: campaign.state,
    goal: campaign.goal,
    variants: variants.map((variant, at) => ({
      ...variant,
      ...(at === 0 ? {} : { comparison: comparisonWith(variants[0]!, variant, campaign) }),
      ...upliftFor(variant, leftOut, campaign),
    })),
    ...(campaign.conversion === null ? {} : { conversion: campaign.conversion }),
    holdout: customersOf(holdout),
    holdoutBegun: leftOut.begun,
    holdoutConversions: leftOut.conversions,
    seeds: customersOf(groups.filter((group) => group.wave === 0 && group.variant === campaign.variants[0]!.id)),
    waves: {
      begun: waves.filter((wave) => written.some((group) => group.wave === wave && group.runId !== null)).length,
      all: waves.length,
    },
  };
}

const isBegun = ({ begunAt }: Group): boolean => begunAt !== null;
const customersOf = (groups: readonly Group[]): number => groups.reduce((sum, group) => sum + group.customers, 0);
const conversionsOf = (groups: readonly Group[]): number => groups.reduce((sum, group) => sum + group.conversions, 0);

function figuresOf(
  groups: readonly Group[],
  runs: ReadonlyMap<string, RunRow>,
  counts: Awaited<ReturnType<typeof receiptCountsOfRuns>>,
): Figures {
  const ofRuns = groups.flatMap((group) => runs.get(group.runId ?? '') ?? []);
  const sum = (what: 'composed' | 'withheld' | 'failed') => ofRuns.reduce((total, run) => total + run[what], 0);
  const receipts: Record<string, number> = {};
  for (const run of ofRuns)
    for (const [kind, count] of Object.entries(counts.get(run.id) ?? {})) receipts[kind] = (receipts[kind] ?? 0) + (count ?? 0);
  return {
    customers: customersOf(groups),
    begun: customersOf(groups.filter((group) => group.runId !== null)),
    ...{ composed: sum('composed'), withheld: sum('withheld'), failed: sum('failed'), receipts },
    conversions: conversionsOf(groups),
    runs: groups.flatMap((group) => group.runId ?? []),
  };
}

function comparisonWith(first: VariantResult, other: VariantResult, { goal, variants }: CampaignRow): VariantResult['comparison'] {
  const shareOf = (id: string) => variants.find((variant) => variant.id === id)!.share;
  const share = shareOf(other.id) / (shareOf(first.id) + shareOf(other.id));
  const countsOf = (variant: VariantResult) =>
    goal === 'converted'
      ? { sent: variant.begun, successes: variant.conversions }
      : { sent: variant.composed, successes: variant.receipts[goal] ?? 0 };
  return compareVariants(countsOf(first), countsOf(other), share, alpha / (variants.length - 1));
}

function upliftFor(
  variant: VariantResult,
  leftOut: LeftOut,
  { conversion, holdout, variants }: CampaignRow,
): Pick<VariantResult, 'uplift'> {
  if (conversion === null || holdout === 0) return {};
  const share = variants.find(({ id }) => id === variant.id)!.share * (1 - holdout);
  return { uplift: upliftOf(variant, leftOut, share / (share + holdout), alpha / variants.length) };
}
