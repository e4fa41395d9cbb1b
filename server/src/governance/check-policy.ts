import { isTimeZone } from '../customers/index.ts';
import type { ContactPolicy } from './types.ts';

/** What is wrong with a policy that its form does not tell, each with its place. */
export function faultsOf(policy: ContactPolicy): readonly { readonly field: string; readonly message: string }[] {
  const faults: { field: string; message: string }[] = [];
  const fault = (field: string, message: string) => faults.push({ field, message });
  if (!isTimeZone(policy.timeZone)) fault('/timeZone', `There is no time zone "${policy.timeZone}".`);
  const ids = new Set<string>();
  const { caps, quiet, duplicates, conflicts, gatherings, budgets } = policy;
  for (const [list, rules] of Object.entries({ caps, quiet, duplicates, conflicts, gatherings, budgets })) {
    rules.forEach(({ id, ...rule }, at) => {
      if (ids.has(id)) fault(`/${list}/${at}/id`, `Two rules are called "${id}".`);
      ids.add(id);
      const purpose = 'purpose' in rule ? rule.purpose : undefined;
      if (purpose !== undefined && policy.purposes[purpose] === undefined)
        fault(`/${list}/${at}/purpose`, `The purpose "${purpose}" has no entry under purposes.`);
    });
  }
  return faults;
}
