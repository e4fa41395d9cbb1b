import { consentsTo } from '../../customers/index.ts';
import { publicAddress } from '../../platform/config/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Delivery } from '../types.ts';
import { trackingLinks } from './links.ts';
import { trackedPurposes } from './store.ts';
import { trackHtml } from './track-html.ts';

/** The purpose of the consent that tracking needs, beside whatever lets the mail itself go out. */
export const trackingConsent = 'tracking';

/** Puts marks into the HTML of a mail, or leaves it as it is. */
export type MarkMail = (html: string, delivery: Delivery, purpose: string) => string;

/**
 * Loads what marking these mails needs. A mail is marked where an address for it is set, its purpose says so, and the customer consented to it for
 * the address that it goes to; all others stay byte for byte as they are.
 * @param customerIds of all mails that may be marked
 */
export async function markMails(platform: Platform, customerIds: readonly string[]): Promise<MarkMail> {
  const { trackingUrl, unsubscribeUrl } = platform.config;
  const purposes = trackingUrl === undefined ? [] : (await trackedPurposes(platform.db)).filter(({ opens, clicks }) => opens || clicks);
  if (trackingUrl === undefined || purposes.length === 0) return (html) => html;
  const now = platform.clock();
  const consented = await consentsTo(platform.db, customerIds, trackingConsent, now);
  const links = await trackingLinks(platform, trackingUrl.replace(/\/+$/, ''), now);
  const untouched = [publicAddress(platform.config), unsubscribeUrl?.split('{token}')[0]].filter((one) => one !== undefined);
  return (html, { id, customerId, address, purpose: part }, purpose) => {
    const tracked = purposes.find((one) => one.purpose === purpose);
    // A notice of what lies in the portal is no mail of this purpose.
    if (tracked === undefined || part !== 'document' || !consented(customerId, 'email', address)) return html;
    const picture = tracked.opens ? { picture: links.picture(id) } : {};
    const through = tracked.clicks ? { through: (target: string) => links.through(id, target) } : {};
    return trackHtml(html, { ...picture, ...through }, untouched);
  };
}
