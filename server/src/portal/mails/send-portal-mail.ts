import { composeMail, type SystemMail, sendMail } from '../../delivery/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { countMail } from '../store.ts';

const day = 86_400_000;
/** Whoever types in addresses of others can bother each with so many mails a day. */
export const mostMailsADay = 3;

/**
 * Composes a mail and hands it to the mail server. Counts it; one that would be too many is not sent.
 * @throws Error when the server did not take it now: the job tries again
 */
export async function sendPortalMail(
  platform: Platform,
  to: { readonly name: string; readonly address: string },
  brandId: string | undefined,
  mail: SystemMail,
): Promise<void> {
  const now = platform.clock();
  const { email, sender } = await composeMail(platform, brandId, mail);
  // Counted and sent as one: what the server refuses for now is not counted.
  await platform.db.transaction().execute(async (trx) => {
    const may = await countMail(trx, to.address, now, { since: new Date(now.getTime() - day), most: mostMailsADay });
    if (!may) return platform.log.warn('an address was sent too many mails of the portal; this one is not sent');
    const { subject, html, text, inlineImages } = email;
    const outcome = await sendMail(platform, { to, language: mail.language, subject, html, text, inlineImages, sender });
    if (outcome.kind === 'deferred') throw new Error(`the mail server did not take a mail: ${outcome.error}`);
    if (outcome.kind !== 'sent') platform.log.warn({ outcome: outcome.kind }, 'a mail of the portal was not taken');
  });
}
