import type { Policies } from '../platform/auth/policies.ts';

/** Who may see the contact policy, change it, and decide about messages that wait. */
export const governancePolicies: Policies = {
  'contact-policy:read': ['author', 'clerk', 'marketer', 'compliance', 'operator'],
  'contact-policy:write': ['marketer', 'compliance'],
  // Never one's own proposal.
  'contact-policy:approve': ['compliance'],
  'contact-policy:simulate': ['marketer', 'compliance', 'operator'],
  'waiting-room:read': ['clerk', 'marketer', 'compliance', 'operator'],
  'waiting-room:decide': ['clerk', 'compliance'],
  'circumstances:write': ['clerk', 'compliance'],
};
