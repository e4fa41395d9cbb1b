import type { Delivery as ShownDelivery } from '@posthorn/contract';
import type { Static } from 'typebox';
import type { Db } from '../../platform/platform.ts';
import { communicationsById } from '../../production/index.ts';
import { deliveriesById, type Trx } from '../store.ts';
import type { Delivery } from '../types.ts';
import { partsAround } from './store.ts';

type Shown = Pick<Static<typeof ShownDelivery>, 'together'>;

/** With what deliveries go out as one mail or in one envelope, as the API shows it; asks little where they go alone. */
export async function showTogether(
  db: Db | Trx,
  deliveries: readonly Pick<Delivery, 'id' | 'channel' | 'purpose'>[],
): Promise<(id: string) => Shown> {
  const joinable = deliveries.filter(({ channel, purpose }) => (channel === 'email' || channel === 'post') && purpose === 'document');
  const ids = joinable.map((one) => one.id);
  const around = ids.length === 0 ? [] : await partsAround(db, ids);
  if (around.length === 0) return () => ({});
  const parts = Map.groupBy(await partsAround(db, [...new Set(around.map((part) => part.carrierId))]), (part) => part.carrierId);
  const wholes = [...parts].map(([carrierId, ofCarrier]) => [carrierId, ...ofCarrier.map((part) => part.deliveryId)]);
  const communicationOf = new Map((await deliveriesById(db, wholes.flat())).map((one) => [one.id, one.communicationId]));
  const references = new Map((await communicationsById(db, [...communicationOf.values()])).map((one) => [one.id, one.reference]));
  const shown = (id: string) => {
    const communicationId = communicationOf.get(id)!;
    return { communicationId, reference: references.get(communicationId) ?? '' };
  };
  const others = new Map(wholes.flatMap((whole) => whole.map((id) => [id, whole.filter((other) => other !== id)])));
  return (id) => (others.has(id) ? { together: others.get(id)!.map(shown) } : {});
}
