import type { Policies } from '../platform/auth/policies.ts';

/** Who may see customers and change how they are written to. */
export const customersPolicies: Policies = {
  'customers:read': ['author', 'clerk', 'marketer', 'compliance', 'operator'],
  'customers:write': ['clerk'],
};
