import { transaction } from '../../platform/db/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { noteReceipts } from '../receipts/note-receipts.ts';
import { lockDeliveries } from '../receipts/store.ts';
import { markRead } from './store.ts';
import type { MailboxDocument } from './types.ts';

/** The portal has no accounts. */
const source = { channel: 'portal', account: 'default' };

/**
 * A customer opened a document: it counts as read from now on, and its delivery has the receipt `displayed`, once. A letter that waited for nobody
 * to look is not sent any more.
 * @param detail how it was opened, for the record
 */
export async function openDocument(platform: Platform, document: MailboxDocument, detail: string): Promise<void> {
  if (document.readAt !== null) return;
  await transaction(platform.db, { log: platform.log }, async (trx) => {
    const at = platform.clock();
    // The delivery first, as whoever sends the letter does: two who wait for each other crosswise would never end.
    const [delivery] = await lockDeliveries(trx, source, at, [{ deliveryId: document.id }]);
    const first = await markRead(trx, document, at);
    if (first && delivery !== undefined) await noteReceipts(platform, trx, [{ delivery, kind: 'displayed', at, detail, key: 'displayed' }]);
  });
}
