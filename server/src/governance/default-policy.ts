import type { ContactPolicy } from './types.ts';

/** What holds until somebody makes a policy: everything may go that is permitted, and is counted. */
export const defaultPolicy: ContactPolicy = {
  timeZone: 'Europe/Berlin',
  purposes: {
    contract: { priority: 90, basis: 'contract', mandatory: true },
    service: { priority: 50, basis: 'legitimate-interest', mandatory: false },
    advertising: { priority: 10, basis: 'consent', mandatory: false },
  },
  matters: {},
  caps: [],
  quiet: [],
  duplicates: [],
  conflicts: [],
  gatherings: [],
  digests: [],
  budgets: [],
  costs: {},
  longestHoldDays: 30,
};
