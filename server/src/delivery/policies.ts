import type { Policies } from '../platform/auth/policies.ts';

/** Who may decide the fate of deliveries. Reading them goes with `communications:read` and `runs:read`. */
export const deliveryPolicies: Policies = {
  'deliveries:resolve': ['clerk', 'operator'],
};
