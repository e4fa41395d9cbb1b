import { CompositionError } from '@posthorn/engine';
import { type CustomerLinks, customerLinks } from '../../customers/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { type CommunicationRow, versionBundle } from '../../production/index.ts';
import type { MailParts } from '../email/build-mail.ts';
import { composeMail } from '../email/system-mail/compose-mail.ts';
import type { PushContent } from '../push/message.ts';
import type { Delivery } from '../types.ts';
import { noticeWords } from './words.ts';

type Told = Pick<CommunicationRow, 'language' | 'templateVersionId'>;
type NoticeMail = Pick<MailParts, 'subject' | 'text' | 'html' | 'inlineImages'>;

/** The link of a notice ends so long after the notice was made, whenever it goes out: every attempt says the same. */
async function linkOf(
  platform: Platform,
  { customerId, channel, address, createdAt }: Delivery,
  brand: string,
): Promise<Linked | undefined> {
  const links: CustomerLinks | undefined = await customerLinks(platform, createdAt);
  // Devices are no address that would prove whose it is.
  return links?.mailbox(customerId, channel === 'push' ? undefined : address, brand);
}

type Linked = ReturnType<CustomerLinks['mailbox']>;

/** The mail that tells of a document: in the look of its brand, with the link, and nothing of what it is about. */
export async function noticeMail(platform: Platform, delivery: Delivery, { language, templateVersionId }: Told): Promise<NoticeMail> {
  const { brand } = await versionBundle(platform, templateVersionId);
  const { organisation } = brand.sender;
  const words = noticeWords(language);
  const link = await linkOf(platform, delivery, brand.id);
  const subject = words.subject(organisation);
  if (link === undefined) {
    return { subject, text: [words.greeting, words.text(organisation), words.withoutLink, organisation].join('\n\n') };
  }
  const day = new Intl.DateTimeFormat(words.language === 'en' ? 'en-GB' : words.language, { dateStyle: 'long', timeZone: 'UTC' });
  const notes = [words.until(day.format(link.expiresAt)), words.ignore];
  const says = { subject, greeting: words.greeting, text: words.text(organisation), button: words.button, link: link.url, notes };
  try {
    const { email } = await composeMail(platform, brand.id, { language: words.language, ...says });
    return { subject, html: email.html, text: email.text, inlineImages: email.inlineImages };
  } catch (error) {
    if (!(error instanceof CompositionError)) throw error;
    // The customer is told all the same, without the brand's look.
    platform.log.warn({ err: error, brand: brand.id }, 'a notice could not be composed in its brand; it goes out as plain text');
    return { subject, text: [says.greeting, says.text, link.url, ...notes, organisation].join('\n\n') };
  }
}

/** The short message that does the same. */
export async function noticeMessage(platform: Platform, delivery: Delivery, { language, templateVersionId }: Told): Promise<string> {
  const { brand } = await versionBundle(platform, templateVersionId);
  const link = await linkOf(platform, delivery, brand.id);
  return noticeWords(language).short(brand.sender.organisation, link?.url);
}

/** The notification that does the same. A further one takes its place: they say the same. */
export async function noticePush(
  platform: Platform,
  delivery: Delivery,
  { language, templateVersionId }: Told,
): Promise<Pick<PushContent, 'title' | 'body' | 'link' | 'language' | 'tag'>> {
  const { brand } = await versionBundle(platform, templateVersionId);
  const words = noticeWords(language);
  const link = await linkOf(platform, delivery, brand.id);
  const { organisation } = brand.sender;
  const text = { title: words.subject(organisation), body: words.text(organisation), language: words.language };
  return { ...text, ...(link === undefined ? {} : { link: link.url }), tag: `mailbox-${brand.id}` };
}
