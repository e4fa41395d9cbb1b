import type { Policies } from '../platform/auth/policies.ts';

/** Who may see communications. */
export const archivePolicies: Policies = {
  'communications:read': ['author', 'clerk', 'marketer', 'compliance', 'operator'],
};
