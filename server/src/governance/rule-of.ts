import type { ContactPolicy } from './types.ts';

/** A rule of a policy by its id; its id again where it is there no more. */
export function ruleOf(policy: ContactPolicy, id: string | null): { readonly id: string; readonly name: string } | undefined {
  if (id === null) return undefined;
  const { caps, quiet, duplicates, conflicts, gatherings, digests, budgets } = policy;
  const rule = [caps, quiet, duplicates, conflicts, gatherings, digests, budgets].flat().find((one) => one.id === id);
  return { id, name: rule?.name ?? id };
}
