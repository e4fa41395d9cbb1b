import type { Platform } from '../platform/platform.ts';
import { policyNow } from './ask-policy.ts';
import { spendingBy } from './decide-contacts.ts';
import { cancelContacts as cancelRows, openContactsOf } from './store/contacts.ts';
import { addSpending, countContacts } from './store/counts.ts';
import type { Trx } from './store/reader.ts';

/** Messages that will not go out after all, in the caller's transaction: they don't count for caps any more, and cost nothing. */
export async function cancelContacts(platform: Platform, trx: Trx, communicationIds: readonly string[]): Promise<void> {
  if (communicationIds.length === 0) return;
  const now = platform.clock();
  const before = await cancelRows(trx, communicationIds, now);
  await countContacts(
    trx,
    before.map(({ runId, state }) => ({ runId, from: state, to: 'cancelled' })),
  );
  const { policy } = await policyNow(trx, now);
  await addSpending(trx, spendingBy(before, policy, -1));
}

/** What is held or waits of a run that was cancelled goes out no more. */
export async function cancelContactsOfRun(platform: Platform, trx: Trx, runId: string): Promise<void> {
  await cancelContacts(platform, trx, await openContactsOf(trx, runId));
}
