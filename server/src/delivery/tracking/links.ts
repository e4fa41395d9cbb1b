import { linkSigner, openSignedLink } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';

/*
 * Signed links that name nobody: a delivery's id, and nothing of its customer. Where a link leads stands in it readably, so that whoever is asked to
 * follow it sees where to; it is signed with it, so that nobody can lead others anywhere by our address.
 */

const day = 86_400_000;
/** What is opened or followed later counts no more; links still lead where they should. */
const countedDays = 90;

/** Makes the marks of mails, after one query. @param at when they go out */
export async function trackingLinks(platform: Pick<Platform, 'db' | 'keys'>, base: string, at: Date) {
  const sign = await linkSigner(platform);
  const expiresAt = new Date(at.getTime() + countedDays * day);
  return {
    picture: (deliveryId: string): string => `${base}/t/o/${sign('opened', { subject: deliveryId, expiresAt })}`,
    through: (deliveryId: string, target: string): string =>
      `${base}/t/f/${sign('followed', { subject: deliveryId, sentTo: target, expiresAt })}?${new URLSearchParams({ to: target })}`,
  };
}

/** Of which delivery a link is. */
export interface Visited {
  readonly deliveryId: string;
  /** Too old to count. */
  readonly expired: boolean;
}

/** @returns undefined when nobody here signed it */
export async function openedBy(platform: Pick<Platform, 'db' | 'keys' | 'clock'>, link: string): Promise<Visited | undefined> {
  const opened = await openSignedLink(platform, 'opened', link);
  return opened && { deliveryId: opened.subject, expired: opened.expired };
}

/** @returns undefined when nobody here signed it to lead there */
export async function followedBy(
  platform: Pick<Platform, 'db' | 'keys' | 'clock'>,
  link: string,
  target: string,
): Promise<Visited | undefined> {
  const opened = await openSignedLink(platform, 'followed', link);
  return opened?.sentTo(target) && /^https?:\/\//i.test(target) && URL.canParse(target)
    ? { deliveryId: opened.subject, expired: opened.expired }
    : undefined;
}
