import type { Db } from '../platform/platform.ts';
import { type CopyRow, copiesOf } from '../production/index.ts';
import type { Trx } from './store.ts';

interface Which {
  readonly communicationId: string;
  readonly copy: number;
}

/** Those who get the copies among some deliveries; asks nothing where there are none. */
export async function recipientsOf(db: Db | Trx, deliveries: readonly Which[]): Promise<(delivery: Which) => CopyRow | undefined> {
  const ids = deliveries.flatMap((one) => (one.copy > 0 ? one.communicationId : []));
  const copies = new Map((await copiesOf(db, [...new Set(ids)])).map((one) => [`${one.communicationId} ${one.number}`, one]));
  return ({ communicationId, copy }) => copies.get(`${communicationId} ${copy}`);
}
