import type { Policies } from '../platform/auth/policies.ts';

/** Who may see imports and mend what could not be loaded. */
export const intakePolicies: Policies = {
  'imports:read': ['author', 'clerk', 'marketer', 'compliance', 'operator'],
  'quarantine:mend': ['clerk', 'operator'],
};
