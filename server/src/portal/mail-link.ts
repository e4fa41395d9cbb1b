import { customerLinks, customersById, customersWithEmail } from '../customers/index.ts';
import type { Platform } from '../platform/platform.ts';
import { sendPortalMail } from './mails/send-portal-mail.ts';
import { wordsFor } from './pages/words/index.ts';

/** Job: mails a link to the preference centre, or to the mailbox, to who has lost theirs: a customer, or whoever has an address. */
export interface MailLink {
  readonly customerId?: string;
  readonly email?: string;
  readonly brand?: string;
  /** Of the page on which it was asked for, where the customer wishes no other. */
  readonly language: string;
  /** To the mailbox. */
  readonly mailbox?: boolean;
}

/** Mails the links; where there is nobody, nothing happens. */
export async function mailLink(platform: Platform, { customerId, email, brand, language, mailbox = false }: MailLink): Promise<void> {
  const links = await customerLinks(platform, platform.clock());
  if (links === undefined) return platform.log.warn('nobody can be mailed a link: POSTHORN_PUBLIC_URL is not set');
  const ids = customerId !== undefined ? [customerId] : email === undefined ? [] : await customersAt(platform, email);
  for (const customer of (await customersById(platform, ids)).values()) {
    const address = customer.contactPoints.find((point) => point.channel === 'email' && point.state === 'valid')?.address;
    if (address === undefined) continue;
    const words = wordsFor(customer.wishes.language, language);
    const { subject, text, button, ignore } = mailbox ? words.mailboxMail : words.linkMail;
    const link = mailbox ? links.mailbox(customer.id, address, brand).url : links.preferences(customer.id, address, brand);
    const mail = { language: words.language, subject, greeting: words.greeting, text, button, link, notes: [ignore] };
    await sendPortalMail(platform, { name: customer.name, address }, brand, mail);
  }
}

const customersAt = async (platform: Platform, email: string): Promise<readonly string[]> =>
  (await platform.db.transaction().execute((trx) => customersWithEmail(trx, email))).map((one) => one.id);
