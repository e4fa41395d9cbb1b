import { publicAddress } from '../../platform/config/index.ts';
import { linkSigner } from '../../platform/links/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { sendPortalMail } from '../mails/send-portal-mail.ts';
import { dayIn, wordsFor } from '../pages/words/index.ts';
import { findConfirmation } from '../store.ts';

/** Job: mails the link by which a consent is confirmed. It holds the request and nothing else: a mail before the consent must not advertise. */
export async function mailConfirmation(platform: Platform, { confirmationId }: { readonly confirmationId: string }): Promise<void> {
  const request = await findConfirmation(platform.db, confirmationId);
  if (request === undefined || request.confirmedAt !== null || request.expiresAt <= platform.clock()) return;
  const base = publicAddress(platform.config);
  if (base === undefined) return platform.log.warn('a confirmation cannot be mailed: POSTHORN_PUBLIC_URL is not set');
  const { email, expiresAt, wording, brand, person } = request;
  const words = wordsFor(request.language);
  const link = (await linkSigner(platform))('confirm', { subject: request.id, sentTo: email, expiresAt });
  const { subject, text, button, until, ignore } = words.confirmMail;
  await sendPortalMail(platform, { name: person.name ?? '', address: email }, brand ?? undefined, {
    language: words.language,
    subject,
    greeting: words.greeting,
    text,
    quote: wording,
    button,
    link: `${base}/c/${link}${brand === null ? '' : `?b=${encodeURIComponent(brand)}`}`,
    notes: [until(dayIn(expiresAt.toISOString().slice(0, 10), words.language)), ignore],
  });
}
