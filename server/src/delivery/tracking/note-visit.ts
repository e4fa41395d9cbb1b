import { consentsTo } from '../../customers/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { recordReceipts } from '../receipts/record-receipts.ts';
import { findDelivery } from '../store.ts';
import type { Visited } from './links.ts';
import { trackingConsent } from './mark-mails.ts';
import { sentAt } from './store.ts';
import { isPerson, type VisitRequest } from './visitor.ts';

/**
 * Notes that a mail was opened, or a link of it followed, once each: that it was is kept, with the moment; address and program of whoever asked
 * are looked at and forgotten. Nothing is noted of programs, nor once the consent has ended.
 */
export async function noteVisit(
  platform: Platform,
  { deliveryId, expired }: Visited,
  kind: 'displayed' | 'clicked',
  request: VisitRequest,
): Promise<void> {
  const delivery = expired ? undefined : await findDelivery(platform.db, deliveryId);
  if (delivery === undefined) return;
  const { customerId, address, account, month } = delivery;
  const now = platform.clock();
  const sent = await sentAt(platform.db, deliveryId, month);
  if (!isPerson(request, sent && now.getTime() - sent.getTime())) return;
  const consented = await consentsTo(platform.db, [customerId], trackingConsent, now);
  if (!consented(customerId, 'email', address)) return;
  await recordReceipts(platform, { channel: 'email', account }, [{ kind, deliveryId, at: now, detail: '' }]);
}
