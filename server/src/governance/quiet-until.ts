import type { ChannelName } from '@posthorn/contract';
import { customersById } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { policyNow, wishesOf } from './ask-policy.ts';
import { endOfQuiet } from './rules.ts';

/**
 * The earliest moment at which a message may reach a customer on a channel, by quiet hours and the customer's wishes: for what follows on a
 * message that was let go, such as its way by another channel, and does not count again.
 * @returns `at` itself where it is not quiet, and for a customer who is not there
 */
export async function quietUntil(
  platform: Platform,
  message: { readonly customerId: string; readonly channel: ChannelName; readonly purpose: string },
  at: Date,
): Promise<Date> {
  const customer = (await customersById(platform, [message.customerId])).get(message.customerId);
  if (customer === undefined) return at;
  const { policy } = await policyNow(platform.db, at);
  return endOfQuiet({ ...message, wishes: wishesOf({ ...message, customer }) }, policy, at);
}
