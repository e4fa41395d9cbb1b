import type { ChannelName } from '@posthorn/contract';
import type { Transaction } from 'kysely';
import { type CustomerForComposition, customersById } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { policyNow, wishesOf } from './ask-policy.ts';
import { endOfQuiet } from './rules.ts';

interface Message {
  readonly customer: CustomerForComposition;
  readonly channel: ChannelName;
  readonly purpose: string;
}

/** The same as `quietUntil` for many messages, whose customers are known, after one query. */
// biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
export async function quietTimes(db: Platform['db'] | Transaction<any>, at: Date): Promise<(message: Message) => Date> {
  const { policy } = await policyNow(db, at);
  return ({ customer, channel, purpose }) => endOfQuiet({ channel, purpose, wishes: wishesOf({ customer, channel, purpose }) }, policy, at);
}

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
  return (await quietTimes(platform.db, at))({ ...message, customer });
}
