import { expect, test } from 'vitest';
import { retryAfter } from './retry-class.ts';

test.each([
  ['451 4.7.1 Greylisting in action, please come back later', 300],
  [
    '450 4.2.0 <anna@there.example>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/there.example.html',
    300,
  ],
  ['451 4.7.1 Please try again later in 10 minutes (greylisted)', 600],
  ['450 4.7.1 Greylisted for 00:04:59', 299],
  ['451 Greylisted, retry after 5 seconds', 60],
  ['452 4.2.2 Mailbox full', 7200],
  ['450 4.7.28 Our system has detected an unusual rate of mail', 900],
  ['452 4.5.3 Too many recipients', 900],
  ['421 try again in 2 hours', 3600],
  ['451 4.3.0 Internal error', undefined],
])('%s: %s seconds', (reply, seconds) => {
  expect(retryAfter(reply)).toBe(seconds);
});
