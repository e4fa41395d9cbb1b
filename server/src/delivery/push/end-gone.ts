import { endDevices } from '../../customers/index.ts';
import type { Actor, Platform } from '../../platform/platform.ts';
import type { Ended } from '../sender.ts';
import type { Trx } from '../store.ts';

const listener: Actor = { kind: 'system', id: 'push', name: 'Web push' };
const reason = 'The push service says that the subscription has ended.';

/** Ends the contact points of devices whose subscription has ended, in the transaction that writes down what became of their messages. */
export async function endGoneDevices(platform: Platform, trx: Trx, ended: readonly Ended[]): Promise<void> {
  for (const { delivery, outcome } of ended) {
    if (!outcome?.gone) continue;
    const { id: deliveryId, customerId } = delivery;
    for (const address of await endDevices(trx, customerId, outcome.gone, reason)) {
      const data = { channel: 'push', address, deliveryId };
      await platform.audit.append(trx, listener, 'customers.contact-point-bounced', `customer/${customerId}`, data);
    }
  }
}
