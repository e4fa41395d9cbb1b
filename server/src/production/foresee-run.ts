import type { RunForecast } from '@posthorn/contract';
import { ruleNamesNow } from '../governance/index.ts';
import { openDataset } from '../intake/index.ts';
import { PosthornError } from '../platform/errors/index.ts';
import type { Platform } from '../platform/platform.ts';
import { askAbout } from './ask-before-composing.ts';
import { loadBatch } from './compose-chunk.ts';
import './errors.ts';
import { refuseUses } from './refuse-uses.ts';
import { checkedSelection, type RunRequest, versionToRun } from './start-run.ts';
import type { FailedRecord, RouteFunction } from './types.ts';
import { versionBundle } from './version-bundle.ts';

/** Records that are looked at, at most, while somebody waits for the answer. */
const sampleSize = 2_000;
const exampleCount = 5;

type Outcome = RunForecast['outcomes'][number];
type One = Omit<Outcome, 'records' | 'examples'> & { readonly example: Outcome['examples'][number] };

/**
 * What a run would come to, were it started now: its records are joined with customers, routed and asked about as when they are composed, but nothing is
 * composed or kept. Of very many records a sample, spread evenly, is looked at and scaled up.
 * @throws PosthornError `run.unknown-template`, `run.not-released`, `run.bad-selection`, `run.empty-selection`
 */
export async function foreseeRun(platform: Platform, route: RouteFunction, request: Omit<RunRequest, 'name'>): Promise<RunForecast> {
  const selection = checkedSelection(request.selection);
  const version = await versionToRun(platform, request.templateId);
  const ids = await openDataset(platform, selection).ids();
  if (ids.length === 0)
    throw new PosthornError('run.empty-selection', { detail: `The dataset "${selection.dataset}" holds no such records.` });
  const chosen = evenly(ids, sampleSize);
  const all = await outcomesOf(platform, route, { versionId: version.id, templateId: request.templateId, recordIds: chosen });
  const scale = (count: number) => Math.round((count * ids.length) / chosen.length);
  const groups = [...Map.groupBy(all, ({ verdict, code, rule }) => `${verdict} ${code} ${rule?.id ?? ''}`).values()];
  const going = all.filter(({ verdict }) => verdict === 'send' || verdict === 'hold');
  return {
    records: ids.length,
    ...(chosen.length === ids.length ? {} : { sample: chosen.length }),
    outcomes: groups
      .sort((a, b) => b.length - a.length)
      .map((of) => {
        const { example: _example, ...same } = of[0]!;
        return { ...same, records: scale(of.length), examples: of.slice(0, exampleCount).map((one) => one.example) };
      }),
    channels: [...Map.groupBy(going, (one) => one.example.channel!)].map(([channel, of]) => ({ channel, records: scale(of.length) })),
  };
}

async function outcomesOf(
  platform: Platform,
  route: RouteFunction,
  { versionId, templateId, recordIds }: { readonly versionId: string; readonly templateId: string; readonly recordIds: readonly string[] },
): Promise<readonly One[]> {
  const startedAt = platform.clock();
  const bundle = await versionBundle(platform, versionId, startedAt);
  const { ready, failures } = await loadBatch(platform, recordIds, bundle, route, startedAt);
  const { allowed, refused } = await refuseUses(platform, { versionId, template: bundle.template, at: startedAt }, ready);
  const { asked, decisions } = await askAbout(platform, { id: null, templateId, startedAt }, bundle.template, allowed);
  const nameOf = await ruleNamesNow(platform.db, startedAt);
  const decided = asked.map(({ record, customer, channel }, at): One => {
    const { verdict, code, rule, until } = decisions[at]!;
    const { id: customerId, number: customerNumber, name: customerName } = customer;
    const example = { recordKey: record.key, customerId, customerNumber, customerName, channel };
    return {
      ...{ verdict, code },
      ...(rule === null ? {} : { rule: { id: rule, name: nameOf(rule) } }),
      example: until === null ? example : { ...example, until: until.toISOString() },
    };
  });
  return [...decided, ...[...failures, ...refused].map(failed)];
}

function failed({ recordKey, customerNumber, kind, diagnostics }: FailedRecord): One {
  const [first] = diagnostics;
  return {
    verdict: kind === 'withheld' ? 'withhold' : 'fail',
    ...{ code: first?.code ?? 'unknown', text: first?.message ?? '' },
    example: { recordKey, ...(customerNumber === null ? {} : { customerNumber }) },
  };
}

/** At most so many of them, spread over all. */
function evenly<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_one, at) => all[Math.floor((at * all.length) / most)]!);
}
