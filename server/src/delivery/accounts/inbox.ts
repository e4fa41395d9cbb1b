import { failureOf, transaction } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { recordReceipts, type Source } from '../receipts/record-receipts.ts';
import type { ProviderReceipt } from '../receipts/types.ts';
import { recordReplies } from '../replies/record-replies.ts';
import type { Inbox, SentChannel } from './adapter.ts';
import { gather } from './gather.ts';
import { noteParts, type PartNoted } from './parts.ts';

/** Receipts that are written down together, and how many may wait for it. */
const together = { portion: 200, most: 10_000, blames: (error: unknown) => failureOf(error) === 'other' };

/** Where an account brings what comes back: each call resolves when it is committed. */
export function inboxOf(platform: Platform, source: Source & { readonly channel: SentChannel }): Inbox {
  return {
    receipts: gather((receipts: readonly ProviderReceipt[]) => recordOfParts(platform, source, receipts), together),
    replies: (replies) => recordReplies(platform, source, replies),
  };
}

/**
 * Receipts of the parts of a long message come to one of the message: it is delivered when all of its parts are, and has failed when one has.
 * Receipts of whole messages go on as they are.
 */
async function recordOfParts(platform: Platform, source: Source, receipts: readonly ProviderReceipt[]): Promise<void> {
  const ids = receipts.flatMap((one) => one.messageId ?? []);
  const noted = await transaction(platform.db, { log: platform.log }, (trx) =>
    noteParts(
      trx,
      source.account,
      ids.map((messageId) => ({ messageId, kind: receipts.findLast((one) => one.messageId === messageId)!.kind })),
    ),
  );
  const whole = receipts.flatMap((receipt) => {
    const part = noted.get(receipt.messageId ?? '');
    return part === undefined ? [receipt] : ofWhole(receipt, part);
  });
  await recordReceipts(platform, source, whole);
}

/** What a part says of its message; nothing while others are still to come. */
function ofWhole({ messageId: _part, eventId: _event, ...receipt }: ProviderReceipt, part: PartNoted): ProviderReceipt[] {
  const { deliveryId, number, parts, delivered } = part;
  if (receipt.kind === 'delivered' && delivered < parts) return [];
  const detail = receipt.kind === 'delivered' ? `${receipt.detail} (${parts} parts)` : `${receipt.detail} (part ${number} of ${parts})`;
  return [{ ...receipt, deliveryId, detail }];
}
