import type { Db } from '../platform/platform.ts';
import { allRenditionsOf, type RenditionKind, type RenditionRow } from '../production/index.ts';
import type { Delivery } from './types.ts';

type Which = Pick<Delivery, 'communicationId' | 'copy'>;

/** What was composed for the recipients of some deliveries: that of the copy where a delivery brings one. */
export async function renditionsFor(
  db: Db,
  deliveries: readonly Which[],
): Promise<(delivery: Which) => ReadonlyMap<RenditionKind, RenditionRow>> {
  const ids = [...new Set(deliveries.map((one) => one.communicationId))];
  const keyOf = ({ communicationId, copy }: Which) => `${communicationId} ${copy}`;
  const found = Map.groupBy(await allRenditionsOf(db, ids), keyOf);
  return (delivery) => new Map((found.get(keyOf(delivery)) ?? []).map((one) => [one.kind, one]));
}
