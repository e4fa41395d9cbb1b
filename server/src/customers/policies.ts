import type { Policies } from '../platform/auth/policies.ts';

/** Who may see customers and change how they are written to; who may read the ledger of consents and add to it. */
export const customersPolicies: Policies = {
  'customers:read': ['author', 'clerk', 'marketer', 'compliance', 'operator'],
  'customers:write': ['clerk'],
  'consents:read': ['clerk', 'marketer', 'compliance'],
  'consents:write': ['clerk', 'compliance'],
  // Files that say of many customers at once whether they may be written to.
  'permission-files:import': ['compliance'],
};
