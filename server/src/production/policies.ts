import type { Policies } from '../platform/auth/policies.ts';

/** Who may see and steer runs. */
export const productionPolicies: Policies = {
  'runs:read': ['author', 'clerk', 'marketer', 'compliance', 'operator'],
  'runs:start': ['marketer', 'operator'],
  'runs:control': ['operator'],
};
