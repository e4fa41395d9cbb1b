import type { Policies } from '../platform/auth/policies.ts';

/** Who may see, plan, approve and start campaigns. Approving is never for who wrote in it. */
export const campaignPolicies: Policies = {
  'campaigns:read': ['author', 'clerk', 'marketer', 'compliance', 'operator'],
  'campaigns:write': ['marketer'],
  'campaigns:approve': ['marketer', 'compliance'],
  // Programs of a shop tell of purchases: by an API key with one of these roles.
  'conversions:write': ['marketer', 'operator'],
  'campaigns:start': ['marketer', 'operator'],
};
