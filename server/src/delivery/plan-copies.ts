import { type CustomerForComposition, copiesFor } from '../customers/index.ts';
import { quietTimes } from '../governance/index.ts';
import { newId } from '../platform/db/index.ts';
import type { Platform } from '../platform/platform.ts';
import { type CommunicationRow, type CopyRow, copiesOf } from '../production/index.ts';
import type { PlannedDelivery } from './plan-deliveries.ts';
import type { Trx } from './store.ts';

/*
 * A communication with several recipients is one matter: the contact policy is asked about it once, and its copies go out when it does, each as a
 * delivery of its own with the bytes that were composed for its recipient. What holds the communication holds them too.
 */

/** Customers by id, purposes by run. */
interface Known {
  readonly customers: ReadonlyMap<string, CustomerForComposition>;
  readonly purposes: ReadonlyMap<string, string>;
}

/**
 * The deliveries of the copies of communications that go out now. Who does not stand for the customer any more since they were composed gets none:
 * the mandate was all that allowed it.
 */
export async function planCopies(
  platform: Platform,
  trx: Trx,
  communications: readonly CommunicationRow[],
  { customers, purposes }: Known,
): Promise<readonly PlannedDelivery[]> {
  const all = await copiesOf(
    trx,
    communications.map((one) => one.id),
  );
  const copies = Map.groupBy(all, (one) => one.communicationId);
  const now = platform.clock();
  const quiet = all.some((one) => one.channel === 'sms') ? await quietTimes(platform.db, now) : () => now;
  return communications.flatMap((communication) => {
    const customer = customers.get(communication.customerId);
    const purpose = purposes.get(communication.runId) ?? 'contract';
    const standing = customer === undefined ? [] : copiesFor(customer, { purpose, at: now });
    return (copies.get(communication.id) ?? []).flatMap((copy): PlannedDelivery[] => {
      if (copy.fault !== null) return [];
      const channel = copy.channel!;
      const stands = standing.some(({ representative }) => representative.name === copy.name && representative.kind === copy.kind);
      if (!stands || customer === undefined) return [withheld(communication, copy)];
      const notBefore = channel === 'sms' ? quiet({ customer, channel, purpose }) : now;
      return [{ delivery: { ...deliveryOf(communication, copy), notBefore, nextAttemptAt: channel === 'sms' ? notBefore : null } }];
    });
  });
}

function withheld(communication: CommunicationRow, copy: CopyRow): PlannedDelivery {
  const detail = `${copy.name} does not stand for the customer any more.`;
  const delivery = { ...deliveryOf(communication, copy), state: 'cancelled' as const, lastError: detail };
  return { delivery, receipt: { kind: 'not-permitted', detail } };
}

/** A mail is built first, a letter waits for its print stream. */
function deliveryOf({ id: communicationId, month, customerId, runId }: CommunicationRow, { number, channel, address }: CopyRow) {
  return {
    ...{ id: newId(), month, communicationId, customerId, runId, channel: channel!, purpose: 'copy' as const, copy: number },
    ...{ address: address!, state: 'queued' as const, nextAttemptAt: null, lastError: null },
  };
}
