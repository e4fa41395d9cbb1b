import type { Policies } from '../platform/auth/policies.ts';

/** Who may decide the fate of deliveries, and who runs accounts. Reading deliveries goes with `communications:read` and `runs:read`. */
export const deliveryPolicies: Policies = {
  'deliveries:resolve': ['clerk', 'operator'],
  'deliveries:returned': ['clerk', 'operator'],
  'channels:read': ['operator', 'marketer', 'compliance'],
  'channels:operate': ['operator'],
  // Accounts hold passwords and decide over whom all messages go: administrators alone.
  'channels:configure': [],
  'sending:read': ['operator', 'marketer'],
  'sending:configure': ['operator'],
};
