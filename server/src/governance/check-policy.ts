import { isTimeZone } from '../customers/index.ts';
import { daysBetweenClosings, leaveNoTime } from './quiet-week.ts';
import type { ContactPolicy } from './types.ts';

interface Fault {
  readonly field: string;
  readonly message: string;
}

/** What is wrong with a policy that its form does not tell, each with its place. */
export function faultsOf(policy: ContactPolicy): readonly Fault[] {
  return [...wrongNames(policy), ...alwaysQuiet(policy), ...neverClosing(policy)];
}

function wrongNames(policy: ContactPolicy): readonly Fault[] {
  const faults: Fault[] = [];
  const fault = (field: string, message: string) => faults.push({ field, message });
  if (!isTimeZone(policy.timeZone)) fault('/timeZone', `There is no time zone "${policy.timeZone}".`);
  const ids = new Set<string>();
  const { caps, quiet, duplicates, conflicts, gatherings, digests, budgets } = policy;
  for (const [list, rules] of Object.entries({ caps, quiet, duplicates, conflicts, gatherings, digests, budgets })) {
    rules.forEach(({ id, ...rule }, at) => {
      if (ids.has(id)) fault(`/${list}/${at}/id`, `Two rules are called "${id}".`);
      ids.add(id);
      const named: Readonly<Record<string, readonly string[]>> =
        'purposes' in rule ? { purposes: rule.purposes ?? [] } : 'purpose' in rule ? { purpose: [rule.purpose ?? []].flat() } : {};
      for (const [field, purposes] of Object.entries(named))
        for (const purpose of purposes.filter((one) => policy.purposes[one] === undefined))
          fault(`/${list}/${at}/${field}`, `The purpose "${purpose}" has no entry under purposes.`);
    });
  }
  return faults;
}

/** Quiet hours that together leave no time: what they speak of would never go, and nobody would see why. */
function alwaysQuiet({ quiet, purposes }: ContactPolicy): readonly Fault[] {
  const faults: Fault[] = [];
  for (const channel of new Set(quiet.flatMap((rule) => rule.channels))) {
    const of = (purpose: string | undefined) =>
      quiet.filter((rule) => rule.channels.includes(channel) && (rule.purpose === undefined || rule.purpose === purpose));
    const shut = leaveNoTime(of(undefined)) ? [undefined] : Object.keys(purposes).filter((purpose) => leaveNoTime(of(purpose)));
    for (const purpose of shut) {
      const what = purpose === undefined ? 'anything' : `"${purpose}"`;
      faults.push({ field: '/quiet', message: `The quiet hours leave no time of the week in which ${what} may go by ${channel}.` });
    }
  }
  return faults;
}

/** A digest for which messages would have to be kept longer than anything is held: what comes too early would go alone. */
function neverClosing({ digests, longestHoldDays }: ContactPolicy): readonly Fault[] {
  return digests.flatMap((rule, at) => {
    const days = daysBetweenClosings(rule);
    if (days <= longestHoldDays) return [];
    const message = `"${rule.name}" closes up to ${days} days after a message comes, but nothing is held longer than ${longestHoldDays}.`;
    return [{ field: `/digests/${at}/days`, message }];
  });
}
