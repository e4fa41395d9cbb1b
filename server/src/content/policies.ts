import type { Policies } from '../platform/auth/policies.ts';

/** Who may see templates and release them. */
export const contentPolicies: Policies = {
  'content:read': ['author', 'clerk', 'marketer', 'compliance', 'operator'],
  'content:release': ['compliance'],
};
