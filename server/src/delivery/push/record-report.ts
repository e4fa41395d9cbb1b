import { openSignedLink } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { recordReceipts } from '../receipts/record-receipts.ts';
import { findDelivery } from '../store.ts';

/** What a browser can report of a message. */
export type PushReport = 'displayed' | 'clicked';

const details: Readonly<Record<PushReport, string>> = { displayed: 'shown on a device', clicked: 'opened on a device' };

/**
 * Notes what a browser reports of a message. The link came within the message, encrypted, and names nobody; each report counts once, however many
 * devices send it. @returns false when the link is none of ours, or has ended
 */
export async function recordReport(platform: Platform, link: string, kind: PushReport): Promise<boolean> {
  const opened = await openSignedLink(platform, 'push', link);
  if (opened === undefined || opened.expired) return false;
  const delivery = await findDelivery(platform.db, opened.subject);
  if (delivery === undefined) return false;
  const { id: deliveryId, account } = delivery;
  await recordReceipts(platform, { channel: 'push', account }, [{ kind, deliveryId, detail: details[kind] }]);
  return true;
}
