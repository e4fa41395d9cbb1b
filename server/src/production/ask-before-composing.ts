import type { Template } from '@posthorn/engine';
import { timeZoneOf } from '../customers/index.ts';
import { askPolicy, type ContactDecision, contactReasonText, type Matter, matterOf } from '../governance/index.ts';
import type { Platform } from '../platform/platform.ts';
import { failedRecord, type RoutedRecord } from './prepare-batch.ts';
import type { RunRow } from './store/runs.ts';
import type { FailedRecord } from './types.ts';

/** A record that is to be composed, and what its communication is about. */
export interface AskedRecord extends RoutedRecord {
  readonly matter: Matter;
}

/** Asks the contact policy before anything is composed: what it withholds for good needs no composing, and is kept with the reason. */
export async function askBeforeComposing(
  platform: Platform,
  run: RunRow,
  template: Template,
  ready: readonly RoutedRecord[],
): Promise<{ readonly asked: readonly AskedRecord[]; readonly withheld: readonly FailedRecord[] }> {
  const { asked, decisions } = await askAbout(platform, run, template, ready);
  const stopped = (at: number) => decisions[at]!.verdict === 'withhold';
  return {
    asked: asked.filter((_one, at) => !stopped(at)),
    withheld: asked.flatMap(({ record }, at) => (stopped(at) ? [withheldRecord(record, decisions[at]!)] : [])),
  };
}

/** What the policy says about records, as of now; in their order. */
export async function askAbout(
  platform: Platform,
  run: Pick<RunRow, 'templateId' | 'startedAt'> & { readonly id: string | null; readonly hours?: RunRow['hours'] },
  template: Template,
  ready: readonly RoutedRecord[],
): Promise<{ readonly asked: readonly AskedRecord[]; readonly decisions: readonly ContactDecision[] }> {
  const zone = timeZoneOf({ country: platform.config.homeCountry ?? 'DE', wishes: {} });
  const asked = ready.map((one) => ({ ...one, matter: matterOf({ ...template, id: run.templateId }, one.task.data, run.startedAt, zone) }));
  const requests = asked.map(({ record, customer, channel, matter }) => ({
    ...{ ...matter, id: record.id, customer, channel, runId: run.id, templateId: run.templateId, purpose: template.purpose },
    hours: run.hours ?? null,
  }));
  return { asked, decisions: await askPolicy(platform.db, requests, platform.clock()) };
}

function withheldRecord(record: RoutedRecord['record'], { code, rule, details }: ContactDecision): FailedRecord {
  const seen = Object.entries({ ...(rule === null ? {} : { rule }), ...details }).map(([name, value]) => `${name} ${value}`);
  const diagnostic = {
    severity: 'error' as const,
    code: `contact-policy.${code}`,
    message: `${contactReasonText({ state: 'withheld', code })} (${seen.join(', ')})`,
    place: { part: 'data' as const, pointer: '' },
    hint: 'Leave the record, or try again when what stands in the way is gone.',
  };
  return { ...failedRecord(record, [diagnostic]), kind: 'withheld' };
}
