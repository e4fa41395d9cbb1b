import type { Policies } from '../platform/auth/policies.ts';

/** Who may see templates, write them and release them. */
export const contentPolicies: Policies = {
  'content:read': ['author', 'clerk', 'marketer', 'compliance', 'operator'],
  'content:write': ['author', 'marketer', 'compliance'],
  // Records of customers become samples that every reader of a template sees.
  'content:sample-records': ['author', 'compliance', 'operator'],
  'content:release': ['compliance'],
  // The stages of a review, one each.
  'content:approve-department': ['author', 'marketer', 'compliance'],
  'content:approve-legal': ['compliance'],
  'content:approve-compliance': ['compliance'],
  'content:withdraw': ['compliance', 'operator'],
  'content:comment': ['author', 'clerk', 'marketer', 'compliance', 'operator'],
  // Changes of words that those who write accept or not.
  'content:suggest': ['author', 'marketer', 'compliance'],
  // Texts go to a language model, where one was configured.
  'content:assist': ['author', 'marketer', 'compliance'],
  // Templates of another environment, as drafts.
  'content:promote': ['author', 'compliance'],
  // What laws demand, and which templates it is about.
  'content:duties': ['compliance'],
  // How sensitive attributes are, and what for they may be used.
  'content:personal-data': ['compliance'],
  // Passages that authors may not alter.
  'content:lock': ['compliance'],
  // Which stages a class of templates has: for administrators alone.
  'content:configure': [],
};
