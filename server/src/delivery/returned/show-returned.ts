import type { PlaceParts, ReturnedCase } from '@posthorn/contract';
import { customersById, placesOf } from '../../customers/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { communicationsById } from '../../production/index.ts';
import { deliveriesOf } from '../store.ts';
import type { ReturnedRow } from './store.ts';

/** Letters that came back as the workplace shows them, in their order. A handful of queries, however many there are. */
export async function showReturned(platform: Platform, rows: readonly ReturnedRow[]): Promise<ReturnedCase[]> {
  const communicationIds = [...new Set(rows.map((row) => row.communicationId))];
  const customerIds = [...new Set(rows.map((row) => row.customerId))];
  const [communications, customers, places, deliveries] = await Promise.all([
    communicationsById(platform.db, communicationIds),
    customersById(platform, customerIds),
    placesOf(platform.db, customerIds),
    deliveriesOf(platform.db, communicationIds),
  ]);
  const byId = new Map(communications.map((one) => [one.id, one]));
  return rows.map((row) => {
    const customer = customers.get(row.customerId);
    const communication = byId.get(row.communicationId);
    const { id, communicationId, customerId, reason, at, by, address, consequence, settled, settledAt, settledBy, again } = row;
    const resent = deliveries.find((one) => one.communicationId === communicationId && one.purpose === 'copy' && one.copy === again);
    const [name] = address.split('\n');
    const representative = customer?.wishes.representatives?.find((one) => one.name === name);
    return {
      ...{ id, communicationId, customerId, reason, at: at.toISOString(), by, address: address.split('\n'), consequence },
      ...{ customerNumber: customer?.number ?? '', customerName: customer?.name ?? '' },
      ...{ reference: communication?.reference ?? '', subject: communication?.subject ?? '' },
      ...correctableOf(consequence, places.get(customerId), representative),
      ...(settled === null ? {} : { settled, settledBy: settledBy ?? '', settledAt: (settledAt ?? at).toISOString() }),
      ...(again === null ? {} : { again: { address: (resent?.address ?? '').split('\n'), ...(resent && { state: resent.state }) } }),
    };
  });
}

function correctableOf(
  consequence: ReturnedRow['consequence'],
  own: PlaceParts | undefined,
  representative: { readonly place?: PlaceParts | undefined } | undefined,
): Pick<ReturnedCase, 'correctable' | 'place'> {
  if (consequence === 'recipient') {
    if (representative === undefined) return {};
    return { correctable: 'recipient', ...(representative.place === undefined ? {} : { place: representative.place }) };
  }
  return { correctable: 'customer', ...(own === undefined ? {} : { place: own }) };
}
