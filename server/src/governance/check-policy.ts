import { isTimeZone } from '../customers/index.ts';
import type { ContactPolicy } from './types.ts';

/** What is wrong with a policy that its form does not tell, each with its place. */
export function faultsOf(policy: ContactPolicy): readonly { readonly field: string; readonly message: string }[] {
  const faults: { field: string; message: string }[] = [];
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
