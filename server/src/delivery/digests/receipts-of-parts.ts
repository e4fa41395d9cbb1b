import type { LaterKind, NotedReceipt } from '../receipts/types.ts';
import { deliveriesById, type Trx } from '../store.ts';
import { asPartOf } from './follow.ts';
import { partsAround } from './store.ts';

/** What is known of a mail as a whole. What its reader does with it (clicks, answers) is known of one part, or counts once. */
const ofTheWhole: ReadonlySet<LaterKind> = new Set([
  'accepted',
  'delivered',
  'bounced-soft',
  'bounced-hard',
  'expired',
  'delayed',
  'returned',
]);

/** What became known of the mail, or the envelope, of a digest became known of each of its parts. */
export async function receiptsOfParts(trx: Trx, receipts: readonly NotedReceipt[]): Promise<readonly NotedReceipt[]> {
  const mails = receipts.filter(
    ({ delivery, kind }) => (delivery.channel === 'email' || delivery.channel === 'post') && ofTheWhole.has(kind),
  );
  if (mails.length === 0) return [];
  const parts = await partsAround(
    trx,
    mails.map(({ delivery }) => delivery.id),
  );
  const deliveries = new Map(
    (
      await deliveriesById(
        trx,
        parts.map((part) => part.deliveryId),
      )
    ).map((one) => [one.id, one]),
  );
  return mails.flatMap((receipt) =>
    parts
      .filter((part) => part.carrierId === receipt.delivery.id)
      .map((part) => ({ ...receipt, delivery: deliveries.get(part.deliveryId)!, detail: asPartOf(receipt.delivery, receipt.detail) })),
  );
}
