import type { Transaction } from 'kysely';
import type { Db } from '../../platform/platform.ts';
import { mayAdvertise, type Verdict } from './standing.ts';
import { permissionsOf } from './store.ts';
import type { ConsentChannel } from './types.ts';

/** Whether advertising may go to a customer on a channel, at an address. */
export type MayAdvertise = (channel: ConsentChannel, address: string) => Verdict;

/**
 * Loads what some customers allowed, in one query; the answer is then asked for one of them.
 * @param goods groups of goods that are advertised
 */
export async function advertisingPermissions(
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  db: Db | Transaction<any>,
  customerIds: readonly string[],
  { goods, now }: { readonly goods: readonly string[]; readonly now: Date },
): Promise<(customerId: string) => MayAdvertise> {
  const permissions = await permissionsOf(db, customerIds, 'advertising');
  return (customerId) => (channel, address) => {
    const permission = permissions.get(customerId)?.find((one) => one.channel === channel);
    return mayAdvertise(channel, permission, { address, goods, now });
  };
}

/** Whether a customer consented to something for a channel, at an address. */
export type Consented = (customerId: string, channel: 'email' | 'sms', address: string) => boolean;

/**
 * Loads who of some customers consented to something beside advertising, such as `tracking` of how mails are read, in one query. Only a consent
 * counts here: what was bought gives none.
 */
export async function consentsTo(
  // biome-ignore lint/suspicious/noExplicitAny: any room's transaction will do
  db: Db | Transaction<any>,
  customerIds: readonly string[],
  purpose: string,
  now: Date,
): Promise<Consented> {
  const permissions = await permissionsOf(db, customerIds, purpose);
  return (customerId, channel, address) => {
    const permission = permissions.get(customerId)?.find((one) => one.channel === channel);
    return mayAdvertise(channel, permission, { address, goods: [], now }).allowed;
  };
}
