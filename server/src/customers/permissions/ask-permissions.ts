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
