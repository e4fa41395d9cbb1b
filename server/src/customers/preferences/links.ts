import { publicAddress } from '../../platform/config/index.ts';
import { linkSigner } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';

/**
 * Links by which a customer changes what they want without signing in. The same arguments give the same link. `brand` is the id of the brand whose
 * page it leads to; that of the newest release if absent.
 */
export interface CustomerLinks {
  /** To the preference centre. @param sentTo the address that the link goes to, where it goes to one: it proves whose it is */
  preferences(customerId: string, sentTo?: string, brand?: string): string;
  /** Ends advertising by e-mail (one click, RFC 8058). @param sentTo the address of the mail that carries it */
  unsubscribe(customerId: string, deliveryId: string, sentTo: string, brand?: string): string;
  /** To the documents that lie in the portal, and when it ends: who holds it may read them. @param sentTo the address of the notice that carries it */
  mailbox(customerId: string, sentTo?: string, brand?: string): { readonly url: string; readonly expiresAt: Date };
}

const day = 86_400_000;
/** A mail is looked at again after months; who unsubscribes by one of years ago must still be heard. A key to documents ends sooner. */
const validDays = { preferences: 400, unsubscribe: 1_100, mailbox: 60 };

/**
 * Makes links, after one query.
 * @param at when they go out: their end follows from it
 * @returns undefined where the address of this server is not known (`POSTHORN_PUBLIC_URL`)
 */
export async function customerLinks(platform: Pick<Platform, 'db' | 'keys' | 'config'>, at: Date): Promise<CustomerLinks | undefined> {
  const base = publicAddress(platform.config);
  if (base === undefined) return undefined;
  const sign = await linkSigner(platform);
  const end = (days: number) => new Date(at.getTime() + days * day);
  return {
    preferences: (subject, sentTo, brand) => {
      const link = sign('preferences', { subject, sentTo, expiresAt: end(validDays.preferences) });
      return `${base}/p/${link}${searchOf(brand)}`;
    },
    unsubscribe: (subject, reference, sentTo, brand) => {
      const link = sign('unsubscribe', { subject, reference, sentTo, expiresAt: end(validDays.unsubscribe) });
      return `${base}/u/${link}${searchOf(brand)}`;
    },
    mailbox: (subject, sentTo, brand) => {
      const expiresAt = end(validDays.mailbox);
      return { url: `${base}/m/${sign('mailbox', { subject, sentTo, expiresAt })}${searchOf(brand)}`, expiresAt };
    },
  };
}

/** In whose colours the page is shown. */
const searchOf = (brand: string | undefined): string => (brand === undefined ? '' : `?b=${encodeURIComponent(brand)}`);
